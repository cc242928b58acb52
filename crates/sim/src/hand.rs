//! What a person's hand can do to a module that runs, and to the world around it.

use std::fmt;

use crate::fault::{BootWords, Fault, Length, Restart, Usb, What};
use crate::scenario::{NoSuchScenario, Scenario};
use crate::troubles::Trouble;

/// One thing that somebody does. Each can be undone by [`Hand::Heal`], but for what a real module would have lost, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hand {
    /// Pull the cable: the host loses its port, and the module its power.
    PullCable,
    /// Plug it in again: the module starts.
    PlugIn,
    /// Take the SIM out.
    TakeSimOut,
    /// Put it in again, with or without an end of other faults of the SIM.
    PutSimIn,
    /// The module's clock shows this Unix time, in seconds, until somebody sets it or it restarts.
    SetClock(u64),
    /// The broker takes no password any more that was used until now, and throws everybody out.
    ChangePassword,
    /// The broker takes those passwords again.
    RestorePassword,
    /// The network is gone.
    LoseNetwork,
    /// The network is there again.
    FindNetwork,
    /// The network takes the IP address away, once.
    LoseAddress,
    /// The module restarts, and says so.
    Restart(Usb),
    /// The power goes and comes back, and with it the faults that the module was made with. What was broken by hand stays so.
    Power,
    /// These scenarios begin now.
    Break(Vec<Scenario>),
    /// These scenarios are over, and nothing that they would still have done happens.
    Mend(Vec<Scenario>),
    /// Nothing is wrong any more, and nothing that waited for its time will be.
    Heal,
}

/// What is wrong with a module and the world around it at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// Every fault that lasts, or waits for its beginning.
    pub troubles: Vec<Trouble>,
    /// Whether the broker refuses a password that it took before.
    pub password_changed: bool,
    /// Whether somebody has moved the module's clock to a wrong time, and it was not set since.
    pub clock_moved: bool,
}

impl Health {
    /// The fault by which this scenario is there; none, where it is not.
    #[must_use]
    pub fn has(&self, scenario: Scenario) -> Option<Trouble> {
        self.troubles.iter().copied().find(|trouble| scenario.makes(trouble.what))
    }

    /// How many things are wrong. Faults of one scenario are one thing, and scenarios that differ in their times alone are one, too.
    #[must_use]
    pub fn count(&self) -> usize {
        let others = self.troubles.iter().filter(|trouble| !Scenario::ALL.iter().any(|one| one.makes(trouble.what)));
        self.scenarios().len() + others.count() + usize::from(self.password_changed) + usize::from(self.clock_moved)
    }

    /// The scenarios that are there, each once.
    #[must_use]
    pub fn scenarios(&self) -> Vec<Scenario> {
        let mut found: Vec<Scenario> = Vec::new();
        for scenario in Scenario::ALL.iter().copied().filter(|scenario| self.has(*scenario).is_some()) {
            let is_same = |one: &Scenario| scenario.faults().iter().any(|fault| one.makes(fault.what));
            if !found.iter().any(is_same) {
                found.push(scenario);
            }
        }
        found
    }
}

/// How each that has no more to say is written, in the order to offer them.
const WORDS: &[(&str, Hand)] = &[
    ("pull", Hand::PullCable),
    ("plug", Hand::PlugIn),
    ("sim out", Hand::TakeSimOut),
    ("sim in", Hand::PutSimIn),
    ("password", Hand::ChangePassword),
    ("password back", Hand::RestorePassword),
    ("network lost", Hand::LoseNetwork),
    ("network found", Hand::FindNetwork),
    ("ip lost", Hand::LoseAddress),
    ("restart", Hand::Restart(Usb::Stays)),
    ("restart usb", Hand::Restart(Usb::Drops)),
    ("power", Hand::Power),
    ("heal", Hand::Heal),
];

/// Why words are no hand's doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSuchHand {
    /// No hand is written so.
    Words,
    /// A scenario that does not exist is to begin.
    Scenario(NoSuchScenario),
}

impl fmt::Display for NoSuchHand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words => {
                let words: Vec<_> = Hand::words().collect();
                write!(f, "an order is: inject NAMES, mend NAMES, clock SECONDS, {}", words.join(", "))
            }
            Self::Scenario(none) => none.fmt(f),
        }
    }
}

impl std::error::Error for NoSuchHand {}

