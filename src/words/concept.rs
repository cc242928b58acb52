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
    /// What MQTT-SN has between a device and its broker.
    Gateway,
    /// A number that stands for a topic.
    TopicId,
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
        Concept::Gateway => (t!("concept-gateway"), t!("concept-gateway-answer")),
        Concept::TopicId => (t!("concept-topic-id"), t!("concept-topic-id-answer")),
        Concept::Qos => (t!("concept-qos"), t!("concept-qos-answer")),
    }
}
