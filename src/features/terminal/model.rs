//! What is typed beside the line: data with escapes, the time limit; and the frequent commands.

use std::{ops::RangeInclusive, time::Duration};

use workbench_payload::escapes::{NoEscape, unescape};
use workbench_payload::visible::half_in;

/// Commands that are asked for all the time.
pub(super) const QUICK: &[&str] = &["AT", "ATI", "AT+CSQ", "AT+CGREG?", "AT+COPS?", "AT+MIPCALL?", "AT+MQTTOPEN?"];

/// The time limits that make sense, in milliseconds.
pub(super) const LIMITS: RangeInclusive<u64> = 100..=600_000;

/// How the data behind the prompt is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum DataForm {
    #[default]
    None,
    /// Text with escapes.
    Text,
    /// Pairs of hexadecimal digits.
    Hex,
}

/// Why data cannot be read; positions count characters from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DataProblem {
    /// A backslash with something behind it that means nothing.
    Escape(usize),
    /// No hexadecimal digit.
    Digit(usize),
    /// A digit without its partner.
    Half,
    HalfCharacter(usize),
}

/// The data, as it will be sent.
pub(super) fn data(form: DataForm, text: &str) -> Result<Option<Vec<u8>>, DataProblem> {
    match form {
        DataForm::None => Ok(None),
        DataForm::Text => match half_in(text) {
            Some(half) => Err(DataProblem::HalfCharacter(half.at + 1)),
            None => unescape(text).map(Some).map_err(|NoEscape(at)| DataProblem::Escape(at)),
        },
        DataForm::Hex => from_hex(text).map(Some),
    }
}

fn from_hex(text: &str) -> Result<Vec<u8>, DataProblem> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut half = None;
    for (at, character) in (1..).zip(text.chars()) {
        if character.is_whitespace() || matches!(character, ',' | ':' | '-') {
            continue;
        }
        let digit = nibble(character).ok_or(DataProblem::Digit(at))?;
        match half.take() {
            Some(high) => bytes.push(high << 4 | digit),
            None => half = Some(digit),
        }
    }
    if half.is_some() { Err(DataProblem::Half) } else { Ok(bytes) }
}

fn nibble(digit: char) -> Option<u8> {
    digit.to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The time limit: the command's own where nothing is typed. `Err` for what is no number within [`LIMITS`].
pub(super) fn limit(text: &str) -> Result<Option<Duration>, ()> {
    match text.trim() {
        "" => Ok(None),
        digits => {
            let millis = digits.parse().ok().filter(|millis| LIMITS.contains(millis)).ok_or(())?;
            Ok(Some(Duration::from_millis(millis)))
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::commands::recognise;

    use super::*;

    #[test]
    fn data_is_read_byte_for_byte() {
        for (form, text, expected) in [
            (DataForm::None, "ignored", Ok(None)),
            (DataForm::Text, "a\\r\\n\\t\\\\\\x00\\xfF阀", Ok(Some(b"a\r\n\t\\\x00\xFF\xE9\x98\x80".to_vec()))),
            (DataForm::Text, "ab\\q", Err(DataProblem::Escape(3))),
            (DataForm::Text, "\\x1", Err(DataProblem::Escape(1))),
            (DataForm::Text, "\\", Err(DataProblem::Escape(1))),
            (DataForm::Hex, "00 ff:A5\n7", Err(DataProblem::Half)),
            (DataForm::Hex, "00 ff:A5", Ok(Some(vec![0, 0xFF, 0xA5]))),
            (DataForm::Hex, "0g", Err(DataProblem::Digit(2))),
            (DataForm::Text, "ab\u{10F83D}", Err(DataProblem::HalfCharacter(3))),
        ] {
            assert_eq!(data(form, text), expected, "{text}");
        }
    }

    #[test]
    fn a_time_limit_is_a_number_within_reason() {
        for (text, expected) in [
            ("", Ok(None)),
            (" 5000 ", Ok(Some(Duration::from_secs(5)))),
            ("99", Err(())),
            ("600001", Err(())),
            ("5s", Err(())),
        ] {
            assert_eq!(limit(text), expected, "{text}");
        }
    }

    #[test]
    fn the_quick_commands_are_known() {
        for line in QUICK {
            assert!(recognise(line).spec.is_some(), "{line}");
        }
    }
}
