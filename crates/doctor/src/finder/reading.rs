//! What one line of a log turned out to hold.

use std::borrow::Cow;

use super::lines::TextLine;
use super::style::Style;
use super::{Found, HOST_MAX, What};

/// Which way a text went, as far as its line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Way {
    /// To the module.
    Sent,
    /// To the module, and it is data behind a prompt.
    SentData,
    /// From the module.
    Received,
    /// The line does not say.
    Unmarked,
    /// Neither: the log's own remark, such as a link that was lost.
    Neither,
}

/// Whether the bytes are those of the line, or the logger took the line ends away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Ends {
    /// A line each; the line end is gone.
    TakenAway,
    /// Every byte is there.
    Kept,
}

/// How far the looks of the text count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Trust {
    /// The style says that this is traffic, whatever it looks like.
    Whole,
    /// It is traffic if it looks like it, or if lines with this beginning have before.
    ByLooks(u64),
}

/// What one line of a log holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading<'a> {
    pub(crate) style: Style,
    /// In milliseconds.
    pub(crate) at: Option<u64>,
    pub(crate) way: Way,
    pub(crate) ends: Ends,
    pub(crate) trust: Trust,
    pub(crate) bytes: Cow<'a, [u8]>,
    /// How many bytes went over the line, where the log has others.
    pub(crate) length: Option<u64>,
}

impl Reading<'_> {
    /// What came, with the line end that the logger took away.
    pub(crate) fn ended(&self) -> Vec<u8> {
        match self.ends {
            Ends::Kept => self.bytes.to_vec(),
            Ends::TakenAway if self.bytes.trim_ascii() == b">" => b"\r\n> ".to_vec(),
            Ends::TakenAway => [self.bytes.trim_ascii_start(), b"\r\n"].concat(),
        }
    }

    /// What was found in a line that holds this.
    pub(crate) fn found(&self, what: What, bytes: Vec<u8>, line: TextLine<'_>) -> Found {
        Found {
            line: line.number,
            offset: line.offset,
            at: self.at,
            style: self.style,
            what,
            bytes,
            exact: self.ends == Ends::Kept,
            length: self.length,
        }
    }
}

/// A line that is no traffic.
pub(crate) fn host(line: TextLine<'_>) -> Found {
    Found {
        line: line.number,
        offset: line.offset,
        at: None,
        style: Style::Bare,
        what: What::Host,
        bytes: line.text.get(..HOST_MAX).unwrap_or(line.text).to_vec(),
        exact: false,
        length: None,
    }
}
