//! Text with escapes, as a person types bytes into a line.

/// A backslash with something behind it that means nothing: which character it is, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoEscape(pub usize);

/// Reads `\r`, `\n`, `\t`, `\\` and `\xHH`; everything else stands for itself.
///
/// # Errors
/// [`NoEscape`] for any other character behind a backslash, and for `\x` without two digits.
pub fn unescape(text: &str) -> Result<Vec<u8>, NoEscape> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut characters = (1..).zip(text.chars());
    while let Some((at, character)) = characters.next() {
        if character != '\\' {
            let mut buffer = [0; 4];
            bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            continue;
        }
        match characters.next().map(|(_, escaped)| escaped) {
            Some('r') => bytes.push(b'\r'),
            Some('n') => bytes.push(b'\n'),
            Some('t') => bytes.push(b'\t'),
            Some('\\') => bytes.push(b'\\'),
            Some('x') => {
                let mut digit = || characters.next().and_then(|(_, digit)| nibble(digit));
                let (Some(high), Some(low)) = (digit(), digit()) else { return Err(NoEscape(at)) };
                bytes.push(high << 4 | low);
            }
            _ => return Err(NoEscape(at)),
        }
    }
    Ok(bytes)
}

fn nibble(digit: char) -> Option<u8> {
    digit.to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_bytes_and_the_rest_is_text() {
        for (text, expected) in [
            ("a\\r\\n\\t\\\\\\x00\\xfF阀", Ok(b"a\r\n\t\\\x00\xFF\xE9\x98\x80".to_vec())),
            ("ab\\q", Err(NoEscape(3))),
            ("\\x1", Err(NoEscape(1))),
            ("\\", Err(NoEscape(1))),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
