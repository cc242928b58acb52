//! Messages: printed directly, or announced.

use super::code::v13;
use super::{Code, Listed, Urc, client};
use crate::commands::{CLIENT, Kind, Limit, Parameter, QOS, Rule};
use crate::frame::{Line, int};
use crate::meaning::{Heard, Meaning, entries, unknown};
use crate::message::Direct;

/// Its payload may fill more than a line, so that a line of it says nothing by itself: it is read by [`Direct`].
pub(super) const DIRECT: Listed = Listed {
    code: &Code {
        names: &["+MQTTMSG"],
        id: "code-message",
        syntax: "+MQTTMSG: <client>,<qos>,\"<topic>\",\"<payload>\"",
        values: &[
            CLIENT,
            QOS,
            Parameter::new("parameter-topic-name", Kind::TopicName),
            Parameter::new("parameter-message", Kind::Text(Rule::Plain, Limit::Message)),
        ],
        example: "+MQTTMSG: 1,0,\"plant/7\",\"hello\"",
        source: v13("1.9"),
        is_mended: true,
        read: |_, _| None,
        ..Code::BASE
    },
    meaning: |heard| Some(direct(heard.raw).unwrap_or_else(|| unknown(heard.raw))),
    known: KNOWN,
};

pub(super) const WAITING: Listed = Listed {
    code: &Code {
        names: &["+MQTTMSGI"],
        id: "code-message-waiting",
        syntax: "+MQTTMSGI: <client>,<qos>,<topic length>,<payload length>",
        values: &[
            CLIENT,
            QOS,
            Parameter::new("parameter-topic-length", Kind::Number(Limit::Topic)),
            Parameter::new("parameter-payload-length", Kind::Number(Limit::Payload)),
        ],
        example: "+MQTTMSGI: 1,1,7,32",
        source: v13("1.10"),
        is_mended: true,
        read: read_waiting,
        ..Code::BASE
    },
    meaning: waiting,
    known: &[],
};

entries! {
    MESSAGE = "meaning-message" Info ("client", "topic", "qos", "bytes");
    BEGINS = "meaning-message-begins" Info ("client", "topic", "qos");
    WAITS = "meaning-message-waiting" Info ("client", "qos", "bytes");
    WAITS_SN = "meaning-message-waiting-sn" Info ("client", "qos", "topic", "bytes");
}

/// A message printed directly. One whose closing quote is missing goes on in the lines that follow.
fn direct(raw: &[u8]) -> Option<Meaning> {
    let colon = raw.iter().position(|byte| *byte == b':')?;
    let direct = Direct::parse(raw.get(colon + 1..)?)?;
    let (client, topic, qos) = (direct.client.into(), direct.topic.clone().into(), u32::from(direct.qos).into());
    if !direct.is_closed() {
        return Some(BEGINS.with([client, topic, qos]));
    }
    let bytes = direct.finish(usize::MAX).payload.len();
    Some(MESSAGE.with([client, topic, qos, bytes.into()]))
}

fn read_waiting(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    Some(Urc::MessageWaiting {
        client: client(&values)?,
        qos: u8::try_from(int(&values, 1)?).ok()?,
        topic: int(&values, 2)?,
        payload: int(&values, 3)?,
    })
}

fn waiting(heard: &Heard<'_>) -> Option<Meaning> {
    let Urc::MessageWaiting { client, qos, topic, payload } = heard.code()? else { return None };
    let qos = u32::from(qos).into();
    Some(if client.is_sn() {
        WAITS_SN.with([client.into(), qos, topic.into(), payload.into()])
    } else {
        WAITS.with([client.into(), qos, payload.into()])
    })
}
