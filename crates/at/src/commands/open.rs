//! MQTTOPEN: connects a client to its broker.

mod meaning;

use std::time::Duration;

use super::parameter::{CLIENT, Kind, Limit, Parameter, Rule, Value};
use super::{Command, CommandLine, Effect, Form, Limits, Listed, Spec, StatusLine, Usage};
use crate::args::{ClientIndex, Host, KeepAlive, Port, Problem};
use crate::profile::{Claim, Claims, Feature, Manual, Profile, Source, Subject};
use crate::reply::{Malformed, Reply};

const HOST: Parameter = Parameter::new("parameter-host", Kind::Text(Rule::Host, Limit::Host));
const PORT: Parameter = Parameter::new("parameter-port", Kind::Number(Limit::Fixed(1, 65_535)));
const CLEAN_SESSION: Parameter = Parameter::new(
    "parameter-clean-session",
    Kind::Choice(&[Value { number: 0, id: "value-clean-session-0" }, Value { number: 1, id: "value-clean-session-1" }]),
);
const KEEP_ALIVE: Parameter = Parameter::new("parameter-keep-alive", Kind::Number(Limit::KeepAlive));
const TLS: Parameter = Parameter::new(
    "parameter-tls",
    Kind::Choice(&[Value { number: 0, id: "value-tls-0" }, Value { number: 2, id: "value-tls-2" }]),
)
.optional()
.needs(Feature::Tls);

pub(super) static SPEC: Spec = Spec {
    name: Open::NAME,
    id: "command-mqttopen",
    usages: &[
        Usage::set(
            &[CLIENT, HOST, PORT, CLEAN_SESSION, KEEP_ALIVE, TLS],
            "+MQTTOPEN: <client>,<status>",
            "AT+MQTTOPEN=1,\"broker.emqx.io\",1883,1,60",
        ),
        Usage::read("+MQTTOPEN: <client>[,<client>…]"),
        Usage::test("+MQTTOPEN: (<client>s),(<host>),(<port>s),(<clean session>s),(<keep alive>s)[,(<tls>s)]"),
    ],
    example: "AT+MQTTOPEN=1,\"broker.emqx.io\",1883,1,60",
    source: Source { manual: Manual::MqttV13, section: "1.2" },
    // As the manuals print the reply to the test form.
    other_tags: &["+MPQTTOPEN"],
    status: StatusLine::PerClient,
    is_mended: true,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(75) },
    effect: Effect::Opens,
    claims: Claims {
        asked: true,
        places: 5,
        claims: &[
            (Subject::KeepAlive, Claim::Greatest(4)),
            (Subject::Has(Feature::Tls), Claim::Place(5)),
            (Subject::Has(Feature::MqttSn), Claim::Client(101)),
        ],
    },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed { spec: &SPEC, meanings: meaning::MEANINGS, known: meaning::KNOWN };

/// Whether the broker forgets the client when it goes (MQTT 3.1.1, 3.1.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CleanSession {
    /// It keeps subscriptions, and messages that come meanwhile.
    Keep,
    /// It forgets.
    #[default]
    Clean,
}

/// Whether the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Security {
    /// MQTT over TCP. The sixth argument is left out, so that firmware without it works.
    #[default]
    Plain,
    /// MQTT over TLS: 2. The value 1 is reserved (003, 1.2).
    Tls,
}

impl Security {
    /// The same, where the series has it.
    ///
    /// # Errors
    /// [`Problem::Unsupported`] for TLS on a series without it.
    pub fn on(self, profile: &Profile) -> Result<Self, Problem> {
        match self {
            Self::Plain => Ok(self),
            Self::Tls => profile.require(Feature::Tls).map(|()| self),
        }
    }
}

