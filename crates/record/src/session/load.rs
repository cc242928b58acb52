//! Reads a session file into a record, within a budget.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::header::Header;
use super::problem::{Problem, ProblemKind};
use super::reader::{Item, Limits, Reader};
use super::whole::{Beside, Kept, Session};
use crate::record::Record;

/// How many problems are kept. Of the others it is known how many they are.
const PROBLEMS: usize = 1_000;

/// What a thing beside the entries takes, besides its text.
const OVERHEAD: usize = 128;

/// A session file that is being read into memory.
#[derive(Debug)]
pub struct Load {
    reader: Reader,
    loaded: Loaded,
}

/// What has been read.
#[derive(Debug)]
struct Loaded {
    session: Session,
    /// How many bytes of memory are taken by what is not in the record.
    beside: usize,
    is_full: bool,
}

impl Load {
    /// Nothing read yet. The budget is that of the record, in bytes of memory; what stands beside the entries has as much again.
    #[must_use]
    pub fn new(limits: Limits, budget: usize) -> Self {
        let session = Session {
            header: Header::default(),
            record: Record::with_budget(budget),
            others: BTreeMap::new(),
            kept: Vec::new(),
            problems: Vec::new(),
            more_problems: 0,
        };
        Self { reader: Reader::new(limits), loaded: Loaded { session, beside: 0, is_full: false } }
    }

    /// Takes the next bytes of the file. `Break` says that more is of no use.
    pub fn feed(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        self.reader.feed(bytes, |item| self.loaded.take(item))
    }

    /// What was read.
    #[must_use]
    pub fn end(self) -> Session {
        let Self { reader, mut loaded } = self;
        reader.end(|item| loaded.take(item));
        loaded.session
    }
}

impl Loaded {
    fn take(&mut self, item: Item<'_>) {
        match item {
            Item::Header(header) => self.session.header = header.clone(),
            Item::Entry { entry, others } => {
                self.session.record.skip_to(entry.number);
                let number = self.session.record.write(entry.line);
                if !others.is_empty() && self.has_room(others.size()) {
                    self.session.others.insert(number, others.clone());
                }
            }
            Item::Finding { finding, others } => {
                let size = finding.as_str().len() + others.size();
                self.keep(size, || Beside::Finding { finding: finding.clone(), others: others.clone() });
            }
            Item::LetGo(let_go) => self.keep(0, || Beside::LetGo(let_go)),
            Item::Unknown(object) => self.keep(object.as_str().len(), || Beside::Unknown(object.clone())),
            Item::Problem(problem) => self.note(problem.clone()),
        }
    }

    fn keep(&mut self, size: usize, what: impl FnOnce() -> Beside) {
        if self.has_room(size) {
            self.session.kept.push(Kept { before: self.session.record.next(), what: what() });
        }
    }

    fn has_room(&mut self, size: usize) -> bool {
        let limit = self.session.record.budget();
        let taken = self.beside.saturating_add(size).saturating_add(OVERHEAD);
        if taken <= limit {
            self.beside = taken;
            return true;
        }
        if !self.is_full {
            self.is_full = true;
            self.note(Problem { line: 0, kind: ProblemKind::TooMuchBeside { limit } });
        }
        false
    }

    fn note(&mut self, problem: Problem) {
        if self.session.problems.len() < PROBLEMS {
            self.session.problems.push(problem);
        } else {
            self.session.more_problems += 1;
        }
    }
}
