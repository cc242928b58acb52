//! What takes more than one command: identifying a module, asking for its limits, checking the network, getting online, unlocking a SIM, dialling,
//! preparing TLS, opening a client, asking what a module has.

mod check;
mod connect;
mod dial;
mod left;
mod limits;
mod online;
mod open;
mod tls;
mod unlock;

pub use check::{CHECKS, Check, CheckName, CheckResult, Verdict, check, may_settle};
pub use connect::{Identity, identify};
pub use dial::{DialFailure, DialPlan, TIME_SERVERS, dial, dial_state, synchronise_clock};
pub use left::{Address, connected_clients, free_clients, standing};
pub use limits::ask_limits;
pub use online::{OnlineFailure, OnlinePlan, OnlineProgress, get_online};
pub use open::{Login, OpenFailure, OpenPlan, Step, open};
pub use tls::{TlsPlan, TlsProgress, TlsSetup, TlsStep, read_tls, set_clock, set_up_tls, tls_questions};
pub use unlock::{is_wrong_pin, unlock};
