//! Where the link stands: one machine, and the way out of each of its states.
//!
//! ```text
//!  closed ──▶ opening ──▶ probing ──▶ ready ◀──▶ busy, prompt, resynchronising, restoring      (up: a module is known)
//!    ▲           ▲        │  ▲  ▲                   │
//!    │           │        │  │  └── waiting out     │  the module may wait for data that an earlier page began; from looking and starting, too
//!    │        looking     │  └───── starting        │  its device has just come: it is asked until it answers
//!    │           ▲        ▼                         ▼
//!    │           └──── failed                     lost ──▶ looking, opening: the device is there again
//!    └── disconnecting leads here from everywhere
//! ```
//!
//! A state ends by itself within a limit, or a person can end it: [`Phase::way_out`]. [`Phase::leads_to`] is the drawing as data, and
//! whatever changes the state is held to it in tests and debug builds.

use std::time::Duration;

/// Where the link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Phase {
    #[default]
    Closed,
    /// The ports of a device that has come are opened and asked side by side.
    Looking,
    /// The port is being opened.
    Opening,
    /// The port is asked whether a module answers, and which.
    Probing,
    /// Nothing is typed: the module may still wait for data that an earlier page began, or that nobody knows of.
    WaitingOut,
    /// The device has just come, and its module does not answer yet.
    Starting,
    /// The module waits for a command.
    Ready,
    /// A command is under way.
    Busy,
    /// The module waits for data.
    Prompt,
    /// A command ended without its answer: the way back into step.
    Resynchronising,
    /// What the module had before it was lost or restarted is being set up again.
    Restoring,
    /// The link went away by itself.
    Lost,
    /// The port did not open, or no module answered: a person has to choose what next.
    Failed,
}

/// What a person can press to leave a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Press {
    /// Connect, or try again.
    Connect,
    /// Cancel or disconnect.
    Disconnect,
}

/// How a state ends, if nothing else happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayOut {
    /// How long it lasts at the most by itself.
    pub within: Option<Duration>,
    /// What a person can press.
    pub press: Press,
}

/// How long a module may take from the coming of its device to its first answer.
pub const STARTS_WITHIN: Duration = Duration::from_secs(60);

/// How long the ports of a device may take to come, one after the other.
pub const PORTS_SETTLE: Duration = Duration::from_millis(1_500);

impl Phase {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 13] = [
        Self::Closed,
        Self::Looking,
        Self::Opening,
        Self::Probing,
        Self::WaitingOut,
        Self::Starting,
        Self::Ready,
        Self::Busy,
        Self::Prompt,
        Self::Resynchronising,
        Self::Restoring,
        Self::Lost,
        Self::Failed,
    ];

    /// Whether a module is connected and identified.
    #[must_use]
    pub const fn is_up(self) -> bool {
        matches!(self, Self::Ready | Self::Busy | Self::Prompt | Self::Resynchronising | Self::Restoring)
    }

    /// Whether a connection is being made.
    #[must_use]
    pub const fn is_coming(self) -> bool {
        matches!(self, Self::Looking | Self::Opening | Self::Probing | Self::WaitingOut | Self::Starting)
    }

    /// The states that can follow.
    #[must_use]
    pub const fn leads_to(self) -> &'static [Self] {
        use Phase::{
            Busy, Closed, Failed, Looking, Lost, Opening, Probing, Prompt, Ready, Restoring, Resynchronising, Starting,
            WaitingOut,
        };
        match self {
            Closed | Lost | Failed => &[Closed, Looking, Opening],
            Looking => &[Probing, WaitingOut, Starting, Lost, Failed, Closed],
            Opening => &[Probing, Lost, Failed, Closed],
            Probing => &[WaitingOut, Starting, Looking, Ready, Lost, Failed, Closed],
            WaitingOut => &[Probing, Looking, Lost, Failed, Closed],
            Starting => &[Probing, WaitingOut, Looking, Lost, Failed, Closed],
            Ready | Busy | Prompt | Resynchronising | Restoring => {
                &[Ready, Busy, Prompt, Resynchronising, Restoring, Lost, Closed]
            }
        }
    }

    /// How it ends.
    #[must_use]
    pub const fn way_out(self) -> WayOut {
        let (within, press) = match self {
            Self::Closed | Self::Lost | Self::Failed => (None, Press::Connect),
            // A connection that nobody ends stays. A command has a limit of its own.
            Self::Ready | Self::Busy | Self::Prompt | Self::Restoring => (None, Press::Disconnect),
            // Data that the module may wait for is waited out first, for as long as a person does not end it.
            Self::Resynchronising => (None, Press::Disconnect),
            // The browser may take as long as it likes to open a port, and the commands that ask who a module is have limits of their own.
            Self::Opening | Self::Probing => (None, Press::Disconnect),
            // Data that has no time of its own, and data mode, a person ends.
            Self::WaitingOut => (None, Press::Disconnect),
            Self::Looking | Self::Starting => (Some(STARTS_WITHIN), Press::Disconnect),
        };
        WayOut { within, press }
    }

    /// The name that the automation API uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Looking => "looking",
            Self::Opening => "opening",
            Self::Probing => "probing",
            Self::WaitingOut => "waiting-out",
            Self::Starting => "starting",
            Self::Ready => "ready",
            Self::Busy => "busy",
            Self::Prompt => "prompt",
            Self::Resynchronising => "resynchronising",
            Self::Restoring => "restoring",
            Self::Lost => "lost",
            Self::Failed => "failed",
        }
    }

    /// The one of eight names by which scripts have always known it.
    #[must_use]
    pub const fn link_name(self) -> &'static str {
        match self {
            Self::Looking | Self::WaitingOut | Self::Starting => Self::Probing.name(),
            Self::Resynchronising | Self::Restoring => Self::Busy.name(),
            other => other.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn reachable(from: Phase) -> BTreeSet<&'static str> {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(phase) = open.pop() {
            if seen.insert(phase.name()) {
                open.extend(phase.leads_to());
            }
        }
        seen
    }

    #[test]
    fn every_state_is_reached_from_closed_and_leads_back_and_to_a_module() {
        let all: BTreeSet<_> = Phase::ALL.map(Phase::name).into_iter().collect();
        assert_eq!(all.len(), Phase::ALL.len(), "two states of one name");
        assert_eq!(reachable(Phase::Closed), all);
        for phase in Phase::ALL {
            let ways = reachable(phase);
            assert!(ways.contains("closed") && ways.contains("ready"), "{phase:?}");
        }
    }

    #[test]
    fn no_state_is_without_a_way_out() {
        for phase in Phase::ALL {
            let WayOut { within, press } = phase.way_out();
            let leads = phase.leads_to();
            match press {
                Press::Connect => assert!(leads.contains(&Phase::Opening), "{phase:?}"),
                Press::Disconnect => assert!(leads.contains(&Phase::Closed), "{phase:?}"),
            }
            // What a person does not have to end is over within a minute.
            assert!(within.is_none_or(|within| within <= STARTS_WITHIN), "{phase:?}");
            let has_its_own = matches!(phase, Phase::Opening | Phase::Probing | Phase::WaitingOut);
            assert_eq!(within.is_some(), phase.is_coming() && !has_its_own, "{phase:?}");
        }
    }

    #[test]
    fn scripts_know_eight_names() {
        let names: BTreeSet<_> = Phase::ALL.map(Phase::link_name).into_iter().collect();
        assert_eq!(names.len(), 8, "{names:?}");
    }
}
