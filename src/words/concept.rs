//! The notions of MQTT in two sentences each, for those who meet them for the first time.

use crate::t;

/// A notion of MQTT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Concept {
    /// The sign of life.
    KeepAlive,
    /// What the broker remembers of a client.
    CleanSession,
    /// The message of a client that vanished.
    Will,
    /// The message that waits for later subscribers.
    Retain,
    /// How hard a message is tried to be delivered.
    Qos,
}

/// The question that a newcomer has, and the answer.
#[must_use]
pub fn concept(concept: Concept) -> (String, String) {
    match concept {
        Concept::KeepAlive => (t!("concept-keep-alive"), t!("concept-keep-alive-answer")),
        Concept::CleanSession => (t!("concept-clean-session"), t!("concept-clean-session-answer")),
        Concept::Will => (t!("concept-will"), t!("concept-will-answer")),
        Concept::Retain => (t!("concept-retain"), t!("concept-retain-answer")),
        Concept::Qos => (t!("concept-qos"), t!("concept-qos-answer")),
    }
}
