//! How a topic is told that travels by its name, in two characters, or by its number.

use fibocom_at::args::{TopicForm, TopicRef};

use workbench_payload::visible;

use crate::state::Given;
use crate::t;

/// A topic in a few words: a number says that it is one.
#[must_use]
pub fn topic<T: AsRef<str>>(topic: &TopicRef<T>) -> String {
    topic_text(topic.form(), &topic.text())
}

/// The same, of a text that may not be valid.
#[must_use]
pub fn topic_text(form: TopicForm, text: &str) -> String {
    match form {
        TopicForm::Name => visible(text).into_owned(),
        TopicForm::Id => t!("topic-id", id = text),
    }
}

/// What a topic is that was given to a client of MQTT-SN.
#[must_use]
pub fn given(given: &Given) -> String {
    match given {
        Given::Short => t!("topic-given-short"),
        Given::Name => t!("topic-given-name"),
        Given::Numbered(id) => t!("topic-given-numbered", id = id.number()),
        Given::IdOf(name) => t!("topic-given-id", topic = name.as_str()),
        Given::UnknownId => t!("topic-given-unknown-id"),
    }
}
