//! The page's own forms: its text export, and the lines of a session file.

use std::borrow::Cow;

use workbench_record::session::{Item, Limits, Reader};
use workbench_record::{Direction, LinkChange};

use super::cursor::Cursor;
use super::general;
use super::looks::{Look, look};
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
    // Its times are in UTC, and say so.
    line.strip_suffix(cursor.0)?.last().filter(|byte| **byte == b'Z')?;
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

/// A line of Linux's usbmon: `ffff8f1e0a3c2d80 3575914555 S Bo:1:003:3 -115 9 = 41542b43 50494e3f 0d`. What was submitted to go out went out, and
/// what a completed request brought came in; the others have no bytes.
pub(crate) fn usbmon(line: &[u8]) -> Option<Reading<'static>> {
    // What few lines have is looked for first.
    let at = memchr::memmem::find(line, b" = ")?;
    let mut words = line.get(..at)?.split(|byte| *byte == b' ');
    let digits = |word: &[u8]| word.len() >= 8 && word.iter().all(u8::is_ascii_hexdigit);
    let (_, stamp) = (words.next().filter(|word| digits(word))?, words.next()?);
    let micros: u64 = str::from_utf8(stamp).ok()?.parse().ok()?;
    let way = match (words.next()?, words.next()?.get(..3)?) {
        (b"S", b"Bo:") => Way::Sent,
        (b"C", b"Bi:") => Way::Received,
        _ => return None,
    };
    let length: u64 = str::from_utf8(words.nth(1)?).ok()?.parse().ok()?;
    let digits: Vec<u8> = line.get(at + 3..)?.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes: Vec<u8> =
        digits.as_chunks().0.iter().map(|[high, low]| super::spelling::pair(*high, *low)).collect::<Option<_>>()?;
    Some(Reading {
        style: Style::HexDump,
        at: Some(micros / 1_000),
        way,
        ends: Ends::Kept,
        trust: Trust::Whole,
        length: Some(length).filter(|length| *length != bytes.len() as u64),
        bytes: Cow::Owned(bytes),
    })
}

