//! A virtual Fibocom module, written from the manuals: bytes in, bytes out, time as an argument.
//!
//! What goes wrong is a list of [`Fault`]s; the [`Scenario`]s in [`faults`] are names for such lists.
//! [`VirtualModule`] is the whole thing with a broker inside; [`Module`] is the module alone, for a broker of the caller's.

mod agenda;
mod broker;
mod cable;
mod call;
mod circumstances;
mod clouds;
mod commands;
mod config;
mod device;
mod fault;
pub mod faults;
mod hand;
mod line;
mod module;
mod page_broker;
mod personality;
mod random;
mod reply;
mod satellites;
mod scenario;
mod temper;
mod tempo;
mod time;
mod tls;
mod troubles;
mod uart;
mod virtual_module;
mod way;

#[cfg(feature = "native")]
pub mod native;

pub use broker::{Broker, BrokerEvent, BrokerRequest, Connect, Connection, LostCause, Message, Will};
pub use clouds::{Cloud, CloudDevice};
pub use config::{Config, Pace};
pub use fault::{
    Between, BootWords, BrokerFault, Echo, Fault, Length, Mishap, Place, Port, Restart, TlsFault, Trigger, Usb, What,
};
pub use hand::{Hand, Health, NoSuchHand};
pub use module::{Input, Module, Output, Tally};
pub use page_broker::{Device, Happening, OtherEnd, PageBroker, Passed, Publisher, User};
pub use personality::Personality;
pub use random::Random;
pub use scenario::{NoSuchScenario, Scenario};
pub use temper::Temper;
pub use tempo::Tempo;
pub use time::Timestamp;
pub use tls::{Tls, TlsFailure};
pub use troubles::Trouble;
pub use virtual_module::VirtualModule;
