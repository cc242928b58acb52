//! Lines that are an object of JSON each, as services and containers write them: `{"ts":12.5,"level":"debug","msg":"TX AT+CSQ"}`.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::general;
use super::looks::{Look, look};
use super::reading::{Ends, Reading, Way};
use super::spelling::pair;
use super::stamp;
use super::style::Style;

/// What the text is called: those that hold bytes first, and then those that say something of them, too.
const TEXTS: &[&str] = &[
    "data", "bytes", "payload", "raw", "buf", "content", "body", "line", "s", "msg", "message", "MESSAGE", "log",
    "text", "event",
];

/// What the digits of its bytes are called.
const DIGITS: &[&str] = &["hex", "raw_hex", "data_hex"];

/// What the time is called.
const TIMES: &[&str] =
    &["ts", "time", "timestamp", "@timestamp", "t", "at", "asctime", "datetime", "__REALTIME_TIMESTAMP"];

/// What the way is called, and what is said of it, in small letters.
const WAYS: &[&str] = &["dir", "direction", "way", "d", "type"];
const SENT: &[&[u8]] = &[b"tx", b"out", b"sent", b"send", b"write", b">"];
const RECEIVED: &[&[u8]] = &[b"rx", b"in", b"received", b"recv", b"receive", b"read", b"<"];

/// A line of such a log. Where none was seen before, only a command shows that it is one: a payload may be an object, too.
pub(crate) fn reading(line: &[u8], is_known: bool) -> Option<Reading<'static>> {
    // A list of them has commas between.
    let line = line.trim_ascii();
    let line = line.strip_suffix(b",").unwrap_or(line);
    if line.first() != Some(&b'{') || line.last() != Some(&b'}') {
        return None;
    }
    let digits = DIGITS.iter().filter_map(|name| of_digits(&string(line, name)?));
    let texts: Vec<_> = digits.chain(TEXTS.iter().filter_map(|name| string(line, name))).collect();
    // Of several members the one that is traffic, or says which way it went: the others say where it is from.
    let is_traffic = |text: &&Vec<u8>| look(&general::reading(text).bytes) != Look::Other;
    let is_marked = |text: &&Vec<u8>| general::reading(text).way != Way::Unmarked;
    let find = || texts.iter().find(is_traffic).or_else(|| texts.iter().find(is_marked)).or_else(|| texts.first());
    let text = if let [text] = texts.as_slice() { text } else { find()? };
    let whole = text.len();
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let inner = general::reading(text);
    if !is_known && look(&inner.bytes) != Look::Command {
        return None;
    }
    let at = inner.at.or_else(|| TIMES.iter().find_map(|name| time(line, name)));
    let told = || WAYS.iter().find_map(|name| string(line, name)).map(|way| way.to_ascii_lowercase());
    let way = match inner.way {
        Way::Unmarked => match told() {
            Some(way) if SENT.contains(&way.as_slice()) => Way::Sent,
            Some(way) if RECEIVED.contains(&way.as_slice()) => Way::Received,
            _ => Way::Unmarked,
        },
        way => way,
    };
    let has_ends = memchr::memchr(b'\n', &inner.bytes).is_some();
    let mut bytes = inner.bytes.into_owned();
    if has_ends && inner.ends == Ends::TakenAway && text.len() < whole {
        bytes.extend_from_slice(b"\r\n");
    }
    let style = match inner.style {
        Style::Bare if at.is_some() => Style::Stamped,
        style => style,
    };
    let ends = if has_ends { Ends::Kept } else { inner.ends };
    Some(Reading { style, at, way, ends, bytes: Cow::Owned(bytes), ..inner_trust(inner.trust) })
}

/// The bytes of digits, with blanks between or none.
fn of_digits(text: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let (pairs, odd) = digits.as_chunks();
    odd.is_empty().then(|| pairs.iter().map(|[high, low]| pair(*high, *low)).collect()).flatten()
}

/// A reading that is all to be filled in, but for its trust.
fn inner_trust(trust: super::reading::Trust) -> Reading<'static> {
    Reading {
        style: Style::Stamped,
        at: None,
        way: Way::Unmarked,
        ends: Ends::TakenAway,
        trust,
        bytes: Cow::Borrowed(b""),
        length: None,
    }
}

/// What stands behind a member's name.
fn value<'a>(line: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let quoted = format!("\"{name}\"");
    let places = memchr::memmem::find_iter(line, quoted.as_bytes());
    places
        .filter_map(|at| line.get(at + quoted.len()..)?.trim_ascii_start().strip_prefix(b":"))
        .next()
        .map(<[u8]>::trim_ascii_start)
}

