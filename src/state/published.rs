//! What this page published, newest last: shown beside what came, and compared with what comes back.

use std::collections::VecDeque;

use fibocom_at::ClientIndex;
use leptos::prelude::*;

use super::Workbench;

/// How many bytes of memory it may take.
const BUDGET: usize = 8 << 20;

/// What a publication takes besides its payload and its topic.
const OVERHEAD: usize = size_of::<SentMessage>() + 32;

/// A message that was published, with its number and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    /// Its number among those sent, which is never used again.
    pub number: u64,
    /// When it was handed to the module, in milliseconds since the page was loaded.
    pub at: u64,
    pub client: ClientIndex,
    pub topic: String,
    pub payload: Vec<u8>,
    /// The number of the message that came next, or will.
    pub next: u64,
}

impl SentMessage {
    /// What it takes, in bytes of memory.
    fn size(&self) -> usize {
        self.payload.len() + self.topic.len() + OVERHEAD
    }
}

/// All publications that are kept.
#[derive(Debug, Default)]
pub struct Sent {
    kept: VecDeque<SentMessage>,
    /// What they take, in bytes of memory.
    taken: usize,
    next: u64,
}

/// What goes out, and what was the number of the message that comes next.
pub(super) struct Outgoing<'a> {
    pub(super) at: u64,
    pub(super) client: ClientIndex,
    pub(super) topic: String,
    pub(super) payload: &'a [u8],
    pub(super) next: u64,
}

impl Sent {
    /// Keeps a publication. The oldest ones go where there is no room for it; the newest always stays.
    pub(super) fn note(&mut self, Outgoing { at, client, topic, payload, next }: Outgoing<'_>) {
        let sent = SentMessage { number: self.next, at, client, topic, payload: payload.to_vec(), next };
        self.next += 1;
        self.taken += sent.size();
        self.kept.push_back(sent);
        self.make_room();
    }

    /// The same without a module, for the tests of what shows them.
    #[cfg(test)]
    pub(crate) fn note_for_tests(&mut self, at: u64, topic: &str, payload: &[u8], next: u64) {
        self.note(Outgoing { at, client: ClientIndex::ALL[0], topic: topic.to_owned(), payload, next });
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &SentMessage> + ExactSizeIterator {
        self.kept.iter()
    }

    /// The publication with this number, if it is still kept.
    #[must_use]
    pub fn by_number(&self, number: u64) -> Option<&SentMessage> {
        self.kept.get(usize::try_from(number.checked_sub(self.first())?).ok()?)
    }

    /// The number of the oldest that is kept, or of the next.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.kept.front().map_or(self.next, |oldest| oldest.number)
    }

    /// How many there were since the page was loaded.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.next
    }

    /// Gives all of them away.
    pub(super) fn take(&mut self) -> VecDeque<SentMessage> {
        self.taken = 0;
        std::mem::take(&mut self.kept)
    }

    /// Takes back what was given away, before what came since.
    pub(super) fn bring_back(&mut self, mut earlier: VecDeque<SentMessage>) {
        earlier.append(&mut self.kept);
        self.kept = earlier;
        self.taken = self.kept.iter().map(SentMessage::size).sum();
        self.make_room();
    }

    /// Lets the oldest go until all fit into the budget.
    fn make_room(&mut self) {
        while self.taken > BUDGET && self.kept.len() > 1 {
            let Some(oldest) = self.kept.pop_front() else { return };
            self.taken -= oldest.size();
        }
    }

    fn last_before(&self, number: u64, topic: &str) -> Option<Vec<u8>> {
        let mut earlier = self.kept.iter().rev().filter(|sent| sent.next <= number);
        earlier.find(|sent| sent.topic == topic).map(|sent| sent.payload.clone())
    }
}

impl Workbench {
    /// Takes note of what went out.
    pub(super) fn note_sent(&self, sent: Outgoing<'_>) {
        self.inner.update_value(|inner| {
            inner.published.note(sent);
            inner.messages.borrow_mut().touch();
        });
        self.messages_changed();
    }

    /// What was published to a topic last before the message of this number came.
    #[must_use]
    pub fn last_published_before(&self, number: u64, topic: &str) -> Option<Vec<u8>> {
        self.with_sent(|sent| sent.last_before(number, topic))
    }

    /// Reads what was published. Does not follow it; [`Workbench::messages_version`] does. What this page sent has nothing to do with the
    /// messages of a file: with a file, this page has sent nothing.
    pub fn with_sent<T>(&self, read: impl FnOnce(&Sent) -> T) -> T {
        self.inner
            .with_value(|inner| if inner.aside.is_some() { read(&Sent::default()) } else { read(&inner.published) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(sent: &mut Sent, topic: &str, payload: &[u8], next: u64) {
        sent.note_for_tests(0, topic, payload, next);
    }

    #[test]
    fn the_last_payload_of_each_topic_is_remembered() {
        let mut published = Sent::default();
        note(&mut published, "a", b"1", 0);
        note(&mut published, "b", b"2", 1);
        note(&mut published, "a", b"3", 1);
        for (number, topic, expected) in [
            (1, "a", Some("3")),
            (7, "a", Some("3")),
            (0, "a", Some("1")),
            (0, "b", None),
            (1, "b", Some("2")),
            (7, "c", None),
        ] {
            let expected = expected.map(|text| text.as_bytes().to_vec());
            assert_eq!(published.last_before(number, topic), expected, "{number} {topic}");
        }
    }

    #[test]
    fn the_budget_is_in_bytes_and_numbers_stay() {
        let mut published = Sent::default();
        let payload = vec![0; 1 << 20];
        (0..12).for_each(|_| note(&mut published, "t", &payload, 0));
        assert!(published.taken <= BUDGET && published.taken + (1 << 20) + OVERHEAD + 1 > BUDGET);
        assert_eq!((published.total(), published.iter().len()), (12, 7));
        assert_eq!(published.by_number(11).map(|sent| sent.number), Some(11));
        assert_eq!((published.by_number(4), published.first()), (None, 5));
    }

    #[test]
    fn what_was_given_away_comes_back_before_what_came_since() {
        let mut published = Sent::default();
        note(&mut published, "a", b"1", 0);
        let earlier = published.take();
        note(&mut published, "a", b"2", 0);
        published.bring_back(earlier);
        assert_eq!(published.iter().map(|sent| sent.number).collect::<Vec<_>>(), [0, 1]);
    }
}
