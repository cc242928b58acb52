//! The page's own forms: its text export, and the lines of a session file.

use std::borrow::Cow;

use workbench_record::session::{Item, Limits, Reader};
use workbench_record::{Direction, LinkChange};

use super::cursor::Cursor;
use super::reading::{Ends, Reading, Trust, Way};
use super::spelling::{hex_groups, unescaped};
use super::stamp;
use super::style::Style;

/// What the text export writes between time and text.
const SIGNS: &[(&[u8], Way)] = &[
    (b" >> ", Way::SentData),
    (b" >  ", Way::Sent),
    (b" <* ", Way::Received),
    (b" <? ", Way::Received),
    (b" <  ", Way::Received),
    (b" == ", Way::Neither),
];

/// A line of the text export.
pub(crate) fn text(line: &[u8]) -> Option<Reading<'_>> {
    let mut cursor = Cursor(line);
    cursor.blanks();
    let at = stamp::time(&mut cursor)?;
    let (_, way) = SIGNS.iter().find(|(sign, _)| cursor.eat(sign))?;
    cursor.eat(b"[damaged] ");
    let bytes = unescaped(cursor.0);
    Some(Reading {
        style: Style::OwnText,
        at: Some(at),
        way: *way,
        ends: Ends::Kept,
        trust: Trust::Whole,
        bytes,
        length: None,
    })
}

/// Reads lines of session files. What was let go, and what the header says, is not traffic.
#[derive(Debug)]
pub(crate) struct Sessions(Reader);

impl Default for Sessions {
    fn default() -> Self {
        Self(Reader::new(Limits::default()))
    }
}

impl Sessions {
    /// The entry in a line of a session file; `None` for any other line.
    pub(crate) fn line(&mut self, line: &[u8]) -> Option<Reading<'static>> {
        let mut found = None;
        let mut each = |item: Item<'_>| {
            if let Item::Entry { entry, .. } = item {
                let line = entry.line;
                let way = match line.direction {
                    Direction::Command => Way::Sent,
                    Direction::Data => Way::SentData,
                    Direction::Received(_) => Way::Received,
                    Direction::Link(_) => Way::Neither,
                };
                let bytes = match line.direction {
                    Direction::Link(LinkChange::Connected(model)) => model.clone().into_bytes(),
                    _ => line.raw.to_vec(),
                };
                found = Some(Reading {
                    style: Style::OwnJson,
                    at: Some(line.at),
                    way,
                    ends: Ends::Kept,
                    trust: Trust::Whole,
                    bytes: Cow::Owned(bytes),
                    length: line.is_of_other_length().then_some(line.length),
                });
            }
        };
        let more = self.0.feed(line, &mut each).is_continue() && self.0.feed(b"\n", &mut each).is_continue();
        if !more {
            // A file of another kind, or a second header: the next line may be one of a session again.
            self.0 = Reader::new(Limits::default());
        }
        found
    }
}

/// A line of a dump: an offset, or a range of them, and groups of digits; or no offset, where the text beside the digits shows that they are bytes.
pub(crate) fn dump(line: &[u8]) -> Option<Reading<'static>> {
    let bytes = with_offset(line).or_else(|| beside_text(line)).or_else(|| in_one(line))?;
    Some(Reading {
        style: Style::HexDump,
        at: None,
        way: Way::Unmarked,
        ends: Ends::Kept,
        trust: Trust::Whole,
        bytes: Cow::Owned(bytes),
        length: None,
    })
}

