//! One connection of the virtual module to a real broker, as MQTT 3.1.1: requests and bytes in, bytes and events out.

use std::collections::{BTreeMap, BTreeSet};

use fibocom_sim::{BrokerEvent, BrokerRequest, Connect, LostCause, Message, Timestamp};
use mqtt_proto::v3::{self, Header, LastWill, Packet, Publish, Subscribe, SubscribeReturnCode, Unsubscribe};
use mqtt_proto::{Error, Pid, QoS, QosPid, TopicFilter, TopicName, total_len};

/// How long a broker may take until it has accepted the connection.
const CONNECT_WITHIN: u64 = 20_000;

/// How long it may take to answer a ping.
const PONG_WITHIN: u64 = 10_000;

/// The longest packet that is taken. Modules stop far below it.
const PACKET_MAX: u32 = 1 << 20;

/// The most packets that are taken within a second. No module keeps up with a tenth of it.
const PACKETS_A_SECOND: u32 = 20_000;

/// What comes of something.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Effects {
    /// Bytes for the broker.
    pub(super) send: Vec<u8>,
    /// News for the module.
    pub(super) events: Vec<BrokerEvent>,
    /// Whether the connection is to be closed.
    pub(super) over: bool,
}

impl Effects {
    fn end(&mut self, event: BrokerEvent) {
        self.events.push(event);
        self.over = true;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Introduced,
    Connected,
}

/// What a packet's number still waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    Subscribed,
    Unsubscribed,
    Acknowledged,
    Received,
    Completed,
}

/// A client of the broker.
#[derive(Debug)]
pub(super) struct Client {
    connect: Connect,
    stage: Stage,
    inbox: Vec<u8>,
    number: Pid,
    awaited: BTreeMap<Pid, Awaited>,
    /// Messages of QoS 2 that are delivered and not yet released by the broker.
    delivered: BTreeSet<Pid>,
    /// The second that is under way, and how many packets came in it.
    heard: (u64, u32),
    /// When the last packet was sent, or the opening began.
    sent: Timestamp,
    pinged: Option<Timestamp>,
}

impl Client {
    /// A client whose line to the broker is being opened.
    pub(super) fn new(now: Timestamp, connect: Connect) -> Self {
        Self {
            connect,
            stage: Stage::Opening,
            inbox: Vec::new(),
            number: Pid::default(),
            awaited: BTreeMap::new(),
            delivered: BTreeSet::new(),
            heard: (0, 0),
            sent: now,
            pinged: None,
        }
    }

    pub(super) fn opened(&mut self, now: Timestamp) -> Effects {
        let mut effects = Effects::default();
        self.stage = Stage::Introduced;
        match introduction(&self.connect) {
            Ok(packet) => self.send(now, &packet, &mut effects),
            Err(_) => effects.end(BrokerEvent::Unreachable),
        }
        effects
    }

    pub(super) fn closed(&self) -> BrokerEvent {
        match self.stage {
            Stage::Opening | Stage::Introduced => BrokerEvent::Unreachable,
            Stage::Connected => BrokerEvent::Lost { cause: LostCause::Closed },
        }
    }

    pub(super) fn asked(&mut self, now: Timestamp, request: BrokerRequest) -> Effects {
        let mut effects = Effects::default();
        match request {
            BrokerRequest::Connect(_) => {}
            BrokerRequest::Subscribe { filter, qos } => match TopicFilter::try_from(filter.as_str()) {
                Ok(filter) => {
                    let number = self.number_for(Awaited::Subscribed);
                    self.send(now, &Subscribe::new(number, vec![(filter, quality(qos))]).into(), &mut effects);
                }
                Err(_) => effects.events.push(BrokerEvent::Subscribed { ok: false }),
            },
            BrokerRequest::Unsubscribe { filter } => match TopicFilter::try_from(filter.as_str()) {
                Ok(filter) => {
                    let number = self.number_for(Awaited::Unsubscribed);
                    self.send(now, &Unsubscribe::new(number, vec![filter]).into(), &mut effects);
                }
                Err(_) => effects.events.push(BrokerEvent::Unsubscribed { ok: false }),
            },
            BrokerRequest::Publish(message) => self.publish(now, message, &mut effects),
            BrokerRequest::Disconnect => {
                self.send(now, &Packet::Disconnect, &mut effects);
                effects.over = true;
            }
            BrokerRequest::Drop => effects.over = true,
        }
        effects
    }

