//! Unsolicited result codes: what the module says of its own accord.
//!
//! Each stands in a file of its family, with its looks, its parser and its meaning; [`CODES`] names them all.

mod address;
mod boot;
mod cloud;
mod code;
mod connection;
mod message;
mod network;
mod registration;
mod sim;
mod sms;
mod sn;
mod sockets;
mod status;

pub use boot::is_start;
pub(crate) use boot::{comes_unasked, is_ring, is_whole_start};
pub use code::Code;

use crate::args::ClientIndex;
use crate::codes::{BreakCause, Registration, TuyaEvent};
use crate::commands::{IpAddresses, LIST, RegisteredTopic};
use crate::frame::{Line, int};
use crate::meaning::{Heard, Known, Meaning};

/// Which registration an unsolicited code or a query speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Domain {
    /// `+CREG`: circuit switched.
    Circuit,
    /// `+CGREG`: packet switched, GPRS and UMTS.
    Packet,
    /// `+CEREG`: packet switched, LTE.
    Lte,
}

/// One unsolicited code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Urc {
    /// `AT command ready`: the module has started; whatever it knew before is gone (004, 4.1.1).
    Started,
    /// `+SIM READY`.
    SimReady,
    /// `+SIM DROP` or `+SIM: Removed`.
    SimGone,
    /// `+SIM: Inserted`.
    SimInserted,
    /// `+MIPCALL: address`: the module has an IP address (001, 3.1), or one of IPv4 and one of IPv6.
    AddressAssigned(IpAddresses),
    /// `+MIPCALL: 0`: the module has lost its IP address.
    AddressLost,
    /// `+CREG: n` and its kin.
    Registration(Domain, Registration),
    /// `+MQTTMSGI`: a message waits in the module (003, 1.10). For MQTT-SN, `topic` is the topic id.
    MessageWaiting {
        /// The client that received it.
        client: ClientIndex,
        /// Quality of service.
        qos: u8,
        /// Length of the topic, or the MQTT-SN topic id.
        topic: u32,
        /// Length of the payload.
        payload: u32,
    },
    /// `+MQTTBREAK`: the connection broke (003, 1.4).
    Broken(ClientIndex, BreakCause),
    /// `+MQTTCLOSE` that nobody asked for.
    Closed(ClientIndex),
    /// A status line of a command that is no longer waited for, such as `+MQTTOPEN: 1,1` after its time limit.
    LateStatus {
        /// Its tag.
        tag: String,
        /// The client.
        client: ClientIndex,
        /// 1 for success.
        status: u32,
    },
    /// `+MQTTSNREG: client,2,…`: the gateway has registered a topic (003, 1.14). Some firmware leaves out which.
    TopicRegistered(ClientIndex, Option<RegisteredTopic>),
    /// `MQTTAUTHEVENT: cloud,event`, with or without a `+`: how far the registration with a cloud has come (003, 1.19).
    CloudEvent {
        /// The number of the cloud, 4 for Tuya.
        cloud: u32,
        /// What happened.
        event: TuyaEvent,
    },
    /// `+MIPNTP: n` that is no longer waited for.
    ClockSynchronised(u32),
    /// A code that modules are known to print and that changes nothing here, such as `+MIPXOFF`.
    Notice(String),
    /// A result code that no list has.
    Unlisted(String),
}

/// A shorter rest of a tag than this may be anything.
const MENDED_MIN: usize = 4;

