//! What can be broken by hand, where it stands in the list, and whether it is broken now.

use crate::state::{ByHand, FaultPlace, Hand, Length, Scenario, Usb};

/// What pressing a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// It begins, and ends when it is pressed again.
    Switch(Hand, Hand),
    /// It happens, and is over.
    Once(Hand),
    /// The cable.
    Cable,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// By which its texts are found.
    pub id: &'static str,
    /// The scenario that it is, where it is one.
    pub scenario: Option<Scenario>,
    pub act: Act,
}

/// How a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Off,
    /// It waits for its beginning: a command, or a time.
    Waits,
    On,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    /// What a person does with both hands.
    Hands,
    At(FaultPlace),
}

impl Group {
    /// Every group, in the order of the list.
    pub(super) const ALL: [Self; 10] = [
        Self::Hands,
        Self::At(FaultPlace::Sim),
        Self::At(FaultPlace::Radio),
        Self::At(FaultPlace::Network),
        Self::At(FaultPlace::Ip),
        Self::At(FaultPlace::Tls),
        Self::At(FaultPlace::Broker),
        Self::At(FaultPlace::Module),
        Self::At(FaultPlace::Line),
        Self::At(FaultPlace::Port),
    ];

    /// By which its title is found.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Hands => "hands",
            Self::At(place) => place.name(),
        }
    }

    /// Its lines.
    pub(super) fn lines(self) -> Vec<Line> {
        let hand = |id, act| Line { id, scenario: None, act };
        match self {
            Self::Hands => vec![
                Line { scenario: Scenario::named("unplugged"), ..hand("cable", Act::Cable) },
                Line {
                    scenario: Scenario::named("no-sim"),
                    ..hand("sim-out", Act::Switch(Hand::TakeSimOut, Hand::PutSimIn))
                },
                hand("power", Act::Once(Hand::Power)),
            ],
            Self::At(place) => {
                let at = Scenario::ALL.iter().copied().filter(|scenario| scenario.place() == Some(place));
                let lines = at.filter_map(Line::of);
                let password = hand("password", Act::Switch(Hand::ChangePassword, Hand::RestorePassword));
                lines.chain((place == FaultPlace::Broker).then_some(password)).collect()
            }
        }
    }
}

impl Line {
    /// The line of a scenario. Those that a hand does stand with the hands.
    fn of(scenario: Scenario) -> Option<Self> {
        let act = match scenario.name() {
            "no-sim" | "unplugged" => return None,
            // By hand there is no end to it but by hand.
            "network-lost" => Act::Switch(Hand::LoseNetwork, Hand::FindNetwork),
            "ip-lost" => Act::Once(Hand::LoseAddress),
            "restart" => Act::Once(Hand::Restart(Usb::Stays)),
            "usb-restart" => Act::Once(Hand::Restart(Usb::Drops)),
            _ if scenario.faults().iter().all(|fault| matches!(fault.length, Length::Times(_))) => {
                Act::Once(Hand::Break(vec![scenario]))
            }
            _ => Act::Switch(Hand::Break(vec![scenario]), Hand::Mend(vec![scenario])),
        };
        Some(Self { id: scenario.name(), scenario: Some(scenario), act })
    }

    /// How it stands now.
    pub(super) fn standing(&self, now: &ByHand) -> Standing {
        if self.act == Act::Cable {
            return if now.is_plugged { Standing::Off } else { Standing::On };
        }
        let changed = matches!(&self.act, Act::Switch(Hand::ChangePassword, _)) && now.health.password_changed;
        match self.scenario.and_then(|scenario| now.health.has(scenario)) {
            Some(trouble) if trouble.waits => Standing::Waits,
            Some(_) => Standing::On,
            None if changed => Standing::On,
            None => Standing::Off,
        }
    }
}

/// What follows `#/connect/` in a link that chooses these.
pub(super) fn link_names(scenarios: &[Scenario]) -> String {
    if scenarios.is_empty() {
        return Scenario::HEALTHY.name().to_owned();
    }
    scenarios.iter().map(|scenario| scenario.name()).collect::<Vec<_>>().join(",")
}

/// Whether a line with these texts is looked for: every word that was typed is in one of them.
pub(super) fn is_found(search: &str, texts: &[&str]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    search.to_lowercase().split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use fibocom_sim::{Health, Trouble};

    use super::*;
    use crate::i18n;

    fn now(names: &str) -> ByHand {
        let scenarios = Scenario::parse_list(names, Scenario::ALL).unwrap();
        let faults = scenarios.iter().flat_map(|scenario| scenario.faults());
        let troubles = faults.map(|fault| Trouble { what: fault.what, waits: false }).collect();
        let health = Health { troubles, ..Health::default() };
        ByHand {
            count: health.count(),
            health,
            times: 1,
            is_plugged: true,
            has_page_broker: true,
            is_back: false,
            number: 1,
        }
    }

    #[test]
    fn every_scenario_has_its_line_and_every_line_its_texts() {
        let lines: Vec<Line> = Group::ALL.into_iter().flat_map(Group::lines).collect();
        for scenario in Scenario::ALL.iter().filter(|scenario| **scenario != Scenario::HEALTHY) {
            let of: Vec<_> = lines.iter().filter(|line| line.scenario == Some(*scenario)).collect();
            assert_eq!(of.len(), 1, "{}", scenario.name());
        }
        for line in &lines {
            let name = format!("connect-scenario-{}", line.id);
            assert!(i18n::has(&name) || i18n::has(&format!("fault-{}", line.id)), "{}", line.id);
            assert!(i18n::has(&format!("fault-{}-seen", line.id)), "{}", line.id);
        }
        for group in Group::ALL {
            assert!(i18n::has(&format!("faults-at-{}", group.name())), "{group:?}");
        }
    }

    #[test]
    fn what_ends_by_itself_is_no_switch() {
        let acts = |id: &str| {
            let mut lines = Group::ALL.into_iter().flat_map(Group::lines);
            matches!(lines.find(|line| line.id == id).unwrap().act, Act::Once(_))
        };
        for (id, once) in [
            ("restart", true),
            ("silent-restart", true),
            ("restarts-twice", true),
            ("ip-lost", true),
            ("power", true),
            ("open-prompt", true),
            ("hang", false),
            ("network-lost", false),
            ("late", false),
        ] {
            assert_eq!(acts(id), once, "{id}");
        }
    }

    #[test]
    fn a_line_stands_as_the_module_says_and_its_name_makes_the_link() {
        let now = now("weak-signal,late,no-sim");
        let standing = |id: &str| {
            let mut lines = Group::ALL.into_iter().flat_map(Group::lines);
            lines.find(|line| line.id == id).unwrap().standing(&now)
        };
        assert_eq!(
            [standing("late"), standing("sim-out"), standing("hang")],
            [Standing::On, Standing::On, Standing::Off]
        );
        assert_eq!(standing("slow-registration"), Standing::Off, "a weak signal delays it otherwise");
        assert_eq!(link_names(&now.health.scenarios()), "no-sim,weak-signal,late");
        assert_eq!(link_names(&[]), "healthy");
    }

    #[test]
    fn every_word_that_is_typed_is_looked_for() {
        for (search, found) in [("", true), ("sim", true), ("SIM out", true), ("sim broker", false)] {
            assert_eq!(is_found(search, &["Take the SIM out", "The SIM is gone."]), found, "{search}");
        }
    }
}
