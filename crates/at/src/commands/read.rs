//! MQTTREAD: fetches a message that the module keeps.

use super::parameter::CLIENT;
use super::{Command, CommandLine, Form, Spec, Usage};
use crate::args::ClientIndex;
use crate::message::{Message, Way, topic_id};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

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
    reads_by_length: true,
    ..Spec::BASE
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
    type Reply = Option<Message>;

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

    fn read(&self, reply: &Reply) -> Result<Option<Message>, Malformed> {
        let Some(counted) = &reply.counted else { return Err(Malformed) };
        if counted.is_empty() {
            return Ok(None);
        }
        let topic = String::from_utf8_lossy(&counted.topic).into_owned();
        Ok(Some(Message {
            client: u8::try_from(counted.client).ok().and_then(ClientIndex::new).ok_or(Malformed)?,
            qos: u8::try_from(counted.qos).map_err(|_| Malformed)?,
            topic_id: counted.by_id.then(|| topic_id(&topic)).flatten(),
            topic,
            payload: counted.payload.clone(),
            way: Way::ByLength,
            may_be_cut: counted.damaged || counted.payload.len() < counted.declared,
            damaged: counted.damaged || counted.payload.len() != counted.declared,
        }))
    }
}
