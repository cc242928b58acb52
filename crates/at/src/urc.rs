//! Unsolicited result codes: what the module says of its own accord.

mod known;

pub use known::{CODES, Code};

use crate::args::ClientIndex;
use crate::codes::{BreakCause, Registration, TuyaEvent};
use crate::commands::{IpAddresses, RegisteredTopic, written};
use crate::frame::{Line, int};

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

/// Codes that change nothing here. Those that end in a colon have values.
const NOTICES: &[&str] = &[
    "RDY",
    "PB DONE",
    "SMS Ready",
    "Call Ready",
    "+MIPRTCP",
    "+MIPRUDP",
    "+MIPSTAT",
    "+MIPXOFF",
    "+MIPXON",
    "+MPINGSTAT",
    "+MIPOPEN",
    "+MIPCLOSE",
    "+CTZV",
    "+CTZE",
    "+CMTI",
    "+CGEV",
    "^MODE",
    "^SIMST",
    "+SIM",
];

/// Codes with these tags are cut off by a lost line start often enough to be worth mending (seen on an L610).
const MENDED: &[&str] =
    &["+MQTTMSGI", "+MQTTMSG", "+MQTTBREAK", "+MQTTCLOSE", "+MQTTOPEN", "+MQTTPUB", "+MQTTSUB", "+MIPCALL"];

const CLOUD_EVENT: &str = "+MQTTAUTHEVENT";

/// The tag of a line, also when its beginning was lost: `TMSG: …` is taken for `+MQTTMSG: …`.
#[must_use]
pub fn mended_tag<'a>(line: &Line<'a>) -> Option<(&'a str, bool)> {
    if let Some(tag) = line.tag() {
        return Some((tag, false));
    }
    let bytes = line.bytes();
    // The manual prints this one without its plus sign.
    if bytes.strip_prefix(b"MQTTAUTHEVENT").is_some_and(|rest| rest.first() == Some(&b':')) {
        return Some((CLOUD_EVENT, false));
    }
    let colon = bytes.iter().position(|byte| *byte == b':')?;
    let head = bytes.get(..colon).filter(|head| head.len() >= 4)?;
    let tag = MENDED.iter().find(|tag| tag.as_bytes().ends_with(head))?;
    Some((tag, true))
}

/// Whether the line says that the module has started.
#[must_use]
pub fn is_start(line: &Line<'_>) -> bool {
    line.bytes().eq_ignore_ascii_case(b"AT command ready") || line.bytes().eq_ignore_ascii_case(b"AT READY")
}

impl Urc {
    /// Reads a line that is no part of a reply. `+MQTTMSG` is not read here, since its payload may fill more than a line.
    #[must_use]
    pub fn parse(line: &Line<'_>) -> Option<Self> {
        if is_start(line) {
            return Some(Self::Started);
        }
        let text = String::from_utf8_lossy(line.bytes());
        match text.as_ref() {
            "+SIM READY" => return Some(Self::SimReady),
            "+SIM DROP" | "+SIM: Removed" => return Some(Self::SimGone),
            "+SIM: Inserted" => return Some(Self::SimInserted),
            _ => {}
        }
        if let Some((tag, _)) = mended_tag(line)
            && let Some(urc) = tagged(tag, line)
        {
            return Some(urc);
        }
        let name = text.split(':').next().unwrap_or_default();
        if NOTICES.contains(&name) {
            return Some(Self::Notice(text.into_owned()));
        }
        line.tag().is_some().then(|| Self::Unlisted(text.into_owned()))
    }
}

