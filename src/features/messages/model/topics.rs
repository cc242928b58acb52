//! The topics as a tree with counts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fibocom_at::Message;
use fibocom_at::args::TopicForm;

use crate::state::Messages;
use crate::words;

/// How many levels are told apart; what follows shares the last one.
const DEEPEST: usize = 64;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// The whole topic.
    pub(crate) topic: String,
    /// What it adds to the row above it.
    pub(crate) label: String,
    /// How deep it stands, from 1.
    pub(crate) depth: usize,
    /// Messages on it and below it.
    pub(crate) count: u64,
    /// Whether rows below it are shown; `None` where there are none.
    pub(crate) expanded: Option<bool>,
}

/// Every topic that messages have come on since they were last cleared.
#[derive(Debug, Default)]
pub(crate) struct Topics {
    root: Level,
    next: u64,
}

#[derive(Debug, Default)]
struct Level {
    own: u64,
    total: u64,
    below: BTreeMap<String, Level>,
}

impl Topics {
    /// Counts what has come.
    pub(crate) fn grow(&mut self, messages: &Messages) {
        let first = messages.iter().next().map_or(messages.total(), |oldest| oldest.number);
        // They were cleared.
        if messages.iter().len() == 0 {
            self.root = Level::default();
        }
        for stored in (self.next.max(first)..messages.total()).filter_map(|number| messages.by_number(number)) {
            self.count(&shown_topic(&stored.message));
        }
        self.next = messages.total();
    }

    /// How many messages have come.
    pub(crate) fn total(&self) -> u64 {
        self.root.total
    }

    /// The rows of the tree, without those below collapsed ones, and at most so many. Levels with nothing but one level
    /// below them share its row.
    pub(crate) fn rows(&self, collapsed: &BTreeSet<String>, most: usize) -> Vec<Node> {
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
            rows.push(Node { topic, label, depth, count: level.total, expanded });
        }
        rows
    }

    fn count(&mut self, topic: &str) {
        let mut level = &mut self.root;
        level.total += 1;
        for name in topic.splitn(DEEPEST, '/') {
            level = level.below.entry(name.to_owned()).or_default();
            level.total += 1;
        }
        level.own += 1;
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
        grown.grow(&inbox(topics));
        let collapsed = collapsed.iter().map(|topic| (*topic).to_owned()).collect();
        grown.rows(&collapsed, 100).into_iter().map(|node| (node.label, node.depth, node.count)).collect()
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
        grown.grow(&inbox(&["a", "b", "c"]));
        assert_eq!(grown.rows(&BTreeSet::new(), 2).len(), 2);
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
