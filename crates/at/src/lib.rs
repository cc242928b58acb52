//! Fibocom AT commands for MQTT: framing, arguments, commands, unsolicited codes, profiles and a sans-I/O engine.
//!
//! Nothing here knows a clock, a port or a browser. The [`engine`] turns bytes and requests into events; everything else is
//! the vocabulary that it and its users share.

pub mod args;
pub mod codes;
pub mod commands;
mod conversation;
pub mod engine;
pub mod frame;
pub mod listener;
pub mod meaning;
pub mod message;
mod name;
pub mod private_key;
pub mod profile;
pub mod reply;
pub mod request;
pub mod secrets;
pub mod urc;

pub use args::{ClientIndex, Field, Invalid, Problem, Qos};
pub use commands::{Command, Form, Spec};
pub use engine::{Config, Engine, Event, Input, Output, Role, Timestamp};
pub use listener::{Heard, Listener};
pub use message::Message;
pub use profile::Profile;
pub use reply::{Failure, Rejection, Reply, TimedOut};
pub use request::{Outcome, Request, RequestId};
