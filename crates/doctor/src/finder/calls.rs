//! Lines of port monitors and of consoles: `IRP_MJ_WRITE … Length 3: AT.`, and `>>> ser.write(b'AT\\r')` in a shell of Python.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::general;
use super::reading::{Ends, Reading, Trust, Way};
use super::spelling::{hex_groups, unescaped};
use super::stamp;
use super::style::Style;

/// A row of Portmon's or Eltima's table: fields with tabs between, one of which is the request to the driver.
pub(crate) fn monitored(line: &[u8]) -> Option<Reading<'_>> {
    // Its number is the first field.
    let rest = line.get(line.iter().take_while(|byte| byte.is_ascii_digit()).count()..)?;
    if rest.len() == line.len() || rest.first() != Some(&b'\t') {
        return None;
    }
    let fields = || rest.split(|byte| *byte == b'\t');
    let way = fields().find_map(|field| match field {
        b"IRP_MJ_WRITE" => Some(Way::Sent),
        b"IRP_MJ_READ" => Some(Way::Received),
        _ => None,
    })?;
    let at = fields().find_map(|field| stamp::time(&mut Cursor(field)));
    let reading = |bytes, ends, style| Reading { style, at, way, ends, trust: Trust::Whole, bytes, length: None };
    let digits = |field| hex_groups(field).filter(|(_, rest)| rest.is_empty());
    if let Some((bytes, _)) = fields().skip(1).filter(|field| field.len() > 4).find_map(digits) {
        return Some(reading(Cow::Owned(bytes), Ends::Kept, Style::HexDump));
    }
    // A control is a dot there. Those at the ends are line ends; the others are what they are.
    let shown = fields().find_map(|field| field.strip_prefix(b"Length "))?;
    let (_, text) = shown.split_at(memchr::memchr(b':', shown)? + 1);
    let text = text.strip_prefix(b" ").unwrap_or(text);
    let text = text.strip_prefix(b"..").filter(|_| way == Way::Received).unwrap_or(text);
    let text = text.strip_suffix(b"..").or_else(|| text.strip_suffix(b".")).unwrap_or(text);
    Some(reading(Cow::Borrowed(text), Ends::TakenAway, Style::Stamped))
}

/// What a line in a shell of Python does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Call<'a> {
    /// It writes these bytes.
    Writes(Reading<'a>),
    /// It reads: what it got stands in the next line.
    Reads,
    /// Anything else.
    Other,
}

impl<'a> Call<'a> {
    /// What it writes.
    pub(crate) fn written(self) -> Option<Reading<'a>> {
        match self {
            Self::Writes(reading) => Some(reading),
            Self::Reads | Self::Other => None,
        }
    }
}

/// A line that somebody typed in a shell of Python: a call of a method. A log may have the sign in its lines, too.
pub(crate) fn typed(line: &[u8]) -> Option<Call<'_>> {
    let typed = line.strip_prefix(b">>> ")?;
    let mut cursor = Cursor(typed);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let mut name = cursor.take_while(is_name);
    if cursor.eat(b" = ") {
        name = cursor.take_while(is_name);
    }
    let method = name.get(memchr::memrchr(b'.', name)? + 1..).filter(|_| cursor.eat(b"("))?;
    let given = cursor.0.get(..memchr::memrchr(b')', cursor.0)?)?;
    match method {
        b"write" => Some(written(given).map_or(Call::Other, Call::Writes)),
        b"read" | b"read_all" | b"read_until" | b"readline" | b"readlines" => Some(Call::Reads),
        _ => Some(Call::Other),
    }
}

/// What a call that reads has got, where the line shows bytes.
pub(crate) fn answered(reading: Reading<'_>) -> Reading<'_> {
    let is_got = reading.way == Way::Unmarked && reading.style == Style::Bare && reading.ends == Ends::Kept;
    Reading { way: if is_got { Way::Received } else { reading.way }, ..reading }
}

fn written(given: &[u8]) -> Option<Reading<'_>> {
    let quoted = given.strip_prefix(b"b").unwrap_or(given);
    // `'AT\r'.encode()`.
    let (quote, inside) = quoted.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let inside = inside.get(..memchr::memrchr(*quote, inside)?)?;
    Some(Reading {
        style: Style::Bare,
        at: None,
        way: Way::Sent,
        ends: Ends::Kept,
        trust: Trust::ByLooks(general::template(b">>> write")),
        bytes: unescaped(inside),
        length: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_monitor_are_read_with_their_way() {
        for (line, way, bytes) in [
            ("0\t10:00:01\tterm.exe\tIRP_MJ_WRITE\tUSBSER000\tSUCCESS\tLength 3: AT.\t", Way::Sent, "AT"),
            ("1\t10:00:01\tterm.exe\tIRP_MJ_READ\tUSBSER000\tSUCCESS\tLength 6: ..OK..\t", Way::Received, "OK"),
            ("2\t10:00:01\tterm.exe\tIRP_MJ_READ\tCOM3\tSUCCESS\tLength 4: ..> \t", Way::Received, "> "),
            ("1\t27/11/2026 10:00:01\tIRP_MJ_READ\tUP\t0d 0a 4f 4b 0d 0a\t..OK..", Way::Received, "\r\nOK\r\n"),
        ] {
            let found = monitored(line.as_bytes()).unwrap();
            assert_eq!((found.way, &*found.bytes), (way, bytes.as_bytes()), "{line}");
            assert_eq!(found.at.map(|at| at % 86_400_000), Some(36_001_000), "{line}");
        }
        for line in [
            "0\t10:00:01\tterm.exe\tIRP_MJ_CREATE\tUSBSER000\tSUCCESS\tOptions: Open",
            "AT\tIRP_MJ_READ",
            "1 IRP_MJ_READ Length 6: OK",
            "",
        ] {
            assert_eq!(monitored(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn what_is_typed_in_a_shell_of_python_writes_reads_or_does_something_else() {
        for (line, bytes) in [
            (">>> ser.write(b'AT\\r')", &b"AT\r"[..]),
            (">>> n = self.port.write(\"AT+X=\\\"a\\\"\\r\\n\".encode())", b"AT+X=\"a\"\r\n"),
        ] {
            let found = typed(line.as_bytes());
            assert!(matches!(&found, Some(Call::Writes(found)) if *found.bytes == *bytes), "{line}: {found:?}");
        }
        for line in [">>> ser.read_all()", ">>> answer = ser.read(64)", ">>> ser.readline()"] {
            assert_eq!(typed(line.as_bytes()), Some(Call::Reads), "{line}");
        }
        assert_eq!(typed(b">>> ser.write(command)"), Some(Call::Other));
        for line in [">>> AT+CSQ", ">>> hello", "ser.write(b'AT')", ">>> import serial", ">>> print('x')"] {
            assert_eq!(typed(line.as_bytes()), None, "{line}");
        }
    }
}
