//! The text of a file without what editors and programs put around it: byte order marks, UTF-16, and the quotes of source code.

use crate::file::Change;
use crate::secret::Secret;

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// How armour begins, in UTF-16 with the lower byte first. With the higher first, the same bytes stand one further.
const WIDE_BEGIN: &[u8] = b"-\0-\0-\0-\0-\0B\0E\0G\0I\0N";

/// The text in plain ASCII, and what was done to it.
pub(crate) fn unmarked(bytes: &[u8]) -> (Secret, Option<Change>) {
    if let Some(text) = bytes.strip_prefix(UTF8_MARK) {
        return (Secret::new(text.to_vec()), Some(Change::NoMark));
    }
    match bytes {
        [0xFF, 0xFE, wide @ ..] => (narrow(wide, u16::from_le_bytes), Some(Change::FromUtf16)),
        [0xFE, 0xFF, wide @ ..] => (narrow(wide, u16::from_be_bytes), Some(Change::FromUtf16)),
        _ => match memchr::memmem::find(bytes, WIDE_BEGIN) {
            Some(at) if at % 2 == 0 => (narrow(bytes, u16::from_le_bytes), Some(Change::FromUtf16)),
            Some(_) => (narrow(bytes, u16::from_be_bytes), Some(Change::FromUtf16)),
            None => (Secret::new(bytes.to_vec()), None),
        },
    }
}

/// UTF-16 as ASCII, as armour is; whatever is not becomes a character that base64 does not have.
fn narrow(wide: &[u8], unit: fn([u8; 2]) -> u16) -> Secret {
    let units = wide.chunks_exact(2).filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    let mut text = Vec::with_capacity(wide.len());
    text.extend(units.map(|unit| u8::try_from(unit).unwrap_or(b'?')));
    Secret::new(text)
}

/// The text that stands in the strings of a program or of JSON: a line end for each `\n` and for whatever joins two strings. What stands around the
/// strings stays, as text around armour.
pub(crate) fn unquoted(code: &[u8]) -> Secret {
    // Never longer than what it is made of: a text that grows leaves copies of itself behind.
    let mut text = Vec::with_capacity(code.len());
    let mut rest = code;
    while let [first, behind @ ..] = rest {
        match first {
            b'\\' => {
                // One that is quoted twice has as many of them before its letter.
                let from = behind.iter().position(|byte| *byte != b'\\').unwrap_or(behind.len());
                rest = behind.get(from..).unwrap_or_default();
                // A quote and a slash stand for themselves, and are seen next.
                if let [b'n' | b'r', ..] = rest {
                    end_line(&mut text);
                    rest = rest.get(1..).unwrap_or_default();
                }
            }
            b'"' | b'\'' | b'`' => {
                end_line(&mut text);
                rest = joined(behind).unwrap_or(behind);
            }
            b'\n' => {
                end_line(&mut text);
                rest = behind;
            }
            other => {
                text.push(*other);
                rest = behind;
            }
        }
    }
    Secret::new(text)
}

/// What follows behind the quote that opens the next string, if nothing but what joins strings stands before it.
fn joined(behind: &[u8]) -> Option<&[u8]> {
    let joins = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'+' | b'\\' | b'.' | b'&');
    let at = behind.iter().position(|byte| !joins(byte))?;
    let next = behind.get(at..)?;
    matches!(next, [b'"' | b'\'' | b'`', ..]).then(|| next.get(1..)).flatten()
}

/// One line end, however many are written.
fn end_line(text: &mut Vec<u8>) {
    if text.last().is_some_and(|last| *last != b'\n') {
        text.push(b'\n');
    }
}
