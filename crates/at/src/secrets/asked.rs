//! What a command lets one expect: of lines that have no tag to be told by, and of the data behind its prompt.

use std::borrow::Cow;

use super::Kind;
use super::typed::{self, Known};
use crate::commands::{self, Form, Spec};

/// What the command that has the line asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// What a bare line of its reply is.
    pub(super) bare: Option<Kind>,
    /// What the data behind its prompt is.
    behind: Behind,
}

/// What data behind a prompt is, as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Behind {
    /// Nothing secret as such: a message, a certificate.
    #[default]
    Open,
    /// All of it is secret: a private key, or the data of a command that nobody knows.
    Secret(Kind),
}

impl Asked {
    /// What a command line asks for.
    #[must_use]
    pub fn by(command: &[u8]) -> Self {
        let text = readable(command);
        let (spec, form) = commands::spec_and_form(&text);
        if let Some(spec) = spec {
            // Most commands ask for the same whatever their arguments are.
            if asks_for_nothing(spec) {
                return Self::default();
            }
            let typed = commands::recognise(&text);
            let number = typed.number(0);
            // The number that chooses among serial numbers (3GPP TS 27.007, 5.4).
            let bare = match (spec.reply_is, typed.form, number) {
                (Some(Kind::Imei), Form::Set, Some(0)) => Some(Kind::SerialNumber),
                (Some(Kind::Imei), Form::Set, Some(2 | 3)) => Some(Kind::ImeiSv),
                (is, ..) => is,
            };
            let behind = if spec.hides_data_of(&typed) { Behind::Secret(Kind::Key) } else { Behind::Open };
            return Self { bare, behind };
        }
        match typed::known(command) {
            None => Self::default(),
            Some(Known::Row(row)) => Self { bare: row.whole, behind: row.behind },
            Some(Known::Spec(_) | Known::Nothing) => {
                let behind = if form == Form::Set { Behind::Secret(Kind::Other) } else { Behind::Open };
                Self { bare: None, behind }
            }
        }
    }

    /// Whether every command line of this name and form asks for the same.
    #[must_use]
    pub fn is_told_by_name(command: &[u8]) -> bool {
        commands::spec_and_form(&readable(command)).0.is_none_or(asks_for_nothing)
    }

    /// Whether a bare line of its reply is a secret.
    #[must_use]
    pub const fn is_for_a_bare_secret(self) -> bool {
        self.bare.is_some()
    }

    /// What the data behind the command's prompt is.
    #[must_use]
    pub const fn behind(self) -> Behind {
        self.behind
    }
}

/// Whether neither a bare reply nor data of a command is ever a secret.
const fn asks_for_nothing(spec: &Spec) -> bool {
    spec.reply_is.is_none() && spec.hides_data.is_none()
}

fn readable(command: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(command).map_or_else(|_| String::from_utf8_lossy(command), Cow::Borrowed)
}
