//! MQTTWILL: the message that the broker sends when the client vanishes.

use super::parameter::{CLIENT, Kind, Parameter, QOS, RETAIN};
use super::publish::{FormChoice, PublishForm, Retain};
use super::{Choice, Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::args::{ClientIndex, Payload, Problem, Qos, Topic};
use crate::frame::int;
use crate::meaning::{self, Heard, Meaning, Meanings, entries};
use crate::profile::{Feature, Manual, Profile, Source};
use crate::reply::{Malformed, Reply};

const TOPIC: Parameter = Parameter::new("parameter-will-topic", Kind::TopicName);
const PAYLOAD: Parameter = Parameter::new("parameter-will-payload", Kind::WillPayload);

pub(super) static SPEC: Spec = Spec {
    name: Will::NAME,
    id: "command-mqttwill",
    usages: &[
        Usage::set(&[CLIENT, TOPIC, QOS, RETAIN, PAYLOAD], "", "AT+MQTTWILL=1,\"plant/7/state\",1,1,\"offline\""),
        Usage::read("+MQTTWILL: <client>,\"<will topic>\",<qos>,<retain>,\"<will payload>\""),
        Usage::test("+MQTTWILL: (<client>s),<topic length>,(<qos>s),(<retain>s),<payload length>"),
    ],
    example: "AT+MQTTWILL=1,\"plant/7/state\",1,1,\"offline\"",
    source: Source { manual: Manual::MqttV13, section: "1.12" },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done, ..Meanings::NONE }, known: KNOWN };

/// The payload of a will, in a form that the series has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WillPayload {
    payload: Payload,
    form: PublishForm,
}

impl WillPayload {
    /// Chooses the form. Only MC66x, MG66x and FG13x take a Datasize here; elsewhere the payload must be plain text.
    ///
    /// # Errors
    /// [`Problem::NotQuotable`] when the series needs plain text and the message is not plain text.
    pub fn new(profile: &Profile, payload: Payload) -> Result<Self, Problem> {
        let choice = if profile.has(Feature::WillByLength) { Choice::Auto } else { Choice::Only(PublishForm::Quoted) };
        let form = FormChoice::of(&payload, choice)?.form();
        Ok(Self { payload, form })
    }
}

/// Set MQTT/MQTT-SN will, +MQTTWILL. To be set before MQTTOPEN; it applies to the next open.
///
/// # Wire
/// `AT+MQTTWILL=<client>,"<topic>",<QoS>,<retain>,"<payload>"`, answered by `OK`; on MC66x, MG66x and FG13x also with a Datasize and
/// a prompt. Topic 1 to 255 characters, payload 0 to 1024 bytes. Errors: `ERROR`. Manual: 003, 1.12.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Will {
    /// The client.
    pub client: ClientIndex,
    /// Where to.
    pub topic: Topic,
    /// With which quality of service.
    pub qos: Qos,
    /// Whether the broker keeps it.
    pub retain: Retain,
    /// What.
    pub payload: WillPayload,
}

impl Will {
    /// The name of the command.
    pub const NAME: &'static str = "+MQTTWILL";
}

impl Command for Will {
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
            .quoted(self.topic.as_str())
            .number(self.qos.number())
            .number(u8::from(self.retain == Retain::Yes));
        let bytes = self.payload.payload.bytes();
        match self.payload.form {
            PublishForm::Quoted => line.quoted(&String::from_utf8_lossy(bytes)),
            PublishForm::ByLength => line.number(bytes.len() as u64),
        }
    }

    fn data(&self) -> Option<&[u8]> {
        (self.payload.form == PublishForm::ByLength).then(|| self.payload.payload.bytes())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Set MQTT/MQTT-SN will, +MQTTWILL, read form. Firmware may print nothing even after a set.
///
/// # Wire
/// `AT+MQTTWILL?`, answered by a line a client and `OK` (003, 1.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadWill;

impl Command for ReadWill {
    /// The lines as they came: their payload is not quoted safely.
    type Reply = Vec<String>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Vec<String>, Malformed> {
        Ok(reply.parsed().map(|line| String::from_utf8_lossy(line.rest()).into_owned()).collect())
    }
}

entries! {
    ASKS = "meaning-ask-will" Info ("client", "topic", "qos", "retain", "bytes");
    ASKS_READ = "meaning-ask-will-read" Info ();
    IS = "meaning-will" Info ("client", "topic");
    IS_SET = "meaning-ok-will" Ok ("client");
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([
            typed.number(0)?.into(),
            typed.filled(1)?.into(),
            typed.number(2)?.into(),
            Retain::word(typed.number(3)?).into(),
            typed.payload(4)?.into(),
        ])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let values = heard.values();
    Some(IS.with([int(&values, 0)?.into(), values.get(1)?.as_str().into()]))
}

fn done(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(meaning::maybe_unreported()),
        Form::Set => Some(IS_SET.with([typed.number(0)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_a_will_need_a_series_that_takes_a_length() {
        let payload = Payload::new(*b"\x00\xFF", 1024).unwrap();
        let l610 = Profile::for_model("L610");
        assert_eq!(WillPayload::new(l610, payload.clone()).err(), Some(Problem::NotQuotable { at: 0, byte: 0 }));
        let mc665 = Profile::for_model("MC665");
        let will = Will {
            client: ClientIndex::ALL[0],
            topic: Topic::parse(mc665, "t").unwrap(),
            qos: Qos::AtMostOnce,
            retain: Retain::Yes,
            payload: WillPayload::new(mc665, payload).unwrap(),
        };
        assert_eq!(will.line().as_str(), "AT+MQTTWILL=1,\"t\",0,1,2");
        assert_eq!(will.data(), Some(&b"\x00\xFF"[..]));
    }
}
