//! Bytes as text that can be edited: a second view of the same bytes, from which every one of them comes back.
//!
//! What an encoding cannot show, or what could not be seen, stands as `⟨1A⟩`: one byte in hexadecimal digits. So text made
//! of bytes always gives those bytes back; [`bytes_of`] of [`text_of`] changes nothing, in any encoding.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::gbk;
use crate::visible::{half_of, is_hidden};

/// Opens and closes a byte that is no text. The characters themselves therefore stand as bytes too.
const OPEN: char = '\u{27E8}';
const CLOSE: char = '\u{27E9}';

/// How text becomes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// GBK as browsers encode it.
    Gbk,
    /// ISO 8859-1: each byte is the character of its number. What browsers call by that name is Windows-1252.
    Latin1,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineEnds {
    /// 0x0A.
    #[default]
    Lf,
    /// 0x0D 0x0A.
    CrLf,
}

/// A character that an encoding does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the encoding has no {character:?}")]
pub struct Unencodable {
    /// The character.
    pub character: char,
}

impl LineEnds {
    /// How the lines of these bytes end: CR LF where every line feed has its carriage return. None where there is one line.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut any = false;
        for at in memchr::memchr_iter(b'\n', bytes) {
            any = true;
            if at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'\r') {
                return Some(Self::Lf);
            }
        }
        any.then_some(Self::CrLf)
    }

    /// The bytes with every line ended in this way.
    #[must_use]
    pub fn end(self, bytes: &[u8]) -> Vec<u8> {
        let mut ended = Vec::with_capacity(bytes.len());
        let mut rest = bytes.iter().copied().peekable();
        while let Some(byte) = rest.next() {
            match (byte, self) {
                (b'\r', Self::Lf) if rest.peek() == Some(&b'\n') => {}
                (b'\n', Self::CrLf) if ended.last() != Some(&b'\r') => ended.extend_from_slice(b"\r\n"),
                _ => ended.push(byte),
            }
        }
        ended
    }
}

/// The bytes as text, with a line feed for each line end.
#[must_use]
pub fn text_of(bytes: &[u8], encoding: Encoding, ends: LineEnds) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut lines = Lines { bytes, ends };
    while let Some((line, ended)) = lines.next() {
        match encoding {
            Encoding::Utf8 => utf8(&mut text, line),
            Encoding::Gbk => in_gbk(&mut text, line),
            Encoding::Latin1 => line.iter().for_each(|byte| put(&mut text, char::from(*byte), &[*byte])),
        }
        if ended {
            text.push('\n');
        }
    }
    text
}

/// The bytes of a text as [`text_of`] makes it, or as somebody typed it.
///
/// # Errors
/// [`Unencodable`], with the first character that the encoding does not have.
pub fn bytes_of(text: &str, encoding: Encoding, ends: LineEnds) -> Result<Vec<u8>, Unencodable> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((byte, length)) = escaped_byte(rest) {
            bytes.push(byte);
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        match character {
            '\n' if ends == LineEnds::CrLf => bytes.extend_from_slice(b"\r\n"),
            _ => bytes.extend_from_slice(&encode(character, encoding)?),
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    Ok(bytes)
}

/// The bytes of a character.
///
/// # Errors
/// [`Unencodable`].
pub fn encode(character: char, encoding: Encoding) -> Result<Cow<'static, [u8]>, Unencodable> {
    let missing = Unencodable { character };
    match encoding {
        // Half of a character is not a character.
        _ if half_of(character).is_some() => Err(missing),
        _ if character.is_ascii() => Ok(vec![character as u8].into()),
        Encoding::Utf8 => Ok(character.encode_utf8(&mut [0; 4]).as_bytes().to_vec().into()),
        Encoding::Latin1 => u8::try_from(character).map(|byte| vec![byte].into()).map_err(|_| missing),
        Encoding::Gbk => gbk::encode(character).map(Into::into).ok_or(missing),
    }
}

/// Whether the bytes are text throughout: all of them characters, and none of those hidden but tabs and line ends.
#[must_use]
pub fn is_text(bytes: &[u8], encoding: Encoding) -> bool {
    let mut lines = Lines { bytes, ends: LineEnds::of(bytes).unwrap_or_default() };
    while let Some((line, _)) = lines.next() {
        let is_text = match encoding {
            Encoding::Utf8 => std::str::from_utf8(line).is_ok_and(|line| line.chars().all(stands_for_itself)),
            Encoding::Latin1 => line.iter().all(|byte| stands_for_itself(char::from(*byte))),
            Encoding::Gbk => {
                let mut text = String::new();
                in_gbk(&mut text, line);
                !text.contains(OPEN)
            }
        };
        if !is_text {
            return false;
        }
    }
    true
}

