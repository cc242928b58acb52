//! The values of commands: each type checks itself once, when it is made, and says exactly what is wrong.

mod cloud_text;
mod number;
mod payload;
mod pin;
mod text;
mod tls_file;
mod topic_ref;

pub use cloud_text::{CloudSecret, CloudText};
pub(crate) use number::whole_number;
pub use number::{ClientIndex, ContextId, KeepAlive, Port, Qos};
pub use payload::Payload;
pub use pin::Pin;
pub use text::{Apn, ClientIdString, Host, Password, SnClientIdString, Topic, TopicFilter, Username, filter_matches};
pub(crate) use text::{control_character, not_longer, text_of, trimmed, trimmed_end, trimmed_start};
pub use tls_file::TlsFile;
pub use topic_ref::{TopicForm, TopicId, TopicRef};

/// Which argument an error speaks of. Forms show the error there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The client, 1, 2, 101 or 102.
    Client,
    /// Host name or IP address of the broker.
    Host,
    /// Port of the broker.
    Port,
    /// Whether the connection is encrypted.
    Security,
    /// Keep alive, in seconds.
    KeepAlive,
    /// Quality of service.
    Qos,
    /// User name.
    Username,
    /// Password.
    Password,
    /// Client id string.
    ClientId,
    /// Topic, or topic filter.
    Topic,
    /// The number that stands for a topic.
    TopicId,
    /// Payload of a message.
    Payload,
    /// Topic of the will.
    WillTopic,
    /// Payload of the will.
    WillPayload,
    /// Access point name.
    Apn,
    /// PDP context.
    Context,
    /// Certificate or key.
    TlsFile,
    /// Date and time.
    Clock,
    /// PIN of the SIM.
    Pin,
    /// A raw command.
    Command,
}

impl Field {
    /// The name that the automation API uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Host => "host",
            Self::Port => "port",
            Self::Security => "tls",
            Self::KeepAlive => "keepAlive",
            Self::Qos => "qos",
            Self::Username => "username",
            Self::Password => "password",
            Self::ClientId => "clientId",
            Self::Topic => "topic",
            Self::TopicId => "topicId",
            Self::Payload => "payload",
            Self::WillTopic => "willTopic",
            Self::WillPayload => "willPayload",
            Self::Apn => "apn",
            Self::Context => "cid",
            Self::TlsFile => "file",
            Self::Clock => "time",
            Self::Pin => "pin",
            Self::Command => "command",
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Something is required.
    #[error("empty")]
    Empty,
    /// More bytes than the series takes.
    #[error("{bytes} bytes, at most {max}")]
    TooLong {
        /// How many there are.
        bytes: usize,
        /// How many there may be.
        max: usize,
    },
    /// Fewer bytes than the module takes.
    #[error("{bytes} bytes, at least {min}")]
    TooShort {
        /// How many there are.
        bytes: usize,
        /// How few there may be.
        min: usize,
    },
    /// Not a whole number.
    #[error("not a whole number")]
    NotANumber,
    /// Not a date and a time.
    #[error("not a date and time")]
    NotATime,
    /// A number outside its range.
    #[error("not within {min} to {max}")]
    OutOfRange {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
    /// Something other than digits, or too few or too many of them.
    #[error("not {min} to {max} digits")]
    Digits {
        /// The fewest.
        min: usize,
        /// The most.
        max: usize,
    },
    /// A client that the series does not have.
    #[error("not one of the clients {clients:?}")]
    NoSuchClient {
        /// The clients it has.
        clients: &'static [u8],
    },
    /// A client of MQTT where only those of MQTT-SN, 101 and 102, will do.
    #[error("needs a client of MQTT-SN")]
    NeedsSnClient,
    /// The data behind the prompt is longer or shorter than its line announces. What is left over would be taken for commands.
    #[error("{given} bytes where {announced} are announced")]
    DataLength {
        /// What the line announces.
        announced: u32,
        /// How many there are.
        given: usize,
    },
    /// The line announces data, and none is given: the module would wait for it.
    #[error("{announced} bytes are announced and none are given")]
    DataMissing {
        /// What the line announces.
        announced: u32,
    },
    /// Data for a command that does not ask for any.
    #[error("this command takes no data")]
    NoDataTaken,
    /// A line break, which would end the command.
    #[error("line break at {at}")]
    LineBreak {
        /// The byte's position, from 0.
        at: usize,
    },
    /// A character that the manual does not allow here.
    #[error("character {found:?} at {at}")]
    NotAllowed {
        /// The byte's position, from 0.
        at: usize,
        /// The character.
        found: char,
    },
    /// `+` or `#` in a topic to publish to.
    #[error("wildcard {found:?} at {at}")]
    Wildcard {
        /// The byte's position, from 0.
        at: usize,
        /// The wildcard.
        found: char,
    },
    /// `+` or `#` where a topic filter does not allow it (MQTT 3.1.1, 4.7.1).
    #[error("misplaced wildcard {found:?} at {at}")]
    MisplacedWildcard {
        /// The byte's position, from 0.
        at: usize,
        /// The wildcard.
        found: char,
    },
    /// The quoted form was asked for, and cannot carry this payload.
    #[error("byte 0x{byte:02X} at {at} cannot be quoted")]
    NotQuotable {
        /// The byte's position, from 0.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// The series lacks what this argument asks for.
    #[error("this series does not have {0:?}")]
    Unsupported(crate::profile::Feature),
}

/// A value that cannot be sent, and the field it came from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}", field.name())]
pub struct Invalid {
    /// The field.
    pub field: Field,
    /// What is wrong there.
    pub problem: Problem,
}

impl Problem {
    /// The problem, at a field.
    #[must_use]
    pub const fn at(self, field: Field) -> Invalid {
        Invalid { field, problem: self }
    }
}
