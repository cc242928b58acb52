//! Bytes written as people write them into code, messages and documents.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::text::{Encoding, LineEnds, text_of};

/// How many bytes a line of code holds.
const PER_LINE: usize = 12;

/// How many bytes a line of a dump or of a Python literal holds.
const PER_ROW: usize = 16;

/// A way to write bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notation {
    /// `AA 55`.
    Hex,
    /// `const uint8_t payload[2] = {0xAA, 0x55};`
    C,
    /// `const PAYLOAD: [u8; 2] = [0xAA, 0x55];`
    Rust,
    /// `payload = b"\xaaU"`
    Python,
    /// `qlU=`
    Base64,
    /// `00000000  AA 55   |.U|`
    Dump,
    /// The characters themselves.
    Text,
}

impl Notation {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 7] = [Self::Hex, Self::C, Self::Rust, Self::Python, Self::Base64, Self::Dump, Self::Text];

    /// The bytes in this notation. The encoding matters to text alone.
    #[must_use]
    pub fn write(self, bytes: &[u8], encoding: Encoding) -> String {
        match self {
            Self::Hex => hex(bytes),
            Self::C => format!("const uint8_t payload[{}] = {{{}}};\n", bytes.len(), numbers(bytes)),
            Self::Rust => format!("const PAYLOAD: [u8; {}] = [{}];\n", bytes.len(), numbers(bytes)),
            Self::Python => python(bytes),
            Self::Base64 => STANDARD.encode(bytes),
            Self::Dump => dump(bytes),
            Self::Text => text(bytes, encoding),
        }
    }
}

/// Pairs of digits with blanks between them.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    pairs(bytes, " ")
}

/// Pairs of digits with a text between them, which may be empty.
#[must_use]
pub fn pairs(bytes: &[u8], between: &str) -> String {
    let mut text = String::with_capacity(bytes.len() * (2 + between.len()));
    for (index, byte) in bytes.iter().enumerate() {
        // Writing to a String does not fail, here and below.
        let _ = write!(text, "{}{byte:02X}", if index > 0 { between } else { "" });
    }
    text
}

/// `0xAA, 0x55` for code, on lines of their own where there are several.
#[must_use]
pub fn numbers(bytes: &[u8]) -> String {
    let line = |line: &[u8]| line.iter().map(|byte| format!("0x{byte:02X}")).collect::<Vec<_>>().join(", ");
    match bytes.len() {
        0 => String::new(),
        1..=PER_LINE => line(bytes),
        _ => {
            let lines: Vec<String> = bytes.chunks(PER_LINE).map(|chunk| format!("    {},", line(chunk))).collect();
            format!("\n{}\n", lines.join("\n"))
        }
    }
}

fn python(bytes: &[u8]) -> String {
    let literal = |bytes: &[u8]| {
        let mut text = String::from("b\"");
        for byte in bytes {
            match byte {
                b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
                b'\n' => text.push_str("\\n"),
                b'\r' => text.push_str("\\r"),
                b'\t' => text.push_str("\\t"),
                0x20..=0x7E => text.push(char::from(*byte)),
                _ => drop(write!(text, "\\x{byte:02x}")),
            }
        }
        text.push('"');
        text
    };
    if bytes.len() <= PER_ROW {
        return format!("payload = {}\n", literal(bytes));
    }
    let lines: Vec<String> = bytes.chunks(PER_ROW).map(|chunk| format!("    {}", literal(chunk))).collect();
    format!("payload = (\n{}\n)\n", lines.join("\n"))
}

/// Text keeps its line ends.
fn text(bytes: &[u8], encoding: Encoding) -> String {
    match LineEnds::of(bytes).unwrap_or_default() {
        LineEnds::Lf => text_of(bytes, encoding, LineEnds::Lf),
        LineEnds::CrLf => text_of(bytes, encoding, LineEnds::CrLf).replace('\n', "\r\n"),
    }
}

fn dump(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 5);
    for (row, chunk) in bytes.chunks(PER_ROW).enumerate() {
        let (front, back) = chunk.split_at(chunk.len().min(PER_ROW / 2));
        let printable: String = chunk.iter().map(|byte| printable(*byte)).collect();
        let _ = writeln!(text, "{:08X}  {:<23}  {:<23}  |{printable}|", row * PER_ROW, hex(front), hex(back));
    }
    text
}

/// The byte where it is printable ASCII, a dot elsewhere.
#[must_use]
pub fn printable(byte: u8) -> char {
    if (0x20..0x7F).contains(&byte) { char::from(byte) } else { '.' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_pairs_of_digits() {
        assert_eq!((hex(&[0, 0xA5, 0xFF]), hex(&[])), ("00 A5 FF".into(), String::new()));
        assert_eq!((pairs(&[0x1F, 0x2E], ":"), pairs(&[0, 9], "")), ("1F:2E".into(), "0009".into()));
    }

    #[test]
    fn each_notation_is_written_as_its_readers_write_it() {
        for (notation, bytes, text) in [
            (Notation::Hex, &b"\xAA\x55"[..], "AA 55"),
            (Notation::C, b"\xAA\x55", "const uint8_t payload[2] = {0xAA, 0x55};\n"),
            (Notation::Rust, b"\xAA\x55", "const PAYLOAD: [u8; 2] = [0xAA, 0x55];\n"),
            (
                Notation::C,
                &[1; 13],
                "const uint8_t payload[13] = {\n    0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,\n    0x01,\n};\n",
            ),
            (Notation::Python, b"\xAAU\"\n", "payload = b\"\\xaaU\\\"\\n\"\n"),
            (Notation::Python, &[b'x'; 17], "payload = (\n    b\"xxxxxxxxxxxxxxxx\"\n    b\"x\"\n)\n"),
            (Notation::Base64, b"\xAA\x55", "qlU="),
            (
                Notation::Dump,
                b"0123456789ABCDEF\x00",
                "00000000  30 31 32 33 34 35 36 37  38 39 41 42 43 44 45 46  |0123456789ABCDEF|\n\
                 00000010  00                                                |.|\n",
            ),
            (Notation::Text, b"a\xFF", "a⟨FF⟩"),
        ] {
            assert_eq!(notation.write(bytes, Encoding::Utf8), text, "{notation:?}");
        }
    }
}