/// Establish connection through MQTT or MQTT-SN protocol, +MQTTOPEN. OK says only that the module tries.
///
/// # Wire
/// `AT+MQTTOPEN=<client>,"<host>",<port>,<0|1>,<keep alive>[,2]`, answered by `OK` and, up to a minute later,
/// `+MQTTOPEN: <client>,1` for success or `,0` for failure, which does not say why. Host up to 255 characters, port 1 to 65535,
/// keep alive 1 to 300 s. Errors: `+CME ERROR: n` (000, 003) or `ERROR: n` (001). Manual: 003, 1.2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The client.
    pub client: ClientIndex,
    /// Host name or address of the broker.
    pub host: Host,
    /// Its port.
    pub port: Port,
    /// Whether it forgets the client.
    pub clean_session: CleanSession,
    /// Seconds between pings.
    pub keep_alive: KeepAlive,
    /// Whether to encrypt.
    pub security: Security,
}

impl Open {
    /// The name of the command, which is the tag of its status line too.
    pub const NAME: &'static str = "+MQTTOPEN";
}

impl Command for Open {
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
            .quoted(self.host.as_str())
            .number(self.port.number())
            .number(u8::from(self.clean_session == CleanSession::Clean))
            .number(self.keep_alive.seconds());
        match self.security {
            Security::Plain => line,
            Security::Tls => line.number(2_u8),
        }
    }

    fn client(&self) -> Option<ClientIndex> {
        Some(self.client)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Establish connection, +MQTTOPEN, read form: which clients are free.
///
/// # Wire
/// `AT+MQTTOPEN?`, answered by `+MQTTOPEN: 1,2` on one line or a line each, or by `+MQTTOPEN: 0` when none is free, and `OK`
/// (001, 1.2; 003, 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeClients;

impl Command for FreeClients {
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

/// All clients on all lines. A single 0 means that no client is free.
pub(super) fn client_list(reply: &Reply) -> Result<Vec<ClientIndex>, Malformed> {
    let mut clients = Vec::new();
    for line in reply.parsed() {
        for number in line.ints().ok_or(Malformed)? {
            clients.extend(u8::try_from(number).ok().and_then(ClientIndex::new));
        }
    }
    clients.sort_unstable();
    clients.dedup();
    Ok(clients)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::PERMISSIVE;

    #[test]
    fn the_sixth_argument_appears_only_for_tls() {
        let mut open = Open {
            client: ClientIndex::ALL[0],
            host: Host::parse(&PERMISSIVE, "broker.local").unwrap(),
            port: Port::parse("1883").unwrap(),
            clean_session: CleanSession::Clean,
            keep_alive: KeepAlive::on(&PERMISSIVE, 60).unwrap(),
            security: Security::Plain,
        };
        assert_eq!(open.line().as_str(), "AT+MQTTOPEN=1,\"broker.local\",1883,1,60");
        open.security = Security::Tls;
        open.clean_session = CleanSession::Keep;
        assert_eq!(open.line().as_str(), "AT+MQTTOPEN=1,\"broker.local\",1883,0,60,2");
    }

    #[test]
    fn free_clients_stand_on_one_line_or_on_several() {
        for (lines, expected) in [
            (vec!["+MQTTOPEN: 1,2"], vec![1, 2]),
            (vec!["+MQTTOPEN: 1", "+MQTTOPEN: 2"], vec![1, 2]),
            (vec!["+MQTTOPEN: 1,2,101,102"], vec![1, 2, 101, 102]),
            (vec!["+MQTTOPEN:0"], vec![]),
            (vec![], vec![]),
        ] {
            let reply =
                Reply { lines: lines.iter().map(|line| line.as_bytes().to_vec()).collect(), ..Reply::default() };
            let free: Vec<u8> = FreeClients.read(&reply).unwrap().into_iter().map(ClientIndex::number).collect();
            assert_eq!(free, expected);
        }
    }

    #[test]
    fn tls_needs_a_series_that_has_it() {
        for (model, expected) in
            [("L610", None), ("NL668-AM-00", Some(Feature::Tls)), ("LC610N", Some(Feature::Tls)), ("MC665", None)]
        {
            let profile = Profile::for_model(model);
            assert_eq!(Security::Tls.on(profile).err(), expected.map(Problem::Unsupported), "{model}");
            assert_eq!(Security::Plain.on(profile), Ok(Security::Plain), "{model}");
        }
    }
}
