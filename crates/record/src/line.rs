//! One line of the record: bytes that went one way, or what happened to the link between them.

use fibocom_at::{RequestId, Role};

/// The unix time at which the clock of a record stood at zero, in milliseconds. All times of a record count from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zero(pub u64);

/// Which way bytes went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction<'a> {
    /// To the module: a command line.
    Command,
    /// To the module: data behind a prompt.
    Data,
    /// From the module, and what the line turned out to be.
    Received(Role),
    /// Neither: something happened to the link, and there are no bytes.
    Link(&'a LinkChange),
}

/// What is noted of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// When it was sent, or when its last byte came: milliseconds since [`Zero`].
    pub at: u64,
    /// Which way it went.
    pub direction: Direction<'a>,
    /// Its bytes with their line end, as far as the record has them: of a private key it has none.
    pub raw: &'a [u8],
    /// How many bytes went over the line. Other than the length of `raw` where bytes are withheld, or where stand-ins replace them.
    pub length: u64,
    /// Whether junk stood before it, or its beginning was lost.
    pub damaged: bool,
    /// The request that it belongs to.
    pub request: Option<RequestId>,
}

impl<'a> Line<'a> {
    /// A line that is whole, and belongs to no request.
    #[must_use]
    pub const fn new(at: u64, direction: Direction<'a>, raw: &'a [u8]) -> Self {
        Self { at, direction, raw, length: raw.len() as u64, damaged: false, request: None }
    }

    /// The same, as part of a request.
    #[must_use]
    pub const fn of(self, request: Option<RequestId>) -> Self {
        Self { request, ..self }
    }

    /// Whether the record keeps the length of the line only, as for a private key.
    #[must_use]
    pub const fn is_withheld(&self) -> bool {
        self.raw.is_empty() && self.length > 0
    }

    /// Whether the record has fewer or more bytes than went over the line: none, or stand-ins for some.
    #[must_use]
    pub const fn is_of_other_length(&self) -> bool {
        self.length != self.raw.len() as u64
    }

    /// Whether a person reads it: an echo and a blank line say nothing.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        !matches!(self.direction, Direction::Received(Role::Echo | Role::Blank))
    }
}

/// A line of a record, with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its number, which is never used again.
    pub number: u64,
    /// What is noted of it.
    pub line: Line<'a>,
}

/// Something that happened to the link itself, and no line tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkChange {
    /// The device that was lost is there again.
    Back,
    /// A port was opened, or a virtual module switched on.
    Opened(Place),
    /// A module told its model, which may be an empty text.
    Connected(String),
    /// The module started anew and forgot everything.
    Restarted,
    /// Reading failed and went on; bytes were probably lost.
    Disturbed(LineFault),
    /// The link is over.
    Ended(Ending),
}

/// What was opened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A serial port.
    Port {
        /// Vendor and product of the USB device that it belongs to.
        usb: Option<(u16, u16)>,
        /// In bauds.
        baud_rate: u32,
    },
    /// The virtual module of this series or model.
    Virtual(String),
}

/// A fault of the serial line that leaves the port usable, as Web Serial names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineFault {
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

/// How a link ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The device went away.
    Unplugged,
    /// Somebody closed it.
    Closed,
    /// The system gave this reason.
    Failed(String),
}

impl LinkChange {
    /// The text that it carries from outside: a model, a series, the reason of the system.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Opened(Place::Virtual(text)) | Self::Connected(text) | Self::Ended(Ending::Failed(text)) => text,
            Self::Back | Self::Opened(Place::Port { .. }) | Self::Restarted | Self::Disturbed(_) | Self::Ended(_) => "",
        }
    }
}
