//! Lines of pairs, as Go's and other services write them: `time=… level=debug msg="serial write" data="AT+CSQ\\r"`.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::general;
use super::looks::{Look, look};
use super::marks;
use super::reading::{Ends, Reading, Trust, Way};
use super::spelling::unescaped;
use super::stamp;
use super::style::Style;

/// What the text may be called where it does not look like traffic.
const TEXTS: &[&[u8]] = &[b"data", b"text", b"line", b"raw", b"payload", b"buf", b"bytes", b"content"];

/// What the time is called.
const TIMES: &[&[u8]] = &[b"time", b"ts", b"t", b"timestamp"];

/// How many pairs are looked at.
const PAIRS_MAX: usize = 32;

/// A pair. The value is without its quotes, and as it is escaped.
struct Pair<'a> {
    name: &'a [u8],
    value: &'a [u8],
    is_quoted: bool,
    /// Where the value begins.
    at: usize,
}

/// A line of such a log.
pub(crate) fn reading(line: &[u8]) -> Option<Reading<'static>> {
    let begin = if line.first().is_some_and(u8::is_ascii_lowercase) { 0 } else { behind_prefix(line)? };
    let pairs = pairs(line.get(begin..)?)?;
    let text = |pair: &Pair<'_>| unescaped(pair.value).into_owned();
    let is_traffic = |pair: &&Pair<'_>| pair.is_quoted && look(&general::reading(&text(pair)).bytes) != Look::Other;
    let found = pairs.iter().find(is_traffic).or_else(|| pairs.iter().find(|pair| TEXTS.contains(&pair.name)))?;
    let bytes = text(found);
    let inner = general::reading(&bytes);
    let others = pairs.iter().filter(|pair| pair.at != found.at);
    let way = match inner.way {
        Way::Unmarked => others.clone().find_map(|pair| marks::word_within(pair.value)).unwrap_or(Way::Unmarked),
        way => way,
    };
    let time = |pair: &Pair<'_>| {
        let mut cursor = Cursor(pair.value);
        stamp::time(&mut cursor).or_else(|| stamp::count(&mut cursor))
    };
    let at = pairs.iter().filter(|pair| TIMES.contains(&pair.name)).find_map(time);
    let has_ends = inner.bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n'));
    Some(Reading {
        style: if at.is_some() { Style::Stamped } else { Style::Bare },
        at: inner.at.or(at),
        way,
        ends: if has_ends { Ends::Kept } else { Ends::TakenAway },
        trust: Trust::ByLooks(general::template(line.get(..begin + found.at).unwrap_or_default())),
        bytes: Cow::Owned(inner.bytes.into_owned()),
        length: None,
    })
}

/// Where the pairs begin that a container or the journal wrote something before: at the first name, behind a blank.
fn behind_prefix(line: &[u8]) -> Option<usize> {
    // A message is what such lines have; looked for first, as other lines have none.
    memchr::memmem::find(line, b" msg=\"")?;
    let before = line.get(..memchr::memchr(b'=', line)?)?;
    let name = before.iter().rev().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    let begin = before.len() - name;
    (name > 0 && line.get(begin.checked_sub(1)?) == Some(&b' ')).then_some(begin)
}

/// The pairs of a line that has nothing else.
fn pairs(line: &[u8]) -> Option<Vec<Pair<'_>>> {
    let (mut pairs, mut cursor) = (Vec::new(), Cursor(line));
    loop {
        cursor.blanks();
        if cursor.0.is_empty() || pairs.len() == PAIRS_MAX {
            return (pairs.len() > 1).then_some(pairs);
        }
        let name = cursor.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
        if name.is_empty() || !cursor.eat(b"=") {
            return None;
        }
        let is_quoted = cursor.eat(b"\"");
        let at = line.len() - cursor.0.len();
        let value = if is_quoted { quoted(&mut cursor)? } else { cursor.take_while(|byte| byte != b' ') };
        pairs.push(Pair { name, value, is_quoted, at });
    }
}

/// Takes what stands before the quote that is not escaped, and the quote.
fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let text = cursor.0;
    let mut is_escaped = false;
    let end = text.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    })?;
    cursor.0 = text.get(end + 1..).unwrap_or_default();
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pair_that_is_traffic_is_found_with_its_way() {
        for (line, way, bytes) in [
            (r#"time=2026-11-27T10:00:01Z level=DEBUG msg="serial write" data="AT+CSQ\r""#, Way::Sent, "AT+CSQ"),
            (r#"ts=12.5 dir=rx text="+CSQ: 21,99""#, Way::Received, "+CSQ: 21,99"),
            (r#"level=debug msg="TX AT+X=\"a b\"""#, Way::Sent, "AT+X=\"a b\""),
            (r#"msg="serial read" data="L610-CN-00""#, Way::Received, "L610-CN-00"),
        ] {
            let found = reading(line.as_bytes()).unwrap();
            assert_eq!((found.way, String::from_utf8_lossy(&found.bytes).as_ref()), (way, bytes), "{line}");
        }
        let behind = br#"2026-11-27T10:00:00.5+02:00 stdout F time="x" level=debug msg="<- OK""#;
        assert_eq!(
            reading(behind).map(|found| (found.way, found.bytes.into_owned())),
            Some((Way::Received, b"OK".to_vec()))
        );
        for line in [
            r#"AT+MQTTPUB=1,"t",0,0," msg="OK"""#,
            r#"2026-11-27 10:00:00 wrote msg="OK" to the log"#,
            r#"AT+MQTTUSER=1,"u","p""#,
            r#"msg="hello" level=info"#,
            "a=1 and more",
            "level=info",
        ] {
            assert!(reading(line.as_bytes()).is_none(), "{line}");
        }
    }
}
