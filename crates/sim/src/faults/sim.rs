//! Faults of the SIM card.

use crate::fault::{Fault, What};
use crate::scenario::Scenario;

/// `AT+CPIN?` is error 10, and nothing that needs a SIM works (3GPP TS 27.007, 9.2).
pub const NO_SIM: Scenario =
    Scenario::new("no-sim", "The SIM tray is empty.", "AT+CPIN? answers error 10.", &[Fault::always(What::SimAbsent)]);

/// `AT+CPIN?` says `SIM PIN` until [`crate::Config::pin`] is entered (3GPP TS 27.007, 8.3).
pub const LOCKED_SIM: Scenario = Scenario::new(
    "locked-sim",
    "The SIM wants its PIN before anything else; it is 1234.",
    "AT+CPIN? answers SIM PIN until AT+CPIN=\"1234\".",
    &[Fault::always(What::SimLocked)],
);

/// `AT+CPIN?` is error 14, SIM busy, for so long (3GPP TS 27.007, 9.2.1). `+SIM READY` is seen seconds after the start, or later.
pub const SLOW_SIM: Scenario = Scenario::new(
    "slow-sim",
    "The SIM needs 20 to 30 s until it answers.",
    "AT+CPIN? answers error 14 until +SIM READY.",
    &[Fault::always(What::SlowSim((20_000, 30_000)))],
);
