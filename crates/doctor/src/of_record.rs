//! What is wrong in a record: its entries go the way that the lines of a saved file would go, and findings name their numbers.

use workbench_record::session::{Members, Writer};
use workbench_record::{Entry, Record, Zero};

use crate::diagnosis::{Diagnosis, Doctor};

/// Looks at a record, an entry at a time.
#[derive(Debug)]
pub struct RecordDoctor {
    doctor: Doctor,
    writer: Writer,
    line: Vec<u8>,
    /// The number of the entry in each line.
    numbers: Vec<u64>,
}

impl Default for RecordDoctor {
    fn default() -> Self {
        let writer = Writer::without_header(Zero(0));
        Self { doctor: Doctor::default(), writer, line: Vec::new(), numbers: Vec::new() }
    }
}

impl RecordDoctor {
    /// Takes the next entry.
    pub fn take(&mut self, entry: &Entry<'_>) {
        self.line.clear();
        self.writer.entry(&mut self.line, entry, &Members::NONE);
        self.numbers.push(entry.number);
        self.doctor.feed(&self.line, |_| {});
    }

    /// What is wrong in all of them. The lines of the findings are numbers of entries.
    #[must_use]
    pub fn end(self) -> Diagnosis {
        let Self { doctor, numbers, .. } = self;
        let mut diagnosis = doctor.end(|_| {});
        for finding in &mut diagnosis.findings {
            for line in &mut finding.lines {
                let place = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
                *line = numbers.get(place).copied().unwrap_or(*line);
            }
        }
        diagnosis
    }
}

/// What is wrong in a whole record.
#[must_use]
pub fn diagnose_record(record: &Record) -> Diagnosis {
    let mut doctor = RecordDoctor::default();
    record.entries().for_each(|entry| doctor.take(&entry));
    doctor.end()
}
