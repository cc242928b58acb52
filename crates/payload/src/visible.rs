//! Text from outside as it is shown: whatever could not be seen, or would change how its neighbours are seen, stands as a mark.
//!
//! What a module, a broker, a file or a link says may hold anything. Shown as it is, a line feed hides what follows, U+202E turns
//! a name around, and two names that differ look the same. So every such text passes through [`visible`] on its way to a person:
//! what can be seen stays what it is, in every language, and the rest becomes `\r`, `\n` or `\xHH`, the bytes of its UTF-8. A mark is
//! made of letters that are shown as they are, so showing twice is showing once.
//!
//! Joiners and variation selectors are marked as well: between most characters they show nothing, and nobody could tell.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Where halves of characters stand in text that a person typed: [`from_utf16`] puts them there, and [`half_of`] finds them.
const HALVES: u32 = 0x10_F800;
const SURROGATES: u32 = 0xD800;
const SURROGATE_COUNT: u32 = 0x800;

/// Half of a character in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    /// How many characters stand before it.
    pub at: usize,
    /// Which half: 0xD800 to 0xDFFF.
    pub unit: u16,
}

/// A text as it is shown in one line.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_hidden) { Cow::Owned(visible_bytes(text.as_bytes())) } else { Cow::Borrowed(text) }
}

/// A text of several lines as it is shown: line feeds and tabs stay what they are.
#[must_use]
pub fn visible_text(text: &str) -> Cow<'_, str> {
    let stays = |character| matches!(character, '\n' | '\t') || !is_hidden(character);
    if text.chars().all(stays) { Cow::Borrowed(text) } else { Cow::Owned(visible_lines(text.as_bytes())) }
}

/// Bytes as they are shown in one line: printable UTF-8 as it is, the rest as `\r`, `\n` and `\xHH`, which is also how data is typed.
#[must_use]
pub fn visible_bytes(bytes: &[u8]) -> String {
    shown(bytes, line_end_named)
}

/// The same for bytes of several lines: line breaks and tabs stay what they are.
#[must_use]
pub fn visible_lines(bytes: &[u8]) -> String {
    let lines: Vec<String> = bytes
        .split(|byte| *byte == b'\n')
        .map(|line| {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            shown(line, |character| (character == '\t').then_some("\t"))
        })
        .collect();
    lines.join("\n")
}

/// The same in one line from which every byte can be read back: a backslash is doubled.
#[must_use]
pub fn escaped(bytes: &[u8]) -> String {
    shown(bytes, |character| if character == '\\' { Some("\\\\") } else { line_end_named(character) })
}

/// Whether a character could not be seen, or would change how its neighbours are seen.
#[must_use]
pub const fn is_hidden(character: char) -> bool {
    let (code, low) = (character as u32, character as u32 & 0xFFFF);
    matches!(code, 0..=0x1F | 0x7F..=0x9F)
        // What is blank though it is no blank: the soft hyphen, joiners, fillers, the Braille cell without dots.
        || matches!(code, 0xAD | 0x34F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x2800 | 0x3164 | 0xFFA0)
        // Direction: marks, embeddings, overrides, isolates, and the separators of lines and paragraphs.
        || matches!(code, 0x61C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F)
        // Variation selectors, the byte order mark, annotations; hidden controls of notes and shorthand.
        || matches!(code, 0xFE00..=0xFE0F | 0xFEFF | 0xFFF0..=0xFFFB | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A)
        // Tags and the other variation selectors; halves of characters.
        || matches!(code, 0xE0000..=0xE0FFF | HALVES..)
        // What will never be a character.
        || matches!(code, 0xFDD0..=0xFDEF)
        || matches!(low, 0xFFFE | 0xFFFF)
}

/// The text of UTF-16 as a field holds it. Half of a character, which no text can hold, is kept as a character that nothing uses: the
/// last ones of Unicode's private area, which are refused wherever text becomes bytes.
#[must_use]
pub fn from_utf16(units: impl IntoIterator<Item = u16>) -> String {
    let half = |unit: u16| char::from_u32(HALVES + u32::from(unit) - SURROGATES).unwrap_or(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(units).map(|read| read.unwrap_or_else(|error| half(error.unpaired_surrogate()))).collect()
}

/// The UTF-16 of a text that [`from_utf16`] made: halves of characters are what they were.
pub fn to_utf16(text: &str) -> impl Iterator<Item = u16> + '_ {
    text.chars().flat_map(|character| {
        let mut buffer = [0; 2];
        let units = match half_of(character) {
            Some(unit) => [Some(unit), None],
            None => match character.encode_utf16(&mut buffer) {
                [one] => [Some(*one), None],
                [first, second, ..] => [Some(*first), Some(*second)],
                [] => [None, None],
            },
        };
        units.into_iter().flatten()
    })
}

/// Which half of a character this one stands for.
#[must_use]
pub fn half_of(character: char) -> Option<u16> {
    let place = u32::from(character).checked_sub(HALVES).filter(|place| *place < SURROGATE_COUNT)?;
    u16::try_from(SURROGATES + place).ok()
}

