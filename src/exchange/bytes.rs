//! Bytes as text in which every byte can be seen.

use std::fmt::Write as _;

use workbench_payload::text::is_hidden;

/// The bytes as text: printable UTF-8 as it is, the rest as `\r`, `\n` and `\xHH`, which is also how data is typed.
#[must_use]
pub fn visible(bytes: &[u8]) -> String {
    shown(bytes, |character| match character {
        '\r' => Some("\\r"),
        '\n' => Some("\\n"),
        _ => None,
    })
}

/// The same for text of several lines: line breaks and tabs stay what they are.
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

/// The bytes as pairs of hexadecimal digits with blanks between them.
#[must_use]
pub fn hex_pairs(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for (index, byte) in bytes.iter().enumerate() {
        // Writing to a String does not fail.
        let _ = write!(text, "{}{byte:02X}", if index > 0 { " " } else { "" });
    }
    text
}

/// The line without its line end.
pub(super) fn without_line_end(raw: &[u8]) -> &[u8] {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    raw.strip_suffix(b"\r").unwrap_or(raw)
}

#[cfg(test)]
mod tests {
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
            assert_eq!(visible(bytes), expected);
        }
    }

    #[test]
    fn text_of_several_lines_keeps_them() {
        for (bytes, expected) in [(&b"a\r\nb\tc\n"[..], "a\nb\tc\n"), (b"a\rb\x00\n\\n", "a\\x0Db\\x00\n\\n")] {
            assert_eq!(visible_lines(bytes), expected);
        }
    }

    #[test]
    fn bytes_are_read_in_pairs_of_digits() {
        assert_eq!(hex_pairs(&[0, 0xA5, 0xFF]), "00 A5 FF");
        assert_eq!(hex_pairs(&[]), "");
    }

    #[test]
    fn only_one_line_end_is_left_off() {
        for (raw, expected) in [(&b"OK\r\n"[..], &b"OK"[..]), (b"OK\n", b"OK"), (b"AT\r", b"AT"), (b"\r\r\n", b"\r")] {
            assert_eq!(without_line_end(raw), expected);
        }
    }
}
