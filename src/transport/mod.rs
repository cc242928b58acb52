//! Transports: they move bytes and link events between a module and what leads the link, and do nothing else.
//!
//! A [`Link`] is an open connection. Whatever is at the other end, its events keep one promise: [`LinkEvent::Lost`] comes
//! exactly once, is the last, and then the channel ends.

#[cfg(test)]
mod contract;
mod error;
mod known_device;
pub mod virtual_module;
pub mod web_serial;

use std::{fmt, rc::Rc};

use futures::{channel::mpsc, future::LocalBoxFuture};

pub use error::{LinkError, OpenError};
pub use known_device::{FIBOCOM_VENDORS, KnownDevice, Role as InterfaceRole, adapter, known_device};

/// The sending half of a connection to a module.
pub trait Transport {
    /// Sends these bytes, in order and never mixed with those of another call. Resolves when they were handed to the
    /// operating system, which is not yet the module.
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>>;

    /// The bytes that are sent next are these, from this place on: the data that the module waits for. A page that is left writes the rest of it at
    /// once, as far as the line takes it. `None` once all of it is on its way.
    fn sends_of(&self, _data: Option<Data>) {}

    /// Sets the control lines that `signals` names and leaves the others as they are.
    fn set_signals(&self, signals: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>>;

    /// Closes the connection and resolves when the port is free again. Calling it again, also at the same time, is
    /// harmless and waits for the same end.
    fn close(&self) -> LocalBoxFuture<'_, ()>;
}

/// Data that is sent a piece at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// All of it.
    pub bytes: Rc<[u8]>,
    /// How many of its bytes the line was given.
    pub given: usize,
}

impl Data {
    /// What the line was not given yet.
    #[must_use]
    pub fn rest(&self) -> &[u8] {
        self.bytes.get(self.given..).unwrap_or_default()
    }
}

/// An open connection: where bytes are sent, and where everything that happens is told.
pub struct Link {
    /// Sends, sets the control lines and closes.
    pub transport: Rc<dyn Transport>,
    /// What arrives, until [`LinkEvent::Lost`]. Whoever reads a port waits while this is full, so that it never holds more than a few reads.
    pub events: mpsc::Receiver<LinkEvent>,
}

/// The channel for events from whoever reads a port to whoever has its link.
pub(crate) fn events() -> (mpsc::Sender<LinkEvent>, mpsc::Receiver<LinkEvent>) {
    mpsc::channel(EVENTS)
}

/// The speed that modules are delivered with, in bauds.
pub const FACTORY_BAUD_RATE: u32 = 115_200;

/// How many events the channel holds: a browser hands over at most some tens of kilobytes at a time.
const EVENTS: usize = 16;

impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Link").finish_non_exhaustive()
    }
}

/// Something that happened on an open connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkEvent {
    /// Bytes from the module. Where they are split means nothing: half a line or half a character is usual.
    Received(Vec<u8>),
    /// Reading failed and goes on; bytes were probably lost.
    Recovered(ReadFault),
    /// The connection is over. Nothing follows.
    Lost(LostReason),
}

/// A fault of the serial line that leaves the port usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFault {
    /// The other side held the line in the break state.
    Break,
    /// A byte without a stop bit: usually the wrong baud rate.
    Framing,
    /// A byte with the wrong parity.
    Parity,
    /// Bytes came faster than they were read.
    BufferOverrun,
    /// A fault that the operating system does not name.
    Unknown,
}

impl ReadFault {
    /// Its name in a transcript.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Break => "break",
            Self::Framing => "framing",
            Self::Parity => "parity",
            Self::BufferOverrun => "buffer overrun",
            Self::Unknown => "unknown fault",
        }
    }
}

/// Why a connection is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LostReason {
    /// The device is gone: unplugged, powered off or restarting.
    Unplugged,
    /// This page closed it, or the user took its permission back.
    Closed,
    /// Reading failed for good, in the browser's words.
    Fault(String),
}

/// Control lines to change; `None` leaves a line as it is, `true` asserts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signals {
    /// Data Terminal Ready. Some modules stay silent without it.
    pub dtr: Option<bool>,
    /// Request To Send.
    pub rts: Option<bool>,
    /// The break state of our own transmit line.
    pub line_break: Option<bool>,
}

/// How to open a port. Always 8 data bits, no parity, 1 stop bit, as every module here starts up, and no flow control: three wires
/// are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOptions {
    /// In bauds. A port on native USB ignores it.
    pub baud_rate: u32,
}
