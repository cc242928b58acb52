//! The MQTT clients of the module: what was set for them, whether they are open, what has arrived.

use std::collections::{BTreeMap, VecDeque};

use fibocom_at::codes::{BreakCause, CmeError, MqttError};

use crate::broker::{BrokerEvent, Connection, Message, Will};
use crate::device::{Action, Device, Gateway, Topic};
use crate::time::Timestamp;

/// One less than the error of CONNACK's return code 1 (000, chapter 2).
const FIRST_MQTT_ERROR: u16 = 699;

/// Most messages that wait for `AT+MQTTREAD`; the oldest goes when one more comes.
const INBOX_MAX: usize = 50;

/// What `AT+MQTTUSER` sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) client_id: Option<String>,
}

/// How far a client is with its broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Session {
    #[default]
    Closed,
    Connecting(Connection),
    Open(Connection),
}

/// A command that said `OK` and owes its status line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pending {
    Subscribe,
    Unsubscribe,
    Publish,
}

impl Pending {
    const fn name(self) -> &'static str {
        match self {
            Self::Subscribe => "+MQTTSUB",
            Self::Unsubscribe => "+MQTTUNSUB",
            Self::Publish => "+MQTTPUB",
        }
    }
}

/// One client. Nothing of it survives a reboot.
#[derive(Debug, Default)]
pub(crate) struct Client {
    pub(crate) user: Option<User>,
    pub(crate) will: Option<Will>,
    pub(crate) session: Session,
    /// The connection that is opening speaks TLS.
    pub(crate) over_tls: bool,
    pub(crate) inbox: VecDeque<Arrived>,
    pub(crate) pending: VecDeque<Pending>,
    /// What `AT+MQTTSNCID` sets.
    pub(crate) sn_client_id: Option<String>,
    pub(crate) gateway: Gateway,
}

impl Client {
    /// Forgets the connection; what was set for the next one stays.
    pub(crate) fn close(&mut self) {
        self.session = Session::Closed;
        self.pending.clear();
        self.gateway = Gateway::default();
    }
}

/// A message that waits to be read.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub(crate) topic: Topic,
    pub(crate) qos: u8,
    pub(crate) payload: Vec<u8>,
}

/// All clients, and the form in which messages are reported.
#[derive(Debug, Default)]
pub(crate) struct Clients {
    all: BTreeMap<u8, Client>,
    /// `AT+MQTTCONF=1`: messages wait to be read.
    pub(crate) by_length: bool,
    last_connection: u32,
    /// The opening connection whose command has not been answered: a refusal is its answer.
    pub(crate) held: Option<Connection>,
    /// Requests leave in the order of their commands, whatever the jitter.
    pub(crate) last_request: Timestamp,
}

impl Clients {
    /// This client; made when first asked for.
    pub(crate) fn of(&mut self, id: u8) -> &mut Client {
        self.all.entry(id).or_default()
    }

    /// The clients something was done with, in the order of their ids.
    pub(crate) fn known(&self) -> impl Iterator<Item = (u8, &Client)> {
        self.all.iter().map(|(id, client)| (*id, client))
    }

    /// Whether this client can be opened.
    pub(crate) fn is_free(&self, id: u8) -> bool {
        self.all.get(&id).is_none_or(|client| client.session == Session::Closed)
    }

    /// The connection of this client, when it is open.
    pub(crate) fn open(&self, id: u8) -> Option<Connection> {
        match self.all.get(&id)?.session {
            Session::Open(connection) => Some(connection),
            Session::Closed | Session::Connecting(_) => None,
        }
    }

    /// Whether any client is connected.
    pub(crate) fn is_any_open(&self) -> bool {
        self.all.values().any(|client| matches!(client.session, Session::Open(_)))
    }

    /// Every connection that is open or opening.
    pub(crate) fn connections(&self) -> Vec<Connection> {
        self.all
            .values()
            .filter_map(|client| match client.session {
                Session::Open(connection) | Session::Connecting(connection) => Some(connection),
                Session::Closed => None,
            })
            .collect()
    }

    /// A number for a new connection.
    pub(crate) const fn next_connection(&mut self) -> Connection {
        self.last_connection = self.last_connection.wrapping_add(1);
        Connection(self.last_connection)
    }

    /// Forgets everything but the numbers given out.
    pub(crate) fn forget(&mut self) {
        *self = Self { last_connection: self.last_connection, ..Self::default() };
    }

    /// The client that has this connection.
    pub(crate) fn with(&mut self, connection: Connection) -> Option<(u8, &mut Client)> {
        self.all
            .iter_mut()
            .find(|(_, client)| matches!(client.session, Session::Open(c) | Session::Connecting(c) if c == connection))
            .map(|(id, client)| (*id, client))
    }
}

