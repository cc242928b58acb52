//! What a command knows of its own lines: functions that stand in its file and are listed beside its spec.

use super::{Heard, Meaning};
use crate::commands::Typed;

/// What the lines of a command mean. Each function answers nothing where there is nothing particular to say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meanings {
    /// What it asks of the module. Passwords, PINs and payloads stay out of it.
    pub(crate) asks: fn(&Typed) -> Option<Meaning>,
    /// What a line of its reply says.
    pub(crate) says: fn(&Heard<'_>) -> Option<Meaning>,
    /// What its OK means: for some it is the end, for others only the beginning.
    pub(crate) done: fn(&Typed) -> Option<Meaning>,
    /// What its status line means.
    pub(crate) status: fn(&Status<'_>) -> Option<Meaning>,
    /// What a bare ERROR means, which gives no reason.
    pub(crate) refused: fn(&Typed) -> Option<Meaning>,
}

impl Meanings {
    /// Nothing particular.
    pub(crate) const NONE: Self =
        Self { asks: |_| None, says: |_| None, done: |_| None, status: |_| None, refused: |_| None };
}

/// A status line, as far as its meaning needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Status<'a> {
    /// 1 for success.
    pub(crate) number: u32,
    /// The client, where the line names one.
    pub(crate) client: Option<u32>,
    /// The command that it belongs to, where that is known.
    pub(crate) typed: Option<&'a Typed>,
}

impl<'a> Status<'a> {
    /// The text of an argument of the command, where it is known and not empty.
    pub(crate) fn text(&self, position: usize) -> Option<&'a str> {
        self.typed?.filled(position)
    }
}
