//! Which command lines need no second look once their secrets are replaced: nearly all, and each look costs as much as the first.
//!
//! A second look finds what stood beside a secret, or was taken for a part of one. In a line of which this file says that it is
//! settled, nothing does: each secret is all that stands between the quotes of an argument, and is a plain word. No name, number,
//! token or stretch of hex reaches over quotes, and a line with other words between the same quotes is cut into the same arguments.

use std::ops::Range;

use super::replace::Replaced;

/// The longest line that is settled. What is looked for around a sign reaches less far, or as far as its quotes.
const LONGEST: usize = 256;

/// How many dashes stand around the armour of a key.
const ARMOUR: usize = 5;

/// Whether nothing more can be found in a command line once these stretches of it are replaced, which are apart and in order. A line
/// that was taken apart into a frame and plain words has nothing in it that would have to be looked for.
pub(super) fn is_settled<L>(raw: &[u8], is_framed: bool, replaced: &[Replaced<L>]) -> bool {
    let line = raw.trim_ascii_end();
    let Some((head, rest)) = line.split_at_checked(3) else { return false };
    let is_plain = || line.len() <= LONGEST && head == b"AT+" && is_plain(rest);
    (is_framed || is_plain()) && replaced.iter().all(|one| is_whole_argument(line, &one.range))
}

/// Whether nothing in a line could begin a second command, an escape, a login, a list or the armour of a key.
fn is_plain(line: &[u8]) -> bool {
    let mut dashes = 0;
    line.iter().all(|byte| {
        dashes = if *byte == b'-' { dashes + 1 } else { 0 };
        let is_sign = matches!(byte, b'"' | b',' | b'=' | b'-' | b'_' | b'.' | b'/' | b' ' | b'{' | b'}');
        (is_sign || byte.is_ascii_alphanumeric()) && dashes < ARMOUR
    })
}

/// Whether a stretch is a plain word in quotes with nothing else in its argument.
fn is_whole_argument(line: &[u8], range: &Range<usize>) -> bool {
    let before = line.get(..range.start).unwrap_or_default();
    let behind = line.get(range.end..).unwrap_or_default();
    let mut word = line.get(range.clone()).unwrap_or_default().iter();
    matches!(before, [.., b',' | b'=', b'"'])
        && matches!(behind, [b'"'] | [b'"', b',', ..])
        && word.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_settled_where_whole_plain_arguments_are_replaced() {
        for (line, secrets, expected) in [
            ("AT+MQTTUSER=1,\"me\",\"hush\"\r", &["hush"][..], true),
            ("AT+MQTTUSER=1,\"me\",\"hush\",\"a/b-c_d.e\"\r\n", &["hush", "a/b-c_d.e"], true),
            ("AT+CSQ\r", &[], true),
            ("AT+MQTTUSER=1,\"me\",\"hush\"\r", &["hus"], false),
            ("AT+MQTTUSER=1,\"me\",hush\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"me\",\"hush\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"me\",\"hu,sh\"\r", &["hu,sh"], false),
            ("AT+MQTTUSER=1,\"me\",\"hu sh\"\r", &["hu sh"], false),
            ("AT+MQTTUSER=1,\"me\" \"hush\"\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"a:b\",\"hush\"\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"a@b\",\"hush\"\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"+AT\",\"hush\"\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"me\",\"hush\";+CSQ\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"\\22\",\"hush\"\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"-----\",\"hush\"\r", &["hush"], false),
            ("AT+MQTTUSER=1,\"é\",\"hush\"\r", &["hush"], false),
        ] {
            let place = |secret: &&str| line.find(secret).map(|at| at..at + secret.len());
            let replaced: Vec<_> =
                secrets.iter().filter_map(place).map(|range| Replaced { range, label: () }).collect();
            assert_eq!(is_settled(line.as_bytes(), false, &replaced), expected, "{line}");
        }
    }
}