/// The lines of some bytes, each with whether a line end followed.
struct Lines<'a> {
    bytes: &'a [u8],
    ends: LineEnds,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<(&'a [u8], bool)> {
        if self.bytes.is_empty() {
            return None;
        }
        let end: &[u8] = match self.ends {
            LineEnds::Lf => b"\n",
            LineEnds::CrLf => b"\r\n",
        };
        let at = memchr::memmem::find(self.bytes, end);
        let (line, rest) = self.bytes.split_at(at.unwrap_or(self.bytes.len()));
        self.bytes = rest.get(end.len()..).unwrap_or_default();
        Some((line, at.is_some()))
    }
}

fn utf8(text: &mut String, bytes: &[u8]) {
    let mut buffer = [0; 4];
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            put(text, character, character.encode_utf8(&mut buffer).as_bytes());
        }
        escape(text, chunk.invalid());
    }
}

fn in_gbk(text: &mut String, bytes: &[u8]) {
    let mut rest = bytes;
    while let Some(first) = rest.first().copied() {
        let exact = |length: usize| {
            let unit = rest.get(..length)?;
            gbk::decode(unit).map(|character| (character, unit))
        };
        let found = if first.is_ascii() {
            Some((char::from(first), rest.get(..1).unwrap_or_default()))
        } else {
            exact(1).or_else(|| exact(2))
        };
        let taken = match found {
            Some((character, unit)) => {
                put(text, character, unit);
                unit.len()
            }
            None => {
                escape(text, &[first]);
                1
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
}

fn put(text: &mut String, character: char, bytes: &[u8]) {
    if stands_for_itself(character) {
        text.push(character);
    } else {
        escape(text, bytes);
    }
}

/// Whether a character can be edited as it is: it can be seen, is a tab or says how the emoji before it looks, and does not mark bytes that
/// are no text.
fn stands_for_itself(character: char) -> bool {
    (!is_hidden(character) || matches!(character, '\t' | '\u{FE0E}' | '\u{FE0F}'))
        && character != OPEN
        && character != CLOSE
}

fn escape(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing to a String does not fail.
        let _ = write!(text, "{OPEN}{byte:02X}{CLOSE}");
    }
}

/// The byte that a text begins with in digits, and how long that is.
fn escaped_byte(text: &str) -> Option<(u8, usize)> {
    let digits = text.strip_prefix(OPEN)?.get(..2)?;
    let length = OPEN.len_utf8() + 2 + CLOSE.len_utf8();
    let closed = text.get(..length)?.ends_with(CLOSE) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| closed).map(|byte| (byte, length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::gbk::tests::learn;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Gbk, Encoding::Latin1];

    #[test]
    fn bytes_that_are_no_text_stand_as_such() {
        learn();
        for (bytes, encoding, ends, text) in [
            (&b"plain\t1"[..], Encoding::Utf8, LineEnds::Lf, "plain\t1"),
            ("é温".as_bytes(), Encoding::Utf8, LineEnds::Lf, "é温"),
            (b"\xFFa\x00", Encoding::Utf8, LineEnds::Lf, "⟨FF⟩a⟨00⟩"),
            ("⟨".as_bytes(), Encoding::Utf8, LineEnds::Lf, "⟨E2⟩⟨9F⟩⟨A8⟩"),
            (b"a\r\nb\rc", Encoding::Utf8, LineEnds::CrLf, "a\nb⟨0D⟩c"),
            (b"a\r\nb\n", Encoding::Utf8, LineEnds::Lf, "a⟨0D⟩\nb\n"),
            (b"a\nb\r\n", Encoding::Utf8, LineEnds::CrLf, "a⟨0A⟩b\n"),
            (b"\xE9\x80", Encoding::Latin1, LineEnds::Lf, "é⟨80⟩"),
            (b"\xCE\xC2\xFF", Encoding::Gbk, LineEnds::Lf, "温⟨FF⟩"),
            (b"\x80", Encoding::Gbk, LineEnds::Lf, "€"),
        ] {
            assert_eq!(text_of(bytes, encoding, ends), text, "{bytes:?} {encoding:?}");
        }
    }

    #[test]
    fn typed_text_becomes_bytes_or_names_the_character_that_does_not() {
        learn();
        for (text, encoding, ends, bytes) in [
            ("a\nb", Encoding::Utf8, LineEnds::CrLf, Ok(&b"a\r\nb"[..])),
            ("温", Encoding::Gbk, LineEnds::Lf, Ok(b"\xCE\xC2")),
            ("é", Encoding::Latin1, LineEnds::Lf, Ok(b"\xE9")),
            ("a€", Encoding::Latin1, LineEnds::Lf, Err(Unencodable { character: '€' })),
            ("😀", Encoding::Gbk, LineEnds::Lf, Err(Unencodable { character: '😀' })),
            ("⟨1a⟩⟨zz⟩", Encoding::Utf8, LineEnds::Lf, Ok("\x1A⟨zz⟩".as_bytes())),
            ("a\u{10F83D}", Encoding::Utf8, LineEnds::Lf, Err(Unencodable { character: '\u{10F83D}' })),
            ("a\u{10F83D}", Encoding::Gbk, LineEnds::Lf, Err(Unencodable { character: '\u{10F83D}' })),
        ] {
            assert_eq!(bytes_of(text, encoding, ends).as_deref().map_err(|error| *error), bytes, "{text:?}");
        }
    }

    #[test]
    fn each_of_the_256_bytes_keeps_its_value_in_every_encoding() {
        learn();
        for encoding in ENCODINGS {
            for byte in 0..=255_u8 {
                for ends in [LineEnds::Lf, LineEnds::CrLf] {
                    assert_eq!(bytes_of(&text_of(&[byte], encoding, ends), encoding, ends).unwrap(), [byte]);
                }
            }
        }
        for byte in 0xA0..=0xFF_u8 {
            let text = text_of(&[byte], Encoding::Latin1, LineEnds::Lf);
            assert!(byte == 0xAD || text == char::from(byte).to_string(), "{text}");
        }
    }

    #[test]
    fn every_character_of_gbk_comes_back() {
        learn();
        for first in 0x81..=0xFE_u8 {
            let bytes: Vec<u8> = (0x40..=0xFE_u8).flat_map(|second| [first, second]).collect();
            let text = text_of(&bytes, Encoding::Gbk, LineEnds::Lf);
            assert_eq!(bytes_of(&text, Encoding::Gbk, LineEnds::Lf).unwrap(), bytes);
        }
    }

    #[test]
    fn line_ends_are_told_and_changed() {
        for (bytes, ends, lf, crlf) in [
            (&b"a"[..], None, &b"a"[..], &b"a"[..]),
            (b"a\nb", Some(LineEnds::Lf), b"a\nb", b"a\r\nb"),
            (b"a\r\nb\r\n", Some(LineEnds::CrLf), b"a\nb\n", b"a\r\nb\r\n"),
            (b"a\r\nb\nc\rd", Some(LineEnds::Lf), b"a\nb\nc\rd", b"a\r\nb\r\nc\rd"),
        ] {
            assert_eq!(LineEnds::of(bytes), ends);
            assert_eq!((LineEnds::Lf.end(bytes), LineEnds::CrLf.end(bytes)), (lf.to_vec(), crlf.to_vec()));
        }
    }

    proptest! {
        #[test]
        fn the_text_of_any_bytes_gives_them_back(bytes: Vec<u8>, which in 0..3_usize, crlf: bool) {
            learn();
            let ends = if crlf { LineEnds::CrLf } else { LineEnds::Lf };
            let text = text_of(&bytes, ENCODINGS[which], ends);
            prop_assert_eq!(bytes_of(&text, ENCODINGS[which], ends).unwrap(), bytes);
        }

        #[test]
        fn text_is_what_stands_without_bytes_among_it(
            bytes in proptest::collection::vec(prop_oneof![b'a'..b'f', Just(b'\n'), Just(b'\r'), any::<u8>()], 0..6),
            which in 0..3_usize,
        ) {
            learn();
            let ends = LineEnds::of(&bytes).unwrap_or_default();
            let shown = text_of(&bytes, ENCODINGS[which], ends);
            prop_assert_eq!(is_text(&bytes, ENCODINGS[which]), !shown.contains(OPEN), "{:?}", shown);
        }
    }
}
