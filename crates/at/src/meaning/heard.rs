//! A line from the module, as far as its meaning needs it.

use super::Arg;
use crate::commands::{Form, Typed};
use crate::frame::Line;
use crate::reply::Reply;
use crate::urc::Urc;

/// A line from the module.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heard<'a> {
    /// As it came, with its end: a payload may end in blanks.
    pub(crate) raw: &'a [u8],
    /// Taken apart.
    pub(crate) line: &'a Line<'a>,
    /// The command in flight, where there is one.
    pub(crate) typed: Option<&'a Typed>,
}

impl Heard<'_> {
    /// The values behind its tag.
    pub(crate) fn values(&self) -> Vec<String> {
        self.line.values()
    }

    /// The first value as a number that may be negative.
    pub(crate) fn signed(&self) -> Option<Arg> {
        self.values().first()?.parse().ok().map(Arg::Number)
    }

    /// The clients that it lists; none, where that is 0.
    pub(crate) fn clients(&self) -> Option<String> {
        let clients = self.line.ints()?.into_iter().filter(|client| *client > 0);
        let clients: Vec<_> = clients.map(|client| client.to_string()).collect();
        (!clients.is_empty()).then(|| clients.join(", "))
    }

    /// A reply of this line alone.
    pub(crate) fn reply(&self) -> Reply {
        Reply { lines: vec![self.line.bytes().to_vec()], ..Reply::default() }
    }

    /// Whether it answers this form of the command that its tag names.
    pub(crate) fn answers(&self, form: Form) -> bool {
        let owns = |typed: &Typed| typed.spec.zip(self.line.tag()).is_some_and(|(spec, tag)| spec.owns_tag(tag));
        self.typed.is_some_and(|typed| typed.form == form && owns(typed))
    }

    /// The unsolicited code that it is.
    pub(crate) fn code(&self) -> Option<Urc> {
        Urc::parse(self.line)
    }

    /// Whether it is a code that changes nothing here.
    pub(crate) fn is_notice(&self) -> bool {
        matches!(self.code(), Some(Urc::Notice(_)))
    }
}
