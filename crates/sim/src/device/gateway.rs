//! The MQTT-SN gateway: the topic ids that a client and it have agreed on, and the will that it keeps.
//!
//! It stands between the clients 101 and 102 and the broker, to which it opens one MQTT connection for each of them.

use crate::broker::{BrokerRequest, Connection, Message, Will};
use crate::device::{Action, Device};

/// Most registrations that the module keeps for one connection (003, 1.14).
const LISTED_MAX: usize = 5;

/// What names a topic on the serial line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Topic {
    /// A topic name, or the two characters of a short topic.
    Name(String),
    /// A number that stands for a name, with MQTT-SN only.
    Id(u16),
}

impl Topic {
    /// As printed: names in quotes, ids without.
    pub(crate) fn print(&self) -> String {
        match self {
            Self::Name(name) => format!("\"{name}\""),
            Self::Id(id) => id.to_string(),
        }
    }

    /// How many characters of it are printed, quotes not counted.
    pub(crate) fn length(&self) -> usize {
        match self {
            Self::Name(name) => name.len(),
            Self::Id(id) => id.to_string().len(),
        }
    }

    /// What `+MQTTMSGI` shows: the length of a name, or the id itself (003, 1.10).
    pub(crate) fn announced(&self) -> usize {
        match self {
            Self::Name(name) => name.len(),
            Self::Id(id) => usize::from(*id),
        }
    }
}

/// A topic id and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Registration {
    id: u16,
    name: String,
    /// Among the few that the module keeps.
    listed: bool,
}

/// What the gateway knows of one connection. Nothing of it outlives the connection.
#[derive(Debug, Default)]
pub(crate) struct Gateway {
    registrations: Vec<Registration>,
    /// What the client has made of its will since it connected.
    will: Option<Will>,
}

impl Gateway {
    /// What has to be asked of the broker for a topic; nothing for an id that was never assigned.
    pub(crate) fn resolve(&self, topic: &Topic) -> Option<String> {
        match topic {
            Topic::Name(name) => Some(name.clone()),
            Topic::Id(id) => self.registrations.iter().find(|known| known.id == *id).map(|known| known.name.clone()),
        }
    }

    /// The id of a name: the one it has, or a new one, which the module keeps while it has room. `None` for names that go
    /// without: short topics, and filters with wildcards.
    pub(crate) fn assign(&mut self, name: &str) -> Option<Assigned> {
        if is_short(name) || name.contains(['+', '#']) {
            return None;
        }
        if let Some(known) = self.registrations.iter().find(|known| known.name == name) {
            return Some(Assigned { id: known.id, is_new: false, listed: known.listed });
        }
        let id = u16::try_from(self.registrations.len() + 1).ok()?;
        let listed = self.has_room();
        self.registrations.push(Registration { id, name: name.to_owned(), listed });
        Some(Assigned { id, is_new: true, listed })
    }

    /// Registers a name on the client's request. `None` when the module cannot keep one more.
    pub(crate) fn register(&mut self, name: &str) -> Option<u16> {
        let known = self.registrations.iter().any(|known| known.name == name && known.listed);
        if known || self.has_room() {
            self.assign(name).filter(|assigned| assigned.listed).map(|assigned| assigned.id)
        } else {
            None
        }
    }

    /// The registrations that the module keeps.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (u16, &str)> {
        self.registrations.iter().filter(|known| known.listed).map(|known| (known.id, known.name.as_str()))
    }

    fn has_room(&self) -> bool {
        self.registrations.iter().filter(|known| known.listed).count() < LISTED_MAX
    }
}

/// The outcome of [`Gateway::assign`].
pub(crate) struct Assigned {
    pub(crate) id: u16,
    pub(crate) is_new: bool,
    pub(crate) listed: bool,
}

/// Two characters: such a topic travels as it is, without an id (000, 1.5.4).
fn is_short(name: &str) -> bool {
    name.len() == 2 && !name.contains(['+', '#'])
}

impl Device {
    /// How a message's topic is told to this client. The gateway first registers a name that the client does not know, which
    /// happens where a wildcard matched (003, 1.14, status 2).
    pub(crate) fn told_topic(&mut self, id: u8, name: &str) -> Topic {
        if !is_gateway_client(id) {
            return Topic::Name(name.to_owned());
        }
        let Some(assigned) = self.clients.of(id).gateway.assign(name) else { return Topic::Name(name.to_owned()) };
        if assigned.is_new {
            self.announce(format!("+MQTTSNREG: {id},2,{},\"{name}\"", assigned.id));
        }
        Topic::Id(assigned.id)
    }

    /// Changes the will that the gateway keeps for a client that is connected.
    pub(crate) fn update_will(&mut self, id: u8, change: impl FnOnce(Will) -> Will) {
        let client = self.clients.of(id);
        let nothing = || Message { topic: String::new(), qos: 0, retain: false, payload: Vec::new() };
        let current = client.gateway.will.take().or_else(|| client.will.clone()).unwrap_or_else(nothing);
        client.gateway.will = Some(change(current));
    }

    /// Ends a connection without farewell. A will that was updated is known to the gateway alone, so that it is the gateway
    /// that sends it, and then takes its leave of the broker.
    pub(crate) fn vanish(&mut self, connection: Connection) {
        let updated = self.clients.with(connection).and_then(|(_, client)| client.gateway.will.take());
        let requests = match updated {
            Some(will) if !will.topic.is_empty() => vec![BrokerRequest::Publish(will), BrokerRequest::Disconnect],
            Some(_) => vec![BrokerRequest::Disconnect],
            None => vec![BrokerRequest::Drop],
        };
        self.actions.extend(requests.into_iter().map(|request| Action::Ask(connection, request)));
    }
}

/// Whether this client speaks MQTT-SN (000, 1.2.4).
pub(crate) const fn is_gateway_client(id: u8) -> bool {
    id > 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_names_are_listed_and_more_have_ids_all_the_same() {
        let mut gateway = Gateway::default();
        let names = ["a/1", "a/2", "a/3", "a/4", "a/5"];
        for (id, name) in (1..).zip(names) {
            assert_eq!(gateway.register(name), Some(id));
            assert_eq!(gateway.register(name), Some(id), "again");
        }
        assert_eq!(gateway.register("a/6"), None);
        assert_eq!(gateway.assign("a/6").map(|assigned| (assigned.id, assigned.listed)), Some((6, false)));
        assert_eq!(gateway.register("a/6"), None, "known to the gateway, and still no room in the module");
        assert_eq!(gateway.listed().map(|(id, _)| id).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert_eq!(gateway.resolve(&Topic::Id(6)).as_deref(), Some("a/6"));
        assert_eq!(gateway.resolve(&Topic::Id(7)), None);
    }

    #[test]
    fn short_topics_and_filters_have_no_id() {
        for name in ["ab", "+", "a/#", "a/+/b"] {
            assert!(Gateway::default().assign(name).is_none(), "{name}");
        }
        assert!(Gateway::default().assign("a").is_some());
    }
}
