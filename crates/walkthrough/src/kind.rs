//! What a value of a document can be.

use serde::{Deserialize, Serialize};

/// The least and the greatest of some numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
pub struct Range {
    /// The least.
    pub min: u32,
    /// The greatest.
    pub max: u32,
}

/// What a value can be. None of them lets a line end, a quote, a control character or a letter beyond ASCII through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Kind"))]
pub enum Kind<Numbers = Range, Several = Vec<String>> {
    /// A whole number.
    Number(Numbers),
    /// A port of a server, 1 to 65535.
    Port,
    /// A host name or an IPv4 address.
    Host,
    /// The name of an access point.
    Apn,
    /// A topic without wildcards.
    Topic,
    /// Letters, digits, `.`, `_` and `-`: a serial number, a version.
    Code,
    /// A short text to publish.
    Text,
    /// A user name or a client id, which only a person types. It stands in quotes, so that it may have a `;`.
    Login,
    /// The same, hidden.
    Secret,
    /// A certificate or a key in PEM, which only a person gives. It is no part of a command line.
    Pem,
    /// One of these words.
    OneOf(Several),
}

/// A kind without what belongs to it, as it is chosen from a list.
pub type KindName = Kind<(), ()>;

impl KindName {
    /// All, in the order to offer them.
    pub const ALL: [Self; 11] = [
        Self::Apn,
        Self::Host,
        Self::Port,
        Self::Topic,
        Self::Text,
        Self::Number(()),
        Self::OneOf(()),
        Self::Code,
        Self::Login,
        Self::Secret,
        Self::Pem,
    ];
}

impl<Numbers, Several> Kind<Numbers, Several> {
    /// The same kind, with what is made of that which belongs to it.
    pub(crate) fn map<N, S>(
        &self,
        number: impl FnOnce(&Numbers) -> N,
        one_of: impl FnOnce(&Several) -> S,
    ) -> Kind<N, S> {
        match self {
            Self::Number(range) => Kind::Number(number(range)),
            Self::Port => Kind::Port,
            Self::Host => Kind::Host,
            Self::Apn => Kind::Apn,
            Self::Topic => Kind::Topic,
            Self::Code => Kind::Code,
            Self::Text => Kind::Text,
            Self::Login => Kind::Login,
            Self::Secret => Kind::Secret,
            Self::Pem => Kind::Pem,
            Self::OneOf(words) => Kind::OneOf(one_of(words)),
        }
    }
}
