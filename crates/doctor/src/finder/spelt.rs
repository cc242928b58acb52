//! The bytes of a text as a log shows it: in quotes, in brackets, in lists, as digits, with remarks behind it.

use std::borrow::Cow;

use super::looks::{Look, look};
use super::own;
use super::reading::{Ends, Way};
use super::spelling::{hex_groups, named, pair, spelt_ends, unescaped};

/// The bytes of a text, whether its line ends are among them, and whether it was a dump.
pub(crate) fn spelt(text: &[u8], way: Way) -> (Cow<'_, [u8]>, Ends, bool) {
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let text = if way == Way::Unmarked { text } else { without_remark(text) };
    if let Some(lines) = list(text) {
        return (Cow::Owned(lines), Ends::Kept, false);
    }
    // `OUT: [AT+CSQ]`, `Token: {OK}`.
    let text = match text {
        [b'[' | b'{' | b'<' | b'(', inside @ .., b']' | b'}' | b'>' | b')']
            if way != Way::Unmarked && look(inside) != Look::Other =>
        {
            inside
        }
        _ => text,
    };
    if let Some(dump) = own::dump(text) {
        return (dump.bytes, Ends::Kept, true);
    }
    if way != Way::Unmarked
        && let Some((bytes, rest)) = hex_groups(text)
        && bytes.len() > 1
        && (rest.is_empty() || rest.len() < text.len() / 2)
    {
        return (Cow::Owned(bytes), Ends::Kept, true);
    }
    if way != Way::Unmarked
        && let Some(bytes) = separated(text).or_else(|| own::in_one(text))
    {
        return (Cow::Owned(bytes), Ends::Kept, true);
    }
    // Code in a text in Markdown.
    let code = text.strip_prefix(b"`").and_then(|text| text.strip_suffix(b"`"));
    let text = code.filter(|text| look(text) != Look::Other).unwrap_or(text);
    // Python shows bytes with a letter before the quotes.
    let text = argument(text).filter(|_| way != Way::Unmarked).unwrap_or(text);
    let shown = text.strip_prefix(b"b").filter(|text| matches!(text.first(), Some(b'"' | b'\''))).unwrap_or(text);
    for quote in [b"\"", b"'"] {
        let Some(inside) = shown.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)) else { continue };
        if let Some(bytes) = named(inside) {
            return (Cow::Owned(bytes), Ends::Kept, false);
        }
        // A table has each quote of a text twice.
        let bytes =
            if *quote == *b"\"" && is_doubled(inside) { Cow::Owned(undoubled(inside)) } else { unescaped(inside) };
        let ends = if bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n')) { Ends::Kept } else { Ends::TakenAway };
        return (bytes, ends, false);
    }
    if let Some(bytes) = named(text).or_else(|| spelt_ends(text)) {
        return (Cow::Owned(bytes), Ends::Kept, false);
    }
    (Cow::Borrowed(text), Ends::TakenAway, false)
}

/// The bytes of digits with commas, dashes or colons between: `41-54-0D`. They are a text with a line end, unless each has a sign before:
/// `0x41, 0x54`.
fn separated(text: &[u8]) -> Option<Vec<u8>> {
    let mut parts =
        text.trim_ascii().split(|byte| matches!(byte, b',' | b'-' | b':' | b' ')).filter(|part| !part.is_empty());
    let byte = |part: &[u8]| match part {
        [b'0', b'x' | b'X', high, low] | [high, low] => pair(*high, *low),
        _ => None,
    };
    let bytes: Vec<u8> = parts.by_ref().map(byte).collect::<Option<_>>()?;
    let is_text = bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n' | b' '..=0x7E | 0x80..));
    let is_line = bytes.len() > 2 && is_text && memchr::memchr2(b'\r', b'\n', &bytes).is_some();
    // With such a sign before each, they are bytes whatever they are.
    let is_signed = bytes.len() > 1
        && text.trim_ascii().split(|byte| matches!(byte, b',' | b' ')).all(|part| part.is_empty() || part.len() == 4);
    (is_line || is_signed).then_some(bytes)
}

/// Whether each quote of a text stands there twice, and there is one.
fn is_doubled(text: &[u8]) -> bool {
    let mut quotes =
        text.chunk_by(|a, b| (*a == b'"') == (*b == b'"')).filter(|run| run.first() == Some(&b'"')).peekable();
    quotes.peek().is_some() && quotes.all(|run| run.len() % 2 == 0)
}

fn undoubled(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        bytes.push(*first);
        rest = behind.strip_prefix(b"\"").filter(|_| *first == b'"').unwrap_or(behind);
    }
    bytes
}

