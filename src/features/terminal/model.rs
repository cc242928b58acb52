//! What is typed: completions, the hint, data with escapes, the time limit.

use std::{ops::RangeInclusive, time::Duration};

use fibocom_at::Form;
use fibocom_at::commands::{LIST, recognise};

/// Commands that are asked for all the time.
pub(super) const QUICK: &[&str] = &["AT", "ATI", "AT+CSQ", "AT+CGREG?", "AT+COPS?", "AT+MIPCALL?", "AT+MQTTOPEN?"];

/// How many completions are offered at once.
const OFFERED: usize = 9;

/// The time limits that make sense, in milliseconds.
pub(super) const LIMITS: RangeInclusive<u64> = 100..=600_000;

/// A command that what is typed can become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Completion {
    /// The line up to its first argument.
    pub(super) line: String,
    /// The whole syntax.
    pub(super) syntax: String,
}

/// The commands that begin like this, in the order of a session.
pub(super) fn completions(typed: &str) -> Vec<Completion> {
    let typed = typed.trim_start();
    if typed.is_empty() {
        return Vec::new();
    }
    let usages = LIST.iter().flat_map(|spec| spec.usages.iter().map(move |usage| (spec, usage)));
    let lines = usages.map(|(spec, usage)| Completion { line: usage.stem(spec), syntax: usage.syntax(spec) });
    let fitting = lines.filter(|offer| {
        let head = offer.line.get(..typed.len());
        offer.line.len() > typed.len() && head.is_some_and(|head| head.eq_ignore_ascii_case(typed))
    });
    fitting.take(OFFERED).collect()
}

/// What is known of the command that is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hint {
    /// The syntax in pieces; the argument that is being typed is marked.
    pub(super) syntax: Vec<(String, Standing)>,
    /// A line that can be sent as it stands.
    pub(super) example: &'static str,
    /// Where it is described.
    pub(super) section: &'static str,
}

/// Whether a piece of the syntax is the one being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is.
    Current,
    /// It is not.
    Other,
}

/// The hint for a line.
pub(super) fn hint(line: &str) -> Option<Hint> {
    let typed = recognise(line);
    if line.trim().len() < 2 {
        return None;
    }
    let spec = typed.spec?;
    let usage = spec.usages(typed.form).next().or_else(|| spec.usages.first())?;
    let current = (typed.form == Form::Set).then(|| argument_at_end(line));
    Some(Hint { syntax: pieces(&usage.syntax(spec), current), example: spec.example, section: spec.source.section })
}

/// Which argument the end of the line stands in: commas outside quotes are counted.
fn argument_at_end(line: &str) -> usize {
    let arguments = line.split_once('=').map_or("", |(_, arguments)| arguments);
    let (commas, _) = arguments.chars().fold((0, false), |(commas, quoted), character| match character {
        '"' => (commas, !quoted),
        ',' if !quoted => (commas + 1, quoted),
        _ => (commas, quoted),
    });
    commas
}

/// Cuts a syntax at its arguments, `<…>`.
fn pieces(syntax: &str, current: Option<usize>) -> Vec<(String, Standing)> {
    let mut pieces = Vec::new();
    let mut rest = syntax;
    let mut index = 0;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((name, behind)) = after.split_once('>') else { break };
        pieces.push((before.to_owned(), Standing::Other));
        let standing = if current == Some(index) { Standing::Current } else { Standing::Other };
        pieces.push((format!("<{name}>"), standing));
        index += 1;
        rest = behind;
    }
    pieces.push((rest.to_owned(), Standing::Other));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// How the data behind the prompt is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum DataForm {
    /// There is none.
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
}

/// The data, as it will be sent.
pub(super) fn data(form: DataForm, text: &str) -> Result<Option<Vec<u8>>, DataProblem> {
    match form {
        DataForm::None => Ok(None),
        DataForm::Text => unescape(text).map(Some),
        DataForm::Hex => from_hex(text).map(Some),
    }
}

/// Reads `\r`, `\n`, `\t`, `\\` and `\xHH`; everything else stands for itself.
fn unescape(text: &str) -> Result<Vec<u8>, DataProblem> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut characters = (1..).zip(text.chars());
    while let Some((at, character)) = characters.next() {
        if character != '\\' {
            let mut buffer = [0; 4];
            bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            continue;
        }
        match characters.next().map(|(_, escaped)| escaped) {
            Some('r') => bytes.push(b'\r'),
            Some('n') => bytes.push(b'\n'),
            Some('t') => bytes.push(b'\t'),
            Some('\\') => bytes.push(b'\\'),
            Some('x') => {
                let mut digit = || characters.next().and_then(|(_, digit)| nibble(digit));
                let (Some(high), Some(low)) = (digit(), digit()) else { return Err(DataProblem::Escape(at)) };
                bytes.push(high << 4 | low);
            }
            _ => return Err(DataProblem::Escape(at)),
        }
    }
    Ok(bytes)
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
    use super::*;

    #[test]
    fn completions_begin_as_the_line_does() {
        for (typed, first, syntax) in [
            ("at+cs", "AT+CSQ", "AT+CSQ"),
            (
                "AT+MQTTOPEN",
                "AT+MQTTOPEN=",
                "AT+MQTTOPEN=<client>,\"<host>\",<port>,<clean session>,<keep alive>[,<tls>]",
            ),
            ("AT+MQTTOPEN=?", "", ""),
            ("AT+CSQ", "AT+CSQ?", "AT+CSQ?"),
            ("", "", ""),
            ("hello", "", ""),
        ] {
            let found = completions(typed).into_iter().next();
            let found = found.map_or((String::new(), String::new()), |offer| (offer.line, offer.syntax));
            assert_eq!((found.0.as_str(), found.1.as_str()), (first, syntax), "{typed}");
        }
        assert_eq!(completions("AT").len(), OFFERED);
    }

    #[test]
    fn the_hint_marks_the_argument_that_is_typed() {
        for (line, current) in [
            ("AT+MQTTOPEN=", Some("<client>")),
            ("AT+MQTTOPEN=1,\"a,b", Some("<host>")),
            ("AT+MQTTOPEN=1,\"a,b\",18", Some("<port>")),
            ("AT+MQTTOPEN?", None),
            ("AT+MQTTOPEN=1,2,3,4,5,6,7,8", None),
        ] {
            let hint = hint(line).unwrap();
            let marked = hint.syntax.iter().find(|(_, standing)| *standing == Standing::Current);
            assert_eq!(marked.map(|(piece, _)| piece.as_str()), current, "{line}");
        }
        assert_eq!(hint("AT+NOSUCH=1"), None);
        assert_eq!(hint(""), None);
    }

    #[test]
    fn the_pieces_of_a_hint_are_the_syntax() {
        for spec in LIST {
            for usage in spec.usages {
                let syntax = usage.syntax(spec);
                let joined: String = pieces(&syntax, None).into_iter().map(|(piece, _)| piece).collect();
                assert_eq!(joined, syntax);
            }
        }
    }

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
