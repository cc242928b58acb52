//! What can be wrong with a value, and where.

use crate::key::Key;

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Something is required.
    #[error("missing")]
    Missing,
    /// More bytes than there may be.
    #[error("{bytes} bytes, at most {max}")]
    TooLong {
        /// How many there are.
        bytes: usize,
        /// How many there may be.
        max: usize,
    },
    /// Fewer bytes than there must be.
    #[error("{bytes} bytes, at least {min}")]
    TooShort {
        /// How many there are.
        bytes: usize,
        /// How many there must be.
        min: usize,
    },
    /// A blank at the beginning or the end, which usually came along with a copy.
    #[error("blank at {at}")]
    BlankAtEnd {
        /// The byte's position, from 0.
        at: usize,
    },
    /// A character that cannot be in this value.
    #[error("character {found:?} at {at}")]
    NotAllowed {
        /// The byte's position, from 0.
        at: usize,
        /// The character.
        found: char,
    },
    /// A key that must be base64 and is not.
    #[error("not base64")]
    NotBase64,
    /// Not a whole number.
    #[error("not a whole number")]
    NotANumber,
    /// Not a time in the form that the cloud wants.
    #[error("not a time")]
    NotATime,
    /// None of the values that there are.
    #[error("not one of {0:?}")]
    NotOneOf(&'static [&'static str]),
    /// It contradicts another value.
    #[error("contradicts {}", .0.name())]
    Contradicts(Key),
    /// An answer that cannot be read: encrypted with another secret, or not complete.
    #[error("unreadable")]
    Unreadable,
}

/// A value that cannot be used, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}", key.name())]
pub struct Invalid {
    /// The name of the value.
    pub key: Key,
    /// What is wrong with it.
    pub problem: Problem,
}

impl Problem {
    /// The problem, at a value.
    #[must_use]
    pub const fn at(self, key: Key) -> Invalid {
        Invalid { key, problem: self }
    }
}
