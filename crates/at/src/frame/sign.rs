//! Tells the sign that asks for data from a line that merely begins with it: nothing else stands on its line.

/// The length up to and with a `>` that stands alone: before it nothing but blank lines, junk that is no text, or the command's
/// own echo; behind it nothing but blanks, a NUL and the line end.
pub(super) fn length(bytes: &[u8], echo: &[u8]) -> Option<usize> {
    if !may_end(bytes) {
        return None;
    }
    let junk = visible(bytes)?;
    let text = bytes.get(junk..)?;
    let glued = text.get(..echo.len()).filter(|head| !echo.is_empty() && head.eq_ignore_ascii_case(echo));
    let skip = junk + glued.map_or(0, <[u8]>::len);
    let sign = skip + visible(bytes.get(skip..)?)?;
    let behind = bytes.get(sign..)?.strip_prefix(b">")?;
    behind.iter().all(is_blank).then_some(sign + 1)
}

/// Whether the last thing that is no blank is a `>`, without which there is no need to look closer.
pub(super) fn may_end(bytes: &[u8]) -> bool {
    bytes.iter().rev().find(|byte| !is_blank(byte)) == Some(&b'>')
}

/// Whether nothing is printed for it. A NUL ends a text in the firmware, and may go out with it.
const fn is_blank(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0
}

fn visible(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| matches!(byte, 0x21..=0x7E))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_alone_behind_blanks_junk_or_the_echo() {
        let echo = b"AT+MQTTPUB=1,\"t\",0,0,3";
        for (bytes, expected) in [
            (&b">"[..], Some(1)),
            (b"\r\n>", Some(3)),
            (b"> \r\n", Some(1)),
            (b"\xFF\x00>", Some(3)),
            (b"AT+MQTTPUB=1,\"t\",0,0,3>", Some(23)),
            (b"AT+MQTTPUB=1,\"t\",0,0,3\r\n> ", Some(25)),
            (b"> \x00", Some(1)),
            (b">\x00\r\n", Some(1)),
            (b"> text\r\n", None),
            (b">>", None),
            (b"+MQTTMSG: 1,0,\"a>b\",\"\"\r\n", None),
            (b"a>", None),
            (b"a > \r\n", None),
            (b"\r\n", None),
        ] {
            assert_eq!(length(bytes, echo), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
