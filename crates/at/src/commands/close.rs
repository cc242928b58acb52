//! MQTTCLOSE: ends a client's connection.

use std::time::Duration;

use super::open::client_list;
use super::parameter::CLIENT;
use super::{Command, CommandLine, Consequence, Effect, Form, Limits, Listed, Spec, StatusLine, Typed, Usage};
use crate::args::ClientIndex;
use crate::meaning::{Heard, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTCLOSE",
    id: "command-mqttclose",
    usages: &[
        Usage::set(&[CLIENT], "+MQTTCLOSE: <client>,<status>", "AT+MQTTCLOSE=1"),
        Usage::read("+MQTTCLOSE: <client>[,<client>…]"),
        Usage::test("+MQTTCLOSE: (<client>s)"),
    ],
    example: "AT+MQTTCLOSE=1",
    source: Source { manual: Manual::MqttV13, section: "1.3" },
    status: StatusLine::PerClient,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(30) },
    effect: Effect::Closes,
    gives_up: |typed| typed.client().map(Consequence::Close),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, status, done, refused }, known: KNOWN };

/// Close the MQTT or MQTT-SN connection, +MQTTCLOSE. The broker discards the will.
///
/// # Wire
/// `AT+MQTTCLOSE=<client>`, answered by `OK` and `+MQTTCLOSE: <client>,1`. Errors: `ERROR`, on a 2019 NL668 `ERROR: n`.
/// Manual: 003, 1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Close {
    /// The client.
    pub client: ClientIndex,
}

impl Command for Close {
    type Reply = ();

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

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Close the connection, +MQTTCLOSE, read form: which clients can be closed. Manual 001 reads it the other way round, as the
/// clients that are closed; [`FreeClients`](super::FreeClients) is the one to trust.
///
/// # Wire
/// `AT+MQTTCLOSE?`, answered by `+MQTTCLOSE: 1,2` or `+MQTTCLOSE: 0`, and `OK` (003, 1.3; 001, 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenClients;

impl Command for OpenClients {
    type Reply = Vec<ClientIndex>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Vec<ClientIndex>, Malformed> {
        client_list(reply)
    }
}

entries! {
    ASKS = "meaning-ask-close" Info ("client");
    ASKS_READ = "meaning-ask-close-read" Info ();
    ARE_OPEN = "meaning-open-clients" Info ("clients");
    NONE_OPEN = "meaning-open-clients-none" Info ();
    CLOSES = "meaning-ok-close" Info ("client");
    CLOSED = "meaning-closed" Ok ("client");
    FAILED = "meaning-close-failed" Warn ("client") => advice::CLOSE_FAILED;
    REFUSED = "meaning-refused-close" Warn ("client") => advice::CLOSE_FAILED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([typed.number(0)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let says =
        |clients: Option<String>| clients.map_or_else(|| NONE_OPEN.with([]), |list| ARE_OPEN.with([list.into()]));
    heard.answers(Form::Read).then(|| says(heard.clients()))
}

fn done(typed: &Typed) -> Option<Meaning> {
    Some(CLOSES.with([typed.set_number(0)?.into()]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    let entry = if status.number == 1 { CLOSED } else { FAILED };
    Some(entry.with([status.client?.into()]))
}

fn refused(typed: &Typed) -> Option<Meaning> {
    Some(REFUSED.with([typed.set_number(0)?.into()]))
}
