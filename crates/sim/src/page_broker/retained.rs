//! The messages that are kept for whoever subscribes later, one a topic.

use std::collections::BTreeMap;

use crate::broker::Message;

/// How many bytes of messages are kept, with their topics; the oldest go. A broker of one page has no need of more.
const KEPT: usize = 1 << 20;

/// What a message takes besides its payload and its topic, twice.
const ENTRY: usize = 160;

/// The retained messages, by topic. Each has a number that tells how long it has been there.
#[derive(Debug, Default)]
pub(super) struct Retained {
    by_topic: BTreeMap<String, (u64, Message)>,
    next: u64,
    bytes: usize,
}

impl Retained {
    /// Keeps a message in the place of the last one on its topic; one without a payload only takes that away (MQTT 3.1.1, 3.3.1.3).
    pub(super) fn keep(&mut self, message: Message) {
        self.remove(&message.topic);
        if message.payload.is_empty() {
            return;
        }
        self.bytes += size(&message);
        self.by_topic.insert(message.topic.clone(), (self.next, message));
        self.next += 1;
        while self.bytes > KEPT {
            let oldest = self.by_topic.iter().min_by_key(|(_, (number, _))| *number).map(|(topic, _)| topic.clone());
            let Some(oldest) = oldest else { break };
            self.remove(&oldest);
        }
    }

    fn remove(&mut self, topic: &str) {
        if let Some((_, message)) = self.by_topic.remove(topic) {
            self.bytes -= size(&message);
        }
    }

    /// In the order of their topics.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Message> {
        self.by_topic.values().map(|(_, message)| message)
    }

    pub(super) fn len(&self) -> usize {
        self.by_topic.len()
    }
}

fn size(message: &Message) -> usize {
    ENTRY + 2 * message.topic.len() + message.payload.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_retained_has_a_bound_and_the_oldest_goes() {
        let mut retained = Retained::default();
        let message = |number: usize, payload: usize| Message {
            topic: format!("t/{number}"),
            payload: vec![b'x'; payload],
            retain: true,
            qos: 0,
        };
        for number in 0..40 {
            retained.keep(message(number, 64 << 10));
        }
        // The first is told anew, and is the newest then.
        retained.keep(message(30, 10));
        assert!(retained.bytes <= KEPT, "{}", retained.bytes);
        let topics: Vec<_> = retained.iter().map(|message| message.topic.clone()).collect();
        assert!(topics.contains(&"t/39".to_owned()) && topics.contains(&"t/30".to_owned()), "{topics:?}");
        assert!(!topics.contains(&"t/0".to_owned()), "{topics:?}");
        for number in 0..40 {
            retained.keep(message(number, 0));
        }
        assert_eq!((retained.bytes, retained.len()), (0, 0));
    }
}
