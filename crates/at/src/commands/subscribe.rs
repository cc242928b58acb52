//! MQTTSUB: asks the broker for the messages of a topic.

use std::time::Duration;

use super::parameter::{CLIENT, QOS, TOPIC_FILTER};
use super::{Command, CommandLine, Form, Limits, Spec, StatusLine, Usage};
use crate::args::{ClientIndex, Qos, TopicFilter, TopicRef};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTSUB",
    id: "command-mqttsub",
    usages: &[
        Usage::set(&[CLIENT, TOPIC_FILTER, QOS], "+MQTTSUB: <client>,<status>", "AT+MQTTSUB=1,\"plant/#\",1"),
        Usage::test("+MQTTSUB: (<client>s),<topic length>,(<qos>s)"),
    ],
    example: "AT+MQTTSUB=1,\"plant/#\",1",
    source: Source { manual: Manual::MqttV13, section: "1.5" },
    status: StatusLine::PerClient,
    is_mended: true,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    ..Spec::BASE
};

/// Subscribe topics, +MQTTSUB. Right after opening some firmware refuses it; the engine tries once more.
///
/// # Wire
/// `AT+MQTTSUB=<client>,"<topic>",<QoS>`, answered by `OK` and `+MQTTSUB: <client>,1`. Topic 1 to 255 printable ASCII
/// characters. Errors: `ERROR` while not connected. Manual: 003, 1.5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribe {
    /// The client.
    pub client: ClientIndex,
    /// Which topics.
    pub topic: TopicRef<TopicFilter>,
    /// The highest quality of service to receive with.
    pub qos: Qos,
}

impl Command for Subscribe {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.client.number()).topic(&self.topic).number(self.qos.number())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}
