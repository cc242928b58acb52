//! Writes a session file a line at a time, behind what the caller has of it already.

use serde::Serialize;

use super::header::{Header, HeaderRow};
use super::json::{Json, Members};
use super::row::{EntryRow, FindingRow, MissingRow};
use crate::line::{Entry, Zero};
use crate::record::LetGo;

/// Writes the lines of a session file. What is in `out` may be taken away between any two of them.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    zero: Zero,
}

impl Writer {
    /// Writes the first line.
    #[must_use]
    pub fn begin(header: &Header, out: &mut Vec<u8>) -> Self {
        line(out, &HeaderRow::from(header));
        Self { zero: header.zero }
    }

    /// Writes entries alone, for programs that know what they are of. Read as a file, they lack their first line.
    #[must_use]
    pub const fn without_header(zero: Zero) -> Self {
        Self { zero }
    }

    /// Writes an entry, with members of a later version that came with it.
    pub fn entry(&self, out: &mut Vec<u8>, entry: &Entry<'_>, others: &Members) {
        line(out, &EntryRow::of(entry, self.zero, others));
    }

    /// Writes something that was found, in the place where it belongs.
    pub fn finding(&self, out: &mut Vec<u8>, finding: &Json, others: &Members) {
        line(out, &FindingRow { finding, others });
    }

    /// Says that lines are missing in this place.
    pub fn let_go(&self, out: &mut Vec<u8>, let_go: LetGo) {
        line(out, &MissingRow::from(let_go));
    }

    /// Writes an object as it is.
    pub fn unknown(&self, out: &mut Vec<u8>, object: &Json) {
        line(out, object);
    }
}

fn line(out: &mut Vec<u8>, row: &impl Serialize) {
    // Texts and numbers always make JSON, and a Vec takes everything.
    let _ = serde_json::to_writer(&mut *out, row);
    out.push(b'\n');
}
