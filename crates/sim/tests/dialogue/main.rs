//! Dialogues with the virtual module over its public interface, in virtual time.

mod basics;
mod clouds;
mod faults;
mod hands;
mod host;
mod mqtt;
mod personality;
mod properties;
mod series;
mod sn;
mod temper;
mod tls;
