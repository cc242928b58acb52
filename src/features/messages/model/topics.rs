//! The topics as a tree with counts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fibocom_at::Message;
use fibocom_at::args::TopicForm;

use super::entry::Traffic;
use crate::words;

/// How many levels are told apart; what follows shares the last one.
const DEEPEST: usize = 64;

/// How many bytes of memory the levels may take. Whoever publishes can make up topics without end.
const BUDGET: usize = 8 << 20;

/// What a level takes besides its name: its counts, and its place among its neighbours.
const LEVEL: usize = 160;

/// The topics whose messages are shown: all, or one with all below it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub(crate) struct Chosen(Option<String>);

impl Chosen {
    /// A topic and all below it.
    pub(crate) fn under(topic: impl Into<String>) -> Self {
        Self(Some(topic.into()))
    }

    /// The topic, unless it is all of them.
    pub(crate) fn topic(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Whether messages on this topic are shown.
    pub(crate) fn admits(&self, topic: &str) -> bool {
        let Some(chosen) = &self.0 else { return true };
        topic.strip_prefix(chosen.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The topic of a message as it is shown: a number whose name is not known says that it is one.
pub(crate) fn shown_topic(message: &Message) -> Cow<'_, str> {
    if message.topic_id.is_none() || is_named(message) {
        return Cow::Borrowed(&message.topic);
    }
    Cow::Owned(words::topic_text(TopicForm::Id, &message.topic))
}

/// Whether the topic is a name, and not the digits of a number alone.
pub(crate) fn is_named(message: &Message) -> bool {
    message.topic_id.is_none_or(|id| message.topic != id.to_string())
}

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    pub(crate) topic: String,
    /// What it adds to the row above it.
    pub(crate) label: String,
    /// How deep it stands, from 1.
    pub(crate) depth: usize,
    /// Whether rows below it are shown; `None` where there are none.
    pub(crate) expanded: Option<bool>,
}

/// Every topic that messages have come on since they were last cleared, or were sent to.
#[derive(Debug, Default)]
pub(crate) struct Topics {
    root: Level,
    /// Which message is to be counted next, and which of those that were sent, where these count.
    next: u64,
    sent: Option<u64>,
    edits: u64,
    /// What the levels take, in bytes of memory.
    taken: usize,
    /// Messages on topics for which there was no room.
    beyond: u64,
}

#[derive(Debug, Default)]
struct Level {
    own: u64,
    total: u64,
    below: BTreeMap<String, Level>,
}

impl Topics {
    /// Counts what has come, and on request what was sent, so many at most. Whether all are counted.
    pub(crate) fn grow(&mut self, Traffic { messages, sent }: Traffic<'_>, with_sent: bool, most: usize) -> bool {
        let first = Traffic { messages, sent }.first();
        if self.edits != messages.edits() || self.sent.is_some() != with_sent {
            let sent = with_sent.then(|| sent.first());
            *self = Self { next: first, sent, edits: messages.edits(), ..Self::default() };
        }
        let mut left = most;
        self.next = self.next.max(first);
        // Messages on one topic mostly come one after another, and are counted together.
        let mut run: Option<(Cow<'_, str>, u64)> = None;
        while let (Some(stored), true) = (messages.by_number(self.next), left > 0) {
            let topic = shown_topic(&stored.message);
            match &mut run {
                Some((known, times)) if *known == topic => *times += 1,
                _ => {
                    if let Some((known, times)) = run.replace((topic, 1)) {
                        self.count(&known, times);
                    }
                }
            }
            (self.next, left) = (self.next + 1, left - 1);
        }
        if let Some((known, times)) = run {
            self.count(&known, times);
        }
        while let (Some(next), true) = (self.sent.map(|next| next.max(sent.first())), left > 0) {
            let Some(entry) = sent.by_number(next) else { break };
            self.count(&entry.topic, 1);
            (self.sent, left) = (Some(next + 1), left - 1);
        }
        self.next >= messages.total() && self.sent.is_none_or(|next| next >= sent.total())
    }

    /// How many messages are counted.
    pub(crate) fn total(&self) -> u64 {
        self.root.total
    }

    /// How many messages came on topics for which there was no room in the tree.
    pub(crate) fn beyond(&self) -> u64 {
        self.beyond
    }

    /// The rows of the tree with the messages on and below each, without those below collapsed ones, and at most so many. Levels
    /// with nothing but one level below them share its row.
    pub(crate) fn rows(&self, collapsed: &BTreeSet<String>, most: usize) -> Vec<(Node, u64)> {
        let mut rows = Vec::new();
        // What is still to be listed, the next one last: the levels' own depth does not deepen the stack.
        let mut waiting: Vec<(String, String, usize, &Level)> = children("", 1, &self.root);
        while let (Some((mut topic, mut label, depth, mut level)), true) = (waiting.pop(), rows.len() < most) {
            while let (0, 1, Some((name, only))) = (level.own, level.below.len(), level.below.iter().next()) {
                for text in [&mut topic, &mut label] {
                    text.push('/');
                    text.push_str(name);
                }
                level = only;
            }
            let expanded = (!level.below.is_empty()).then(|| !collapsed.contains(&topic));
            if expanded == Some(true) {
                waiting.extend(children(&format!("{topic}/"), depth + 1, level));
            }
            // The empty level before a leading slash.
            if label.is_empty() {
                label.push('/');
            }
            rows.push((Node { topic, label, depth, expanded }, level.total));
        }
        rows
    }

    /// Counts so many messages on a topic.
    fn count(&mut self, topic: &str, times: u64) {
        self.root.total += times;
        if !self.makes_room_for(topic) {
            self.beyond += times;
            return;
        }
        let mut level = &mut self.root;
        for name in topic.splitn(DEEPEST, '/') {
            // There since room was made.
            let Some(below) = level.below.get_mut(name) else { return };
            level = below;
            level.total += times;
        }
        level.own += times;
    }

    /// Makes the levels of a topic that are not there yet, if there is memory for them; whether all are there.
    fn makes_room_for(&mut self, topic: &str) -> bool {
        let (mut level, mut cost) = (Some(&self.root), 0);
        for name in topic.splitn(DEEPEST, '/') {
            level = level.and_then(|level| level.below.get(name));
            if level.is_none() {
                cost += LEVEL + name.len();
            }
        }
        let has_room = cost == 0 || self.taken + cost <= BUDGET;
        if has_room && cost > 0 {
            self.taken += cost;
            let mut level = &mut self.root;
            for name in topic.splitn(DEEPEST, '/') {
                level = level.below.entry(name.to_owned()).or_default();
            }
        }
        has_room
    }
}

fn children<'a>(prefix: &str, depth: usize, level: &'a Level) -> Vec<(String, String, usize, &'a Level)> {
    let below = level.below.iter().rev();
    below.map(|(name, level)| (format!("{prefix}{name}"), name.clone(), depth, level)).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use fibocom_at::ClientIndex;
    use fibocom_at::args::TopicId;
    use fibocom_at::message::Way;

    use super::*;
    use crate::state::{Messages, Sent};

    fn grow(topics: &mut Topics, messages: &Messages) {
        let sent = Sent::default();
        assert!(topics.grow(Traffic { messages, sent: &sent }, false, usize::MAX));
    }

    pub(in super::super) fn message(topic: &str, payload: &[u8]) -> Message {
        Message {
            client: ClientIndex::ALL[0],
            qos: 1,
            topic: topic.to_owned(),
            topic_id: None,
            payload: payload.to_vec(),
            way: Way::ByLength,
            may_be_cut: false,
            damaged: false,
        }
    }

    pub(in super::super) fn inbox(topics: &[&str]) -> Messages {
        let mut messages = Messages::default();
        for (at, topic) in (0..).zip(topics) {
            messages.push(at * 100, message(topic, b"x"));
        }
        messages
    }

    fn tree(topics: &[&str], collapsed: &[&str]) -> Vec<(String, usize, u64)> {
        let mut grown = Topics::default();
        grow(&mut grown, &inbox(topics));
        let collapsed = collapsed.iter().map(|topic| (*topic).to_owned()).collect();
        grown.rows(&collapsed, 100).into_iter().map(|(node, count)| (node.label, node.depth, count)).collect()
    }

    #[test]
    fn levels_are_rows_with_the_messages_below_them() {
        let rows = tree(&["plant/7/press", "plant/7/camera/thumb", "alarm", "plant-2", "plant/7/press"], &[]);
        let expected = [("alarm", 1, 1), ("plant/7", 1, 3), ("camera/thumb", 2, 1), ("press", 2, 2), ("plant-2", 1, 1)];
        assert_eq!(rows, expected.map(|(label, depth, count)| (label.to_owned(), depth, count)));
    }

    #[test]
    fn a_number_without_a_name_says_that_it_is_a_number() {
        for (topic, id, shown) in [
            ("plant/7", None, "plant/7"),
            ("plant/7", Some(3), "plant/7"),
            ("3", Some(3), "topic id 3"),
            ("3", None, "3"),
        ] {
            let message = Message { topic_id: id.map(|id| TopicId::new(id).unwrap()), ..message(topic, b"x") };
            assert_eq!(shown_topic(&message), shown);
        }
    }

    #[test]
    fn a_collapsed_row_hides_those_below_it() {
        let rows = tree(&["a/b", "a/c", "/x", "a//c"], &["a"]);
        assert_eq!(rows, [("/x".to_owned(), 1, 1), ("a".to_owned(), 1, 3)]);
    }

    #[test]
    fn topics_with_a_leading_slash_are_split_like_all_others() {
        let rows = tree(&["/sys/p/d/get", "/sys/p/d/set", "/ota/p"], &[]);
        let expected = [("/", 1, 3), ("ota/p", 2, 1), ("sys/p/d", 2, 2), ("get", 3, 1), ("set", 3, 1)];
        assert_eq!(rows, expected.map(|(label, depth, count)| (label.to_owned(), depth, count)));
    }

    #[test]
    fn a_deep_topic_is_one_row_and_many_rows_are_cut() {
        let deep = vec!["l"; 5_000].join("/");
        assert_eq!(tree(&[&deep], &[]).len(), 1);
        let mut grown = Topics::default();
        grow(&mut grown, &inbox(&["a", "b", "c"]));
        assert_eq!(grown.rows(&BTreeSet::new(), 2).len(), 2);
    }

    #[test]
    fn topics_without_end_take_no_memory_without_end_and_none_is_left_uncounted() {
        let mut grown = Topics::default();
        let mut messages = Messages::default();
        let path = vec!["level"; 63].join("/");
        for number in 0..2_000_u64 {
            messages.push(number, message(&format!("{number}/{path}"), b"x"));
        }
        grow(&mut grown, &messages);
        assert!(grown.taken <= BUDGET && grown.beyond() > 500, "{} bytes, {} beyond", grown.taken, grown.beyond());
        let counted: u64 = grown.rows(&BTreeSet::new(), usize::MAX).iter().map(|(_, count)| count).sum();
        assert_eq!((grown.total(), counted + grown.beyond()), (2_000, 2_000));
        // A topic that is in the tree goes on being counted there.
        messages.push(2_000, message(&format!("0/{path}"), b"x"));
        grow(&mut grown, &messages);
        assert_eq!(grown.rows(&BTreeSet::new(), 1)[0].1, 2);
    }

    #[test]
    fn what_was_sent_counts_where_it_is_shown_and_all_is_counted_in_batches() {
        let (messages, sent) =
            super::super::entry::tests::traffic(&[("<a", b""), (">b", b""), (">b", b""), ("<a", b"")]);
        let traffic = Traffic { messages: &messages, sent: &sent };
        let mut grown = Topics::default();
        for (with_sent, most, done, total) in
            [(false, 1, false, 1), (false, 1, true, 2), (true, 3, false, 3), (true, 3, true, 4), (false, 9, true, 2)]
        {
            assert_eq!((grown.grow(traffic, with_sent, most), grown.total()), (done, total), "{with_sent} {most}");
        }
    }

    #[test]
    fn a_choice_takes_whole_levels() {
        for (chosen, topic, admitted) in [
            ("a/b", "a/b", true),
            ("a/b", "a/b/c", true),
            ("a/b", "a/bc", false),
            ("a", "b/a", false),
            ("", "/x", true),
        ] {
            assert_eq!(Chosen::under(chosen).admits(topic), admitted, "{chosen} {topic}");
        }
        assert!(Chosen::default().admits("anything"));
    }
}
