//! The screens. Each stands alone: they share what is true through the state, and nothing else.

pub mod connect;
pub mod credentials;
pub mod demo;
pub mod doctor;
pub mod faults;
pub mod kiosk;
pub mod messages;
pub mod network;
pub mod publish;
pub mod reference;
pub mod replay;
pub mod session;
pub mod terminal;
pub mod tls;
pub mod walkthrough;
pub mod wire;