    /// Bytes came from the broker.
    pub(super) fn heard(&mut self, now: Timestamp, bytes: &[u8]) -> Effects {
        let mut effects = Effects::default();
        self.pinged = None;
        self.inbox.extend_from_slice(bytes);
        let (inbox, mut taken) = (std::mem::take(&mut self.inbox), 0);
        while !effects.over {
            match next_packet(inbox.get(taken..).unwrap_or_default()) {
                Ok(Some((packet, length))) if self.keeps_up(now) => {
                    taken += length;
                    self.take(now, packet, &mut effects);
                }
                Ok(None) => break,
                Ok(Some(_)) | Err(_) => effects.end(self.closed()),
            }
        }
        self.inbox = inbox;
        self.inbox.drain(..taken);
        effects
    }

    /// Counts a packet; whether there are not too many of them.
    fn keeps_up(&mut self, now: Timestamp) -> bool {
        let second = now.as_millis() / 1_000;
        let before = if self.heard.0 == second { self.heard.1 } else { 0 };
        self.heard = (second, before + 1);
        before < PACKETS_A_SECOND
    }

    pub(super) fn tick(&mut self, now: Timestamp) -> Effects {
        let mut effects = Effects::default();
        if self.next_wake().is_none_or(|wake| now < wake) {
            return effects;
        }
        if self.stage == Stage::Connected && self.pinged.is_none() {
            self.send(now, &Packet::Pingreq, &mut effects);
            self.pinged = Some(now);
        } else {
            effects.end(self.closed());
        }
        effects
    }

    /// When [`Client::tick`] is wanted next.
    pub(super) fn next_wake(&self) -> Option<Timestamp> {
        match (self.stage, self.pinged) {
            (Stage::Opening | Stage::Introduced, _) => Some(self.sent.plus(CONNECT_WITHIN)),
            (Stage::Connected, Some(pinged)) => Some(pinged.plus(PONG_WITHIN)),
            (Stage::Connected, None) if self.connect.keep_alive == 0 => None,
            (Stage::Connected, None) => Some(self.sent.plus(u64::from(self.connect.keep_alive) * 1_000)),
        }
    }

    fn publish(&mut self, now: Timestamp, message: Message, effects: &mut Effects) {
        let Ok(topic) = TopicName::try_from(message.topic.as_str()) else {
            effects.events.push(BrokerEvent::Published { ok: false });
            return;
        };
        let qos_pid = match quality(message.qos) {
            QoS::Level0 => QosPid::Level0,
            QoS::Level1 => QosPid::Level1(self.number_for(Awaited::Acknowledged)),
            QoS::Level2 => QosPid::Level2(self.number_for(Awaited::Received)),
        };
        let mut publish = Publish::new(qos_pid, topic, message.payload.into());
        publish.retain = message.retain;
        self.send(now, &publish.into(), effects);
        if qos_pid == QosPid::Level0 {
            effects.events.push(BrokerEvent::Published { ok: true });
        }
    }

    fn take(&mut self, now: Timestamp, packet: Packet, effects: &mut Effects) {
        match packet {
            Packet::Connack(answer) if self.stage == Stage::Introduced => match answer.code {
                v3::ConnectReturnCode::Accepted => {
                    self.stage = Stage::Connected;
                    effects.events.push(BrokerEvent::Connected);
                }
                refused => effects.end(BrokerEvent::Refused(refused as u8)),
            },
            Packet::Publish(publish) => self.deliver(now, publish, effects),
            Packet::Pubrel(number) => {
                self.delivered.remove(&number);
                self.send(now, &Packet::Pubcomp(number), effects);
            }
            Packet::Pubrec(number) => {
                self.awaited.insert(number, Awaited::Completed);
                self.send(now, &Packet::Pubrel(number), effects);
            }
            Packet::Puback(number) => self.settle(number, Awaited::Acknowledged, true, effects),
            Packet::Pubcomp(number) => self.settle(number, Awaited::Completed, true, effects),
            Packet::Unsuback(number) => self.settle(number, Awaited::Unsubscribed, true, effects),
            Packet::Suback(answer) => {
                let ok = !answer.topics.contains(&SubscribeReturnCode::Failure);
                self.settle(answer.pid, Awaited::Subscribed, ok, effects);
            }
            Packet::Pingresp => {}
            // A broker sends no other packets, and no second CONNACK.
            _ => effects.end(self.closed()),
        }
    }

