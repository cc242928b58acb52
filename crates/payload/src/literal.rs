//! String and byte literals of C, Rust, Python and JavaScript, read to the bytes that they stand for.

/// The bytes of one literal or of several side by side: `"\xAA\x55"`, `b'..'`, `"a" "b"`; or of escapes alone: `\xAA\x55`. None
/// where the text is anything else, or has no escape and no quotes.
#[must_use]
pub fn literal_bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    if text.starts_with('\\') {
        return unescape(text);
    }
    let mut bytes = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let quoted = rest.strip_prefix(['b', 'B', 'L']).unwrap_or(rest);
        let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inside = quoted.get(1..)?;
        let end = closing(inside, quote)?;
        bytes.extend(unescape(inside.get(..end)?)?);
        rest = inside.get(end + 1..)?.trim_start_matches(|c: char| c.is_whitespace() || c == '+' || c == '\\');
    }
    (!text.is_empty()).then_some(bytes)
}

/// Where a literal ends: the first quote that no backslash stands before.
fn closing(inside: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    inside.char_indices().find_map(|(at, character)| {
        let ends = character == quote && !escaped;
        escaped = character == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// The bytes of text with escapes, or none where an escape is not known.
fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let mut buffer = [0; 4];
        if character != '\\' {
            bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            continue;
        }
        match rest.next()? {
            'x' => {
                let (high, low) = (rest.next()?.to_digit(16)?, rest.next()?.to_digit(16)?);
                bytes.push(u8::try_from(high << 4 | low).ok()?);
            }
            'u' | 'U' => {
                let braced = rest.next_if_eq(&'{').is_some();
                let mut digits = String::new();
                while let Some(digit) = rest.next_if(|c| c.is_ascii_hexdigit() && (braced || digits.len() < 4)) {
                    digits.push(digit);
                }
                if braced {
                    rest.next_if_eq(&'}')?;
                }
                let character = char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?;
                bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            }
            digit @ '0'..='7' => {
                let mut value = digit.to_digit(8)?;
                for _ in 0..2 {
                    let Some(next) = rest.next_if(|c| c.is_digit(8)) else { break };
                    value = value << 3 | next.to_digit(8)?;
                }
                bytes.push(u8::try_from(value).ok()?);
            }
            // A line that goes on below.
            '\n' => {}
            escape => bytes.push(match escape {
                'n' => b'\n',
                'r' => b'\r',
                't' => b'\t',
                'a' => 0x07,
                'b' => 0x08,
                'v' => 0x0B,
                'f' => 0x0C,
                'e' => 0x1B,
                '\\' | '\'' | '"' | '?' => escape as u8,
                _ => return None,
            }),
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_four_languages_are_read() {
        for (text, expected) in [
            (r#""\xAA\x55""#, Some(&b"\xAA\x55"[..])),
            (r"\xAA\x55", Some(b"\xAA\x55")),
            (r"\xaaU\n\r\t\0", Some(b"\xAAU\n\r\t\0")),
            (r#"b'a\'b"'"#, Some(b"a'b\"")),
            ("b\"one\"\n    b\"two\"", Some(b"onetwo")),
            (r#""a" + "b""#, Some(b"ab")),
            (r#""\101\u{e9}\u00e9""#, Some("Aéé".as_bytes())),
            (r#""\q""#, None),
            (r#""open"#, None),
            ("plain", None),
            ("", None),
        ] {
            assert_eq!(literal_bytes(text).as_deref(), expected, "{text}");
        }
    }
}