fn tagged(tag: &str, line: &Line<'_>) -> Option<Urc> {
    let values = &line.values()[..];
    match tag {
        "+MIPCALL" => address(values),
        "+CREG" => registration(Domain::Circuit, values),
        "+CGREG" => registration(Domain::Packet, values),
        "+CEREG" => registration(Domain::Lte, values),
        "+MIPNTP" => Some(Urc::ClockSynchronised(int(values, 0)?)),
        "+MQTTMSGI" => Some(Urc::MessageWaiting {
            client: client(values)?,
            qos: u8::try_from(int(values, 1)?).ok()?,
            topic: int(values, 2)?,
            payload: int(values, 3)?,
        }),
        "+MQTTBREAK" => {
            Some(Urc::Broken(client(values)?, BreakCause::from(u8::try_from(int(values, 1)?).unwrap_or(u8::MAX))))
        }
        "+MQTTCLOSE" if int(values, 1) == Some(1) => Some(Urc::Closed(client(values)?)),
        "+MQTTSNREG" if int(values, 1) == Some(2) => {
            Some(Urc::TopicRegistered(client(values)?, RegisteredTopic::parse(line, 2)))
        }
        CLOUD_EVENT => Some(Urc::CloudEvent { cloud: int(values, 0)?, event: event(values)? }),
        "+MQTTOPEN" | "+MQTTCLOSE" | "+MQTTSUB" | "+MQTTUNSUB" | "+MQTTPUB" | "+MQTTSNREG" | "+MQTTWTOPICUD"
        | "+MQTTWMSGUD" => {
            Some(Urc::LateStatus { tag: tag.to_owned(), client: client(values)?, status: int(values, 1)? })
        }
        _ => None,
    }
}

fn event(values: &[String]) -> Option<TuyaEvent> {
    u8::try_from(int(values, 1)?).ok().map(TuyaEvent::from)
}

fn client(values: &[String]) -> Option<ClientIndex> {
    ClientIndex::new(u8::try_from(int(values, 0)?).ok()?)
}

/// One address or two, or `0`, or `0,0.0.0.0,…`.
fn address(values: &[String]) -> Option<Urc> {
    let texts = || values.iter().map(String::as_str);
    if values.first()? == "0" {
        return Some(Urc::AddressLost);
    }
    written(texts().take(1)).next()?;
    Some(IpAddresses::read(texts()).map_or(Urc::AddressLost, Urc::AddressAssigned))
}

/// The unsolicited form has the state first, alone or before area, cell and technology. With two values or five it is a late
/// answer to a query, which has the reporting mode before them (3GPP TS 27.007, 7.2).
fn registration(domain: Domain, values: &[String]) -> Option<Urc> {
    let position = usize::from(matches!(values.len(), 2 | 5));
    let state = u8::try_from(int(values, position)?).ok()?;
    Some(Urc::Registration(domain, Registration::from(state)))
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
            ("+MIPCALL: 10.2.83.148", Urc::AddressAssigned(IpAddresses::only([10, 2, 83, 148]))),
            ("+MIPCALL: 10.2.83.148,2001:db8::7", Urc::AddressAssigned(both)),
            ("+MIPCALL: \"10.2.83.148,32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7\"", Urc::AddressAssigned(both)),
            ("+MIPCALL: 0.0.0.0", Urc::AddressLost),
            ("+MIPCALL: 0", Urc::AddressLost),
            ("+MIPCALL: 0,0.0.0.0,0.0.0.0,0.0.0.0", Urc::AddressLost),
            ("+CGREG: 5", Urc::Registration(Domain::Packet, Registration::Roaming)),
            ("+CREG: 0,1", Urc::Registration(Domain::Circuit, Registration::Home)),
            ("+CREG: 5,\"2A31\",\"0B0C4D21\",7", Urc::Registration(Domain::Circuit, Registration::Roaming)),
            ("+CREG: 2,5,\"2A31\",\"0B0C4D21\",7", Urc::Registration(Domain::Circuit, Registration::Roaming)),
            ("+CEREG: 9", Urc::Registration(Domain::Lte, Registration::Unlisted(9))),
            ("+MQTTMSGI: 1,1,1,1", Urc::MessageWaiting { client: one, qos: 1, topic: 1, payload: 1 }),
            ("+MQTTMSGI:1, 0, 5, 12", Urc::MessageWaiting { client: one, qos: 0, topic: 5, payload: 12 }),
            ("+MQTTBREAK: 1,2", Urc::Broken(one, BreakCause::LinkDown)),
            ("+MQTTBREAK: 1,0", Urc::Broken(one, BreakCause::Unlisted(0))),
            ("+MQTTCLOSE: 1,1", Urc::Closed(one)),
            ("+MQTTOPEN: 1,1", Urc::LateStatus { tag: "+MQTTOPEN".into(), client: one, status: 1 }),
            ("MQTTAUTHEVENT: 4,5", Urc::CloudEvent { cloud: 4, event: TuyaEvent::Connected }),
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
