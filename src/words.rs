//! Turns what happened, which is data, into sentences of the catalogue.

use fibocom_at::Invalid;
use fibocom_at::meaning::Meaning;

use crate::state::WorkError;

/// What to do about something, and its short cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The cause in a few words.
    pub title: String,
    /// What to do.
    pub text: String,
}

/// Why an action failed, in a sentence, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub text: String,
    /// What to do.
    pub advice: Option<Advice>,
}

/// The sentence for a value that cannot be sent.
#[must_use]
pub fn problem(invalid: &Invalid) -> String {
    invalid.to_string()
}

/// The sentence for an action that failed.
#[must_use]
pub fn work_error(error: &WorkError) -> Said {
    Said { text: error.to_string(), advice: None }
}

/// The sentence for what a line means.
#[must_use]
pub fn meaning(meaning: &Meaning) -> String {
    meaning.id.to_owned()
}

/// The advice with this id.
#[must_use]
pub fn advice(id: &str) -> Advice {
    Advice { title: id.to_owned(), text: String::new() }
}

/// The sentence for what a check found.
#[must_use]
pub fn standing(check: &crate::session::procedure::Check) -> Said {
    Said { text: format!("{check:?}"), advice: None }
}

/// The sentence for a lost link.
#[must_use]
pub fn lost(reason: &crate::transport::LostReason) -> String {
    format!("{reason:?}")
}