/// The first half of a character in a text.
#[must_use]
pub fn half_in(text: &str) -> Option<Half> {
    // What they all begin with in UTF-8, and hardly anything else does: a megabyte is told at every key that it has none.
    memchr::memchr(0xF4, text.as_bytes())?;
    text.chars().enumerate().find_map(|(at, character)| Some(Half { at, unit: half_of(character)? }))
}

fn line_end_named(character: char) -> Option<&'static str> {
    match character {
        '\r' => Some("\\r"),
        '\n' => Some("\\n"),
        _ => None,
    }
}

fn shown(bytes: &[u8], named: impl Fn(char) -> Option<&'static str>) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if let Some(name) = named(character) {
                text.push_str(name);
            } else if is_hidden(character) {
                let mut buffer = [0; 4];
                escape(&mut text, character.encode_utf8(&mut buffer).as_bytes());
            } else {
                text.push(character);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_can_be_seen() {
        for (bytes, expected) in [
            (&b"AT+CSQ\r\n"[..], "AT+CSQ\\r\\n"),
            (b"\x00\x1A\x7F\xFE", "\\x00\\x1A\\x7F\\xFE"),
            ("Größe 阀".as_bytes(), "Größe 阀"),
            ("a\u{202E}b".as_bytes(), "a\\xE2\\x80\\xAEb"),
            (b"<b>\\", "<b>\\"),
        ] {
            assert_eq!(visible_bytes(bytes), expected);
        }
    }

    #[test]
    fn text_that_can_be_seen_stays_in_every_language() {
        for text in [
            "",
            "plant/7",
            "Größe",
            "مصنع",
            "מפעל",
            "工厂 温度",
            "завод",
            "โรงงาน",
            "कारखाना",
            "공장",
            "😀 ℃ ½",
            "\u{A0}",
            "a b",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_seen_or_moves_others_is_marked() {
        for hidden in [
            '\0',
            '\t',
            '\n',
            '\r',
            '\u{1B}',
            '\u{7F}',
            '\u{85}',
            '\u{9B}',
            '\u{AD}',
            '\u{34F}',
            '\u{61C}',
            '\u{115F}',
            '\u{1160}',
            '\u{180E}',
            '\u{200B}',
            '\u{200C}',
            '\u{200D}',
            '\u{200E}',
            '\u{200F}',
            '\u{2028}',
            '\u{2029}',
            '\u{202A}',
            '\u{202E}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206F}',
            '\u{2800}',
            '\u{3164}',
            '\u{FDD0}',
            '\u{FE00}',
            '\u{FE0F}',
            '\u{FEFF}',
            '\u{FFA0}',
            '\u{FFF9}',
            '\u{FFFE}',
            '\u{FFFF}',
            '\u{1D173}',
            '\u{1FFFE}',
            '\u{E0001}',
            '\u{E0041}',
            '\u{E007F}',
            '\u{E0100}',
            '\u{E01EF}',
            '\u{10F83D}',
            '\u{10FFFF}',
        ] {
            let shown = visible(&format!("a{hidden}b")).into_owned();
            assert!(shown.starts_with("a\\") && shown.ends_with('b') && shown.is_ascii(), "{hidden:?}: {shown}");
        }
    }

    #[test]
    fn text_of_several_lines_keeps_them() {
        for (bytes, expected) in [(&b"a\r\nb\tc\n"[..], "a\nb\tc\n"), (b"a\rb\x00\n\\n", "a\\x0Db\\x00\n\\n")] {
            assert_eq!(visible_lines(bytes), expected);
        }
        assert!(matches!(visible_text("a\n\tb"), Cow::Borrowed(_)));
        assert_eq!(visible_text("a\n\u{202E}b\r\nc"), "a\n\\xE2\\x80\\xAEb\nc");
    }

    #[test]
    fn half_a_character_is_kept_and_found() {
        for (units, at, unit) in [
            (&[0x61, 0xD83D, 0x62][..], 1, 0xD83D),
            (&[0xDE00], 0, 0xDE00),
            (&[0xD83D, 0xDE00, 0xDFFF], 1, 0xDFFF),
            (&[0xDE00, 0xD83D], 0, 0xDE00),
        ] {
            let text = from_utf16(units.iter().copied());
            assert_eq!(half_in(&text), Some(Half { at, unit }), "{units:?}");
            assert_eq!(to_utf16(&text).collect::<Vec<_>>(), units);
        }
        assert_eq!(half_in("a😀b\u{FFFD}\u{100000}"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_hides_nothing_and_is_shown_as_it_is(bytes: Vec<u8>, text: String) {
            for shown in [visible_bytes(&bytes), visible(&text).into_owned(), escaped(&bytes)] {
                prop_assert!(!shown.chars().any(is_hidden), "{shown:?}");
                prop_assert!(matches!(visible(&shown), Cow::Borrowed(_)), "{shown:?}");
            }
        }

        #[test]
        fn any_utf16_comes_back(units: Vec<u16>) {
            let text = from_utf16(units.iter().copied());
            prop_assert_eq!(to_utf16(&text).collect::<Vec<_>>(), units.clone());
            prop_assert_eq!(half_in(&text).is_some(), String::from_utf16(&units).is_err());
        }
    }
}
