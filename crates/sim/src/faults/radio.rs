//! Faults of reception.

use crate::fault::{Fault, What};
use crate::scenario::Scenario;

/// `+CSQ` shows 3 to 8 (004, 3.1), and registration takes 8 to 15 s.
pub const WEAK_SIGNAL: Scenario = Scenario::new(
    "weak-signal",
    "Reception is at the edge of what is usable.",
    "AT+CSQ shows 3 to 8.",
    &[Fault::always(What::Signal(3, 8)), Fault::always(What::Registration((8_000, 15_000)))],
);
