//! A broker inside the page: MQTT 3.1.1 semantics without a network.

mod devices;
mod journal;
mod plant;
mod retained;
mod sessions;
mod tls;
mod topics;

use std::collections::{BTreeMap, VecDeque};

use crate::broker::{Broker, BrokerEvent, BrokerRequest, Connect, Connection, LostCause, Message};
use crate::clouds::{self, CloudDevice, Limits, Refusal};
use crate::config::Config;
use crate::time::Timestamp;
use crate::tls::TlsFailure;

pub use devices::Device;
use devices::Running;
use journal::Journal;
pub use journal::{Happening, OtherEnd, Passed, Publisher};
use plant::Plant;
use retained::Retained;
use sessions::Session;

/// CONNACK: identifier rejected.
const IDENTIFIER_REJECTED: u8 = 2;
/// CONNACK: bad user name or password.
const BAD_USER_NAME_OR_PASSWORD: u8 = 4;
/// CONNACK: not authorised.
const NOT_AUTHORISED: u8 = 5;

/// Somebody who may connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// User name.
    pub username: String,
    /// Password.
    pub password: String,
}

/// Bytes of what is retained that are told at once.
const RETAINED_TOLD: usize = 64 << 10;

/// How many sessions are kept of clients that are away; the one that has been away longest goes.
const AWAY_MAX: usize = 64;

/// A broker for one page. Accepts every host but those under `.invalid`; what TLS needs is checked as far as files and clock show it.
///
/// In process, a message handed over is a message acknowledged: there is no redelivery while connected. Overlapping
/// subscriptions give one copy, at the highest quality of service. Keep alive is not watched.
#[derive(Debug, Default)]
pub struct PageBroker {
    users: Option<Vec<User>>,
    sessions: BTreeMap<String, Session>,
    connections: BTreeMap<Connection, String>,
    retained: Retained,
    /// The clients whose sessions are kept while they are away, the one that has been away longest first.
    away: VecDeque<String>,
    events: VecDeque<(Connection, BrokerEvent)>,
    plant: Option<Plant>,
    /// Devices that are switched on. They publish whether anybody is connected or not.
    devices: Vec<Running>,
    /// Whether the plant is switched off.
    plant_is_off: bool,
    journal: Journal,
    now: Timestamp,
    seed: u64,
    unix_time: u64,
    anonymous: u32,
    cloud: Option<(CloudDevice, u64)>,
}

impl PageBroker {
    /// A broker that lets everybody in and knows nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with the demonstration plant: while anybody is connected, it publishes a JSON object on `demo/plant/press`
    /// every 2 s and binary bytes on `demo/plant/frame` every 10 s; what is published on `demo/echo` comes back on
    /// `demo/echo/reply`.
    #[must_use]
    pub fn with_plant(seed: u64) -> Self {
        Self { plant: Some(Plant::new(seed)), seed, ..Self::default() }
    }

