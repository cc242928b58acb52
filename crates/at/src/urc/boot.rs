//! What a module prints as it starts.

use super::{Code, Listed, Urc};
use crate::frame::Line;
use crate::meaning::{advice, entries};
use crate::profile::{Manual, Source};

pub(super) const STARTED: Listed = Listed {
    code: &Code {
        names: &["AT command ready", "AT READY"],
        id: "code-started",
        syntax: "AT command ready",
        example: "AT command ready",
        source: Source { manual: Manual::GuideV12, section: "4.1.1" },
        read: |_, line| is_start(line).then_some(Urc::Started),
        ..Code::BASE
    },
    meaning: |heard| is_start(heard.line).then(|| MODULE_STARTED.with([])),
    known: KNOWN,
};

pub(super) const BOOT: Listed = Listed {
    code: &Code {
        names: &["RDY", "PB DONE", "SMS Ready", "Call Ready"],
        id: "code-boot",
        syntax: "RDY",
        example: "RDY",
        ..Code::BASE
    },
    meaning: |heard| heard.is_notice().then(|| BOOTING.with([])),
    known: &[],
};

entries! {
    MODULE_STARTED = "meaning-started" Warn () => advice::REBOOTED;
    BOOTING = "meaning-notice-boot" Info ();
}

/// Whether a line without a tag comes of the module's own accord whatever was asked: a ring, a word of its start or of its end, a code of
/// chips that mark theirs with a star or another sign. None of them is text that answers a question.
#[must_use]
pub(crate) fn comes_unasked(line: &Line<'_>) -> bool {
    /// Seen on modules of several makers.
    const WORDS: [&str; 8] =
        ["RDY", "APP RDY", "PB DONE", "PB READY", "SMS DONE", "SMS READY", "CALL READY", "SIM READY"];
    const OFF: &[u8] = b"POWER DOWN";
    let bytes = line.bytes();
    match bytes {
        [b'*' | b'#' | b'%' | b'$', rest @ ..] => {
            let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            name > 0 && rest.get(name) == Some(&b':')
        }
        [b'R' | b'A' | b'P' | b'S' | b'C' | b'r' | b'a' | b'p' | b's' | b'c', ..]
            if WORDS.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(bytes)) =>
        {
            true
        }
        _ => is_ring(bytes) || bytes.len().checked_sub(OFF.len()).and_then(|at| bytes.get(at..)) == Some(OFF),
    }
}

/// Whether the line tells of a call that comes in (V.250, 5.7.1; 3GPP TS 27.007, 6.11).
#[must_use]
pub(crate) fn is_ring(line: &[u8]) -> bool {
    line == b"RING" || line.starts_with(b"+CRING")
}

/// Whether the line says that the module has started. Its beginning may be lost, what came before it may have had no line end, and the
/// power-up may have left bytes before it that are no text, with letters among them.
#[must_use]
pub fn is_start(line: &Line<'_>) -> bool {
    // Every line is asked this, and both ways to say it end with the same letter.
    matches!(line.bytes(), [.., b'Y' | b'y']) && (is_whole_start(line.bytes()) || is_disturbed_start(line.bytes()))
}

/// Whether the line says so, and nothing of it is lost or stands before it.
#[must_use]
pub(crate) fn is_whole_start(line: &[u8]) -> bool {
    STARTED.code.is_called(line)
}

fn is_disturbed_start(bytes: &[u8]) -> bool {
    const LEAST: &str = "command ready";
    let without = |words: &str| {
        let (head, tail) = bytes.split_at_checked(bytes.len().checked_sub(words.len())?)?;
        tail.eq_ignore_ascii_case(words.as_bytes()).then_some(head)
    };
    let stands_behind_junk = |head: &[u8]| match head.last() {
        Some(b' '..=b'~') => is_start(&Line::of(head)),
        before => before.is_some(),
    };
    without(LEAST).is_some_and(|head| matches!(head, b"" | b"T " | b"t "))
        || STARTED.code.names.iter().filter_map(|words| without(words)).any(stands_behind_junk)
}
