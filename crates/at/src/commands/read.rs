//! MQTTREAD: fetches a message that the module keeps.

use super::parameter::CLIENT;
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::args::ClientIndex;
use crate::frame::Counted;
use crate::meaning::{self, Meaning, Meanings, entries};
use crate::message::{Message, Way, topic_id};
use crate::profile::{Manual, Source};
use crate::reply::{Fetched, Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTREAD",
    id: "command-mqttread",
    usages: &[
        Usage::set(
            &[CLIENT],
            "+MQTTREAD: <client>,<qos>,<topic length>,<payload length>,\"<topic>\",\"<payload>\"",
            "AT+MQTTREAD=1",
        ),
        Usage::test("+MQTTREAD: (<client>s)"),
    ],
    example: "AT+MQTTREAD=1",
    source: Source { manual: Manual::MqttV13, section: "1.11" },
    answers: &[Form::Set],
    reads_by_length: true,
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings { asks, says: |heard| says(heard.raw), done, refused, ..Meanings::NONE },
    known: KNOWN,
};

/// Read messages that have been received, +MQTTREAD: one message a call.
///
/// # Wire
/// `AT+MQTTREAD=<client>`, answered by `+MQTTREAD: <client>,<QoS>,<topic length>,<payload length>,"<topic>","<payload>"` and `OK`,
/// or by `+MQTTREAD: <client>,0,0,0` and `OK` when none waits. For MQTT-SN a topic id can stand in the place of the topic. Payload up to 1024 bytes. Errors: `+CME ERROR: n`. Manual: 003,
/// 1.11; 001, 1.11 puts topic and payload on a line of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadMessage {
    /// The client.
    pub client: ClientIndex,
}

impl Command for ReadMessage {
    type Reply = Fetched;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.client.number())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, reply: &Reply) -> Result<Fetched, Malformed> {
        reply.fetched.ok_or(Malformed)
    }
}

impl ReadMessage {
    /// The message that its reply brought, if one waited.
    pub(crate) fn message(self, counted: Counted) -> Option<Message> {
        if counted.is_empty() {
            return None;
        }
        let (topic, is_text) = match String::from_utf8(counted.topic) {
            Ok(topic) => (topic, true),
            Err(bytes) => (String::from_utf8_lossy(bytes.as_bytes()).into_owned(), false),
        };
        // Bytes were disturbed where it names another client, a quality of service that does not exist, or a topic that is no text.
        let named = u8::try_from(counted.client).ok().and_then(ClientIndex::new);
        let qos = u8::try_from(counted.qos).unwrap_or(u8::MAX);
        let damaged = counted.damaged || named != Some(self.client) || qos > 2 || !is_text;
        Some(Message {
            client: named.unwrap_or(self.client),
            qos,
            topic_id: counted.by_id.then(|| topic_id(&topic)).flatten(),
            topic,
            way: Way::ByLength,
            may_be_cut: damaged || counted.payload.len() < counted.declared,
            damaged: damaged || counted.payload.len() != counted.declared,
            payload: counted.payload,
        })
    }
}

entries! {
    ASKS = "meaning-ask-read" Info ("client");
    MESSAGE = "meaning-read" Ok ("client", "topic", "qos", "bytes");
    MESSAGE_SN = "meaning-read-no-topic" Ok ("client", "qos", "bytes");
    NOTHING = "meaning-read-nothing" Info ("client");
    REFUSED = "meaning-read-refused" Warn ("client");
}

fn asks(typed: &Typed) -> Option<Meaning> {
    Some(ASKS.with([typed.set_number(0)?.into()]))
}

fn done(typed: &Typed) -> Option<Meaning> {
    if typed.form == Form::Set { meaning::reply_end(typed) } else { None }
}

/// Some firmware says ERROR where no message waits.
fn refused(typed: &Typed) -> Option<Meaning> {
    Some(REFUSED.with([typed.set_number(0)?.into()]))
}

/// The payload may hold anything, so that only the head is looked at.
fn says(raw: &[u8]) -> Option<Meaning> {
    let name = SPEC.name.as_bytes();
    let tag = raw.windows(name.len() + 1).position(|window| window.strip_prefix(name) == Some(b":"))?;
    let mut rest = raw.get(tag + name.len() + 1..)?;
    let mut numbers = [0_u32; 4];
    for number in &mut numbers {
        rest = rest.trim_ascii_start();
        rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        *number = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
        rest = rest.get(digits..)?;
    }
    let [client, qos, topic, bytes] = numbers;
    if topic == 0 && bytes == 0 {
        return Some(NOTHING.with([client.into()]));
    }
    let start = rest.iter().position(|byte| !matches!(byte, b',' | b' ' | b'\r' | b'\n'))?;
    let text = rest.get(start..)?;
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    Some(match text.get(..topic as usize) {
        Some(topic) if !topic.is_empty() => {
            let topic = String::from_utf8_lossy(topic).into_owned();
            MESSAGE.with([client.into(), topic.into(), qos.into(), bytes.into()])
        }
        _ => MESSAGE_SN.with([client.into(), qos.into(), bytes.into()]),
    })
}