    /// The broker that a configuration asks for, with the demonstration plant.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let mut broker = Self { unix_time: config.unix_time, ..Self::with_plant(config.seed) };
        broker.act_as(config.cloud.clone(), config.unix_time);
        broker
    }

    /// Pretends to be the cloud of this device: it looks at user name, password and client id string as that cloud would, at
    /// times counted from this Unix time at [`Timestamp::ZERO`], keeps to its limits, and answers its device. `None`: an ordinary
    /// broker again.
    pub fn act_as(&mut self, device: Option<CloudDevice>, unix_time: u64) {
        self.cloud = device.map(|device| (device, unix_time));
    }

    /// Lets in only these from now on.
    pub fn admit_only(&mut self, users: Vec<User>) {
        self.users = Some(users);
    }

    /// Publishes a message from the page's side, as a client beside the module would.
    pub fn publish(&mut self, message: Message) {
        self.publish_by(Publisher::Person, message);
    }

    /// Publishes a message, and answers it where somebody does.
    fn publish_by(&mut self, by: Publisher, message: Message) {
        let echo = (self.plant.is_some() && message.topic == plant::ECHO).then(|| Message {
            topic: plant::ECHO_REPLY.to_owned(),
            retain: false,
            ..message.clone()
        });
        self.route(by, message);
        if let Some(echo) = echo {
            self.route(Publisher::Broker, echo);
        }
    }

    /// Switches a device at the other end on or off. One that is switched on again begins its story anew, but for the plant, which goes on.
    pub fn switch(&mut self, now: Timestamp, device: Device, on: bool) {
        self.now = now;
        if device == Device::Press {
            self.plant_is_off = !on;
            if let Some(plant) = self.plant.as_mut().filter(|_| on) {
                plant.start(now);
            }
            return;
        }
        self.devices.retain(|running| running.device != device);
        if on {
            self.devices.push(Running::new(device, self.seed, now));
        }
    }

    /// Which devices are switched on.
    pub fn devices(&self) -> impl Iterator<Item = Device> {
        let press = self.running_plant().map(|_| Device::Press);
        self.devices.iter().map(|running| running.device).chain(press)
    }

    fn running_plant(&self) -> Option<&Plant> {
        self.plant.as_ref().filter(|_| !self.plant_is_off)
    }

    /// What somebody beside the module sees: what has happened from this number on, and how things stand.
    #[must_use]
    pub fn other_end(&self, since: u64) -> OtherEnd {
        let mut room = RETAINED_TOLD;
        let fits = |message: &&Message| {
            let left = room.checked_sub(journal::ENTRY + message.topic.len() + message.payload.len());
            room = left.unwrap_or(room);
            left.is_some()
        };
        let retained: Vec<_> = self.retained.iter().filter(fits).cloned().collect();
        OtherEnd {
            first: self.journal.first(),
            next: self.journal.next(),
            news: self.journal.since(since).cloned().collect(),
            connected: self.connected().map(str::to_owned).collect(),
            retained_more: self.retained.len() - retained.len(),
            retained,
            devices: self.devices().collect(),
            unix_time: self.unix_time,
        }
    }

    /// The client ids that are connected, in their order.
    pub fn connected(&self) -> impl Iterator<Item = &str> {
        self.sessions.iter().filter(|(_, session)| session.connection().is_some()).map(|(id, _)| id.as_str())
    }

    /// What is kept for later subscribers, by topic.
    pub fn retained(&self) -> impl Iterator<Item = &Message> {
        self.retained.iter()
    }

    /// Throws everybody out, as a broker does that is shut down.
    pub fn disconnect_all(&mut self) {
        for connection in self.connections.keys().copied().collect::<Vec<_>>() {
            self.end(connection, LostCause::Closed);
        }
    }

    /// Stores what is to be retained, and gives every session its copy.
    fn route(&mut self, by: Publisher, message: Message) {
        self.journal.note(self.now, Happening::Published { by, message: message.clone() });
        if message.retain {
            self.retained.keep(message.clone());
        }
        for session in self.sessions.values_mut() {
            if let Some(granted) = session.granted(&message.topic) {
                let copy = Message { qos: message.qos.min(granted), retain: false, ..message.clone() };
                session.deliver(copy, &mut self.events);
            }
        }
    }

    fn connect(&mut self, now: Timestamp, connection: Connection, connect: Connect) {
        let host = connect.host.to_ascii_lowercase();
        if host == "invalid" || host.ends_with(".invalid") {
            self.events.push_back((connection, BrokerEvent::Unreachable));
            return;
        }
        if let Some(Err(failure)) = connect.tls.as_ref().map(tls::greet) {
            self.events.push_back((connection, BrokerEvent::TlsFailed(failure)));
            return;
        }
        if let Err(refusal) = self.admit(now, &connect) {
            self.events.push_back((connection, refusal));
            return;
        }
        let client_id = if connect.client_id.is_empty() {
            self.anonymous = self.anonymous.wrapping_add(1);
            format!("$page-{}", self.anonymous)
        } else {
            connect.client_id
        };
        if let Some(old) = self.sessions.get(&client_id).and_then(Session::connection) {
            self.end(old, LostCause::TakenOver);
        }
        if connect.clean_session {
            self.sessions.remove(&client_id);
        }
        self.away.retain(|id| *id != client_id);
        if self.connections.is_empty()
            && let Some(plant) = &mut self.plant
        {
            plant.start(now);
        }
        self.connections.insert(connection, client_id.clone());
        self.journal.note(now, Happening::Came(client_id.clone()));
        self.events.push_back((connection, BrokerEvent::Connected));
        let session = self.sessions.entry(client_id).or_default();
        session.resume(connection, connect.clean_session, connect.will, &mut self.events);
    }

    /// Whether somebody may connect; else what is answered.
    fn admit(&self, now: Timestamp, connect: &Connect) -> Result<(), BrokerEvent> {
        if let Some((device, unix_time)) = &self.cloud {
            let time = unix_time.saturating_add(now.as_millis() / 1000);
            return device.admit(connect, time).map_err(answer);
        }
        let Some(users) = &self.users else {
            let anonymous_and_kept = connect.client_id.is_empty() && !connect.clean_session;
            return if anonymous_and_kept { Err(BrokerEvent::Refused(IDENTIFIER_REJECTED)) } else { Ok(()) };
        };
        let known = users.iter().any(|user| user.username == connect.username && user.password == connect.password);
        if known { Ok(()) } else { Err(BrokerEvent::Refused(BAD_USER_NAME_OR_PASSWORD)) }
    }

    /// What may be published and subscribed to.
    fn limits(&self) -> Limits {
        self.cloud.as_ref().map_or(Limits::NONE, |(device, _)| device.cloud.limits())
    }

    fn subscribe(&mut self, connection: Connection, filter: String, qos: u8) {
        let highest = self.limits().qos;
        let Some(session) = self.connections.get(&connection).and_then(|id| self.sessions.get_mut(id)) else { return };
        let ok = topics::is_filter(&filter) && qos <= highest;
        self.events.push_back((connection, BrokerEvent::Subscribed { ok }));
        if !ok {
            return;
        }
        for message in self.retained.iter().filter(|message| topics::matches(&filter, &message.topic)) {
            session.deliver(Message { qos: message.qos.min(qos), retain: true, ..message.clone() }, &mut self.events);
        }
        session.subscribe(filter, qos.min(2));
    }

    /// A connection ends without farewell: its will is sent, and the module is told.
    fn end(&mut self, connection: Connection, cause: LostCause) {
        let will = self.forget(connection);
        self.events.push_back((connection, BrokerEvent::Lost { cause }));
        self.publish_will(will);
    }

    fn publish_will(&mut self, will: Option<(String, Message)>) {
        if let Some((client_id, will)) = will {
            self.publish_by(Publisher::Will(client_id), will);
        }
    }

    /// Takes a connection out, and its session too when it was a clean one. Gives the will, and whose it is.
    fn forget(&mut self, connection: Connection) -> Option<(String, Message)> {
        let client_id = self.connections.remove(&connection)?;
        self.journal.note(self.now, Happening::Went(client_id.clone()));
        let session = self.sessions.get_mut(&client_id)?;
        let will = session.suspend();
        if session.is_clean() {
            self.sessions.remove(&client_id);
        } else {
            self.away.push_back(client_id.clone());
            if self.away.len() > AWAY_MAX
                && let Some(longest) = self.away.pop_front()
            {
                self.sessions.remove(&longest);
            }
        }
        will.map(|will| (client_id, will))
    }
}

