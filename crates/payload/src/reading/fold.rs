//! Characters that look like those of a hexadecimal text and are others: wide and slanted digits, Cyrillic and Greek letters, long dashes, and
//! what nobody sees. Keyboards, text programs and chats put them in.

use std::borrow::Cow;

/// The text as ASCII would have it; the same text where there is nothing to change.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // A sign of multiplication is an x where one can be.
            '×' if plain.ends_with('0') => plain.push('x'),
            _ => plain.extend(alike(character)),
        }
    }
    Cow::Owned(plain)
}

/// The character that this one looks like; none where it is not seen.
fn alike(character: char) -> Option<char> {
    let code = u32::from(character);
    let digit = |zero: u32| char::from_digit((code - zero) % 10, 10);
    match character {
        '\u{AD}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => None,
        '、' | '，' | '；' => Some(','),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(code - 0xFEE0),
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6F0}'..='\u{6F9}' => digit(0x6F0),
        '\u{966}'..='\u{96F}' => digit(0x966),
        '\u{1D7CE}'..='\u{1D7FF}' => digit(0x1D7CE),
        // The alphabets of mathematics, of 26 capital and 26 small letters each.
        '\u{1D400}'..='\u{1D6A3}' => {
            let letter = u8::try_from((code - 0x1D400) % 52).unwrap_or_default();
            Some(char::from(if letter < 26 { b'A' + letter } else { b'a' + letter - 26 }))
        }
        '\u{410}' | '\u{391}' => Some('A'),
        '\u{412}' | '\u{392}' => Some('B'),
        '\u{421}' | '\u{3F9}' => Some('C'),
        '\u{415}' | '\u{395}' => Some('E'),
        '\u{41E}' | '\u{39F}' => Some('O'),
        '\u{425}' | '\u{3A7}' => Some('X'),
        '\u{430}' | '\u{3B1}' => Some('a'),
        '\u{441}' | '\u{3F2}' => Some('c'),
        '\u{435}' => Some('e'),
        '\u{43E}' | '\u{3BF}' => Some('o'),
        '\u{445}' | '\u{3C7}' => Some('x'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => Some('-'),
        '\u{B7}' | '\u{2022}' | '\u{2219}' | '\u{30FB}' => Some('.'),
        '“' | '”' | '„' | '‟' => Some('"'),
        '‘' | '’' | '‚' => Some('\''),
        _ => Some(character),
    }
}
