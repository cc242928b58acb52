//! The messages received, newest last, and what happened to the link between them.

use std::collections::VecDeque;

use fibocom_at::Message;
use workbench_record::LinkChange;

/// How many messages are kept.
const KEPT: usize = 50_000;

/// How many divides are kept: a module that restarts all the time makes one each time.
const DIVIDES: usize = 500;

/// A message, with its number and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMessage {
    /// Its number, which is never used again.
    pub number: u64,
    /// When it came, in milliseconds since the page was loaded.
    pub at: u64,
    /// The message.
    pub message: Message,
}

/// What happened to the link between two messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divide {
    /// When, in milliseconds since the page was loaded.
    pub at: u64,
    /// What.
    pub change: LinkChange,
    /// The number of the message that came next, or will.
    next: u64,
}

/// All messages that are kept.
#[derive(Debug, Default)]
pub struct Messages {
    kept: VecDeque<StoredMessage>,
    divides: VecDeque<Divide>,
    next: u64,
    changes: u64,
}

impl Messages {
    pub(crate) fn push(&mut self, at: u64, message: Message) -> StoredMessage {
        let stored = StoredMessage { number: self.next, at, message };
        self.next += 1;
        self.changes += 1;
        self.kept.push_back(stored.clone());
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        stored
    }

    pub(crate) fn divide(&mut self, at: u64, change: LinkChange) {
        self.divides.push_back(Divide { at, change, next: self.next });
        self.changes += 1;
        if self.divides.len() > DIVIDES {
            self.divides.pop_front();
        }
    }

    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.divides.clear();
        self.changes += 1;
    }

    /// What happened to the link after one message and before another, oldest first. Without the one, from the beginning on;
    /// without the other, until now.
    pub fn divides(&self, after: Option<u64>, before: Option<u64>) -> impl DoubleEndedIterator<Item = &Divide> {
        self.divides.iter().filter(move |divide| {
            after.is_none_or(|after| divide.next > after) && before.is_none_or(|before| divide.next <= before)
        })
    }

    /// The messages, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &StoredMessage> + ExactSizeIterator {
        self.kept.iter()
    }

    /// The message with this number, if it is still kept.
    #[must_use]
    pub fn by_number(&self, number: u64) -> Option<&StoredMessage> {
        let first = self.kept.front()?.number;
        self.kept.get(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    /// How many have come since the page was loaded.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.next
    }

    /// Grows with every change.
    pub(super) const fn changes(&self) -> u64 {
        self.changes
    }
}
