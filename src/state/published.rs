//! What was published, to be compared with what comes back.

use std::collections::VecDeque;

use leptos::prelude::*;

use super::Workbench;

/// How many publications are remembered.
const REMEMBERED: usize = 50;

/// The last publications, newest first: topics with payloads.
#[derive(Debug, Default)]
pub(super) struct Published(VecDeque<(String, Vec<u8>)>);

impl Published {
    pub(super) fn note(&mut self, topic: &str, payload: &[u8]) {
        self.0.push_front((topic.to_owned(), payload.to_vec()));
        self.0.truncate(REMEMBERED);
    }

    fn last(&self, topic: &str) -> Option<Vec<u8>> {
        self.0.iter().find(|(published, _)| published == topic).map(|(_, payload)| payload.clone())
    }
}

impl Workbench {
    /// What was published to a topic last.
    #[must_use]
    pub fn last_published(&self, topic: &str) -> Option<Vec<u8>> {
        self.inner.with_value(|inner| inner.published.last(topic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_payload_of_each_topic_is_remembered() {
        let mut published = Published::default();
        published.note("a", b"1");
        published.note("b", b"2");
        published.note("a", b"3");
        assert_eq!((published.last("a"), published.last("c")), (Some(b"3".to_vec()), None));
        (0..REMEMBERED).for_each(|_| published.note("b", b""));
        assert_eq!(published.last("a"), None);
    }
}