/// The value of a member that is a string, or a list of bytes, as journald writes a text with controls in it.
fn string(line: &[u8], name: &str) -> Option<Vec<u8>> {
    let value = value(line, name)?;
    if let Some(list) = value.strip_prefix(b"[") {
        let (list, _) = list.split_at(memchr::memchr(b']', list)?);
        let byte = |item: &[u8]| str::from_utf8(item.trim_ascii()).ok()?.parse().ok();
        return list.split(|byte| *byte == b',').map(byte).collect();
    }
    let mut rest = value.strip_prefix(b"\"")?;
    let mut text = Vec::new();
    loop {
        let end = memchr::memchr2(b'"', b'\\', rest)?;
        let (plain, behind) = rest.split_at(end);
        text.extend_from_slice(plain);
        rest = match behind {
            [b'\\', b'u', a, b, c, d, behind @ ..] => {
                let unit = u16::from_be_bytes([pair(*a, *b)?, pair(*c, *d)?]);
                let character = char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                behind
            }
            [b'\\', escaped, behind @ ..] => {
                text.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 0x08,
                    b'f' => 0x0C,
                    other => *other,
                });
                behind
            }
            [b'"', ..] => return Some(text),
            _ => return None,
        };
    }
}

/// The value of a member that is a time, in milliseconds.
fn time(line: &[u8], name: &str) -> Option<u64> {
    if let Some(text) = string(line, name) {
        let mut cursor = Cursor(&text);
        return stamp::time(&mut cursor).or_else(|| stamp::count(&mut cursor));
    }
    stamp::count(&mut Cursor(value(line, name)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_the_time_and_the_way_are_found_however_the_members_are_called() {
        for (line, at, way, bytes) in [
            (r#"{"ts":12.5,"level":"debug","msg":"TX AT+CSQ"}"#, Some(12_500), Way::Sent, "AT+CSQ"),
            (
                r#"{"log":"AT+MQTTPUB=1,\"t\",0,0,\"x\"\r\n","stream":"stdout","time":"2026-11-27T06:43:19.123Z"}"#,
                Some(24_199_123),
                Way::Unmarked,
                "AT+MQTTPUB=1,\"t\",0,0,\"x\"",
            ),
            (
                r#"{"time": "06:43:19.123", "dir": "RX", "data": "+CSQ: 21,99"}"#,
                Some(24_199_123),
                Way::Received,
                "+CSQ: 21,99",
            ),
            (
                r#"{"MESSAGE":"rx: \r\n+CSQ: 21,99\r\n\r\nOK\r\n","direction":"x"}"#,
                None,
                Way::Received,
                "\r\n+CSQ: 21,99\r\n\r\nOK\r\n",
            ),
            (r#"{"message":"\u0041T+CSQ","direction":"out"}"#, None, Way::Sent, "AT+CSQ"),
            (r#"{"t": 1.5, "d": "<", "s": "+CSQ: 21,99"},"#, Some(1_500), Way::Received, "+CSQ: 21,99"),
            (r#"{"logger":"uart0","direction":"rx","payload":"+CSQ: 21,99"}"#, None, Way::Received, "+CSQ: 21,99"),
            (r#"{"t":1500,"dir":"tx","hex":"41542b4353510d"}"#, Some(1_500), Way::Sent, "AT+CSQ"),
            (r#"{"dir":"rx","bytes":"\r\nOK\r\n","msg":"uart"}"#, None, Way::Received, "\r\nOK\r\n"),
            (r#"{"MESSAGE":[116,120,58,32,65,84,13],"PRIORITY":"7"}"#, None, Way::Sent, "AT"),
            (r#"{"dir":"rx","data":"+CSQ: 21,99","message":"serial"}"#, None, Way::Received, "+CSQ: 21,99"),
            (r#"{"dir":"tx","bytes":"hello","msg":"uart"}"#, None, Way::Sent, "hello"),
            (r#"{"dir":"tx","data":"one\r\ntwo"}"#, None, Way::Sent, "one\r\ntwo"),
            (r#"{"data":"uart","msg":"TX hello"}"#, None, Way::Sent, "hello"),
        ] {
            let found = reading(line.as_bytes(), true).unwrap();
            let text = String::from_utf8_lossy(&found.bytes).into_owned();
            assert_eq!((found.at.map(|at| at % 86_400_000), found.way, text.as_str()), (at, way, bytes), "{line}");
        }
    }

    #[test]
    fn an_object_is_a_payload_until_one_had_a_command() {
        for line in [r#"{"msg":"hello"}"#, r#"{"msg":"OK"}"#, r#"{"t":21}"#, r#"{"msg":"AT+CSQ"#, "{}", r#"{"msg":"\"#]
        {
            assert_eq!(reading(line.as_bytes(), false), None, "{line}");
        }
        assert!(reading(br#"{"msg":"AT+CSQ"}"#, false).is_some());
    }
}
