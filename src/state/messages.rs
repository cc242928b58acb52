//! The messages received, newest last.

use std::collections::VecDeque;

use fibocom_at::Message;

/// How many messages are kept.
const KEPT: usize = 50_000;

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

/// All messages that are kept.
#[derive(Debug, Default)]
pub struct Messages {
    kept: VecDeque<StoredMessage>,
    next: u64,
}

impl Messages {
    pub(crate) fn push(&mut self, at: u64, message: Message) -> StoredMessage {
        let stored = StoredMessage { number: self.next, at, message };
        self.next += 1;
        self.kept.push_back(stored.clone());
        if self.kept.len() > KEPT {
            self.kept.pop_front();
        }
        stored
    }

    pub(super) fn clear(&mut self) {
        self.kept.clear();
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
}
