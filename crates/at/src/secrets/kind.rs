//! The kinds of secrets, and of things that a person may want to hide besides.

use crate::commands::{self, Parameter, Rule};

/// What kind of secret a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// International mobile equipment identity: 15 digits with a check digit.
    Imei,
    /// The same with a software version in place of the check digit: 16 digits.
    ImeiSv,
    /// Another number of the device: MEID, ESN, serial number.
    SerialNumber,
    /// International mobile subscriber identity.
    Imsi,
    /// The number of a SIM.
    Iccid,
    /// The number of a chip that takes profiles.
    Eid,
    /// A phone number.
    PhoneNumber,
    /// The PIN of a SIM.
    Pin,
    /// The PUK of a SIM.
    Puk,
    /// The code or the password of a facility lock.
    LockCode,
    /// A password.
    Password,
    /// A key: of a device, of an account, or a private one.
    Key,
    /// A token, which stands for a password for some time.
    Token,
    /// An argument of a command that nobody knows.
    Other,
    /// A topic. Hidden where a person says so.
    Topic,
    /// A host name. Hidden where a person says so.
    Host,
    /// An IP address. Hidden where a person says so.
    Address,
    /// A user name. Hidden where a person says so.
    User,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Imei,
        Self::ImeiSv,
        Self::SerialNumber,
        Self::Imsi,
        Self::Iccid,
        Self::Eid,
        Self::PhoneNumber,
        Self::Pin,
        Self::Puk,
        Self::LockCode,
        Self::Password,
        Self::Key,
        Self::Token,
        Self::Other,
        Self::Topic,
        Self::Host,
        Self::Address,
        Self::User,
    ];

    /// Whether it is hidden unless a person says otherwise.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        !matches!(self, Self::Topic | Self::Host | Self::Address | Self::User)
    }

    /// The word that stands for it in a file. It is part of what a file looks like, and is the same in all languages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Imei => "IMEI",
            Self::ImeiSv => "IMEISV",
            Self::SerialNumber => "serial number",
            Self::Imsi => "IMSI",
            Self::Iccid => "ICCID",
            Self::Eid => "EID",
            Self::PhoneNumber => "phone number",
            Self::Pin => "PIN",
            Self::Puk => "PUK",
            Self::LockCode => "lock code",
            Self::Password => "password",
            Self::Key => "key",
            Self::Token => "token",
            Self::Other => "argument",
            Self::Topic => "topic",
            Self::Host => "host",
            Self::Address => "address",
            Self::User => "user",
        }
    }

    /// What a parameter is that must not be shown.
    pub(super) fn of_secret(parameter: &Parameter) -> Self {
        let id = parameter.id;
        let is = |words: &[&str]| words.iter().any(|word| id.ends_with(word));
        if is(&["-puk"]) {
            Self::Puk
        } else if is(&["-pin"]) {
            Self::Pin
        } else if is(&["-secret", "-key"]) {
            Self::Key
        } else if is(&["-token"]) {
            Self::Token
        } else {
            Self::Password
        }
    }

    /// What a parameter is that a person may want to hide.
    pub(super) fn of_open(parameter: &Parameter) -> Option<Self> {
        match parameter.kind {
            commands::Kind::Topic(_) | commands::Kind::TopicName => Some(Self::Topic),
            commands::Kind::Text(Rule::Host, _) => Some(Self::Host),
            commands::Kind::Text(..) => match parameter.id.strip_prefix("parameter-")? {
                "host" => Some(Self::Host),
                "address" => Some(Self::Address),
                id if id.ends_with("username") || id.ends_with("user-name") => Some(Self::User),
                _ => None,
            },
            _ => None,
        }
    }
}