/// A command or a reply in brackets at the beginning, where nothing but a remark in brackets stands behind it.
pub(crate) fn inside_brackets(text: &[u8]) -> Option<&[u8]> {
    let (first, rest) = text.split_first()?;
    let close = match first {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        b'<' => b'>',
        _ => return None,
    };
    let (inside, behind) = rest.split_at(memchr::memchr(close, rest)?);
    let behind = behind.get(1..).unwrap_or_default().trim_ascii();
    let is_remark = behind.is_empty() || matches!((behind.first(), behind.last()), (Some(b'('), Some(b')')));
    (is_remark && matches!(look(inside), Look::Command | Look::Reply)).then_some(inside)
}

/// The text without what says where it was logged: `OK (modem src/at.rs:77)`, `OK (RIL_CMD_READER_1, tid:521738496)`.
fn without_remark(text: &[u8]) -> &[u8] {
    let Some((open, close)) = [(b'(', b')'), (b'[', b']')].into_iter().find(|(_, close)| text.last() == Some(close))
    else {
        return text;
    };
    let Some(at) = memchr::memrchr(open, text) else { return text };
    let (before, remark) = text.split_at(at);
    let inside = remark.strip_suffix(&[close]).unwrap_or(remark);
    let digits = inside.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let is_place = digits > 0 && inside.get(..inside.len() - digits).is_some_and(|name| name.ends_with(b":"));
    match before {
        [text @ .., b' '] if is_place && inside.iter().any(u8::is_ascii_lowercase) => text,
        _ => text,
    }
}

/// The first text in quotes, where other arguments of a call stand behind it: `"AT+CSQ\r", 7) = 7`.
fn argument(text: &[u8]) -> Option<&[u8]> {
    let inside = text.strip_prefix(b"\"")?;
    let mut is_escaped = false;
    let end = inside.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    })?;
    let behind = inside.get(end + 1..)?;
    let behind = behind.strip_prefix(b"...").unwrap_or(behind);
    let is_call = behind == b")" || behind.starts_with(b", ") && memchr::memchr(b')', behind).is_some();
    is_call.then(|| text.get(..end + 2)).flatten()
}

/// A list of texts in quotes, as Python shows what came in several lines: `[b'+CSQ: 21,99', b'OK']`.
fn list(text: &[u8]) -> Option<Vec<u8>> {
    let mut rest = text.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let mut lines = Vec::new();
    loop {
        rest = rest.trim_ascii();
        rest = rest.strip_prefix(b"b").unwrap_or(rest);
        let quote = *rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let inside = rest.get(1..)?;
        let mut is_escaped = false;
        let end = inside.iter().position(|byte| {
            let is_end = *byte == quote && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            is_end
        })?;
        let line = unescaped(inside.get(..end)?);
        lines.extend_from_slice(line.strip_suffix(b"\r\n").unwrap_or(&line));
        lines.extend_from_slice(b"\r\n");
        rest = inside.get(end + 1..)?.trim_ascii_start();
        match rest.split_first() {
            None => return Some(lines),
            Some((b',', behind)) => rest = behind,
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_from_what_stands_around_it() {
        for (text, expected) in [
            ("AT+CSQ", "AT+CSQ"),
            ("OK (modem src/at.rs:77)", "OK"),
            ("OK (RIL_CMD_READER_1, tid:521738496)", "OK"),
            ("+MQTTOPEN: (1-2)", "+MQTTOPEN: (1-2)"),
            ("+CSQ: (0-31,99),(0-7,99)", "+CSQ: (0-31,99),(0-7,99)"),
            ("(AT+CSQ^M)", "AT+CSQ\r"),
            ("\"AT+X=\\\"a\\\"\\r\", 12) = 12", "AT+X=\"a\"\r"),
            ("[b'+CSQ: 21,99', b'OK']", "+CSQ: 21,99\r\nOK\r\n"),
            ("[b\"it's\"]", "it's\r\n"),
        ] {
            let (bytes, ..) = spelt(text.as_bytes(), Way::Received);
            assert_eq!(String::from_utf8_lossy(&bytes), expected, "{text}");
        }
        for (text, expected) in [
            ("[OK] (len:2)", Some("OK")),
            ("(AT+CSQ)", Some("AT+CSQ")),
            ("[OK] and more", None),
            ("[info] OK", None),
            ("[00:00:01.000]", None),
        ] {
            assert_eq!(inside_brackets(text.as_bytes()), expected.map(str::as_bytes), "{text}");
        }
    }
}
