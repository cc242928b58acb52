//! The journal as a text that can be kept or sent to somebody.

use super::Entry;

/// Whether secrets leave the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// They are replaced.
    Masked,
    /// They are there.
    Included,
}

/// The journal as lines of text.
pub fn text<'a>(_entries: impl Iterator<Item = &'a Entry>, _origin: f64, _secrets: Secrets) -> String {
    String::new()
}

/// The journal as a JSON object a line.
pub fn jsonl<'a>(_entries: impl Iterator<Item = &'a Entry>, _origin: f64, _secrets: Secrets) -> String {
    String::new()
}
