//! What the firmware finds around it: health, but for what the faults of this moment change.

use crate::fault::{Between, What};
use crate::reply::Effect;

/// The state of the SIM card at power-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SimCard {
    Ready,
    Absent,
    Locked,
}

/// What the network makes of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coverage {
    There,
    /// It does not accept the SIM.
    Denied,
    /// There is none.
    Gone,
}

/// One row of circumstances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Circumstances {
    pub(crate) sim: SimCard,
    /// From the start, or the PIN, until the SIM answers.
    pub(crate) sim_takes: Between,
    /// Lowest and highest received signal strength, as in `+CSQ`.
    pub(crate) signal: (u64, u64),
    /// From a ready SIM to registration.
    pub(crate) registration: Between,
    pub(crate) coverage: Coverage,
    /// The only APN that gets an IP address, where not every one does.
    pub(crate) only_apn: Option<&'static str>,
    /// The address that the module believes in is gone.
    pub(crate) stale_address: bool,
    /// Addresses are those of IPv6.
    pub(crate) only_ipv6: bool,
    /// The Unix time that the clock starts with at power-up.
    pub(crate) clock: u64,
    /// From the start to the first command that is heard.
    pub(crate) boot: Between,
}

/// 1980-01-06 00:00:00 UTC, the beginning of GPS time.
const YEAR_1980: u64 = 315_964_800;

/// Nothing is wrong.
pub(crate) const HEALTHY: Circumstances = Circumstances {
    sim: SimCard::Ready,
    sim_takes: (2_000, 2_000),
    signal: (19, 27),
    registration: (1_500, 4_500),
    coverage: Coverage::There,
    only_apn: None,
    stale_address: false,
    only_ipv6: false,
    clock: YEAR_1980,
    boot: (1_200, 1_800),
};

impl Circumstances {
    /// What these faults make of them. Of two that speak of the same thing, the first counts.
    pub(crate) fn of(faults: impl DoubleEndedIterator<Item = What>) -> Self {
        let mut now = HEALTHY;
        for what in faults.rev() {
            match what {
                What::SimAbsent => now.sim = SimCard::Absent,
                What::SimLocked => now.sim = SimCard::Locked,
                What::SlowSim(takes) => now.sim_takes = takes,
                What::Signal(lowest, highest) => now.signal = (lowest, highest),
                What::Registration(takes) => now.registration = takes,
                What::RegistrationDenied => now.coverage = Coverage::Denied,
                What::NoNetwork => now.coverage = Coverage::Gone,
                What::StaleAddress => now.stale_address = true,
                What::OnlyIpv6 => now.only_ipv6 = true,
                What::OnlyApn(apn) => now.only_apn = Some(apn),
                What::Clock(unix) => now.clock = unix,
                What::SlowBoot(takes) => now.boot = takes,
                _ => {}
            }
        }
        now
    }

    /// Whether this takes its time because of a fault: then it does so at any pace.
    pub(crate) fn slow_down(&self, effect: &Effect) -> bool {
        match effect {
            Effect::Booted => self.boot != HEALTHY.boot,
            Effect::SimReady => self.sim_takes != HEALTHY.sim_takes,
            Effect::Registered => self.registration != HEALTHY.registration,
            _ => false,
        }
    }
}
