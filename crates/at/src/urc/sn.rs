//! Topics that an MQTT-SN gateway has registered.

use super::code::v13;
use super::{Code, Listed, Urc, client};
use crate::commands::{Kind, Limit, Parameter, RegisteredTopic, SN_CLIENT, Value};
use crate::frame::{Line, int};
use crate::meaning::{Heard, Meaning, entries};
use crate::profile::Feature;

/// With any other number it is the status line of the command.
pub(super) const TOPIC: Listed = Listed {
    code: &Code {
        names: &["+MQTTSNREG"],
        id: "code-topic-registered",
        syntax: "+MQTTSNREG: <client>,2,<topic id>,\"<topic>\"",
        values: &[
            SN_CLIENT,
            Parameter::new("parameter-status", Kind::Choice(&[Value { number: 2, id: "value-by-gateway" }])),
            Parameter::new("parameter-topic-id", Kind::Number(Limit::Fixed(1, 65_535))),
            Parameter::new("parameter-topic-name", Kind::TopicName),
        ],
        example: "+MQTTSNREG: 101,2,9,\"plant/7\"",
        source: v13("1.14"),
        feature: Some(Feature::MqttSnCommands),
        read,
        ..Code::BASE
    },
    meaning,
    known: KNOWN,
};

entries! {
    REGISTERED = "meaning-sn-registered-by-gateway" Info ("client");
    TOPIC_REGISTERED = "meaning-sn-topic-registered" Info ("client", "topicId", "topic");
}

fn read(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    if int(&values, 1) != Some(2) {
        return None;
    }
    Some(Urc::TopicRegistered(client(&values)?, RegisteredTopic::parse(line, 2)))
}

fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    Some(match heard.code()? {
        Urc::TopicRegistered(client, None) => REGISTERED.with([client.into()]),
        Urc::TopicRegistered(client, Some(registered)) => {
            let id = u32::from(registered.id.number());
            TOPIC_REGISTERED.with([client.into(), id.into(), registered.topic.into()])
        }
        _ => return None,
    })
}
