//! MQTTSNCID: the name by which an MQTT-SN gateway knows the client.

use super::parameter::{Kind, Limit, Parameter, Rule, SN_CLIENT};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::args::{ClientIndex, Problem, SnClientIdString};
use crate::frame::int;
use crate::meaning::{self, Heard, Meaning, Meanings, entries};
use crate::profile::{Claim, Claims, Feature, Manual, Source, Subject};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: SetSnClientId::NAME,
    id: "command-mqttsncid",
    usages: &[
        Usage::set(&[SN_CLIENT, CLIENT_ID], "", "AT+MQTTSNCID=101,\"device-7\""),
        Usage::read("+MQTTSNCID: <client>,\"<client id>\""),
        Usage::test("+MQTTSNCID: (<client>s),<client id length>"),
    ],
    example: "AT+MQTTSNCID=101,\"device-7\"",
    source: Source { manual: Manual::MqttV13, section: "1.13" },
    feature: Some(Feature::MqttSnCommands),
    claims: Claims {
        asked: true,
        claims: &[(Subject::Has(Feature::MqttSnCommands), Claim::Answer), (Subject::SnClientId, Claim::Greatest(1))],
        ..Claims::NONE
    },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, done, ..Meanings::NONE }, known: KNOWN };

const CLIENT_ID: Parameter = Parameter::new("parameter-client-id", Kind::Text(Rule::Plain, Limit::SnClientId));

/// Set client ID string, +MQTTSNCID. To be set before MQTTOPEN; without it the module makes one from its IMEI and the client's
/// number, of at most 23 bytes.
///
/// # Wire
/// `AT+MQTTSNCID=<101|102>,"<client id string>"`, answered by `OK`. At most 256 bytes; 1024 on an L610; 23 on MC610, MA510 and
/// MC100E. Errors: `ERROR`. Manual: 003, 1.13.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetSnClientId {
    client: ClientIndex,
    id: SnClientIdString,
}

impl SetSnClientId {
    /// The name of the command.
    pub const NAME: &'static str = "+MQTTSNCID";

    /// The name for a client of MQTT-SN.
    ///
    /// # Errors
    /// [`Problem::NeedsSnClient`].
    pub fn new(client: ClientIndex, id: SnClientIdString) -> Result<Self, Problem> {
        client.require_sn()?;
        Ok(Self { client, id })
    }
}

impl Command for SetSnClientId {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.client.number()).quoted(self.id.as_str())
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Set client ID string, +MQTTSNCID, read form. Firmware may print nothing even after a set.
///
/// # Wire
/// `AT+MQTTSNCID?`, answered by a line a client and `OK` (003, 1.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadSnClientIds;

impl Command for ReadSnClientIds {
    type Reply = Vec<(ClientIndex, String)>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Self::Reply, Malformed> {
        let one = |values: Vec<String>| {
            let client = int(&values, 0).and_then(|id| u8::try_from(id).ok()).and_then(ClientIndex::new);
            Some((client?, values.get(1)?.clone()))
        };
        reply.parsed().map(|line| one(line.values()).ok_or(Malformed)).collect()
    }
}

entries! {
    ASKS = "meaning-ask-sn-id" Info ("client");
    ASKS_READ = "meaning-ask-sn-id-read" Info ();
    IS = "meaning-sn-id" Info ("client", "id");
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([typed.number(0)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let values = heard.values();
    Some(IS.with([int(&values, 0)?.into(), values.get(1)?.as_str().into()]))
}

fn done(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Read).then(meaning::maybe_unreported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    #[test]
    fn the_name_follows_the_limit_of_the_model_and_belongs_to_mqtt_sn() {
        for (model, longest) in [("L610", 1024), ("LC610N", 256), ("MC610", 23), ("MA510", 23), ("MA511", 256)] {
            let profile = Profile::for_model(model);
            assert!(SnClientIdString::parse(profile, &"i".repeat(longest)).is_ok(), "{model}");
            let long = SnClientIdString::parse(profile, &"i".repeat(longest + 1)).err();
            assert_eq!(long, Some(Problem::TooLong { bytes: longest + 1, max: longest }), "{model}");
        }
        let id = SnClientIdString::parse(Profile::for_model("L610"), "dev").unwrap();
        let [mqtt, _, sn, _] = ClientIndex::ALL;
        assert_eq!(SetSnClientId::new(mqtt, id.clone()).err(), Some(Problem::NeedsSnClient));
        assert_eq!(SetSnClientId::new(sn, id).unwrap().line().as_str(), "AT+MQTTSNCID=101,\"dev\"");
    }

    #[test]
    fn names_are_read_a_line_a_client() {
        let lines = vec![b"+MQTTSNCID: 101,\"a,b\"".to_vec(), b"+MQTTSNCID:102, c".to_vec()];
        let read = ReadSnClientIds.read(&Reply { lines, ..Reply::default() }).unwrap();
        let [_, _, first, second] = ClientIndex::ALL;
        assert_eq!(read, [(first, "a,b".to_owned()), (second, "c".to_owned())]);
        assert_eq!(ReadSnClientIds.read(&Reply::default()), Ok(vec![]));
    }
}
