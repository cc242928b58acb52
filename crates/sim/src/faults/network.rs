//! Faults of the operator's network.

use crate::fault::{Fault, What};
use crate::scenario::Scenario;

/// A minute and a half or two; some series need up to seven abroad (004, 3.1).
pub const SLOW_REGISTRATION: Scenario = Scenario::new(
    "slow-registration",
    "Registration takes minutes, as abroad.",
    &[Fault::always(What::Registration((90_000, 120_000)))],
);
