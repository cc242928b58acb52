//! A packet of MQTT-SN 1.2: its length, its type, and the fields of the types that carry data.

use super::tree::Tree;
use super::{Mistake, MistakeKind, Structure, Value};

/// How a field is shown.
#[derive(Debug, Clone, Copy)]
enum Field {
    Number(usize),
    /// Flags: DUP, QoS, Retain, Will, CleanSession, topic type.
    Flags,
    Text,
    Data,
}

struct Packet {
    code: u8,
    name: &'static str,
    fields: &'static [(&'static str, Field)],
}

const fn packet(code: u8, name: &'static str, fields: &'static [(&'static str, Field)]) -> Packet {
    Packet { code, name, fields }
}

const TOPIC_ID: (&str, Field) = ("TopicId", Field::Number(2));
const MESSAGE_ID: (&str, Field) = ("MsgId", Field::Number(2));
const RETURN_CODE: (&str, Field) = ("ReturnCode", Field::Number(1));
const FLAGS: (&str, Field) = ("Flags", Field::Flags);

/// The types, MQTT-SN 1.2, 5.2.2, with the fields that 5.4 gives them.
static PACKETS: &[Packet] = &[
    packet(0x00, "ADVERTISE", &[("GwId", Field::Number(1)), ("Duration", Field::Number(2))]),
    packet(0x01, "SEARCHGW", &[("Radius", Field::Number(1))]),
    packet(0x02, "GWINFO", &[("GwId", Field::Number(1)), ("GwAdd", Field::Data)]),
    packet(
        0x04,
        "CONNECT",
        &[FLAGS, ("ProtocolId", Field::Number(1)), ("Duration", Field::Number(2)), ("ClientId", Field::Text)],
    ),
    packet(0x05, "CONNACK", &[RETURN_CODE]),
    packet(0x06, "WILLTOPICREQ", &[]),
    packet(0x07, "WILLTOPIC", &[FLAGS, ("WillTopic", Field::Text)]),
    packet(0x08, "WILLMSGREQ", &[]),
    packet(0x09, "WILLMSG", &[("WillMsg", Field::Data)]),
    packet(0x0A, "REGISTER", &[TOPIC_ID, MESSAGE_ID, ("TopicName", Field::Text)]),
    packet(0x0B, "REGACK", &[TOPIC_ID, MESSAGE_ID, RETURN_CODE]),
    packet(0x0C, "PUBLISH", &[FLAGS, TOPIC_ID, MESSAGE_ID, ("Data", Field::Data)]),
    packet(0x0D, "PUBACK", &[TOPIC_ID, MESSAGE_ID, RETURN_CODE]),
    packet(0x0E, "PUBCOMP", &[MESSAGE_ID]),
    packet(0x0F, "PUBREC", &[MESSAGE_ID]),
    packet(0x10, "PUBREL", &[MESSAGE_ID]),
    packet(0x12, "SUBSCRIBE", &[FLAGS, MESSAGE_ID, ("Topic", Field::Text)]),
    packet(0x13, "SUBACK", &[FLAGS, TOPIC_ID, MESSAGE_ID, RETURN_CODE]),
    packet(0x14, "UNSUBSCRIBE", &[FLAGS, MESSAGE_ID, ("Topic", Field::Text)]),
    packet(0x15, "UNSUBACK", &[MESSAGE_ID]),
    packet(0x16, "PINGREQ", &[("ClientId", Field::Text)]),
    packet(0x17, "PINGRESP", &[]),
    packet(0x18, "DISCONNECT", &[("Duration", Field::Data)]),
    packet(0x1A, "WILLTOPICUPD", &[FLAGS, ("WillTopic", Field::Text)]),
    packet(0x1B, "WILLTOPICRESP", &[RETURN_CODE]),
    packet(0x1C, "WILLMSGUPD", &[("WillMsg", Field::Data)]),
    packet(0x1D, "WILLMSGRESP", &[RETURN_CODE]),
];

pub(super) fn read(bytes: &[u8]) -> Structure {
    let mut tree = Tree::default();
    let result = whole(&mut tree, bytes);
    tree.end(result)
}

fn whole(tree: &mut Tree, bytes: &[u8]) -> Result<(), Mistake> {
    let ends_early = Mistake { at: bytes.len(), kind: MistakeKind::EndsEarly };
    // One byte of length, or 1 and two more (5.2.1).
    let (length, mut at) = match bytes {
        [1, high, low, ..] => (usize::from(u16::from_be_bytes([*high, *low])), 3),
        [1, ..] | [] => return Err(ends_early),
        [length, ..] => (usize::from(*length), 1),
    };
    tree.row(0, "Length", Value::Plain(length.to_string()), 0..at)?;
    if length < at + 1 {
        return Err(Mistake { at: 0, kind: MistakeKind::NotAllowed });
    }
    let code = *bytes.get(at).ok_or(ends_early)?;
    let not_allowed = Mistake { at, kind: MistakeKind::NotAllowed };
    let packet = PACKETS.iter().find(|packet| packet.code == code).ok_or(not_allowed)?;
    tree.row(0, "MsgType", Value::Plain(format!("{} (0x{code:02X})", packet.name)), at..at + 1)?;
    at += 1;
    let body = bytes.get(..length).unwrap_or(bytes);
    for (name, field) in packet.fields {
        let size = match field {
            Field::Number(size) => *size,
            Field::Flags => 1,
            Field::Text | Field::Data => body.len().saturating_sub(at),
        };
        let part = body.get(at..at + size).ok_or(ends_early)?;
        tree.row(0, name, shown(*field, part), at..at + size)?;
        at += size;
    }
    if bytes.len() < length {
        return Err(ends_early);
    }
    if at < bytes.len() {
        return Err(Mistake { at, kind: MistakeKind::LeftOver });
    }
    Ok(())
}

fn shown(field: Field, part: &[u8]) -> Value {
    let number = part.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    match field {
        Field::Number(_) => Value::Plain(number.to_string()),
        Field::Flags => {
            let bit = |mask: u64, name: &str| if number & mask == 0 { String::new() } else { format!(" {name}") };
            let qos = if number >> 5 & 3 == 3 { "-1".to_owned() } else { (number >> 5 & 3).to_string() };
            let topic =
                ["normal", "predefined", "short", "reserved"].get(usize::try_from(number & 3).unwrap_or_default());
            let flags = [bit(0x80, "DUP"), bit(0x10, "Retain"), bit(0x08, "Will"), bit(0x04, "CleanSession")].concat();
            Value::Plain(format!("QoS {qos}{flags} {}", topic.copied().unwrap_or_default()))
        }
        Field::Text => std::str::from_utf8(part).map_or(Value::Bytes(part.len()), |text| Value::Text(text.to_owned())),
        Field::Data => Value::Bytes(part.len()),
    }
}
