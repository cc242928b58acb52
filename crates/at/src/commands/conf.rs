//! MQTTCONF: how received messages are announced.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, CommandLine, Effect, Form, Listed, Spec, Typed, Usage};
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

const MODE: Parameter = Parameter::new(
    "parameter-receive-mode",
    Kind::Choice(&[Value { number: 0, id: "value-receive-mode-0" }, Value { number: 1, id: "value-receive-mode-1" }]),
);

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTCONF",
    id: "command-mqttconf",
    usages: &[
        Usage::set(&[MODE], "", "AT+MQTTCONF=1"),
        Usage::read("+MQTTCONF: <mode>"),
        Usage::test("+MQTTCONF: (<mode>s)"),
    ],
    example: "AT+MQTTCONF=1",
    source: Source { manual: Manual::MqttV13, section: "1.8" },
    answers: &[Form::Read],
    effect: Effect::Receives,
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done, ..Meanings::NONE }, known: KNOWN };

/// How the module hands over a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Receive {
    /// 0: prints it as `+MQTTMSG`. The default of the module; quotes and line breaks in a payload make its end a guess.
    Direct,
    /// 1: announces it as `+MQTTMSGI`, to be read by length with MQTTREAD.
    Indicated,
}

/// Configure the form of the received messages, +MQTTCONF. Forgotten at power-off.
///
/// # Wire
/// `AT+MQTTCONF=<0|1>`, answered by `OK`. Errors: `+CME ERROR: n` (000, 003) or `ERROR: n` (001). Manual: 003, 1.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conf(pub Receive);

impl Command for Conf {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(u8::from(self.0 == Receive::Indicated))
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Configure the form of the received messages, +MQTTCONF, read form.
///
/// # Wire
/// `AT+MQTTCONF?`, answered by `+MQTTCONF: <mode>` and `OK` (003, 1.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadConf;

impl Command for ReadConf {
    type Reply = Receive;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Receive, Malformed> {
        match int(&reply.parsed().next().ok_or(Malformed)?.values(), 0) {
            Some(0) => Ok(Receive::Direct),
            Some(1) => Ok(Receive::Indicated),
            _ => Err(Malformed),
        }
    }
}

entries! {
    ASKS_DIRECT = "meaning-ask-conf-direct" Info ();
    ASKS_INDICATED = "meaning-ask-conf-indicated" Info ();
    ASKS_READ = "meaning-ask-conf-read" Info ();
    IS_DIRECT = "meaning-conf-direct" Info ();
    IS_INDICATED = "meaning-conf-indicated" Info ();
    IS_SET = "meaning-ok-conf" Ok ();
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(0)) {
        (Form::Read, _) => Some(ASKS_READ.with([])),
        (Form::Set, Some(0)) => Some(ASKS_DIRECT.with([])),
        (Form::Set, Some(1)) => Some(ASKS_INDICATED.with([])),
        _ => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    Some(match ReadConf.read(&heard.reply()).ok()? {
        Receive::Direct => IS_DIRECT.with([]),
        Receive::Indicated => IS_INDICATED.with([]),
    })
}

fn done(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| IS_SET.with([]))
}