    fn deliver(&mut self, now: Timestamp, publish: Publish, effects: &mut Effects) {
        let is_new = match publish.qos_pid {
            QosPid::Level0 => true,
            QosPid::Level1(number) => {
                self.send(now, &Packet::Puback(number), effects);
                true
            }
            QosPid::Level2(number) => {
                self.send(now, &Packet::Pubrec(number), effects);
                self.delivered.insert(number)
            }
        };
        if is_new {
            effects.events.push(BrokerEvent::Message(Message {
                topic: publish.topic_name.to_string(),
                qos: publish.qos_pid.qos() as u8,
                retain: publish.retain,
                payload: publish.payload.to_vec(),
            }));
        }
    }

    /// Tells the module the result that it waits for. Any other result is dropped.
    fn settle(&mut self, number: Pid, awaited: Awaited, ok: bool, effects: &mut Effects) {
        if self.awaited.get(&number) != Some(&awaited) {
            return;
        }
        self.awaited.remove(&number);
        effects.events.push(match awaited {
            Awaited::Subscribed => BrokerEvent::Subscribed { ok },
            Awaited::Unsubscribed => BrokerEvent::Unsubscribed { ok },
            Awaited::Acknowledged | Awaited::Received | Awaited::Completed => BrokerEvent::Published { ok },
        });
    }

    /// A number that nothing waits for, from now on for this.
    fn number_for(&mut self, awaited: Awaited) -> Pid {
        while self.awaited.contains_key(&self.number) {
            self.number += 1;
        }
        let number = self.number;
        self.number += 1;
        self.awaited.insert(number, awaited);
        number
    }

    fn send(&mut self, now: Timestamp, packet: &Packet, effects: &mut Effects) {
        match packet.encode() {
            Ok(bytes) => effects.send.extend_from_slice(bytes.as_ref()),
            Err(_) => effects.end(self.closed()),
        }
        self.sent = now;
    }
}

/// CONNECT, as the module's commands have set it.
fn introduction(connect: &Connect) -> Result<Packet, Error> {
    let mut packet = v3::Connect::new(connect.client_id.as_str().into(), connect.keep_alive);
    packet.clean_session = connect.clean_session;
    if !(connect.username.is_empty() && connect.password.is_empty()) {
        packet.username = Some(connect.username.as_str().into());
        packet.password = Some(connect.password.clone().into());
    }
    if let Some(will) = &connect.will {
        packet.last_will = Some(LastWill {
            qos: quality(will.qos),
            retain: will.retain,
            topic_name: TopicName::try_from(will.topic.as_str())?,
            message: will.payload.clone().into(),
        });
    }
    Ok(packet.into())
}

/// The packet at the beginning, once all of it is there, and how long it is.
fn next_packet(inbox: &[u8]) -> Result<Option<(Packet, usize)>, Error> {
    let header = match Header::decode(inbox) {
        Ok(header) => header,
        Err(error) if error.is_eof() => return Ok(None),
        Err(error) => return Err(error),
    };
    if header.remaining_len > PACKET_MAX {
        return Err(Error::InvalidRemainingLength);
    }
    let length = total_len(usize::try_from(header.remaining_len).unwrap_or(usize::MAX))?;
    let Some(packet) = inbox.get(..length) else { return Ok(None) };
    Ok(Packet::decode(packet)?.map(|packet| (packet, length)))
}

const fn quality(qos: u8) -> QoS {
    match qos {
        0 => QoS::Level0,
        1 => QoS::Level1,
        _ => QoS::Level2,
    }
}

#[cfg(test)]
mod tests;
