//! MQTTSNREG: asks an MQTT-SN gateway for a number that stands for a topic.

use std::time::Duration;

use super::parameter::{Kind, Parameter, SN_CLIENT};
use super::{Command, CommandLine, Form, LateLines, Limits, Listed, Spec, StatusLine, Typed, Usage};
use crate::args::{ClientIndex, Problem, Topic, TopicId};
use crate::frame::{Line, int};
use crate::meaning::{self, Heard, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTSNREG",
    id: "command-mqttsnreg",
    usages: &[
        Usage::set(
            &[SN_CLIENT, TOPIC],
            "+MQTTSNREG: <client>,<status>[,<topic id>,\"<topic>\"]",
            "AT+MQTTSNREG=101,\"plant/7\"",
        ),
        Usage::read("+MQTTSNREG: <client>,<topic id>,\"<topic>\""),
        Usage::test("+MQTTSNREG: (<client>s),<topic length>"),
    ],
    example: "AT+MQTTSNREG=101,\"plant/7\"",
    source: Source { manual: Manual::MqttV13, section: "1.14" },
    feature: Some(Feature::MqttSnCommands),
    status: StatusLine::PerClient,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    reply_values: 3,
    unasked_status: Some(2),
    late_lines: Some(LateLines {
        form: Form::Read,
        first: Duration::from_millis(1_500),
        more: Some(Duration::from_millis(500)),
    }),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings { asks, says, status, done: meaning::result_follows, refused: meaning::not_connected },
    known: KNOWN,
};

const TOPIC: Parameter = Parameter::new("parameter-topic-name", Kind::TopicName);

/// A topic and the number that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredTopic {
    /// The client that may use the number.
    pub client: ClientIndex,
    /// The number.
    pub id: TopicId,
    /// The topic.
    pub topic: String,
}

impl RegisteredTopic {
    /// How many topics a module keeps for each connection (003, 1.14).
    pub const KEPT: usize = 5;

    /// Reads client, number and topic, which stand at these positions of a line.
    pub(crate) fn parse(line: &Line<'_>, id: usize) -> Option<Self> {
        let values = line.values();
        let client = ClientIndex::new(u8::try_from(int(&values, 0)?).ok()?)?;
        Some(Self { client, id: TopicId::new(int(&values, id)?).ok()?, topic: values.get(id + 1)?.clone() })
    }
}

/// Register a topic ID for the topic name, +MQTTSNREG, set form. Only while the client is connected.
///
/// # Wire
/// `AT+MQTTSNREG=<101|102>,"<topic>"`, answered by `OK` and `+MQTTSNREG: <client>,1[,<topic id>,"<topic>"]`, or by status 0. The
/// same line with status 2 comes unasked: the gateway has registered a topic. Topic 1 to 255 bytes; five a connection are
/// kept. Errors: `ERROR`. Manual: 003, 1.14.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterTopic {
    client: ClientIndex,
    topic: Topic,
}

impl RegisterTopic {
    /// The registration for a client of MQTT-SN.
    ///
    /// # Errors
    /// [`Problem::NeedsSnClient`].
    pub fn new(client: ClientIndex, topic: Topic) -> Result<Self, Problem> {
        client.require_sn()?;
        Ok(Self { client, topic })
    }
}

impl Command for RegisterTopic {
    /// The number, where the module says it.
    type Reply = Option<RegisteredTopic>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.client.number()).quoted(self.topic.as_str())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, reply: &Reply) -> Result<Self::Reply, Malformed> {
        Ok(reply.status_lines.last().and_then(|line| RegisteredTopic::parse(&Line::of(line), 2)))
    }
}

/// Register a topic ID for the topic name, +MQTTSNREG, read form: what is registered.
///
/// # Wire
/// `AT+MQTTSNREG?`, answered by `OK` first, and then by a line a topic, `+MQTTSNREG: <client>,<topic id>,"<topic>"`, or by
/// nothing (003, 1.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadRegisteredTopics;

impl Command for ReadRegisteredTopics {
    type Reply = Vec<RegisteredTopic>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Self::Reply, Malformed> {
        reply.parsed().map(|line| RegisteredTopic::parse(&line, 1).ok_or(Malformed)).collect()
    }
}

entries! {
    ASKS = "meaning-ask-sn-register" Info ("client", "topic");
    ASKS_READ = "meaning-ask-sn-register-read" Info ();
    IS = "meaning-sn-topic" Info ("client", "topicId", "topic");
    REGISTERED = "meaning-sn-registered" Ok ("client");
    FAILED = "meaning-sn-register-failed" Error ("client") => advice::NOT_CONNECTED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([typed.number(0)?.into(), typed.filled(1)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    if !heard.answers(Form::Read) {
        return None;
    }
    let values = heard.values();
    Some(IS.with([int(&values, 0)?.into(), int(&values, 1)?.into(), values.get(2)?.as_str().into()]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let entry = if status.number == 1 { REGISTERED } else { FAILED };
    Some(entry.with([status.client?.into()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PERMISSIVE;

    #[test]
    fn the_number_is_read_from_the_status_line_and_from_the_list() {
        let [mqtt, _, sn, _] = ClientIndex::ALL;
        let topic = Topic::parse(&PERMISSIVE, "plant/7").unwrap();
        assert_eq!(RegisterTopic::new(mqtt, topic.clone()).err(), Some(Problem::NeedsSnClient));
        let register = RegisterTopic::new(sn, topic).unwrap();
        assert_eq!(register.line().as_str(), "AT+MQTTSNREG=101,\"plant/7\"");
        let expected = RegisteredTopic { client: sn, id: TopicId::new(9).unwrap(), topic: "plant/7".to_owned() };
        let status = |line: &str| Reply { status_lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
        assert_eq!(register.read(&status("+MQTTSNREG: 101,1,9,\"plant/7\"")), Ok(Some(expected.clone())));
        assert_eq!(register.read(&status("+MQTTSNREG: 101,1")), Ok(None));
        let list = Reply { lines: vec![b"+MQTTSNREG: 101,9,plant/7".to_vec()], ..Reply::default() };
        assert_eq!(ReadRegisteredTopics.read(&list), Ok(vec![expected]));
        assert_eq!(ReadRegisteredTopics.read(&Reply::default()), Ok(vec![]));
        let wrong = Reply { lines: vec![b"+MQTTSNREG: 101".to_vec()], ..Reply::default() };
        assert_eq!(ReadRegisteredTopics.read(&wrong), Err(Malformed));
    }
}
