//! What takes more than one command: identifying a module, checking the network, dialling, opening a client.

mod check;
mod connect;
mod dial;
mod open;

pub use check::{CHECKS, Check, CheckName, Standing, Verdict, check};
pub use connect::{Identity, identify};
pub use dial::{DialFailure, DialPlan, dial, synchronise_clock};
pub use open::{OpenPlan, Step, open};
