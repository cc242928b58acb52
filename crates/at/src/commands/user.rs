//! MQTTUSER: who the client is to the broker.

use super::parameter::{Kind, Limit, Parameter, Rule, Speaks};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::args::{ClientIdString, ClientIndex, Password, Username};
use crate::frame::int;
use crate::meaning::{self, Heard, Meaning, Meanings, entries};
use crate::profile::{Claim, Claims, Manual, Source, Subject};
use crate::reply::{Malformed, Reply};

const CLIENT: Parameter = Parameter::new("parameter-client", Kind::Client(Speaks::Mqtt));
const USERNAME: Parameter = Parameter::new("parameter-username", Kind::Text(Rule::Plain, Limit::Username));
const PASSWORD: Parameter = Parameter::new("parameter-password", Kind::Text(Rule::Plain, Limit::Password)).secret();
const CLIENT_ID: Parameter = Parameter::new("parameter-client-id", Kind::Text(Rule::Plain, Limit::ClientId)).optional();

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTUSER",
    id: "command-mqttuser",
    usages: &[
        Usage::set(&[CLIENT, USERNAME, PASSWORD, CLIENT_ID], "", "AT+MQTTUSER=1,\"user\",\"password\",\"device-7\""),
        Usage::read("+MQTTUSER: <client>,\"<username>\",\"<password>\"[,\"<client id>\"]"),
        Usage::test("+MQTTUSER: (<client>s),<username length>,<password length>[,<client id length>]"),
    ],
    example: "AT+MQTTUSER=1,\"user\",\"password\",\"device-7\"",
    source: Source { manual: Manual::MqttV13, section: "1.1" },
    secret_values: &[2],
    claims: Claims {
        asked: true,
        claims: &[
            (Subject::Username, Claim::Greatest(1)),
            (Subject::Password, Claim::Greatest(2)),
            (Subject::ClientId, Claim::Greatest(3)),
        ],
        ..Claims::NONE
    },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done, ..Meanings::NONE }, known: KNOWN };

/// Set user account and password, +MQTTUSER. Required before every MQTTOPEN, with empty texts for an anonymous broker; it
/// applies to the next open and is forgotten at power-off.
///
/// # Wire
/// `AT+MQTTUSER=<client>,"<user name>","<password>"[,"<client id string>"]`, answered by `OK`. Lengths in bytes: 128, 128 and
/// 256, more or less on some series; clients 1 and 2 only. Without a client id string the module uses its IMEI. Errors:
/// `+CME ERROR: n` (000, 003) or `ERROR: n` (001). Manual: 003, 1.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The client, 1 or 2.
    pub client: ClientIndex,
    /// User name, may be empty.
    pub username: Username,
    /// Password, may be empty.
    pub password: Password,
    /// Client id string; the module makes one from its IMEI when there is none.
    pub client_id: Option<ClientIdString>,
}

impl User {
    /// Nobody in particular: empty user name and password, which anonymous brokers take.
    #[must_use]
    pub fn anonymous(client: ClientIndex) -> Self {
        Self { client, username: Username::default(), password: Password::default(), client_id: None }
    }
}

impl Command for User {
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
            .quoted(self.username.as_str())
            .quoted(self.password.reveal());
        match &self.client_id {
            Some(id) => line.quoted(id.as_str()),
            None => line,
        }
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Set user account and password, +MQTTUSER, read form. Firmware may print nothing even after a set: that means "not
/// reported", not "not set". What it prints may hold the password.
///
/// # Wire
/// `AT+MQTTUSER?`, answered by a line a client and `OK` (003, 1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadUser;

impl Command for ReadUser {
    /// Client, user name, and client id string where there is one.
    type Reply = Vec<(ClientIndex, String, Option<String>)>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Self::Reply, Malformed> {
        reply
            .parsed()
            .map(|line| {
                let values = line.values();
                let client =
                    values.first().and_then(|id| id.parse().ok()).and_then(ClientIndex::new).ok_or(Malformed)?;
                Ok((client, values.get(1).cloned().unwrap_or_default(), values.get(3).cloned()))
            })
            .collect()
    }
}

entries! {
    ASKS = "meaning-ask-user" Info ("client", "user");
    ASKS_WITH_ID = "meaning-ask-user-id" Info ("client", "user", "id");
    ASKS_ANONYMOUS = "meaning-ask-user-anonymous" Info ("client");
    ASKS_ANONYMOUS_WITH_ID = "meaning-ask-user-id-anonymous" Info ("client", "id");
    ASKS_READ = "meaning-ask-user-read" Info ();
    IS = "meaning-user" Info ("client", "user");
    IS_WITH_ID = "meaning-user-id" Info ("client", "user", "id");
    IS_SET = "meaning-ok-user" Ok ("client");
}

fn asks(typed: &Typed) -> Option<Meaning> {
    let client = || typed.number(0).map(Into::into);
    Some(match (typed.form, typed.filled(1), typed.filled(3)) {
        (Form::Read, ..) => ASKS_READ.with([]),
        (Form::Set, Some(user), Some(id)) => ASKS_WITH_ID.with([client()?, user.into(), id.into()]),
        (Form::Set, None, Some(id)) => ASKS_ANONYMOUS_WITH_ID.with([client()?, id.into()]),
        (Form::Set, Some(user), None) => ASKS.with([client()?, user.into()]),
        (Form::Set, None, None) => ASKS_ANONYMOUS.with([client()?]),
        (Form::Execute | Form::Test, ..) => return None,
    })
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let values = heard.values();
    let (client, user) = (int(&values, 0)?.into(), values.get(1).cloned().unwrap_or_default().into());
    Some(match values.get(3).filter(|id| !id.is_empty()) {
        Some(id) => IS_WITH_ID.with([client, user, id.as_str().into()]),
        None => IS.with([client, user]),
    })
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
    use crate::profile::PERMISSIVE;

    #[test]
    fn the_client_id_string_is_left_out_when_there_is_none() {
        let mut user = User {
            client: ClientIndex::ALL[0],
            username: Username::parse(&PERMISSIVE, "").unwrap(),
            password: Password::parse(&PERMISSIVE, "p\"w").unwrap(),
            client_id: None,
        };
        assert_eq!(user.line().as_str(), "AT+MQTTUSER=1,\"\",\"p\\22w\"");
        user.client_id = ClientIdString::parse(&PERMISSIVE, "dev").ok();
        assert_eq!(user.line().as_str(), "AT+MQTTUSER=1,\"\",\"p\\22w\",\"dev\"");
    }
}
