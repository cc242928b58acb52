//! Which exchanges are shown.

use fibocom_at::meaning::Severity;

use crate::exchange::{Exchange, Origin};

/// Which kind of exchange is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// All of them.
    #[default]
    All,
    /// Commands and their replies.
    Commands,
    /// Unsolicited codes.
    Unsolicited,
    /// What failed.
    Errors,
    /// What has a line that is not known.
    Unknown,
}

impl Kind {
    /// All kinds, in the order to offer them.
    pub const ALL: [Self; 5] = [Self::All, Self::Commands, Self::Unsolicited, Self::Errors, Self::Unknown];

    /// Whether an exchange is of this kind.
    #[must_use]
    pub fn admits(self, exchange: &Exchange) -> bool {
        match self {
            Self::All => true,
            Self::Commands => exchange.origin() == Origin::Command,
            Self::Unsolicited => exchange.origin() == Origin::Unsolicited,
            Self::Errors => exchange.severity() == Severity::Error,
            Self::Unknown => exchange.unknown(),
        }
    }
}

/// A kind, and a text that a line must contain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The kind.
    pub kind: Kind,
    /// The text, in small letters.
    needle: Vec<u8>,
}

impl Filter {
    /// A filter. Blanks around the text, and the case of its ASCII letters, do not matter.
    #[must_use]
    pub fn new(kind: Kind, text: &str) -> Self {
        Self { kind, needle: text.trim().to_ascii_lowercase().into_bytes() }
    }

    /// Whether everything passes.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind == Kind::All && self.needle.is_empty()
    }

    /// Whether a line has the text.
    #[must_use]
    pub fn is_in(&self, line: &[u8]) -> bool {
        let Some((first, rest)) = self.needle.split_first() else { return true };
        let begins = memchr::memchr2_iter(*first, first.to_ascii_uppercase(), line);
        begins.filter_map(|at| line.get(at + 1..at + 1 + rest.len())).any(|found| found.eq_ignore_ascii_case(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_whatever_its_case() {
        for (needle, line, found) in [
            ("", "anything", true),
            ("csq", "AT+CSQ\r", true),
            (" +CSQ: 2 ", "+csq: 22,99\r\n", true),
            ("aab", "aaab", true),
            ("阀", "\"阀\"", true),
            ("q", "AT+CSQ", true),
            ("longer than the line", "OK", false),
        ] {
            assert_eq!(Filter::new(Kind::All, needle).is_in(line.as_bytes()), found, "{needle} in {line}");
        }
    }
}
