//! What a text looks like by itself: a command, something that a module says, or neither.

use fibocom_at::commands::Typed;
use fibocom_at::frame::Line;
use fibocom_at::reply::Final;
use fibocom_at::urc::{Code, is_start};

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// A command line.
    Command,
    /// A line that only a module says.
    Reply,
    /// The sign that asks for data.
    Prompt,
    /// Anything else.
    Other,
}

/// The longest name of a result code.
const NAME_MAX: usize = 24;

/// What modules print that no list of codes has.
const WORDS: &[&[u8]] = &[b"RDY", b"AT READY", b"PB DONE", b"SMS Ready", b"Call Ready", b"SMS READY", b"POWERED DOWN"];

/// What a text looks like, without blanks and line ends around it.
pub(crate) fn look(text: &[u8]) -> Look {
    let text = text.trim_ascii();
    match text.first() {
        None => Look::Other,
        Some(b'>') if text.len() == 1 => Look::Prompt,
        Some(b'A' | b'a') if is_command(text) => Look::Command,
        Some(b'A'..=b'Z' | b'+' | b'^' | b'*') if is_reply(text) => Look::Reply,
        Some(_) => Look::Other,
    }
}

fn is_command(text: &[u8]) -> bool {
    let Some((head @ (b"AT" | b"at" | b"At"), rest)) = text.split_at_checked(2) else { return text == b"A/" };
    let Some((first, rest)) = rest.split_first() else { return head != b"At" };
    match first {
        b'+' | b'^' | b'&' | b'%' | b'$' | b'*' | b'#' => rest.first().is_some_and(u8::is_ascii_alphabetic),
        b'D' | b'd' => rest.first().is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'+' | b'T')),
        b'S' | b's' => {
            let rest = rest.trim_ascii_start();
            rest.first().is_some_and(u8::is_ascii_digit) && rest.iter().any(|byte| matches!(byte, b'=' | b'?'))
        }
        // ATE0, ATI, ATZ: one letter and a number; ATE0V1 strings several together.
        letter if letter.is_ascii_alphabetic() && head != b"At" => {
            rest.is_empty()
                || (rest.first().is_some_and(u8::is_ascii_digit)
                    && rest.len() <= 8
                    && rest.iter().all(u8::is_ascii_alphanumeric))
        }
        _ => false,
    }
}

fn is_reply(text: &[u8]) -> bool {
    // A program says more of its own errors than a number.
    if text.strip_prefix(b"ERROR:").is_some_and(|rest| !rest.trim_ascii().iter().all(u8::is_ascii_digit)) {
        return false;
    }
    let line = Line::of(text);
    if is_start(&line) {
        // What a logger writes before a tab is no junk of a power-up.
        return memchr::memchr(b'\t', text).is_none();
    }
    if WORDS.contains(&text) || Final::parse(&line).is_some() || Code::of_line(&line).is_some() {
        return true;
    }
    if !matches!(text.first(), Some(b'+' | b'^' | b'*')) {
        return false;
    }
    let name = text.get(1..).unwrap_or_default();
    let end = name.iter().position(|byte| !(byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_'));
    end.is_some_and(|end| (2..=NAME_MAX).contains(&end) && name.get(end) == Some(&b':'))
}

/// Whether a line end stands within a text.
pub(crate) fn has_more_lines(text: &[u8]) -> bool {
    memchr::memchr(b'\n', text.trim_ascii()).is_some()
}

/// Whether a blank stands outside quotes: the rest of a command has none.
pub(crate) fn has_blank(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'"').step_by(2).any(|part| part.contains(&b' '))
}

/// Whether a quote is open at the end.
pub(crate) fn is_open(text: &[u8]) -> bool {
    memchr::memchr_iter(b'"', text).count() % 2 == 1
}

/// Whether a text is the echo of a command with a byte lost, doubled or changed. Nothing has come between the two.
pub(super) fn is_damaged_echo(command: &[u8], text: &[u8]) -> bool {
    const SHORT: usize = 6;
    let same = command.iter().zip(text).take_while(|(a, b)| a == b).count();
    let end = command.iter().rev().zip(text.iter().rev()).take_while(|(a, b)| a == b).count();
    let longest = command.len().max(text.len());
    if longest < SHORT || command.len().abs_diff(text.len()) > 1 || same + end + 1 < longest {
        return false;
    }
    // Two commands may be as near to each other: AT+CREG? and AT+CEREG?.
    let name = |text: &[u8]| Typed::of(text).map(|typed| (typed.spec.is_some(), typed.name));
    match (name(command), name(text)) {
        (Some((_, own)), Some((is_known, other))) => own == other || !is_known,
        _ => true,
    }
}

/// The line with this tag that is waited for, at the end of something that the program says. A program that shows it twice shows it alone first.
pub(super) fn reply_within<'a>(text: &'a [u8], tag: &[u8]) -> Option<&'a [u8]> {
    let at = memchr::memmem::find(text, tag)?;
    let (before, reply) = text.split_at(at);
    let values = reply.get(tag.len()..)?.trim_ascii();
    let is_values = values.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' ' | b'.' | b'"'));
    (before.ends_with(b" ") && !values.is_empty() && is_values).then_some(reply)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_look_like_what_they_are() {
        for (text, expected) in [
            ("AT", Look::Command),
            ("at+csq", Look::Command),
            ("AT+MQTTPUB=1,\"t\",0,0,\"x\"", Look::Command),
            ("ATE0", Look::Command),
            ("ATE0V1", Look::Command),
            ("ATI", Look::Command),
            ("AT&F", Look::Command),
            ("ATD*99#", Look::Command),
            ("ATS0=1", Look::Command),
            ("OK", Look::Reply),
            ("ERROR", Look::Reply),
            ("+CME ERROR: 10", Look::Reply),
            ("+CSQ: 20,99", Look::Reply),
            ("^SYSINFO: 2,3", Look::Reply),
            ("AT command ready", Look::Reply),
            ("+SIM READY", Look::Reply),
            ("RDY", Look::Reply),
            ("NO CARRIER", Look::Reply),
            (">", Look::Prompt),
            ("> ", Look::Prompt),
            ("", Look::Other),
            ("ATTENTION", Look::Other),
            ("At 10:00 the pump", Look::Other),
            ("Attach failed", Look::Other),
            ("atomic", Look::Other),
            ("+41791234567", Look::Other),
            ("connected", Look::Other),
            ("ERROR: sensor timeout", Look::Other),
            ("ERROR: 50", Look::Reply),
            ("OKAY", Look::Other),
            ("Rx\tAT command ready", Look::Other),
            ("> x", Look::Other),
        ] {
            assert_eq!(look(text.as_bytes()), expected, "{text}");
        }
    }
}
