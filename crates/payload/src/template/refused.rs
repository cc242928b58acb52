//! Why a text is no template: the key, its line and the reason.

/// A template that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {key}: {why}")]
pub struct Refused {
    /// The line, from 1.
    pub line: usize,
    /// The key or the part of the text that is refused; empty where it is the text as a whole.
    pub key: String,
    /// Why.
    pub why: Why,
}

/// The reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The text is longer than is read.
    #[error("too long")]
    TooLong,
    /// Something stands in more others than is read.
    #[error("too deep")]
    TooDeep,
    /// It is no YAML.
    #[error("not YAML")]
    NotYaml,
    /// A key that is not among those that are read, or a part of YAML that is not.
    #[error("not supported")]
    Unsupported,
    /// A key that stands there twice.
    #[error("given twice")]
    Twice,
    /// A key that is needed and is not there.
    #[error("missing")]
    Missing,
    /// A value that the key cannot have.
    #[error("cannot be {0:?}")]
    Value(String),
    /// A name that stands for nothing.
    #[error("there is no {0:?}")]
    Unknown(String),
    /// A key that needs this other one beside it.
    #[error("needs {0:?}")]
    Needs(&'static str),
    /// A key that does not go with this other one.
    #[error("does not go with {0:?}")]
    Conflict(&'static str),
    /// An expression that is not understood from this character on, counted from 0.
    #[error("the expression is not understood at character {0}")]
    Expression(usize),
}

impl Refused {
    pub(super) fn new(line: usize, key: &str, why: Why) -> Self {
        Self { line, key: key.chars().take(80).collect(), why }
    }

    pub(super) fn value(line: usize, key: &str, value: &str) -> Self {
        Self::new(line, key, Why::Value(value.chars().take(80).collect()))
    }
}
