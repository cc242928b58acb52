//! Finds what unsolicited codes mean: what the module says of its own accord.

use super::entry::entries;
use super::{Heard, Meaning, status};
use crate::urc::{self, Urc};

entries! {
    UNLISTED = "meaning-code-unlisted" Info ("code");
}

/// What an unsolicited line means: its code says it, or it is the status of a command, or nobody knows it.
pub(super) fn meaning(heard: &Heard<'_>) -> Option<Meaning> {
    urc::meaning(heard).or_else(|| match heard.code()? {
        Urc::LateStatus { .. } | Urc::ClockSynchronised(_) => status::meaning(heard.line, None),
        Urc::Unlisted(text) => {
            let code = text.split(':').next().unwrap_or_default();
            Some(UNLISTED.with([code.trim().into()]))
        }
        _ => None,
    })
}
