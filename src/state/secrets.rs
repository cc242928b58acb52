//! What is secret in the record, known by its value.

use leptos::prelude::*;
use workbench_record::mask::Secrets;
use workbench_record::{Direction, Record};

use super::Workbench;

impl Workbench {
    /// Reads the record, with the secrets that are known by their values. Those of commands that were sent since the last time are learned
    /// first: only who shows or saves lines needs them, and the code for it comes after the first load. Not to be called while the
    /// record is read: nothing could be learned then.
    pub fn with_secrets<T>(&self, read: impl FnOnce(&Record, &Secrets) -> T) -> T {
        self.learn_secrets();
        self.inner.with_value(|inner| read(&inner.record.borrow(), &inner.secrets))
    }

    /// Learns what is secret in the commands that were sent since the last time, and what was given.
    pub(super) fn learn_secrets(&self) {
        let is_behind =
            self.inner.with_value(|inner| inner.learned < inner.record.borrow().next() || !inner.given.is_empty());
        if is_behind {
            self.inner.update_value(|inner| {
                for (kind, value) in std::mem::take(&mut inner.given) {
                    inner.secrets.give(kind, value.as_bytes());
                }
                let record = inner.record.borrow();
                let new = record.since(inner.learned).filter(|entry| entry.line.direction == Direction::Command);
                new.for_each(|entry| inner.secrets.learn(entry.line.raw));
                inner.learned = record.next();
            });
        }
    }
}
