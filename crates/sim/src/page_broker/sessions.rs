//! What a broker keeps for one client id: subscriptions, the will, and messages for later.

use std::collections::{BTreeMap, VecDeque};

use crate::broker::{BrokerEvent, Connection, Message};

use super::topics;

/// Most messages kept for a client that is away; the oldest goes when one more comes.
const KEPT_MAX: usize = 1000;

/// A session (MQTT 3.1.1, 3.1.2.4).
#[derive(Debug, Default)]
pub(super) struct Session {
    connection: Option<Connection>,
    clean: bool,
    will: Option<Message>,
    subscriptions: BTreeMap<String, u8>,
    kept: VecDeque<Message>,
}

impl Session {
    pub(super) const fn connection(&self) -> Option<Connection> {
        self.connection
    }

    pub(super) const fn is_clean(&self) -> bool {
        self.clean
    }

    /// The client is here: it gets what was kept.
    pub(super) fn resume(
        &mut self,
        connection: Connection,
        clean: bool,
        will: Option<Message>,
        events: &mut VecDeque<(Connection, BrokerEvent)>,
    ) {
        self.connection = Some(connection);
        self.clean = clean;
        self.will = will;
        events.extend(self.kept.drain(..).map(|message| (connection, BrokerEvent::Message(message))));
    }

    /// The client is gone. Gives the will it left.
    pub(super) const fn suspend(&mut self) -> Option<Message> {
        self.connection = None;
        self.will.take()
    }

    /// The highest quality of service under which this session wants the topic.
    pub(super) fn granted(&self, topic: &str) -> Option<u8> {
        self.subscriptions.iter().filter(|(filter, _)| topics::matches(filter, topic)).map(|(_, qos)| *qos).max()
    }

    /// Hands a message over, or keeps it when the client is away and the quality of service asks for it.
    pub(super) fn deliver(&mut self, message: Message, events: &mut VecDeque<(Connection, BrokerEvent)>) {
        if let Some(connection) = self.connection {
            events.push_back((connection, BrokerEvent::Message(message)));
        } else if message.qos > 0 {
            if self.kept.len() >= KEPT_MAX {
                self.kept.pop_front();
            }
            self.kept.push_back(message);
        }
    }

    pub(super) fn subscribe(&mut self, filter: String, qos: u8) {
        self.subscriptions.insert(filter, qos);
    }

    pub(super) fn unsubscribe(&mut self, filter: &str) {
        self.subscriptions.remove(filter);
    }
}
