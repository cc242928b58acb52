//! MQTTSUB: asks the broker for the messages of a topic.

use std::time::Duration;

use super::parameter::{CLIENT, QOS, TOPIC_FILTER};
use super::{Command, CommandLine, Effect, Form, Limits, Listed, Spec, StatusLine, Typed, Usage};
use crate::args::{ClientIndex, Qos, TopicFilter, TopicRef};
use crate::meaning::{self, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Claim, Claims, Manual, Source, Subject};
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
    effect: Effect::Subscribes,
    early_after_open: true,
    claims: Claims { claims: &[(Subject::Topic, Claim::Greatest(1))], ..Claims::NONE },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings { asks, status, done, refused: meaning::not_connected, ..Meanings::NONE },
    known: KNOWN,
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

entries! {
    ASKS = "meaning-ask-subscribe" Info ("client", "topic", "qos");
    SUBSCRIBES = "meaning-ok-subscribe" Info ("client");
    SUBSCRIBED = "meaning-subscribed" Ok ("client");
    SUBSCRIBED_TO = "meaning-subscribed-to" Ok ("client", "topic");
    FAILED = "meaning-subscribe-failed" Error ("client") => advice::SUBSCRIBE_FAILED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Set => Some(ASKS.with([typed.number(0)?.into(), typed.filled(1)?.into(), typed.number(2)?.into()])),
        Form::Execute | Form::Read | Form::Test => None,
    }
}

fn done(typed: &Typed) -> Option<Meaning> {
    Some(SUBSCRIBES.with([typed.set_number(0)?.into()]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let client = status.client?.into();
    Some(match (status.number, status.text(1)) {
        (1, Some(topic)) => SUBSCRIBED_TO.with([client, topic.into()]),
        (1, None) => SUBSCRIBED.with([client]),
        _ => FAILED.with([client]),
    })
}
