//! What was published, to be compared with what comes back.

use std::collections::VecDeque;

use leptos::prelude::*;

use super::Workbench;

/// How many publications are remembered.
const REMEMBERED: usize = 50;

/// The last publications, newest first.
#[derive(Debug, Default)]
pub(super) struct Published(VecDeque<Publication>);

#[derive(Debug)]
struct Publication {
    topic: String,
    payload: Vec<u8>,
    /// The number of the message that came next, or will.
    next: u64,
}

impl Published {
    /// Takes in what goes out before the message of this number comes.
    pub(super) fn note(&mut self, topic: &str, payload: &[u8], next: u64) {
        self.0.push_front(Publication { topic: topic.to_owned(), payload: payload.to_vec(), next });
        self.0.truncate(REMEMBERED);
    }

    fn last_before(&self, number: u64, topic: &str) -> Option<Vec<u8>> {
        let mut earlier = self.0.iter().filter(|sent| sent.next <= number);
        earlier.find(|sent| sent.topic == topic).map(|sent| sent.payload.clone())
    }
}

impl Workbench {
    /// What was published to a topic last before the message of this number came.
    #[must_use]
    pub fn last_published_before(&self, number: u64, topic: &str) -> Option<Vec<u8>> {
        // What this page sent has nothing to do with the messages of a file.
        self.inner.with_value(|inner| inner.aside.is_none().then(|| inner.published.last_before(number, topic))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_payload_of_each_topic_is_remembered() {
        let mut published = Published::default();
        published.note("a", b"1", 0);
        published.note("b", b"2", 1);
        published.note("a", b"3", 1);
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
        (0..REMEMBERED).for_each(|_| published.note("b", b"", 2));
        assert_eq!(published.last_before(7, "a"), None);
    }
}
