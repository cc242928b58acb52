//! A session file as a whole, in memory.

use std::collections::BTreeMap;

use super::header::Header;
use super::json::{Json, Members};
use super::load::Load;
use super::problem::Problem;
use super::reader::Limits;
use super::writer::Writer;
use crate::record::{LetGo, Record};

/// What a session file holds. Reading what was written gives the same again.
#[derive(Debug)]
pub struct Session {
    /// What the record is of.
    pub header: Header,
    /// The entries. Where their numbers do not ascend in the file, they are others here.
    pub record: Record,
    /// What a later version says beside entries, by their numbers.
    pub others: BTreeMap<u64, Members>,
    /// What stands between the entries, in its order.
    pub kept: Vec<Kept>,
    /// What was wrong with the file, the first ones.
    pub problems: Vec<Problem>,
    /// How many more were wrong.
    pub more_problems: u64,
}

/// Something between two entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// It stands before the entry of this number, or of the first one above.
    pub before: u64,
    /// What it is.
    pub what: Beside,
}

/// What stands in a file beside entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// Something that was found.
    Finding {
        /// What was found.
        finding: Json,
        /// What a later version says beside it.
        others: Members,
    },
    /// Lines are missing.
    LetGo(LetGo),
    /// An object that this version cannot read.
    Unknown(Json),
}

impl Session {
    /// Reads a file that is there as a whole. The budget is that of the record ([`Load::new`]).
    #[must_use]
    pub fn read(file: &[u8], limits: Limits, budget: usize) -> Self {
        let mut load = Load::new(limits, budget);
        // Where more is of no use, there is a problem that says so.
        let _ = load.feed(file);
        load.end()
    }

    /// Writes all of it.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let header = Header { let_go: self.header.let_go.and(self.record.let_go()), ..self.header.clone() };
        let writer = Writer::begin(&header, &mut out);
        let mut kept = self.kept.iter().peekable();
        for entry in self.record.entries() {
            while let Some(earlier) = kept.next_if(|kept| kept.before <= entry.number) {
                earlier.write(writer, &mut out);
            }
            writer.entry(&mut out, &entry, self.others.get(&entry.number).unwrap_or(&Members::NONE));
        }
        for last in kept {
            last.write(writer, &mut out);
        }
        out
    }
}

impl Kept {
    fn write(&self, writer: Writer, out: &mut Vec<u8>) {
        match &self.what {
            Beside::Finding { finding, others } => writer.finding(out, finding, others),
            Beside::LetGo(let_go) => writer.let_go(out, *let_go),
            Beside::Unknown(object) => writer.unknown(out, object),
        }
    }
}