impl Hand {
    /// Reads a hand as a person writes it: `pull`, `sim out`, `clock 0`, `inject hang,late`.
    ///
    /// # Errors
    /// An unknown word gives the error that lists the known ones.
    pub fn parse(line: &str) -> Result<Self, NoSuchHand> {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((_, hand)) = WORDS.iter().find(|(words, _)| *words == line) {
            return Ok(hand.clone());
        }
        match line.split_once(' ') {
            Some(("inject", names)) => {
                Scenario::parse_list(names, Scenario::ALL).map(Self::Break).map_err(NoSuchHand::Scenario)
            }
            Some(("mend", names)) => {
                Scenario::parse_list(names, Scenario::ALL).map(Self::Mend).map_err(NoSuchHand::Scenario)
            }
            Some(("clock", seconds)) => seconds.parse().map(Self::SetClock).map_err(|_| NoSuchHand::Words),
            _ => Err(NoSuchHand::Words),
        }
    }

    /// How those that have no more to say are written. Beside them there are `inject NAMES`, `mend NAMES` and `clock SECONDS`.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(words, _)| *words)
    }

    /// The faults that begin now by it.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let one = |what| vec![Fault::always(what).by_hand()];
        match self {
            Self::PullCable => one(What::Unplugged),
            Self::TakeSimOut => one(What::SimAbsent),
            Self::LoseNetwork => one(What::NoNetwork),
            Self::LoseAddress => {
                vec![Fault::always(What::AddressLost(60_000)).by_hand().lasting(Length::Times(1))]
            }
            Self::Restart(usb) => {
                let restart = Restart { words: BootWords::Said, usb: *usb, gap: 60_000 };
                vec![Fault::always(What::Restart(restart)).by_hand().lasting(Length::Times(1))]
            }
            Self::Break(scenarios) => {
                scenarios.iter().flat_map(|scenario| scenario.faults()).map(|fault| fault.by_hand()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Which faults end by it.
    pub(crate) fn ends(&self, what: What) -> bool {
        match self {
            Self::Heal => true,
            Self::PlugIn => matches!(what, What::Unplugged),
            Self::PutSimIn => matches!(what, What::SimAbsent),
            Self::FindNetwork => matches!(what, What::NoNetwork),
            Self::Mend(scenarios) => scenarios.iter().any(|scenario| scenario.makes(what)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::{self, module};

    #[test]
    fn things_that_are_wrong_are_counted_by_what_a_person_sees() {
        let of = |scenarios: &[Scenario]| Health {
            troubles: scenarios
                .iter()
                .flat_map(|scenario| scenario.faults())
                .map(|fault| Trouble { what: fault.what, waits: false })
                .collect(),
            ..Health::default()
        };
        assert_eq!(of(&[]).count(), 0);
        assert_eq!(of(&[faults::radio::WEAK_SIGNAL]).count(), 1);
        assert_eq!(of(&[faults::radio::WEAK_SIGNAL, faults::sim::NO_SIM]).count(), 2);
        assert_eq!(of(&[module::RESTART]).count(), 1, "it is the same as the first of two restarts");
        assert_eq!(Health { password_changed: true, ..of(&[module::LATE]) }.count(), 2);
        assert_eq!(Health { clock_moved: true, ..of(&[]) }.count(), 1);
        assert!(of(&[module::LATE]).has(module::LATE).is_some() && of(&[module::LATE]).has(module::HANG).is_none());
    }

    #[test]
    fn hands_are_read_and_others_are_told_what_there_is() {
        for (words, hand) in WORDS {
            assert_eq!(Hand::parse(&format!(" {words} \n")).as_ref(), Ok(hand));
        }
        assert_eq!(Hand::parse("inject hang, Late"), Ok(Hand::Break(vec![module::HANG, module::LATE])));
        assert_eq!(Hand::parse("mend late"), Ok(Hand::Mend(vec![module::LATE])));
        assert_eq!(Hand::parse("clock 3155760000"), Ok(Hand::SetClock(3_155_760_000)));
        for line in ["", "inject", "inject ", "heal now", "dance", "clock", "clock -1", "sim"] {
            assert_eq!(Hand::parse(line), Err(NoSuchHand::Words), "{line}");
        }
        let none = Hand::parse("inject rain").unwrap_err().to_string();
        assert!(none.starts_with("there is no scenario \"rain\""), "{none}");
        assert!(NoSuchHand::Words.to_string().contains("sim out, sim in"));
    }
}