/// Groups of digits with the same as text behind them, where a dot may stand for any byte.
fn beside_text(line: &[u8]) -> Option<Vec<u8>> {
    let line = line.trim_ascii();
    if !matches!(line, [high, low, b' ', ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()) {
        return None;
    }
    let (bytes, rest) = hex_groups(line)?;
    let text = rest.strip_prefix(b"|").and_then(|text| text.strip_suffix(b"|")).unwrap_or(rest);
    let is_same = |(byte, shown): (&u8, &u8)| *shown == b'.' || byte == shown && (b' '..0x7F).contains(byte);
    (bytes.len() == text.len() && bytes.iter().zip(text).all(is_same)).then_some(bytes)
}

/// Digits without a blank between, as a capture of USB shows what was left over: of a text with a line end.
fn in_one(line: &[u8]) -> Option<Vec<u8>> {
    let (pairs, odd) = line.trim_ascii().as_chunks::<2>();
    if pairs.len() < 3 || !odd.is_empty() {
        return None;
    }
    let bytes: Vec<u8> = pairs.iter().map(|[high, low]| super::spelling::pair(*high, *low)).collect::<Option<_>>()?;
    let is_text = bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n' | b' '..=0x7E | 0x80..));
    (is_text && memchr::memchr2(b'\r', b'\n', &bytes).is_some()).then_some(bytes)
}

fn with_offset(line: &[u8]) -> Option<Vec<u8>> {
    let mut cursor = Cursor(line);
    cursor.blanks();
    cursor.eat(b"0x");
    let offset = cursor.take_while(|byte| byte.is_ascii_hexdigit());
    if offset.len() < 4 || offset.len() > 16 {
        return None;
    }
    if cursor.eat(b"-") && cursor.take_while(|byte| byte.is_ascii_hexdigit()).len() < 4 {
        return None;
    }
    let ended = cursor.eat(b":");
    if cursor.blanks() < if ended { 1 } else { 2 } {
        return None;
    }
    let (bytes, rest) = hex_groups(cursor.0)?;
    let digits = cursor.0.strip_suffix(rest).unwrap_or_default();
    (rest.is_empty() || digits.ends_with(b"  ")).then_some(bytes)
}

/// How many bytes a frame of gammu has, by the line before it: `SENDING frametype 0x00/length 0x07/7`.
pub(crate) fn frame_length(line: &[u8]) -> Option<usize> {
    let at = memchr::memmem::find(line, b"length 0x")?;
    let rest = line.get(at + 9..)?;
    let end = rest.iter().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(rest.len());
    usize::from_str_radix(str::from_utf8(rest.get(..end)?).ok()?, 16).ok()
}

/// A line of one of gammu's frames: two digits and the character of each byte, with bars or blanks between.
pub(crate) fn frame(line: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = line.trim_ascii_start();
    while let [high, low, behind @ ..] = rest {
        let Some(byte) = super::spelling::pair(*high, *low) else { break };
        let behind = match behind {
            [shown, b'|', behind @ ..] if *shown == byte || *shown == b' ' => behind,
            [b'|', behind @ ..] => behind,
            [shown, behind @ ..] if *shown == byte && byte != b' ' => {
                bytes.push(byte);
                rest = behind.strip_prefix(b" ").unwrap_or(behind);
                if behind.starts_with(b"  ") {
                    break;
                }
                continue;
            }
            [b' ' | b'.', ..] | [] => {
                bytes.push(byte);
                break;
            }
            _ => return None,
        };
        bytes.push(byte);
        rest = behind;
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_lines_are_read_with_every_byte() {
        let reading = text(b"2026-11-27T06:43:19.123Z <  +MQTTMSG: 1,0,\"t\",\"\\xFF\"\\r\\n").unwrap();
        assert_eq!((reading.way, &*reading.bytes), (Way::Received, &b"+MQTTMSG: 1,0,\"t\",\"\xFF\"\r\n"[..]));
        assert_eq!(text(b"2026-11-27T06:43:19.123Z > AT").map(|reading| reading.way), None);

        let mut sessions = Sessions::default();
        assert_eq!(sessions.line(br#"{"format":"module-workbench-session","version":1,"page":"0","zero":0}"#), None);
        let line = br#"{"number":4,"at":20,"time":"1970-01-01T00:00:00.020Z","direction":"command","text":"AT+CSQ\r"}"#;
        let reading = sessions.line(line).unwrap();
        assert_eq!((reading.at, reading.way, &*reading.bytes), (Some(20), Way::Sent, &b"AT+CSQ\r"[..]));
    }

    #[test]
    fn dumps_and_frames_are_read_up_to_their_text() {
        for line in [
            "00000000  41 54 0d 0a   |AT..|",
            "00000000: 4154 0d0a   AT..",
            "0000-0020: 41 54 0D 0A      AT..",
            "0x3ffb1234   41 54 0d 0a  |AT..|",
            "    41 54 0d 0a                 AT..",
            "41540d0a",
        ] {
            assert_eq!(
                dump(line.as_bytes()).map(|reading| reading.bytes.into_owned()),
                Some(b"AT\r\n".to_vec()),
                "{line}"
            );
        }
        for line in
            ["41 54", "41 54 0d 0a  BT..", "41544154", "20261127100000", "12345 apples", "2026-11-27 10:00:00 AT"]
        {
            assert_eq!(dump(line.as_bytes()), None, "{line}");
        }
        for (line, bytes) in [
            ("41A|54T|0D                  AT.", &b"AT\r"[..]),
            ("0D |0A |4FO|4BK|0D |0A      ..OK..", b"\r\nOK\r\n"),
            ("41A 54T 2B+ 0D ", b"AT+\r"),
        ] {
            assert_eq!(frame(line.as_bytes()), Some(bytes.to_vec()), "{line}");
        }
        assert_eq!(frame(b"hello"), None);
    }
}
