//! Saves a record a piece at a time, while it goes on.

use std::ops::ControlFlow;

use super::Export;
use crate::record::{LetGo, Record};
use crate::session::Header;

/// How far a record is saved. It ends with the last line that was there when it began.
#[derive(Debug)]
pub struct Saving {
    next: u64,
    end: u64,
    /// What the record had let go at the beginning.
    before: LetGo,
    /// What was passed since: lines that were written, and lines of which it was said that they are missing.
    passed: LetGo,
}

impl Saving {
    /// Writes what stands before the lines. What the record has let go is added to what the header says.
    pub fn begin(record: &Record, about: &Header, form: &mut dyn Export, out: &mut Vec<u8>) -> Self {
        let before = record.let_go();
        let let_go = LetGo {
            lines: about.let_go.lines.saturating_add(before.lines),
            bytes: about.let_go.bytes.saturating_add(before.bytes),
        };
        form.begin(out, &Header { let_go, ..about.clone() });
        Self { next: record.first(), end: record.next(), before, passed: LetGo::default() }
    }

    /// Writes on until `out` has so many bytes; `Break` says that all is written, with its end. What the record let go meanwhile, and was not written, is
    /// said in its place.
    pub fn go_on(
        &mut self,
        record: &Record,
        form: &mut dyn Export,
        out: &mut Vec<u8>,
        bytes: usize,
    ) -> ControlFlow<()> {
        self.note_what_is_missing(record, form, out);
        for entry in record.since(self.next) {
            if entry.number >= self.end {
                break;
            }
            if out.len() >= bytes {
                return ControlFlow::Continue(());
            }
            form.entry(out, &entry);
            self.next = entry.number + 1;
            self.passed.lines += 1;
            self.passed.bytes += entry.line.raw.len() as u64;
        }
        form.end(out);
        ControlFlow::Break(())
    }

    /// All of a record at once.
    #[must_use]
    pub fn whole(record: &Record, about: &Header, form: &mut dyn Export) -> Vec<u8> {
        let mut out = Vec::new();
        let _ = Self::begin(record, about, form, &mut out).go_on(record, form, &mut out, usize::MAX);
        out
    }

    fn note_what_is_missing(&mut self, record: &Record, form: &mut dyn Export, out: &mut Vec<u8>) {
        let gone = LetGo {
            lines: record.let_go().lines - self.before.lines,
            bytes: record.let_go().bytes - self.before.bytes,
        };
        // The oldest go first: among those that went are all that were passed.
        if gone.lines > self.passed.lines {
            let missing =
                LetGo { lines: gone.lines - self.passed.lines, bytes: gone.bytes.saturating_sub(self.passed.bytes) };
            form.let_go(out, missing);
            self.passed = gone;
        }
    }
}
