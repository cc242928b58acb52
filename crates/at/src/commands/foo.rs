//! FOO: how many messages the module keeps for a client.

use std::time::Duration;

use super::parameter::{CLIENT, Kind, Limit, Parameter};
use super::{Command, CommandLine, Form, Limits, Listed, Spec, StatusLine, Typed, Usage};
use crate::args::ClientIndex;
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

const KEPT: Parameter = Parameter::new("parameter-kept", Kind::Number(Limit::Fixed(1, 20)));

pub(super) static SPEC: Spec = Spec {
    name: "+FOO",
    id: "command-foo",
    usages: &[
        Usage::set(&[CLIENT, KEPT], "+FOO: <client>,<status>", "AT+FOO=1,5"),
        Usage::read("+FOO: <client>,<kept>"),
        Usage::test("+FOO: (<client>s),(<kept>s)"),
    ],
    example: "AT+FOO=1,5",
    source: Source { manual: Manual::MqttV13, section: "9.9" },
    status: StatusLine::PerClient,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(30) },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, status, ..Meanings::NONE }, known: KNOWN };

/// Keep messages, +FOO, set form. Only while the client is connected.
///
/// # Wire
/// `AT+FOO=<client>,<kept>` with 1 to 20 messages, answered by `OK` and `+FOO: <client>,1`, or by status 0. Errors: `ERROR`.
/// Manual: 003, 9.9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepMessages {
    /// The client.
    pub client: ClientIndex,
    /// How many.
    pub kept: u8,
}

impl Command for KeepMessages {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.client.number()).number(self.kept)
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

entries! {
    ASKS = "meaning-ask-foo" Info ("client", "kept");
    ASKS_READ = "meaning-ask-foo-read" Info ();
    KEEPS = "meaning-foo" Info ("client", "kept");
    IS_SET = "meaning-foo-set" Ok ("client");
    FAILED = "meaning-foo-failed" Error ("client") => advice::NOT_CONNECTED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([typed.number(0)?.into(), typed.number(1)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    if !heard.answers(Form::Read) {
        return None;
    }
    let values = heard.values();
    Some(KEEPS.with([int(&values, 0)?.into(), int(&values, 1)?.into()]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let entry = if status.number == 1 { IS_SET } else { FAILED };
    Some(entry.with([status.client?.into()]))
}
