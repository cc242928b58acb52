//! The parameters of commands as data: what each is called, what it may be, and where its range comes from.
//!
//! The checks of typed lines, completion, syntax, masking and the reference walk these; the sentences live in catalogues, found
//! by the ids.

use crate::args::ClientIndex;
use crate::profile::{Feature, Inference, Profile};

/// One parameter of one form of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// The id of its name, such as `parameter-keep-alive`. The attribute `purpose` of that text says what it is for.
    pub id: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Whether it must be there.
    pub need: Need,
    /// The feature without which a series does not take it.
    pub feature: Option<Feature>,
    /// Whether it must not be shown.
    pub secrecy: Secrecy,
    /// What its range rests on, where no manual says it of any series.
    pub inferred: Option<Inference>,
}

/// Whether a parameter must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out, with everything behind it.
    Optional,
    /// It must where the one before it is.
    WithPrevious,
}

/// Whether a value may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Secrecy {
    /// It may.
    Open,
    /// It is a password, a key or a PIN.
    Secret,
}

/// What a parameter may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The number of a client.
    Client(Speaks),
    /// A whole number within a range.
    Number(Limit),
    /// The number of bytes that follow the prompt.
    Datasize(Limit),
    /// One of these numbers.
    Choice(&'static [Value]),
    /// One of these numbers as a text in quotes, which modules in use take without quotes too.
    LooseChoice(&'static [Value]),
    /// One of these words, in quotes.
    Word(&'static [Word]),
    /// A text in quotes, so many bytes long.
    Text(Rule, Limit),
    /// A topic: a name, or for MQTT-SN a name of two characters or a topic id.
    Topic(Wildcards),
    /// The name of a topic, without wildcards.
    TopicName,
    /// A payload in quotes, or the number of bytes that follow the prompt.
    Payload,
    /// The payload of a will, which only some series take by its length.
    WillPayload,
}

/// Which clients a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speaks {
    /// Any.
    Either,
    /// Those of MQTT.
    Mqtt,
    /// Those of MQTT-SN.
    MqttSn,
}

/// What a text must be besides short enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Without control characters.
    Plain,
    /// Printable ASCII without quote and backslash.
    Quotable,
    /// A host name or an IP address.
    Host,
    /// An access point name.
    Apn,
    /// Date, time and zone.
    Clock,
}

/// Whether a topic may have wildcards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wildcards {
    /// Where they fill a level: it is a filter.
    Allowed,
    /// None: messages go to one topic.
    Forbidden,
}

/// One of several numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// The number.
    pub number: u32,
    /// The id of the text that says what it stands for.
    pub id: &'static str,
}

/// One of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word, without quotes.
    pub word: &'static str,
    /// The id of the text that says what it stands for.
    pub id: &'static str,
}

/// Where a range comes from. Texts are counted in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// The same everywhere.
    Fixed(u32, u32),
    /// User name of MQTTUSER.
    Username,
    /// Password of MQTTUSER.
    Password,
    /// Client id string of MQTTUSER.
    ClientId,
    /// Client id string of MQTTSNCID.
    SnClientId,
    /// Host name.
    Host,
    /// Keep alive, in seconds.
    KeepAlive,
    /// Topic.
    Topic,
    /// Payload in quotes.
    Payload,
    /// Payload of a message that is printed directly.
    Message,
    /// Message of a will that is changed.
    WillMessage,
    /// Payload by its length, of a message.
    Datasize,
    /// Certificate or key.
    TlsFile,
}

impl Limit {
    /// The least and the most on a series.
    #[must_use]
    pub fn on(self, profile: &Profile) -> (u32, u32) {
        let up_to = |least: u32, most: usize| (least, u32::try_from(most).unwrap_or(u32::MAX));
        match self {
            Self::Fixed(least, most) => (least, most),
            Self::Username => up_to(0, profile.username_max),
            Self::Password => up_to(0, profile.password_max),
            Self::ClientId => up_to(1, profile.client_id_max),
            Self::SnClientId => up_to(1, profile.sn_client_id_max),
            Self::Host => up_to(1, profile.host_max),
            Self::KeepAlive => (profile.keep_alive.0.into(), profile.keep_alive.1.into()),
            Self::Topic => up_to(1, profile.topic_max),
            Self::Payload => up_to(0, profile.payload_max),
            Self::Message => up_to(0, profile.message_max),
            Self::WillMessage | Self::Datasize => up_to(1, profile.payload_max),
            Self::TlsFile => {
                let (least, most) = profile.tls_file;
                up_to(u32::try_from(least).unwrap_or(u32::MAX), most)
            }
        }
    }
}

/// What may stand in a place on one series, for a person to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// One of these clients.
    Clients(Vec<u8>),
    /// A number from the first to the second.
    Numbers(u32, u32),
    /// One of these numbers.
    Values(Vec<Value>),
    /// One of these words.
    Words(&'static [Word]),
    /// A text of so many bytes, from the first to the second.
    Text(u32, u32),
    /// Date, time and zone: `yy/MM/dd,hh:mm:ss±zz`.
    Time,
    /// A topic of at most so many bytes, or, on a series with MQTT-SN, a topic id for its clients.
    Topic {
        /// Most bytes of a name.
        max: u32,
        /// Whether there are wildcards.
        wildcards: Wildcards,
        /// The topic ids, where there are any.
        ids: Option<(u32, u32)>,
    },
    /// A text of at most so many bytes, or the number of bytes that follow.
    Payload {
        /// Most bytes of a text.
        text: u32,
        /// Fewest and most bytes that can follow, where any can.
        datasize: Option<(u32, u32)>,
    },
}

