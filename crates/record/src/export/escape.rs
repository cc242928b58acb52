//! Bytes as text in one line.

use std::fmt::Write as _;

use fibocom_at::private_key;

use crate::line::{Direction, Line};

/// How bytes are shown as text in one line.
pub type Shows = fn(&[u8]) -> String;

/// What a line is as text: its bytes, the words for what happened to the link, or how many bytes were withheld.
pub(super) fn line_text(line: &Line<'_>, shows: Shows) -> String {
    match line.direction {
        Direction::Link(change) => shows(change.brief().as_bytes()),
        _ if line.raw.is_empty() && line.length > 0 => private_key::withheld(line.length),
        _ => shows(line.raw),
    }
}

/// The bytes as text in one line: a backslash is doubled, so that it can be read back.
pub(super) fn escaped(bytes: &[u8]) -> String {
    text_of(bytes, |character| character == '\\' || character.is_control())
}

/// The bytes as a terminal may show them: nothing in them moves its cursor, sets its title or writes to its clipboard.
pub(super) fn tamed(bytes: &[u8]) -> String {
    text_of(bytes, |character| character.is_control() && !matches!(character, '\r' | '\n' | '\t'))
}

/// The bytes as text. Bytes that are not UTF-8 are escaped, and so are the unwanted characters.
fn text_of(bytes: &[u8], is_escaped: impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some((at, character)) = rest.char_indices().find(|(_, character)| is_escaped(*character)) {
            let (shown, behind) = rest.split_at(at);
            text.push_str(shown);
            match character {
                '\r' => text.push_str("\\r"),
                '\n' => text.push_str("\\n"),
                '\\' => text.push_str("\\\\"),
                other => escape(&mut text, other.encode_utf8(&mut [0; 4]).as_bytes()),
            }
            rest = behind.get(character.len_utf8()..).unwrap_or_default();
        }
        text.push_str(rest);
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
