//! What the list is made of: the messages that came and those that were sent, each with its place among the others.

use std::borrow::Cow;

use fibocom_at::ClientIndex;

use super::topics::shown_topic;
use crate::state::{Messages, Sent, SentMessage, StoredMessage};

/// How many bits tell apart what was sent before the same message came.
const BITS: u32 = 24;

/// The last place before the next message: that of a message which came.
const CAME: u64 = (1 << BITS) - 1;

/// The place of an entry among all. Places ascend with time, and are never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Place(pub(crate) u64);

/// Both directions.
#[derive(Clone, Copy)]
pub(crate) struct Traffic<'a> {
    pub(crate) messages: &'a Messages,
    pub(crate) sent: &'a Sent,
}

/// A message that came or was sent.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entry<'a> {
    Came(&'a StoredMessage),
    Sent(&'a SentMessage),
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Came,
    Sent,
}

impl Place {
    /// The first place at which something can stand that came with this number, or was sent before it.
    pub(crate) const fn floor(number: u64) -> Self {
        Self(number << BITS)
    }

    pub(crate) const fn came(number: u64) -> Self {
        Self((number << BITS) | CAME)
    }

    pub(crate) const fn sent(sent: &SentMessage) -> Self {
        Self((sent.next << BITS) | (sent.number % CAME))
    }

    /// The number of the message that came, if it is the place of one.
    pub(crate) const fn number(self) -> Option<u64> {
        if self.0 & CAME == CAME { Some(self.0 >> BITS) } else { None }
    }
}

impl<'a> Traffic<'a> {
    /// What stands at a place, if it is still kept.
    pub(crate) fn at(self, place: Place) -> Option<Entry<'a>> {
        if let Some(number) = place.number() {
            return self.messages.by_number(number).map(Entry::Came);
        }
        // The place holds the end of the number alone; those that are kept are far fewer than would make it mean two.
        let first = self.sent.first();
        let number = first + ((place.0 & CAME) + CAME - first % CAME) % CAME;
        self.sent.by_number(number).filter(|sent| Place::sent(sent) == place).map(Entry::Sent)
    }

    /// The number of the oldest message that is kept, or of the next.
    pub(crate) fn first(self) -> u64 {
        self.messages.iter().next().map_or(self.messages.total(), |oldest| oldest.number)
    }
}

impl<'a> Entry<'a> {
    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Came(stored) => Place::came(stored.number),
            Self::Sent(sent) => Place::sent(sent),
        }
    }

    pub(crate) const fn direction(self) -> Direction {
        match self {
            Self::Came(_) => Direction::Came,
            Self::Sent(_) => Direction::Sent,
        }
    }

    pub(crate) const fn at(self) -> u64 {
        match self {
            Self::Came(stored) => stored.at,
            Self::Sent(sent) => sent.at,
        }
    }

    /// The topic as it is shown.
    pub(crate) fn topic(self) -> Cow<'a, str> {
        match self {
            Self::Came(stored) => shown_topic(&stored.message),
            Self::Sent(sent) => Cow::Borrowed(&sent.topic),
        }
    }

    /// The topic as it came or went.
    pub(crate) const fn raw_topic(self) -> &'a str {
        match self {
            Self::Came(stored) => stored.message.topic.as_str(),
            Self::Sent(sent) => sent.topic.as_str(),
        }
    }

    pub(crate) fn payload(self) -> &'a [u8] {
        match self {
            Self::Came(stored) => &stored.message.payload,
            Self::Sent(sent) => &sent.payload,
        }
    }

    pub(crate) const fn client(self) -> ClientIndex {
        match self {
            Self::Came(stored) => stored.message.client,
            Self::Sent(sent) => sent.client,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::topics::tests::message;
    use super::*;

    /// Messages and publications in turn: `<topic` came, `>topic` was sent, each with `payload` as its payload.
    pub(in super::super) fn traffic(rows: &[(&str, &[u8])]) -> (Messages, Sent) {
        let (mut messages, mut sent) = (Messages::default(), Sent::default());
        for (at, (row, payload)) in (0_u64..).zip(rows) {
            match row.strip_prefix('>') {
                Some(topic) => sent.note_for_tests(at * 100, topic, payload, messages.total()),
                None => messages.push(at * 100, message(row.trim_start_matches('<'), payload)),
            }
        }
        (messages, sent)
    }

    #[test]
    fn what_came_and_what_was_sent_stand_in_the_order_of_time() {
        let (messages, sent) = traffic(&[("<a", b"0"), (">b", b"1"), (">c", b"2"), ("<b", b"3"), (">d", b"4")]);
        let mut places: Vec<Place> = messages.iter().map(|stored| Place::came(stored.number)).collect();
        places.extend(sent.iter().map(Place::sent));
        places.sort_unstable();
        let traffic = Traffic { messages: &messages, sent: &sent };
        let shown: Vec<_> = places.iter().filter_map(|place| traffic.at(*place)).map(Entry::payload).collect();
        assert_eq!(shown, [b"0", b"1", b"2", b"3", b"4"]);
        assert!(places.iter().all(|place| traffic.at(*place).is_some_and(|entry| entry.place() == *place)));
        assert!(traffic.at(Place::came(2)).is_none() && traffic.at(Place(7)).is_none());
    }
}