/// A code, and what its lines mean. The two are kept apart, as with commands.
struct Listed {
    code: &'static Code,
    meaning: fn(&Heard<'_>) -> Option<Meaning>,
    /// The meanings that come out of there, but for those that another command or code has in this list.
    known: &'static [Known],
}

/// Makes the lists of the codes, of the meanings beside them, and of all that is meant.
macro_rules! list {
    ($($code:path,)+) => {
        /// Every unsolicited code that is known, in the order of a session.
        pub static CODES: &[&Code] = &[$($code.code,)+];

        static MEANINGS: &[fn(&Heard<'_>) -> Option<Meaning>] = &[$($code.meaning,)+];

        /// Every meaning that codes have of their own.
        pub(crate) static KNOWN: &[&[Known]] = &[$($code.known,)+];
    };
}

list! {
    boot::STARTED,
    boot::BOOT,
    sim::READY,
    sim::DROP,
    sim::STATE,
    sim::STATUS,
    registration::CREG,
    registration::CGREG,
    registration::CEREG,
    network::NETWORK,
    network::ZONE,
    address::ADDRESS,
    sockets::FLOW,
    sockets::SOCKET,
    message::DIRECT,
    message::WAITING,
    connection::BREAK,
    connection::CLOSED,
    sn::TOPIC,
    cloud::EVENT,
    sms::CAME,
}

/// What a line means by the code that it is.
pub(crate) fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    let code = Code::of_line(heard.line)?;
    let meaning = CODES.iter().zip(MEANINGS).find(|(known, _)| **known == code).map(|(_, meaning)| meaning)?;
    meaning(heard)
}

/// The tag of a line, also when its beginning was lost: `TMSG: …` is taken for `+MQTTMSG: …`.
#[must_use]
pub fn mended_tag<'a>(line: &Line<'a>) -> Option<(&'a str, bool)> {
    if let Some(tag) = line.tag() {
        return Some((tag, false));
    }
    let bytes = line.bytes();
    let head = bytes.get(..memchr::memchr(b':', bytes)?)?;
    let bare = |code: &&&Code| code.bare_name.is_some_and(|name| name.as_bytes() == head);
    if let Some(code) = CODES.iter().find(bare) {
        return code.names.first().map(|name| (*name, false));
    }
    if head.len() < MENDED_MIN || !head.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let codes = CODES.iter().filter(|code| code.is_mended).flat_map(|code| code.names).copied();
    let statuses = LIST.iter().filter(|spec| spec.is_mended).map(|spec| spec.name);
    codes.chain(statuses).find(|tag| tag.as_bytes().ends_with(head)).map(|tag| (tag, true))
}

/// Whether the line begins as the codes of every maker do, though no list may have it: with a sign and a name in capitals.
pub(crate) fn looks_like_a_code(line: &Line<'_>) -> bool {
    const LEAST: usize = 3;
    let Some(tag) = line.tag() else { return false };
    let name = tag.get(1..).unwrap_or_default().split(' ').next().unwrap_or_default();
    name.len() >= LEAST && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

impl Urc {
    /// Reads a line that is no part of a reply. `+MQTTMSG` is not read here, since its payload may fill more than a line.
    #[must_use]
    pub fn parse(line: &Line<'_>) -> Option<Self> {
        let tag = mended_tag(line).map(|(tag, _)| tag);
        let read = Code::of(line, tag).and_then(|code| (code.read)(code, line));
        let status = || tag.and_then(|tag| status::read(tag, line));
        let unlisted = || line.tag().map(|_| Self::Unlisted(String::from_utf8_lossy(line.bytes()).into_owned()));
        read.or_else(status).or_else(unlisted)
    }
}

fn client(values: &[String]) -> Option<ClientIndex> {
    ClientIndex::new(u8::try_from(int(values, 0)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_seen_in_practice_is_known() {
        let one = ClientIndex::ALL[0];
        let both = IpAddresses::read(["10.2.83.148", "2001:db8::7"]).unwrap();
        for (raw, expected) in [
            ("AT command ready", Urc::Started),
            ("AT READY", Urc::Started),
            ("+SIM READY", Urc::SimReady),
            ("+SIM DROP", Urc::SimGone),
            ("+SIM: Removed", Urc::SimGone),
            ("+SIM: Inserted", Urc::SimInserted),
            ("+SIM:Removed", Urc::SimGone),
            ("+SIM: INSERTED", Urc::SimInserted),
            ("+SIM: READY", Urc::SimReady),
            ("+SIM: Drop", Urc::SimGone),
            ("+SIM: NOT INSERTED", Urc::SimGone),
            ("+SIM ready", Urc::SimReady),
            ("+SIM: BUSY", Urc::Notice("+SIM: BUSY".into())),
            ("+MIPCALL: 10.2.83.148", Urc::AddressAssigned(IpAddresses::only([10, 2, 83, 148]))),
            ("+MIPCALL: 10.2.83.148,2001:db8::7", Urc::AddressAssigned(both)),
            ("+MIPCALL: \"10.2.83.148,32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7\"", Urc::AddressAssigned(both)),
            ("+MIPCALL: 0.0.0.0", Urc::AddressLost),
            ("+MIPCALL: 1,10.2.83.148", Urc::AddressAssigned(IpAddresses::only([10, 2, 83, 148]))),
            ("+MIPCALL: 1,0.0.0.0", Urc::AddressLost),
            ("+MIPCALL: 1", Urc::Unlisted("+MIPCALL: 1".into())),
            ("+MIPCALL: 0", Urc::AddressLost),
            ("+MIPCALL: 0,0.0.0.0,0.0.0.0,0.0.0.0", Urc::AddressLost),
            ("+CGREG: 5", Urc::Registration(Domain::Packet, Registration::Roaming)),
            ("+CREG: 0,1", Urc::Registration(Domain::Circuit, Registration::Home)),
            ("+CREG: 5,\"2A31\",\"0B0C4D21\",7", Urc::Registration(Domain::Circuit, Registration::Roaming)),
            ("+CREG: 2,5,\"2A31\",\"0B0C4D21\",7", Urc::Registration(Domain::Circuit, Registration::Roaming)),
            ("+CEREG: 9", Urc::Registration(Domain::Lte, Registration::Unlisted(9))),
            ("+CREG: 1+CSQ: 20,99", Urc::Unlisted("+CREG: 1+CSQ: 20,99".into())),
            ("+MQTTMSGI: 1,1,1,1", Urc::MessageWaiting { client: one, qos: 1, topic: 1, payload: 1 }),
            ("+MQTTMSGI:1, 0, 5, 12", Urc::MessageWaiting { client: one, qos: 0, topic: 5, payload: 12 }),
            ("+MQTTBREAK: 1,2", Urc::Broken(one, BreakCause::LinkDown)),
            ("+MQTTBREAK: 1,0", Urc::Broken(one, BreakCause::Unlisted(0))),
            ("+MQTTCLOSE: 1,1", Urc::Closed(one)),
            ("+MQTTOPEN: 1,1", Urc::LateStatus { tag: "+MQTTOPEN".into(), client: one, status: 1 }),
            ("MQTTAUTHEVENT: 4,5", Urc::CloudEvent { cloud: 4, event: TuyaEvent::Connected }),
            ("MQTTAUTHEVENT: 4,1 RESET", Urc::CloudEvent { cloud: 4, event: TuyaEvent::Reset }),
            ("+MQTTAUTHEVENT: 4,\"MQTT DISCONNECT\"", Urc::CloudEvent { cloud: 4, event: TuyaEvent::Disconnected }),
            ("+MQTTAUTHEVENT:4,12", Urc::CloudEvent { cloud: 4, event: TuyaEvent::Unlisted(12) }),
            ("+MQTTSNREG: 101,2", Urc::TopicRegistered(ClientIndex::ALL[2], None)),
            (
                "+MQTTSNREG: 101,2,9,\"plant/7\"",
                Urc::TopicRegistered(
                    ClientIndex::ALL[2],
                    Some(RegisteredTopic {
                        client: ClientIndex::ALL[2],
                        id: crate::args::TopicId::new(9).unwrap(),
                        topic: "plant/7".into(),
                    }),
                ),
            ),
            (
                "+MQTTSNREG: 102,1,3,\"t\"",
                Urc::LateStatus { tag: "+MQTTSNREG".into(), client: ClientIndex::ALL[3], status: 1 },
            ),
            ("+MIPXOFF: 1", Urc::Notice("+MIPXOFF: 1".into())),
            ("RDY", Urc::Notice("RDY".into())),
            ("+NEWCODE: 7", Urc::Unlisted("+NEWCODE: 7".into())),
            ("QTTBREAK: 1,1", Urc::Broken(one, BreakCause::Server)),
        ] {
            assert_eq!(Urc::parse(&Line::of(raw.as_bytes())), Some(expected), "{raw}");
        }
    }

    #[test]
    fn text_is_not_a_code() {
        for raw in ["OK", "L610-CN-00", "", "12", "SG: 1"] {
            assert_eq!(Urc::parse(&Line::of(raw.as_bytes())), None, "{raw}");
        }
    }
}
