//! MQTTWTOPICUD and MQTTWMSGUD: change the will of a client that is connected to an MQTT-SN gateway.

use std::time::Duration;

use super::parameter::{Kind, Limit, Parameter, QOS, RETAIN, Rule, SN_CLIENT};
use super::{Command, CommandLine, Form, Limits, Listed, Retain, Spec, StatusLine, Typed, Usage};
use crate::args::{ClientIndex, Payload, Problem, Qos, Topic};
use crate::meaning::{self, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static MQTTWTOPICUD: Spec = Spec {
    name: "+MQTTWTOPICUD",
    id: "command-mqttwtopicud",
    usages: &[
        Usage::set(
            &[SN_CLIENT, QOS, RETAIN, TOPIC],
            "+MQTTWTOPICUD: <client>,<status>",
            "AT+MQTTWTOPICUD=101,1,1,\"plant/7/state\"",
        ),
        Usage::test("+MQTTWTOPICUD: (<client>s),(<qos>s),(<retain>s),<topic length>"),
    ],
    example: "AT+MQTTWTOPICUD=101,1,1,\"plant/7/state\"",
    source: Source { manual: Manual::MqttV13, section: "1.15" },
    ..BASE
};

pub(super) const MQTTWTOPICUD_COMMAND: Listed =
    Listed { spec: &MQTTWTOPICUD, meanings: Meanings { asks: asks_topic, ..MEANINGS }, known: KNOWN };

pub(super) static MQTTWMSGUD: Spec = Spec {
    name: "+MQTTWMSGUD",
    id: "command-mqttwmsgud",
    usages: &[
        Usage::set(&[SN_CLIENT, MESSAGE], "+MQTTWMSGUD: <client>,<status>", "AT+MQTTWMSGUD=101,\"offline\""),
        Usage::test("+MQTTWMSGUD: (<client>s),<payload length>"),
    ],
    example: "AT+MQTTWMSGUD=101,\"offline\"",
    source: Source { manual: Manual::MqttV13, section: "1.16" },
    ..BASE
};

pub(super) const MQTTWMSGUD_COMMAND: Listed =
    Listed { spec: &MQTTWMSGUD, meanings: Meanings { asks: asks_message, ..MEANINGS }, known: &[] };

const BASE: Spec = Spec {
    feature: Some(Feature::MqttSnCommands),
    status: StatusLine::PerClient,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    ..Spec::BASE
};

const MEANINGS: Meanings = Meanings { status, done: meaning::result_follows, ..Meanings::NONE };

const TOPIC: Parameter = Parameter::new("parameter-will-topic", Kind::TopicName);
const MESSAGE: Parameter = Parameter::new("parameter-will-message", Kind::Text(Rule::Quotable, Limit::WillMessage));

/// Update will subject in MQTT-SN gateway, +MQTTWTOPICUD. Only while the client is connected. The topic comes last here.
///
/// # Wire
/// `AT+MQTTWTOPICUD=<101|102>,<QoS>,<retain>,"<topic>"`, answered by `OK` and `+MQTTWTOPICUD: <client>,1`. Topic 1 to 255 bytes.
/// Errors: `ERROR`. Manual: 003, 1.15.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateWillTopic {
    client: ClientIndex,
    qos: Qos,
    retain: Retain,
    topic: Topic,
}

impl UpdateWillTopic {
    /// The change for a client of MQTT-SN.
    ///
    /// # Errors
    /// [`Problem::NeedsSnClient`].
    pub fn new(client: ClientIndex, qos: Qos, retain: Retain, topic: Topic) -> Result<Self, Problem> {
        client.require_sn()?;
        Ok(Self { client, qos, retain, topic })
    }
}

impl Command for UpdateWillTopic {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &MQTTWTOPICUD
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(MQTTWTOPICUD.name)
            .number(self.client.number())
            .number(self.qos.number())
            .number(u8::from(self.retain == Retain::Yes))
            .quoted(self.topic.as_str())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Update will message in MQTT-SN gateway, +MQTTWMSGUD. Only while the client is connected.
///
/// # Wire
/// `AT+MQTTWMSGUD=<101|102>,"<message>"`, answered by `OK` and `+MQTTWMSGUD: <client>,1`. Message 1 to 1024 bytes, in quotes only.
/// Errors: `ERROR`. Manual: 003, 1.16.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateWillMessage {
    client: ClientIndex,
    message: Payload,
}

impl UpdateWillMessage {
    /// The change for a client of MQTT-SN.
    ///
    /// # Errors
    /// [`Problem::NeedsSnClient`]; [`Problem::Empty`]; [`Problem::NotQuotable`] where the message is no plain text.
    pub fn new(client: ClientIndex, message: Payload) -> Result<Self, Problem> {
        client.require_sn()?;
        match message.not_quotable() {
            Some((at, byte)) => Err(Problem::NotQuotable { at, byte }),
            None if message.bytes().is_empty() => Err(Problem::Empty),
            None => Ok(Self { client, message }),
        }
    }
}

impl Command for UpdateWillMessage {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &MQTTWMSGUD
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        let message = String::from_utf8_lossy(self.message.bytes());
        CommandLine::execute(MQTTWMSGUD.name).number(self.client.number()).quoted(&message)
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

entries! {
    ASKS_TOPIC = "meaning-ask-sn-will-topic" Info ("client", "topic");
    ASKS_MESSAGE = "meaning-ask-sn-will-message" Info ("client");
    UPDATED = "meaning-sn-will-updated" Ok ("client");
    FAILED = "meaning-sn-will-update-failed" Error ("client") => advice::NOT_CONNECTED;
}

fn asks_topic(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Set => Some(ASKS_TOPIC.with([typed.number(0)?.into(), typed.filled(3)?.into()])),
        Form::Execute | Form::Read | Form::Test => None,
    }
}

fn asks_message(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Set => Some(ASKS_MESSAGE.with([typed.number(0)?.into()])),
        Form::Execute | Form::Read | Form::Test => None,
    }
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let entry = if status.number == 1 { UPDATED } else { FAILED };
    Some(entry.with([status.client?.into()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PERMISSIVE;

    #[test]
    fn the_topic_of_a_changed_will_comes_last() {
        let [mqtt, _, sn, _] = ClientIndex::ALL;
        let topic = Topic::parse(&PERMISSIVE, "t").unwrap();
        let update = UpdateWillTopic::new(sn, Qos::AtLeastOnce, Retain::Yes, topic.clone()).unwrap();
        assert_eq!(update.line().as_str(), "AT+MQTTWTOPICUD=101,1,1,\"t\"");
        let wrong = UpdateWillTopic::new(mqtt, Qos::AtLeastOnce, Retain::Yes, topic);
        assert_eq!(wrong.err(), Some(Problem::NeedsSnClient));
    }

    #[test]
    fn the_message_of_a_changed_will_is_plain_text() {
        let [mqtt, _, sn, _] = ClientIndex::ALL;
        let message = |bytes: &[u8]| Payload::new(bytes, PERMISSIVE.payload_max).unwrap();
        for (client, bytes, expected) in [
            (sn, &b"will message"[..], Ok("AT+MQTTWMSGUD=101,\"will message\"")),
            (sn, b"", Err(Problem::Empty)),
            (sn, b"a\"", Err(Problem::NotQuotable { at: 1, byte: b'"' })),
            (mqtt, b"x", Err(Problem::NeedsSnClient)),
        ] {
            let line = UpdateWillMessage::new(client, message(bytes)).map(|update| update.line().as_str().to_owned());
            assert_eq!(line.as_deref(), expected.as_ref().map(|line| *line));
        }
    }
}
