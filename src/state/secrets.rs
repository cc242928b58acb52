//! What is secret in the record, known by its value.

use leptos::prelude::*;
use workbench_record::mask::{Kind, Secrets};
use workbench_record::{Direction, Record};

use super::Workbench;

/// The secrets of this page, so that they are known where they come back.
#[derive(Default)]
pub(super) struct KnownSecrets {
    pub(super) known: Secrets,
    /// What was given and is not among them yet: the code that takes it in comes after the first load.
    pub(super) given: Vec<(Kind, String)>,
    /// Up to which line of the record it was looked for.
    pub(super) learned: u64,
}

impl Workbench {
    /// Reads the record, with the secrets that are known by their values. Those of commands that were sent since the last time are learned
    /// first: only who shows or saves lines needs them, and the code for it comes after the first load. Not to be called while the
    /// record is read: nothing could be learned then.
    pub fn with_secrets<T>(&self, read: impl FnOnce(&Record, &Secrets) -> T) -> T {
        self.learn_secrets();
        self.inner.with_value(|inner| read(&inner.record.borrow(), &inner.secrets.known))
    }

    /// Learns what is secret in the commands that were sent since the last time, and what was given.
    pub(super) fn learn_secrets(&self) {
        let is_behind = self.inner.with_value(|inner| {
            inner.secrets.learned < inner.record.borrow().next() || !inner.secrets.given.is_empty()
        });
        if is_behind {
            self.inner.update_value(|inner| {
                for (kind, value) in std::mem::take(&mut inner.secrets.given) {
                    inner.secrets.known.give(kind, value.as_bytes());
                }
                let record = inner.record.borrow();
                let new =
                    record.since(inner.secrets.learned).filter(|entry| entry.line.direction == Direction::Command);
                new.for_each(|entry| inner.secrets.known.learn(entry.line.raw));
                inner.secrets.learned = record.next();
            });
        }
    }
}