impl Device {
    /// Hears from the broker. News of a connection that is no longer in use are ignored.
    pub(crate) fn broker_event(&mut self, connection: Connection, event: BrokerEvent) {
        let Some((id, client)) = self.clients.with(connection) else { return };
        match event {
            BrokerEvent::Connected => {
                client.session = Session::Open(connection);
                if std::mem::take(&mut client.over_tls) {
                    self.tls_ended(Ok(()));
                }
                self.announce(format!("+MQTTOPEN: {id},1"));
            }
            BrokerEvent::Refused(code) => self.refused(connection, code),
            BrokerEvent::Unreachable => self.connection_ended(connection, BreakCause::Server),
            BrokerEvent::TlsFailed(failure) => {
                self.tls_ended(Err(failure));
                self.connection_ended(connection, BreakCause::Server);
            }
            BrokerEvent::Subscribed { ok } => self.settle(connection, Pending::Subscribe, ok),
            BrokerEvent::Unsubscribed { ok } => self.settle(connection, Pending::Unsubscribe, ok),
            BrokerEvent::Published { ok } => self.settle(connection, Pending::Publish, ok),
            BrokerEvent::Message(message) => self.deliver(id, message),
            BrokerEvent::Lost { .. } => self.connection_ended(connection, BreakCause::Server),
        }
    }

    /// The broker's CONNACK says no. While the answer to AT+MQTTOPEN is still held, it is the error that stands there instead of
    /// `OK`; afterwards, or in the form without numbers, it is the status 0 (000, 001 and 003, 1.2 and chapter 2).
    fn refused(&mut self, connection: Connection, code: u8) {
        let number = MqttError::from(FIRST_MQTT_ERROR + u16::from(code));
        if self.clients.held != Some(connection) || matches!(number, MqttError::Unlisted(_)) {
            self.connection_ended(connection, BreakCause::Server);
        } else if let Some((_, client)) = self.clients.with(connection) {
            client.close();
            self.actions.push(Action::Refuse(CmeError::from(number.number())));
        }
    }

    /// Closes a client whose connection is gone, and tells the host (000, 1.4; 001, 3.3). Of commands whose status is still owed
    /// no manual says anything: none comes.
    pub(crate) fn connection_ended(&mut self, connection: Connection, cause: BreakCause) {
        let Some((id, client)) = self.clients.with(connection) else { return };
        let was = client.session;
        client.close();
        if matches!(was, Session::Connecting(_)) {
            self.announce(format!("+MQTTOPEN: {id},0"));
            return;
        }
        self.announce(format!("+MQTTBREAK: {id},{}", cause.number()));
        if self.speaks_2019() || !self.habits.breaks_briefly() {
            self.announce(format!("+MQTTCLOSE: {id},1"));
        }
    }

    /// The gateway answers a registration that was asked for (003, 1.14).
    pub(crate) fn register(&mut self, connection: Connection, name: &str) {
        let Some((id, client)) = self.clients.with(connection) else { return };
        let line = match client.gateway.register(name) {
            Some(topic) => format!("+MQTTSNREG: {id},1,{topic},\"{name}\""),
            None => format!("+MQTTSNREG: {id},0"),
        };
        self.announce(line);
    }

    fn settle(&mut self, connection: Connection, what: Pending, ok: bool) {
        let Some((id, client)) = self.clients.with(connection) else { return };
        let Some(place) = client.pending.iter().position(|pending| *pending == what) else { return };
        client.pending.remove(place);
        self.announce(format!("{}: {id},{}", what.name(), u8::from(ok)));
    }

    /// Reports a message, or keeps it to be read (000, 1.8 to 1.11). What is longer than the manual allows is cut.
    fn deliver(&mut self, id: u8, message: Message) {
        let Message { topic, qos, mut payload, .. } = message;
        let topic = self.told_topic(id, &topic);
        if !self.clients.by_length {
            payload.truncate(self.config.profile.message_max);
            self.announce(message_line(id, qos, &topic, &payload));
            return;
        }
        payload.truncate(self.config.profile.payload_max);
        self.announce(format!("+MQTTMSGI: {id},{qos},{},{}", topic.announced(), payload.len()));
        let inbox = &mut self.clients.of(id).inbox;
        if inbox.len() >= INBOX_MAX {
            inbox.pop_front();
        }
        inbox.push_back(Arrived { topic, qos, payload });
    }
}

/// `+MQTTMSG: <client>,<qos>,"<topic>","<payload>"`, the payload as it came: nothing is escaped (001, 1.9). A topic id stands
/// without quotes (003, 1.9).
fn message_line(id: u8, qos: u8, topic: &Topic, payload: &[u8]) -> Vec<u8> {
    let mut line = format!("+MQTTMSG: {id},{qos},{},\"", topic.print()).into_bytes();
    line.extend_from_slice(payload);
    line.push(b'"');
    line
}