/// The topic ids of MQTT-SN (003, 1.5).
pub(crate) const TOPIC_IDS: (u32, u32) = (1, 65_535);

impl Parameter {
    /// A parameter that must be there, that every series takes and anybody may see.
    #[must_use]
    pub const fn new(id: &'static str, kind: Kind) -> Self {
        Self { id, kind, need: Need::Required, feature: None, secrecy: Secrecy::Open, inferred: None }
    }

    /// The same, and it may be left out.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { need: Need::Optional, ..self }
    }

    /// The same, and it must be there where the one before it is.
    #[must_use]
    pub const fn with_previous(self) -> Self {
        Self { need: Need::WithPrevious, ..self }
    }

    /// The same, and it must not be shown.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { secrecy: Secrecy::Secret, ..self }
    }

    /// The same, and no manual says its range.
    #[must_use]
    pub const fn inferred(self, inference: Inference) -> Self {
        Self { inferred: Some(inference), ..self }
    }

    /// What its range on a series rests on, where no manual says it.
    #[must_use]
    pub fn inference(&self, profile: &Profile) -> Option<Inference> {
        let of_limit = match self.kind {
            Kind::Datasize(Limit::TlsFile) | Kind::Number(Limit::TlsFile) => Inference::TlsFile,
            Kind::Text(_, Limit::SnClientId) => Inference::SnClientId,
            Kind::Text(_, Limit::Message) => Inference::Message,
            Kind::Client(Speaks::Either | Speaks::MqttSn) => Inference::SnClients,
            _ => return self.inferred,
        };
        profile.infers(of_limit).then_some(of_limit)
    }

    /// The same, and only series with this feature take it.
    #[must_use]
    pub const fn needs(self, feature: Feature) -> Self {
        Self { feature: Some(feature), ..self }
    }

    /// The technical name, as it stands in the syntax: `keep alive`.
    #[must_use]
    pub fn name(&self) -> String {
        self.id.strip_prefix("parameter-").unwrap_or(self.id).replace('-', " ")
    }

    /// What may stand here on a series.
    #[must_use]
    pub fn allowed(&self, profile: &Profile) -> Allowed {
        match self.kind {
            Kind::Client(speaks) => Allowed::Clients(speaks.clients(profile)),
            Kind::Number(limit) | Kind::Datasize(limit) => {
                let (least, most) = limit.on(profile);
                Allowed::Numbers(least, most)
            }
            Kind::Choice(values) | Kind::LooseChoice(values) => Allowed::Values(values.to_vec()),
            Kind::Word(words) => Allowed::Words(words),
            Kind::Text(Rule::Clock, _) => Allowed::Time,
            Kind::Text(_, limit) => {
                let (least, most) = limit.on(profile);
                Allowed::Text(least, most)
            }
            Kind::Topic(wildcards) => Allowed::Topic {
                max: Limit::Topic.on(profile).1,
                wildcards,
                ids: profile.has(Feature::MqttSn).then_some(TOPIC_IDS),
            },
            Kind::TopicName => {
                Allowed::Topic { max: Limit::Topic.on(profile).1, wildcards: Wildcards::Forbidden, ids: None }
            }
            Kind::Payload => {
                Allowed::Payload { text: Limit::Payload.on(profile).1, datasize: Some(Limit::Datasize.on(profile)) }
            }
            Kind::WillPayload => Allowed::Payload {
                text: Limit::Payload.on(profile).1,
                datasize: profile.has(Feature::WillByLength).then(|| Limit::Payload.on(profile)),
            },
        }
    }
}

impl Speaks {
    /// Whether a client speaks this.
    #[must_use]
    pub const fn takes(self, client: ClientIndex) -> bool {
        match self {
            Self::Either => true,
            Self::Mqtt => !client.is_sn(),
            Self::MqttSn => client.is_sn(),
        }
    }

    /// The clients of a series that speak this.
    #[must_use]
    pub fn clients(self, profile: &Profile) -> Vec<u8> {
        let speaks = |client: &u8| match self {
            Self::Either => true,
            Self::Mqtt => *client < 100,
            Self::MqttSn => *client > 100,
        };
        profile.clients.iter().copied().filter(speaks).collect()
    }
}

/// The client of a command that any client can have.
pub(crate) const CLIENT: Parameter = Parameter::new("parameter-client", Kind::Client(Speaks::Either));

/// The client of a command that only those of MQTT-SN have.
pub(crate) const SN_CLIENT: Parameter = Parameter::new("parameter-client", Kind::Client(Speaks::MqttSn));

/// Quality of service.
pub(crate) const QOS: Parameter = Parameter::new(
    "parameter-qos",
    Kind::Choice(&[
        Value { number: 0, id: "value-qos-0" },
        Value { number: 1, id: "value-qos-1" },
        Value { number: 2, id: "value-qos-2" },
    ]),
);

/// Whether the broker keeps a message.
pub(super) const RETAIN: Parameter = Parameter::new(
    "parameter-retain",
    Kind::Choice(&[Value { number: 0, id: "value-retain-0" }, Value { number: 1, id: "value-retain-1" }]),
);

/// A topic to send to.
pub(super) const TOPIC: Parameter = Parameter::new("parameter-topic", Kind::Topic(Wildcards::Forbidden));

/// A topic to subscribe to.
pub(super) const TOPIC_FILTER: Parameter = Parameter::new("parameter-topic-filter", Kind::Topic(Wildcards::Allowed));
