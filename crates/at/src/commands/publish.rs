//! MQTTPUB: sends a message, in the form that carries every byte.

mod form;
mod meaning;

use std::time::Duration;

pub use form::{Choice, FormChoice, PublishForm};

use super::parameter::{CLIENT, Kind, Parameter, QOS, RETAIN, TOPIC};
use super::{Command, CommandLine, Form, Limits, Listed, Spec, StatusLine, Usage};
use crate::args::{ClientIndex, Payload, Problem, Qos, Topic, TopicRef};
use crate::profile::{Claim, Claims, Manual, Source, Subject};
use crate::reply::{Malformed, Reply};

const PAYLOAD: Parameter = Parameter::new("parameter-payload", Kind::Payload);

pub(super) static SPEC: Spec = Spec {
    name: Publish::NAME,
    id: "command-mqttpub",
    usages: &[
        Usage::set(
            &[CLIENT, TOPIC, QOS, RETAIN, PAYLOAD],
            "+MQTTPUB: <client>,<status>",
            "AT+MQTTPUB=1,\"plant/7\",1,0,\"hello\"",
        ),
        Usage::test("+MQTTPUB: (<client>s),<topic length>,(<qos>s),(<retain>s),<payload length>"),
    ],
    example: "AT+MQTTPUB=1,\"plant/7\",1,0,\"hello\"",
    source: Source { manual: Manual::MqttV13, section: "1.7" },
    status: StatusLine::PerClient,
    is_mended: true,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    unconfirmed: Some(UNCONFIRMED_LIMIT),
    claims: Claims {
        asked: true,
        claims: &[(Subject::Topic, Claim::Greatest(1)), (Subject::Payload, Claim::Greatest(4))],
        ..Claims::NONE
    },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed { spec: &SPEC, meanings: meaning::MEANINGS, known: meaning::KNOWN };

/// How long to wait for the confirmation of a message with QoS 0, which need not come.
const UNCONFIRMED_LIMIT: Duration = Duration::from_secs(5);

/// Whether the broker keeps the message for later subscribers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Retain {
    /// It does not.
    #[default]
    No,
    /// It does.
    Yes,
}

impl Retain {
    /// A flag on the wire, as the catalogue chooses its words by.
    pub(super) const fn word(flag: u32) -> &'static str {
        if flag == 0 { "no" } else { "yes" }
    }
}

/// Publish a topic, +MQTTPUB.
///
/// # Wire
/// Quoted: `AT+MQTTPUB=<client>,"<topic>",<QoS>,<retain>,"<payload>"`. By length: a Datasize of 1 to 1024 instead of the payload,
/// then, after `>`, exactly that many raw bytes and nothing else; the module waits 30 s for them. Answered by `OK` and
/// `+MQTTPUB: <client>,1`. Errors: `ERROR`. Manual: 003, 1.7; the 30 s stand in 000, 1.7.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    client: ClientIndex,
    topic: TopicRef<Topic>,
    qos: Qos,
    retain: Retain,
    payload: Payload,
    choice: FormChoice,
}

impl Publish {
    /// The name of the command, which is the tag of its status line too.
    pub const NAME: &'static str = "+MQTTPUB";

    /// A message, in the form that its payload needs. The topic is a name, or whatever [`TopicRef`] its client takes.
    ///
    /// # Errors
    /// As [`FormChoice::of`].
    pub fn new(
        client: ClientIndex,
        topic: impl Into<TopicRef<Topic>>,
        qos: Qos,
        retain: Retain,
        payload: Payload,
        choice: Choice,
    ) -> Result<Self, Problem> {
        let choice = FormChoice::of(&payload, choice)?;
        Ok(Self { client, topic: topic.into(), qos, retain, payload, choice })
    }

    /// The topic.
    #[must_use]
    pub const fn topic(&self) -> &TopicRef<Topic> {
        &self.topic
    }

    /// The payload.
    #[must_use]
    pub const fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The form taken, and why.
    #[must_use]
    pub const fn choice(&self) -> FormChoice {
        self.choice
    }
}

impl Command for Publish {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        let line = CommandLine::execute(SPEC.name)
            .number(self.client.number())
            .topic(&self.topic)
            .number(self.qos.number())
            .number(u8::from(self.retain == Retain::Yes));
        match self.choice.form() {
            PublishForm::Quoted => line.quoted(&String::from_utf8_lossy(self.payload.bytes())),
            PublishForm::ByLength => line.number(self.payload.bytes().len() as u64),
        }
    }

    fn data(&self) -> Option<&[u8]> {
        (self.choice.form() == PublishForm::ByLength).then_some(self.payload.bytes())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn confirmation_required(&self) -> bool {
        self.qos != Qos::AtMostOnce
    }

    fn status_limit(&self) -> Duration {
        if self.qos == Qos::AtMostOnce { UNCONFIRMED_LIMIT } else { SPEC.limits.status }
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PERMISSIVE;

    fn publish(payload: &[u8], choice: Choice) -> Result<Publish, Problem> {
        let topic = Topic::parse(&PERMISSIVE, "t").unwrap();
        let payload = Payload::new(payload, 1024).unwrap();
        Publish::new(ClientIndex::ALL[0], topic, Qos::AtLeastOnce, Retain::No, payload, choice)
    }

    #[test]
    fn the_payload_chooses_its_form() {
        for (payload, line, data) in [
            (&b"hello"[..], "AT+MQTTPUB=1,\"t\",1,0,\"hello\"", None),
            (b"", "AT+MQTTPUB=1,\"t\",1,0,\"\"", None),
            (b"{\"a\":1}", "AT+MQTTPUB=1,\"t\",1,0,7", Some(&b"{\"a\":1}"[..])),
            (b"a\\b", "AT+MQTTPUB=1,\"t\",1,0,3", Some(b"a\\b")),
            (b"a\r\nb", "AT+MQTTPUB=1,\"t\",1,0,4", Some(b"a\r\nb")),
            ("é".as_bytes(), "AT+MQTTPUB=1,\"t\",1,0,2", Some("é".as_bytes())),
        ] {
            let command = publish(payload, Choice::Auto).unwrap();
            assert_eq!((command.line().as_str(), command.data()), (line, data));
        }
    }

    #[test]
    fn a_form_that_was_asked_for_is_kept_or_refused() {
        let quoted = Choice::Only(PublishForm::Quoted);
        let by_length = Choice::Only(PublishForm::ByLength);
        assert_eq!(publish(b"a\"", quoted).err(), Some(Problem::NotQuotable { at: 1, byte: b'"' }));
        assert_eq!(publish(b"", by_length).err(), Some(Problem::Empty));
        assert_eq!(publish(b"abc", by_length).unwrap().line().as_str(), "AT+MQTTPUB=1,\"t\",1,0,3");
    }
}
