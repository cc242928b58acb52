//! Which form a payload travels in, and why.

use crate::args::{Payload, Problem};

/// How a payload travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PublishForm {
    /// Inside quotes, in the command line.
    Quoted,
    /// As raw bytes after the prompt, announced by their number (Datasize).
    ByLength,
}

/// What the caller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Choice {
    /// Whatever carries the payload whole.
    #[default]
    Auto,
    /// This form, or nothing.
    Only(PublishForm),
}

/// The form taken, and the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormChoice {
    /// Quoted, since every byte is plain printable ASCII.
    PlainText,
    /// Quoted, since a message of no bytes has no Datasize, which begins at 1.
    Empty,
    /// Quoted, since it was asked for.
    QuotedAsAsked,
    /// By length, since the quoted form cannot carry this byte.
    ByLengthFor {
        /// Its position, from 0.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// By length, since it was asked for.
    ByLengthAsAsked,
}

impl FormChoice {
    /// Chooses the form for a payload.
    ///
    /// # Errors
    /// [`Problem::NotQuotable`] when the quoted form was asked for and cannot carry the payload; [`Problem::Empty`] when a
    /// Datasize was asked for and there are no bytes.
    pub fn of(payload: &Payload, choice: Choice) -> Result<Self, Problem> {
        let empty = payload.bytes().is_empty();
        match (choice, payload.not_quotable()) {
            (Choice::Auto, _) if empty => Ok(Self::Empty),
            (Choice::Auto, None) => Ok(Self::PlainText),
            (Choice::Auto, Some((at, byte))) => Ok(Self::ByLengthFor { at, byte }),
            (Choice::Only(PublishForm::Quoted), None) => Ok(Self::QuotedAsAsked),
            (Choice::Only(PublishForm::Quoted), Some((at, byte))) => Err(Problem::NotQuotable { at, byte }),
            (Choice::Only(PublishForm::ByLength), _) if empty => Err(Problem::Empty),
            (Choice::Only(PublishForm::ByLength), _) => Ok(Self::ByLengthAsAsked),
        }
    }

    /// The form.
    #[must_use]
    pub const fn form(self) -> PublishForm {
        match self {
            Self::PlainText | Self::Empty | Self::QuotedAsAsked => PublishForm::Quoted,
            Self::ByLengthFor { .. } | Self::ByLengthAsAsked => PublishForm::ByLength,
        }
    }
}
