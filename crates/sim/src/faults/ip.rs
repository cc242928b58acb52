//! Faults of the IP address.

use crate::fault::{Fault, What};
use crate::scenario::Scenario;

/// `AT+MIPCALL=1` is taken and ends in `+MIPCALL: 0` with any other APN.
pub const WRONG_APN: Scenario = Scenario::new(
    "wrong-apn",
    "The network assigns no IP address to any APN but m2m.workbench.",
    &[Fault::always(What::OnlyApn("m2m.workbench"))],
);
