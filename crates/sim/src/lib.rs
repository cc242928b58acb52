//! A virtual Fibocom module, written from the manuals: bytes in, bytes out, time as an argument.
//!
//! [`VirtualModule`] is the whole thing with a broker inside; [`Module`] is the module alone, for a broker of the caller's.

mod agenda;
mod broker;
mod broker_scenario;
mod call;
mod clouds;
mod commands;
mod config;
mod device;
mod line;
mod module;
mod page_broker;
mod random;
mod reply;
mod scenario;
mod temper;
mod time;
mod tls;
mod virtual_module;

#[cfg(feature = "native")]
pub mod native;

pub use broker::{Broker, BrokerEvent, BrokerRequest, Connect, Connection, LostCause, Message, Will};
pub use broker_scenario::BrokerScenario;
pub use clouds::{Cloud, CloudDevice};
pub use config::Config;
pub use module::{Input, Module, Output};
pub use page_broker::{PageBroker, User};
pub use random::Random;
pub use scenario::Scenario;
pub use temper::Temper;
pub use time::Timestamp;
pub use tls::{Tls, TlsFailure};
pub use virtual_module::VirtualModule;
