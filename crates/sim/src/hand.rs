//! What a person's hand can do to a module that runs, and to the world around it.

use std::fmt;

use crate::fault::{BootWords, Fault, Length, Restart, Usb, What};
use crate::scenario::{NoSuchScenario, Scenario};

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
    /// The network is gone.
    LoseNetwork,
    /// The network is there again.
    FindNetwork,
    /// The network takes the IP address away, once.
    LoseAddress,
    /// The module restarts, and says so.
    Restart(Usb),
    /// The power goes and comes back, and with it the faults that the module was made with.
    Power,
    /// These scenarios begin now.
    Break(Vec<Scenario>),
    /// Nothing is wrong any more, and nothing that waited for its time will be.
    Heal,
}

/// How each that has no more to say is written, in the order to offer them.
const WORDS: &[(&str, Hand)] = &[
    ("pull", Hand::PullCable),
    ("plug", Hand::PlugIn),
    ("sim out", Hand::TakeSimOut),
    ("sim in", Hand::PutSimIn),
    ("password", Hand::ChangePassword),
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
                write!(f, "an order is: inject NAMES, clock SECONDS, {}", words.join(", "))
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
    /// Says what there is, where it is none.
    pub fn parse(line: &str) -> Result<Self, NoSuchHand> {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((_, hand)) = WORDS.iter().find(|(words, _)| *words == line) {
            return Ok(hand.clone());
        }
        match line.split_once(' ') {
            Some(("inject", names)) => {
                Scenario::parse_list(names, Scenario::ALL).map(Self::Break).map_err(NoSuchHand::Scenario)
            }
            Some(("clock", seconds)) => seconds.parse().map(Self::SetClock).map_err(|_| NoSuchHand::Words),
            _ => Err(NoSuchHand::Words),
        }
    }

    /// How those that have no more to say are written. Beside them there are `inject NAMES` and `clock SECONDS`.
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
    pub(crate) const fn ends(&self, what: What) -> bool {
        match self {
            Self::Heal => true,
            Self::PlugIn => matches!(what, What::Unplugged),
            Self::PutSimIn => matches!(what, What::SimAbsent),
            Self::FindNetwork => matches!(what, What::NoNetwork),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::module;

    #[test]
    fn hands_are_read_and_others_are_told_what_there_is() {
        for (words, hand) in WORDS {
            assert_eq!(Hand::parse(&format!(" {words} \n")).as_ref(), Ok(hand));
        }
        assert_eq!(Hand::parse("inject hang, Late"), Ok(Hand::Break(vec![module::HANG, module::LATE])));
        assert_eq!(Hand::parse("clock 3155760000"), Ok(Hand::SetClock(3_155_760_000)));
        for line in ["", "inject", "inject ", "heal now", "dance", "clock", "clock -1", "sim"] {
            assert_eq!(Hand::parse(line), Err(NoSuchHand::Words), "{line}");
        }
        let none = Hand::parse("inject rain").unwrap_err().to_string();
        assert!(none.starts_with("there is no scenario \"rain\""), "{none}");
        assert!(NoSuchHand::Words.to_string().contains("sim out, sim in"));
    }
}
