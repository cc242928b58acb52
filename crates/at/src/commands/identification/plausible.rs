//! What the facts of an identification look like, and which lines are no such fact, whoever asked.

use super::What;
use crate::commands::Form;
use crate::frame::Line;
use crate::reply::Final;
use crate::urc::{self, Urc};

/// What a line says, without the name before it and the quotes around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) text: String,
    /// Whether the line names the fact in words, as `Model: FM160-CN` does.
    pub(super) is_labelled: bool,
}

/// Lines of a call, and of a firmware that lacks a command: they come between any question and its answer.
const CALLS: &[&str] =
    &["RING", "NO CARRIER", "NO DIALTONE", "NO ANSWER", "BUSY", "CONNECT", "COMMAND NOT SUPPORT", "VOICE", "DATA"];

/// What the name of a company ends in.
const COMPANIES: &[&str] = &["inc", "ltd", "limited", "co", "company", "corp", "corporation", "gmbh", "llc"];

/// What the line says of the fact. Nothing, where it does not read like it.
pub(super) fn answer(what: What, line: &Line<'_>) -> Option<Answer> {
    if is_foreign(line) {
        return None;
    }
    let text = String::from_utf8_lossy(line.bytes());
    let (body, is_labelled) = match (line.tag(), text.split_once(':')) {
        (Some(tag), _) => {
            let own = what.specs().iter().any(|spec| spec.name.eq_ignore_ascii_case(tag));
            (String::from_utf8_lossy(line.rest()).into_owned(), own.then_some(false)?)
        }
        (None, Some((head, value))) if is_label(head) => {
            (value.to_owned(), head.trim().eq_ignore_ascii_case(what.label()).then_some(true)?)
        }
        (None, _) => (text.into_owned(), false),
    };
    let found = texts(&body).find(|text| what.reads_like(text))?.to_owned();
    Some(Answer { text: found, is_labelled })
}

/// Whether the line can be one of those that ATI prints: any text of the module's own.
pub(super) fn introduces(_: Form, line: &Line<'_>) -> bool {
    !is_foreign(line) && line.tag().is_none_or(|tag| super::ATI.owns_tag(tag))
}

impl What {
    /// What ATI calls it.
    const fn label(self) -> &'static str {
        match self {
            Self::Manufacturer => "Manufacturer",
            Self::Model => "Model",
            Self::Revision => "Revision",
            Self::SerialNumber => "IMEI",
        }
    }

    /// Whether the text can be this fact. A model has letters and digits, the name of a company none of the latter or an ending
    /// that tells it; a revision has digits; an IMEI has fifteen and nothing else (3GPP TS 23.003, 6.2.1).
    fn reads_like(self, text: &str) -> bool {
        let has = |wanted: fn(&char) -> bool| text.chars().any(|character| wanted(&character));
        let (letters, digits) = (has(char::is_ascii_alphabetic), has(char::is_ascii_digit));
        let is_printed = !text.contains(char::REPLACEMENT_CHARACTER) && !has(|character| character.is_control());
        is_printed
            && match self {
                Self::Manufacturer => letters && (!digits || is_company(text)),
                Self::Model => letters && digits && !is_company(text),
                Self::Revision => digits && !is_imei(text),
                Self::SerialNumber => is_imei(text),
            }
    }
}

fn is_imei(text: &str) -> bool {
    text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_company(text: &str) -> bool {
    let last = text.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).unwrap_or_default();
    COMPANIES.iter().any(|ending| ending.eq_ignore_ascii_case(last))
}

/// A word or two before a colon.
fn is_label(head: &str) -> bool {
    head.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') && head.chars().any(|c| c.is_ascii_alphabetic())
}

/// The texts in quotes, where the first character is one; else all of it.
fn texts(body: &str) -> impl Iterator<Item = &str> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”');
    let body = body.trim();
    let every = if body.starts_with(is_quote) { 2 } else { 1 };
    let offset = every - 1;
    let quoted = body.split(is_quote).skip(offset).step_by(every).map(str::trim);
    quoted.take(if offset == 0 { 1 } else { usize::MAX }).filter(|text| !text.is_empty())
}

/// Whether the line is somebody else's: a GNSS sentence, a line of a call, a final result, an echo, an unsolicited code.
fn is_foreign(line: &Line<'_>) -> bool {
    let bytes = line.bytes();
    let begins = |word: &str| {
        let (head, rest) = bytes.split_at_checked(word.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(word.as_bytes()) && rest.first().is_none_or(|next| *next == b' ')
    };
    let is_sentence = matches!(bytes.first(), Some(b'$' | b'!'));
    let is_echo = bytes.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(b"AT+"));
    let is_code =
        urc::is_start(line) || urc::comes_unasked(line) || (line.tag().is_none() && Urc::parse(line).is_some());
    line.is_blank()
        || is_sentence
        || is_echo
        || is_code
        || Final::parse(line).is_some()
        || CALLS.iter().any(|word| begins(word))
}
