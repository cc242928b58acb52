//! What can be wrong around a virtual module: one row of circumstances each.

/// The circumstances a virtual module wakes up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scenario {
    /// Everything works.
    #[default]
    Healthy,
    /// The SIM tray is empty.
    NoSim,
    /// The SIM wants its PIN before anything else.
    LockedSim,
    /// Reception at the edge of what is usable.
    WeakSignal,
    /// Registration takes minutes, as abroad (004, 3.1).
    SlowRegistration,
    /// The network assigns no IP address to any APN but `m2m.workbench`.
    WrongApn,
    /// The clock runs in the year 2070 until it is set, after the end of every certificate.
    ClockAhead,
    /// The port opens and nothing ever answers.
    Silent,
    /// The port is not an AT port: it sends binary frames, as a diagnostic port does.
    Noise,
}

/// The state of the SIM card at power-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SimCard {
    Ready,
    Absent,
    Locked,
}

/// What kind of port the host has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Port {
    Answers,
    Silent,
    Noise,
}

/// One row of circumstances.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circumstances {
    pub(crate) sim: SimCard,
    pub(crate) port: Port,
    /// Lowest and highest received signal strength, as in `+CSQ`.
    pub(crate) signal: (u64, u64),
    /// Milliseconds from a ready SIM to registration, shortest and longest.
    pub(crate) registration: (u64, u64),
    /// The only APN that gets an IP address, where not every one does.
    pub(crate) only_apn: Option<&'static str>,
    /// The Unix time that the clock starts with at power-up.
    pub(crate) clock: u64,
}

/// 1980-01-06 00:00:00 UTC, the beginning of GPS time.
const YEAR_1980: u64 = 315_964_800;

/// 2070-01-01 00:00:00 UTC.
const YEAR_2070: u64 = 3_155_760_000;

const HEALTHY: Circumstances = Circumstances {
    sim: SimCard::Ready,
    port: Port::Answers,
    signal: (19, 27),
    registration: (1_500, 3_500),
    only_apn: None,
    clock: YEAR_1980,
};

impl Scenario {
    /// Every scenario, in the order to offer them.
    pub const ALL: &'static [Self] = &[
        Self::Healthy,
        Self::NoSim,
        Self::LockedSim,
        Self::WeakSignal,
        Self::SlowRegistration,
        Self::WrongApn,
        Self::ClockAhead,
        Self::Silent,
        Self::Noise,
    ];

    /// The name to choose it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::NoSim => "no-sim",
            Self::LockedSim => "locked-sim",
            Self::WeakSignal => "weak-signal",
            Self::SlowRegistration => "slow-registration",
            Self::WrongApn => "wrong-apn",
            Self::ClockAhead => "clock-ahead",
            Self::Silent => "silent",
            Self::Noise => "noise",
        }
    }

    /// The scenario with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scenario| scenario.name().eq_ignore_ascii_case(name))
    }

    pub(crate) const fn circumstances(self) -> Circumstances {
        match self {
            Self::Healthy => HEALTHY,
            Self::NoSim => Circumstances { sim: SimCard::Absent, ..HEALTHY },
            Self::LockedSim => Circumstances { sim: SimCard::Locked, ..HEALTHY },
            Self::WeakSignal => Circumstances { signal: (3, 8), registration: (8_000, 15_000), ..HEALTHY },
            Self::SlowRegistration => Circumstances { registration: (90_000, 120_000), ..HEALTHY },
            Self::WrongApn => Circumstances { only_apn: Some("m2m.workbench"), ..HEALTHY },
            Self::ClockAhead => Circumstances { clock: YEAR_2070, ..HEALTHY },
            Self::Silent => Circumstances { port: Port::Silent, ..HEALTHY },
            Self::Noise => Circumstances { port: Port::Noise, ..HEALTHY },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_is_found_by_its_name() {
        for scenario in Scenario::ALL {
            assert_eq!(Scenario::named(scenario.name()), Some(*scenario));
        }
        assert_eq!(Scenario::named("sunshine"), None);
    }
}
