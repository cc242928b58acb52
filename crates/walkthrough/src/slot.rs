//! Values in commands: what each kind lets through. Nothing else stands between a link and the line, so that each kind lists what it takes.

use crate::document::{Kind, Range};
use crate::limits::VALUE;

/// Why a value is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing.
    #[error("there is no value")]
    Empty,
    /// It is longer than its kind can be.
    #[error("it is longer than {0}")]
    TooLong(usize),
    /// A character that its kind does not have.
    #[error("it has a character that is not allowed, U+{0:04X}")]
    Character(u32),
    /// A number outside its range.
    #[error("it is no number from {0} to {1}")]
    Number(u32, u32),
    /// None of the words.
    #[error("it is none of the words")]
    NotListed,
    /// No file of certificates or keys.
    #[error("it is no PEM")]
    NotPem,
    /// The walkthrough does not ask for it now.
    #[error("nobody asked for it")]
    NotAsked,
}

/// How long a file of certificates may be, in bytes.
const PEM_MAX: usize = 8_192;

impl Kind {
    /// Whether a value is one of this kind.
    ///
    /// # Errors
    /// Why it is not.
    pub fn admits(&self, value: &str) -> Result<(), Refusal> {
        if value.is_empty() {
            // A broker that asks for no login takes an empty one. Whether a step can do with it, `Checked::may_be_empty` says.
            return if matches!(self, Self::Login | Self::Secret) { Ok(()) } else { Err(Refusal::Empty) };
        }
        match self {
            Self::Number(Range { min, max }) => number(value, *min, *max),
            Self::Port => number(value, 1, 65_535),
            Self::Host => of(value, 100, |one| one.is_ascii_alphanumeric() || matches!(one, '.' | '-')),
            Self::Apn => of(value, 64, |one| one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | '_')),
            Self::Code => of(value, 64, |one| one.is_ascii_alphanumeric() || matches!(one, '.' | '-' | '_')),
            Self::Topic => of(value, 128, |one| is_plain(one) && !matches!(one, '#' | '+' | ' ')),
            Self::Text => of(value, 200, is_plain),
            // Within quotes a semicolon begins nothing (V.250, 5.2.1); a person types these, and nobody else.
            Self::Login | Self::Secret => of(value, VALUE.most, |one| is_plain(one) || one == ';'),
            Self::OneOf(words) if words.iter().any(|word| word == value) => of(value, 64, is_plain),
            Self::OneOf(_) => Err(Refusal::NotListed),
            Self::Pem => pem(value),
        }
    }

    /// Whether it may only come from the person at the page.
    #[must_use]
    pub const fn is_persons(&self) -> bool {
        matches!(self, Self::Login | Self::Secret | Self::Pem)
    }

    /// Whether it is never shown.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        matches!(self, Self::Secret | Self::Pem)
    }

    /// Whether it is a number, which stands without quotes.
    pub(crate) const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Port)
    }

    /// A value of this kind, to try a command with.
    pub(crate) fn example(&self) -> String {
        match self {
            Self::Number(range) => range.min.to_string(),
            Self::Port => "1883".to_owned(),
            Self::Host => "broker.example".to_owned(),
            Self::Topic => "a/b".to_owned(),
            Self::OneOf(words) => words.first().cloned().unwrap_or_default(),
            Self::Apn | Self::Code | Self::Text | Self::Login | Self::Secret | Self::Pem => "a".to_owned(),
        }
    }
}

/// Whether a character ends no text in quotes, no line and no command, and begins no escape.
const fn is_plain(one: char) -> bool {
    matches!(one, ' '..='~') && !matches!(one, '"' | ';' | '\\')
}

fn of(value: &str, most: usize, is_taken: impl Fn(char) -> bool) -> Result<(), Refusal> {
    if value.len() > most {
        return Err(Refusal::TooLong(most));
    }
    match value.chars().find(|one| !is_taken(*one)) {
        Some(one) => Err(Refusal::Character(u32::from(one))),
        None => Ok(()),
    }
}

fn number(value: &str, min: u32, max: u32) -> Result<(), Refusal> {
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit()) && (value.len() == 1 || !value.starts_with('0'));
    match value.parse::<u32>() {
        Ok(number) if is_plain && (min..=max).contains(&number) => Ok(()),
        _ => Err(Refusal::Number(min, max)),
    }
}

fn pem(value: &str) -> Result<(), Refusal> {
    if value.len() > PEM_MAX {
        return Err(Refusal::TooLong(PEM_MAX));
    }
    if let Some(one) = value.chars().find(|one| !matches!(one, '\r' | '\n' | ' '..='~')) {
        return Err(Refusal::Character(u32::from(one)));
    }
    let text = value.trim();
    let is_armoured = text.starts_with("-----BEGIN ") && text.ends_with("-----") && text.contains("-----END ");
    if is_armoured { Ok(()) } else { Err(Refusal::NotPem) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_kind() -> Vec<Kind> {
        vec![
            Kind::Number(Range { min: 0, max: 99 }),
            Kind::Port,
            Kind::Host,
            Kind::Apn,
            Kind::Topic,
            Kind::Code,
            Kind::Text,
            Kind::Login,
            Kind::Secret,
            Kind::OneOf(vec!["on".into(), "off".into()]),
        ]
    }

    #[test]
    fn no_kind_lets_out_of_its_place() {
        for kind in every_kind() {
            for bad in ["\r", "\n", "\"", "\u{1a}", "\u{1b}", "\u{0}", "\\", "é", "\u{200b}", "", "\u{ff21}"] {
                for value in [bad.to_owned(), format!("1{bad}"), format!("a{bad}AT")] {
                    let is_harmless =
                        bad.is_empty() && (!value.is_empty() || matches!(kind, Kind::Login | Kind::Secret));
                    assert!(is_harmless || kind.admits(&value).is_err(), "{kind:?} {value:?}");
                }
            }
            assert!(kind.is_persons() || kind.admits("a;+CFUN=15").is_err(), "{kind:?}");
            assert_eq!(kind.admits(&kind.example()), Ok(()), "{kind:?}");
        }
    }

    #[test]
    fn a_kind_takes_what_it_is_for() {
        for (kind, value, expected) in [
            (Kind::Port, "65536", Err(Refusal::Number(1, 65_535))),
            (Kind::Port, "08", Err(Refusal::Number(1, 65_535))),
            (Kind::Port, "+8", Err(Refusal::Number(1, 65_535))),
            (Kind::Port, "8883", Ok(())),
            (Kind::Topic, "a/#", Err(Refusal::Character(0x23))),
            (Kind::Login, "d&k;12", Ok(())),
            (Kind::Pem, "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n", Ok(())),
            (Kind::Pem, "AT+CFUN=15", Err(Refusal::NotPem)),
        ] {
            assert_eq!(kind.admits(value), expected, "{kind:?} {value}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_admitted_stays_in_its_quotes(value in ".{0,80}") {
            for kind in every_kind() {
                if kind.admits(&value).is_ok() {
                    prop_assert!(value.bytes().all(|byte| (0x20..0x7f).contains(&byte) && !matches!(byte, b'"' | b'\\')));
                }
            }
        }
    }
}
