//! What has happened at the broker inside the page, as somebody beside the module would have seen it: the newest of it.

use std::collections::VecDeque;

use super::Device;
use crate::broker::Message;
use crate::time::Timestamp;

/// Bytes that are kept of what has happened; the oldest goes first.
const BYTES_MAX: usize = 128 << 10;

/// What an entry takes beside its texts and bytes.
pub(super) const ENTRY: usize = 96;

/// Who has published something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publisher {
    /// The client with this id, which is the module.
    Client(String),
    /// The last will of the client with this id.
    Will(String),
    /// A virtual device.
    Device(Device),
    /// The broker itself: an echo, or the answer of a cloud.
    Broker,
    /// A person beside the module, by [`super::PageBroker::publish`].
    Person,
}

/// Something that has happened at a broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// Something was published.
    Published {
        /// By whom.
        by: Publisher,
        /// What.
        message: Message,
    },
    /// The client with this id has connected.
    Came(String),
    /// The client with this id is gone.
    Went(String),
}

impl Happening {
    fn size(&self) -> usize {
        ENTRY
            + match self {
                Self::Published { by, message } => {
                    let name = match by {
                        Publisher::Client(id) | Publisher::Will(id) => id.len(),
                        Publisher::Device(_) | Publisher::Broker | Publisher::Person => 0,
                    };
                    name + message.topic.len() + message.payload.len()
                }
                Self::Came(id) | Self::Went(id) => id.len(),
            }
    }
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Its number, from 0, one after the other.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub what: Happening,
}

/// What somebody beside the module sees of its broker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherEnd {
    /// The number of the oldest entry that is still known.
    pub first: u64,
    /// The number that the next entry will have.
    pub next: u64,
    /// What has happened, from the number on that was asked for.
    pub news: Vec<Passed>,
    /// The client ids that are connected, in their order.
    pub connected: Vec<String>,
    /// What is kept for later subscribers, by topic, as far as there is room for it.
    pub retained: Vec<Message>,
    /// How many more are kept.
    pub retained_more: usize,
    /// Which devices are switched on.
    pub devices: Vec<Device>,
    /// The Unix time in seconds at [`Timestamp::ZERO`].
    pub unix_time: u64,
}

/// What happened last.
#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: VecDeque<Passed>,
    bytes: usize,
    next: u64,
}

impl Journal {
    pub(super) fn note(&mut self, at: Timestamp, what: Happening) {
        self.bytes += what.size();
        self.entries.push_back(Passed { number: self.next, at, what });
        self.next += 1;
        while self.bytes > BYTES_MAX
            && let Some(oldest) = self.entries.pop_front()
        {
            self.bytes = self.bytes.saturating_sub(oldest.what.size());
        }
    }

    /// The number of the oldest entry that is kept, or of the next where none is.
    pub(super) fn first(&self) -> u64 {
        self.entries.front().map_or(self.next, |entry| entry.number)
    }

    /// The number that the next entry will have.
    pub(super) const fn next(&self) -> u64 {
        self.next
    }

    /// The entries from this number on.
    pub(super) fn since(&self, number: u64) -> impl Iterator<Item = &Passed> {
        let known = usize::try_from(number.saturating_sub(self.first())).unwrap_or(usize::MAX);
        self.entries.iter().skip(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_kept_within_its_bytes_and_numbers_go_on() {
        let mut journal = Journal::default();
        for number in 0..400_u32 {
            let message = Message { topic: "t".to_owned(), qos: 0, retain: false, payload: vec![7; 2_000] };
            let by = Publisher::Person;
            journal.note(Timestamp::from_millis(number.into()), Happening::Published { by, message });
        }
        assert!(journal.bytes <= BYTES_MAX);
        let kept: Vec<_> = journal.since(0).map(|entry| entry.number).collect();
        assert_eq!((kept.first(), kept.last()), (Some(&journal.first()), Some(&399)));
        assert!(kept.len() > 50, "{}", kept.len());
        assert_eq!(journal.since(398).map(|entry| entry.number).collect::<Vec<_>>(), [398, 399]);
        assert_eq!(journal.since(400).count(), 0);
        // One that is larger than all that is kept leaves nothing.
        let message = Message { topic: "t".to_owned(), qos: 0, retain: false, payload: vec![0; BYTES_MAX] };
        journal.note(Timestamp::ZERO, Happening::Published { by: Publisher::Broker, message });
        assert_eq!((journal.since(0).count(), journal.first(), journal.bytes), (0, 401, 0));
    }
}
