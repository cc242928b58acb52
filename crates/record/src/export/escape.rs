//! Bytes as text in one line.

use std::fmt::Write as _;

use fibocom_at::mask;

use crate::line::{Direction, Line};

/// What a line is as text: its bytes, the words for what happened to the link, or how many bytes were withheld.
pub(super) fn line_text(line: &Line<'_>) -> String {
    match line.direction {
        Direction::Link(change) => escaped(change.brief().as_bytes()),
        _ if line.raw.is_empty() && line.length > 0 => mask::withheld(line.length),
        _ => escaped(line.raw),
    }
}

/// The bytes as text in one line: a backslash is doubled, so that it can be read back.
pub(super) fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\r' => text.push_str("\\r"),
                '\n' => text.push_str("\\n"),
                '\\' => text.push_str("\\\\"),
                control if control.is_control() => {
                    let mut buffer = [0; 4];
                    escape(&mut text, control.encode_utf8(&mut buffer).as_bytes());
                }
                shown => text.push(shown),
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

/// The bytes as a terminal may show them: nothing in them moves its cursor, sets its title or writes to its clipboard.
pub(super) fn tamed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\r' | '\n' | '\t' => text.push(character),
                control if control.is_control() => {
                    let mut buffer = [0; 4];
                    escape(&mut text, control.encode_utf8(&mut buffer).as_bytes());
                }
                shown => text.push(shown),
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

fn escape(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing to a String does not fail.
        let _ = write!(text, "\\x{byte:02X}");
    }
}
