//! MQTTUNSUB: ends a subscription.

use std::time::Duration;

use super::parameter::{CLIENT, TOPIC_FILTER};
use super::{Command, CommandLine, Form, Limits, Listed, Spec, StatusLine, Typed, Usage};
use crate::args::{ClientIndex, TopicFilter, TopicRef};
use crate::meaning::{self, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Claim, Claims, Manual, Source, Subject};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTUNSUB",
    id: "command-mqttunsub",
    usages: &[
        Usage::set(&[CLIENT, TOPIC_FILTER], "+MQTTUNSUB: <client>,<status>", "AT+MQTTUNSUB=1,\"plant/#\""),
        Usage::test("+MQTTUNSUB: (<client>s),<topic length>"),
    ],
    example: "AT+MQTTUNSUB=1,\"plant/#\"",
    source: Source { manual: Manual::MqttV13, section: "1.6" },
    status: StatusLine::PerClient,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    claims: Claims { claims: &[(Subject::Topic, Claim::Greatest(1))], ..Claims::NONE },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings { asks, status, done, refused: meaning::not_connected, ..Meanings::NONE },
    known: KNOWN,
};

/// Unsubscribe, +MQTTUNSUB.
///
/// # Wire
/// `AT+MQTTUNSUB=<client>,"<topic>"`, answered by `OK` and `+MQTTUNSUB: <client>,1`. The topic is the one of the subscription,
/// letter for letter. Errors: `ERROR`. Manual: 003, 1.6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscribe {
    /// The client.
    pub client: ClientIndex,
    /// The topic as it was subscribed.
    pub topic: TopicRef<TopicFilter>,
}

impl Command for Unsubscribe {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.client.number()).topic(&self.topic)
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

entries! {
    ASKS = "meaning-ask-unsubscribe" Info ("client", "topic");
    UNSUBSCRIBES = "meaning-ok-unsubscribe" Info ("client");
    UNSUBSCRIBED = "meaning-unsubscribed" Ok ("client");
    UNSUBSCRIBED_FROM = "meaning-unsubscribed-from" Ok ("client", "topic");
    FAILED = "meaning-unsubscribe-failed" Error ("client") => advice::SUBSCRIBE_FAILED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Set => Some(ASKS.with([typed.number(0)?.into(), typed.filled(1)?.into()])),
        Form::Execute | Form::Read | Form::Test => None,
    }
}

fn done(typed: &Typed) -> Option<Meaning> {
    Some(UNSUBSCRIBES.with([typed.set_number(0)?.into()]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let client = status.client?.into();
    Some(match (status.number, status.text(1)) {
        (1, Some(topic)) => UNSUBSCRIBED_FROM.with([client, topic.into()]),
        (1, None) => UNSUBSCRIBED.with([client]),
        _ => FAILED.with([client]),
    })
}
