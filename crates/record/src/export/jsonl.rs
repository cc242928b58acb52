//! The session file as one of the forms.

use super::Export;
use crate::line::{Entry, Zero};
use crate::record::LetGo;
use crate::session::{Header, Json, Members, Writer};

/// Whether the first line says what the others are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstLine {
    /// It does: a session file.
    Header,
    /// All lines are entries, but for one that says that others are missing.
    Entry,
}

/// Writes a session file, or its entries alone.
#[derive(Debug)]
pub struct Jsonl {
    first: FirstLine,
    writer: Writer,
}

impl Jsonl {
    /// JSON lines with or without a header.
    #[must_use]
    pub const fn new(first: FirstLine) -> Self {
        Self { first, writer: Writer::without_header(Zero(0)) }
    }
}

impl Export for Jsonl {
    fn begin(&mut self, out: &mut Vec<u8>, about: &Header) {
        self.writer = match self.first {
            FirstLine::Header => Writer::begin(about, out),
            FirstLine::Entry => Writer::without_header(about.zero),
        };
        if self.first == FirstLine::Entry && about.let_go != LetGo::default() {
            self.let_go(out, about.let_go);
        }
    }

    fn entry(&mut self, out: &mut Vec<u8>, entry: &Entry<'_>) {
        self.writer.entry(out, entry, &Members::NONE);
    }

    fn let_go(&mut self, out: &mut Vec<u8>, let_go: LetGo) {
        self.writer.let_go(out, let_go);
    }

    fn finding(&mut self, out: &mut Vec<u8>, finding: &Json) {
        // Who asks for entries alone gets nothing else.
        if self.first == FirstLine::Header {
            self.writer.finding(out, finding, &Members::NONE);
        }
    }
}
