//! Faults of TLS.

use crate::fault::{Fault, What};
use crate::scenario::Scenario;

/// 2070-01-01 00:00:00 UTC, after the end of every certificate.
const YEAR_2070: u64 = 3_155_760_000;

/// Until `AT+MIPNTP` or `AT+CCLK=` sets the clock, every certificate is out of date (004, 6).
pub const CLOCK_AHEAD: Scenario = Scenario::new(
    "clock-ahead",
    "The clock runs in the year 2070 until AT+MIPNTP or AT+CCLK= sets it.",
    &[Fault::always(What::Clock(YEAR_2070))],
);
