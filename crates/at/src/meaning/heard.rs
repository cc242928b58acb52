//! A line from the module, as far as its meaning needs it.

use crate::frame::Line;
use crate::urc::Urc;

/// A line from the module.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heard<'a> {
    /// As it came, with its end: a payload may end in blanks.
    pub(crate) raw: &'a [u8],
    /// Taken apart.
    pub(crate) line: &'a Line<'a>,
}

impl Heard<'_> {
    /// The unsolicited code that it is.
    pub(crate) fn code(&self) -> Option<Urc> {
        Urc::parse(self.line)
    }

    /// Whether it is a code that changes nothing here.
    pub(crate) fn is_notice(&self) -> bool {
        matches!(self.code(), Some(Urc::Notice(_)))
    }
}
