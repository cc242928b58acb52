//! Faults of the SIM card.

use crate::fault::{Fault, What};
use crate::scenario::Scenario;

/// `AT+CPIN?` is error 10, and nothing that needs a SIM works (3GPP TS 27.007, 9.2).
pub const NO_SIM: Scenario = Scenario::new("no-sim", "The SIM tray is empty.", &[Fault::always(What::SimAbsent)]);

/// `AT+CPIN?` says `SIM PIN` until [`crate::Config::pin`] is entered (3GPP TS 27.007, 8.3).
pub const LOCKED_SIM: Scenario = Scenario::new(
    "locked-sim",
    "The SIM wants its PIN before anything else; it is 1234.",
    &[Fault::always(What::SimLocked)],
);