impl Broker for PageBroker {
    fn handle(&mut self, now: Timestamp, connection: Connection, request: BrokerRequest) {
        self.now = now;
        if let BrokerRequest::Connect(connect) = request {
            self.connect(now, connection, *connect);
            return;
        }
        let Some(client_id) = self.connections.get(&connection).cloned() else { return };
        match request {
            BrokerRequest::Connect(_) => {}
            BrokerRequest::Subscribe { filter, qos } => self.subscribe(connection, filter, qos),
            BrokerRequest::Unsubscribe { filter } => {
                if let Some(session) = self.connections.get(&connection).and_then(|id| self.sessions.get_mut(id)) {
                    session.unsubscribe(&filter);
                }
                self.events.push_back((connection, BrokerEvent::Unsubscribed { ok: true }));
            }
            // A topic with wildcards is a protocol error: the broker closes the connection (MQTT 3.1.1, 3.3.2.1).
            BrokerRequest::Publish(message) if !topics::is_name(&message.topic) => {
                self.end(connection, LostCause::Closed);
            }
            // A cloud closes the connection of a client that goes beyond its limits.
            BrokerRequest::Publish(message) if !self.limits().take(&message) => self.end(connection, LostCause::Closed),
            BrokerRequest::Publish(message) => {
                self.events.push_back((connection, BrokerEvent::Published { ok: true }));
                let cloud = self.cloud.as_ref().map(|(device, _)| device.cloud);
                let answer = cloud.and_then(|cloud| clouds::answer(cloud, &message.topic));
                self.publish_by(Publisher::Client(client_id), message);
                answer.into_iter().for_each(|answer| self.publish_by(Publisher::Broker, answer));
            }
            BrokerRequest::Disconnect => {
                self.forget(connection);
            }
            BrokerRequest::Drop => {
                let will = self.forget(connection);
                self.publish_will(will);
            }
        }
    }

    fn tick(&mut self, now: Timestamp) {
        self.now = now;
        let due = |running: &mut Running| running.due(now).map(|message| (running.device, message));
        let mut told: Vec<_> = self.devices.iter_mut().filter_map(due).collect();
        if !self.connections.is_empty() && !self.plant_is_off {
            let due = self.plant.as_mut().map(|plant| plant.due(now)).unwrap_or_default();
            told.extend(due.into_iter().map(|message| (Device::Press, message)));
        }
        told.into_iter().for_each(|(device, message)| self.publish_by(Publisher::Device(device), message));
    }

    fn poll(&mut self) -> Option<(Connection, BrokerEvent)> {
        self.events.pop_front()
    }

    fn page(&mut self) -> Option<&mut PageBroker> {
        Some(self)
    }

    fn pretend(&mut self, device: Option<CloudDevice>, unix_time: u64) {
        self.disconnect_all();
        self.act_as(device, unix_time);
    }

    fn next_wake(&self) -> Option<Timestamp> {
        let plant = self.running_plant().filter(|_| !self.connections.is_empty()).map(Plant::next);
        self.devices.iter().map(Running::next).chain(plant).min()
    }
}

/// What the module hears of a cloud's refusal.
const fn answer(refusal: Refusal) -> BrokerEvent {
    match refusal {
        Refusal::Identifier => BrokerEvent::Refused(IDENTIFIER_REJECTED),
        Refusal::Password => BrokerEvent::Refused(BAD_USER_NAME_OR_PASSWORD),
        Refusal::NotAuthorised => BrokerEvent::Refused(NOT_AUTHORISED),
        Refusal::NeedsTls => BrokerEvent::Unreachable,
        Refusal::NeedsCertificate => BrokerEvent::TlsFailed(TlsFailure::Alert),
    }
}

#[cfg(test)]
mod tests;