/// Groups of digits with the same as text behind them, where a dot may stand for any byte.
fn beside_text(line: &[u8]) -> Option<Vec<u8>> {
    let line = line.trim_ascii();
    if !matches!(line, [high, low, b' ', ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()) {
        return None;
    }
    let (bytes, rest) = hex_groups(line)?;
    let barred = rest.strip_prefix(b"|");
    let text = barred.and_then(|text| text.strip_suffix(b"|")).unwrap_or(rest);
    let is_same = |(byte, shown): (&u8, &u8)| *shown == b'.' || byte == shown && (b' '..0x7F).contains(byte);
    // A blank at its end is trimmed.
    let is_whole = |(_, cut): (&[u8], &[u8])| !text.is_empty() && cut.iter().all(|byte| *byte == b' ');
    let is_shown = bytes.split_at_checked(text.len()).is_some_and(is_whole) && bytes.iter().zip(text).all(is_same);
    // Zephyr has no bar at the end, but a blank in the middle.
    let is_in_halves = || {
        let Some(text) = barred.filter(|text| text.len() <= bytes.len() + 1) else { return false };
        let (first, second) = text.split_at(text.len().min(HALF));
        // The blanks that fill a row up are trimmed, and so are those that are bytes.
        let shown = first.iter().chain(second.iter().skip(1)).chain(std::iter::repeat(&b' '));
        second.first().is_none_or(|byte| *byte == b' ') && bytes.iter().zip(shown).all(is_same)
    };
    (is_shown || is_in_halves()).then_some(bytes)
}

/// How many bytes Zephyr shows before the blank in the middle of a row.
const HALF: usize = 8;

/// Digits without a blank between, as a capture of USB shows what was left over: of a text with a line end.
pub(crate) fn in_one(line: &[u8]) -> Option<Vec<u8>> {
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

/// A row of digits and nothing else, as socat shows them behind a line that says which way they went.
pub(crate) fn row(line: &[u8]) -> Option<Reading<'static>> {
    line.strip_prefix(b" ")?;
    let (bytes, rest) = hex_groups(line.trim_ascii())?;
    (rest.is_empty() && bytes.len() > 1).then_some(Reading {
        style: Style::HexDump,
        at: None,
        way: Way::Unmarked,
        ends: Ends::Kept,
        trust: Trust::Whole,
        bytes: Cow::Owned(bytes),
        length: None,
    })
}

/// A command that somebody sent from a shell: `echo -e "AT+CSQ\\r" > /dev/ttyUSB2`.
pub(crate) fn shell(line: &[u8]) -> Option<Reading<'static>> {
    let (before, device) = line.split_at(memchr::memmem::find(line, b"/dev/")?);
    let told = before.trim_ascii_end().strip_suffix(b">")?.trim_ascii_end();
    let is_end = device.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-'));
    let says = [&b"echo "[..], b"printf "]
        .into_iter()
        .find_map(|word| Some(memchr::memmem::find(told, word)? + word.len()))?;
    let mut words = told.get(says..)?;
    while let [b'-', _, b' ', rest @ ..] = words {
        words = rest;
    }
    let quoted = [b"\"", b"'"].into_iter().find_map(|quote| words.strip_prefix(quote)?.strip_suffix(quote));
    let bytes = unescaped(quoted.unwrap_or(words)).trim_ascii().to_vec();
    (is_end && look(&bytes) == Look::Command).then_some(Reading {
        style: Style::Bare,
        at: None,
        way: Way::Unmarked,
        ends: Ends::TakenAway,
        trust: Trust::ByLooks(general::template(b"")),
        bytes: Cow::Owned(bytes),
        length: None,
    })
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
    fn what_usbmon_shows_of_a_transfer_went_its_way() {
        let line = |what: &str| format!("ffff8f1e0a3c2d80 3575914555 {what} 7 = 41542b43 53510d");
        for (what, way) in [
            ("S Bo:1:003:3 -115", Some(Way::Sent)),
            ("C Bi:1:003:129 0", Some(Way::Received)),
            ("C Bo:1:003:3 0", None),
            ("S Ci:1:003:0 s", None),
        ] {
            let found = usbmon(line(what).as_bytes());
            assert_eq!(found.as_ref().map(|found| found.way), way, "{what}");
            assert!(found.is_none_or(|found| *found.bytes == *b"AT+CSQ\r" && found.at == Some(3_575_914)), "{what}");
        }
        for line in ["AT+X=\"a = b\"", "ffff8f1e0a3c2d80 1 S Bo:1:003:3 -115 9 >", "level = 41542b43 53510d", " = "] {
            assert_eq!(usbmon(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_command_from_a_shell_is_one_and_other_commands_are_not() {
        for (line, bytes) in [
            ("root@gw:~# echo -e \"AT+CPIN?\\r\" > /dev/ttyUSB2", Some("AT+CPIN?")),
            ("$ printf 'AT+CSQ\\r\\n' >/dev/ttyUSB2", Some("AT+CSQ")),
            ("# echo AT > /dev/ttyS1", Some("AT")),
            ("# echo hello > /dev/null", None),
            ("# cat /dev/ttyUSB2 &", None),
            ("AT+MQTTPUB=1,\"t\",0,0,\"echo AT > /dev/x\"", None),
        ] {
            let found = shell(line.as_bytes()).map(|found| String::from_utf8_lossy(&found.bytes).into_owned());
            assert_eq!(found.as_deref(), bytes, "{line}");
        }
        assert_eq!(row(b" 41 54 0d").map(|found| found.bytes.into_owned()), Some(b"AT\r".to_vec()));
        assert!([&b"41 54 0d"[..], b" 41", b" 41 54 apples"].into_iter().all(|line| row(line).is_none()));
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
            "     41 54 0d 0a                                      |AT..             ",
        ] {
            assert_eq!(
                dump(line.as_bytes()).map(|reading| reading.bytes.into_owned()),
                Some(b"AT\r\n".to_vec()),
                "{line}"
            );
        }
        // Zephyr's rows, and one whose last blank was trimmed.
        for (text, bytes) in [
            ("0d 0a 3e 20   ..>", &b"\r\n> "[..]),
            ("  41 54 2b 4d 51 54 54 50  55 42 3d 31 2c 22 7a 7a |AT+MQTTP UB=1,\"zz", &b"AT+MQTTPUB=1,\"zz"[..]),
            ("  41 54 2b 43 53 51 20 20  0d                      |AT+CSQ   .       ", b"AT+CSQ  \r"),
            ("  41 54 2b 43 53 51 0d                             |AT+CSQ.          ", b"AT+CSQ\r"),
        ] {
            assert_eq!(dump(text.as_bytes()).map(|reading| reading.bytes.into_owned()), Some(bytes.to_vec()), "{text}");
        }
        for line in [
            "41 54",
            "20 20",
            "41 54   A",
            "41 54 |BT",
            "41 54 0d 0a |AT",
            "41 54 2b 4d 51 54 54 50  55 42 |AT+MQTTP VB",
            "41 54 0d 0a  BT..",
            "41544154",
            "20261127100000",
            "12345 apples",
            "2026-11-27 10:00:00 AT",
        ] {
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
