//! The marks by which logs say which way a text went.

use super::cursor::Cursor;
use super::reading::Way;

/// Signs, the longer ones first. What an arrow alone points to differs from log to log: it does not count.
const SIGNS: &[(&[u8], Way)] = &[
    ("发→◇".as_bytes(), Way::Sent),
    ("收←◆".as_bytes(), Way::Received),
    ("发送指令".as_bytes(), Way::Sent),
    ("发送命令".as_bytes(), Way::Sent),
    ("发送数据".as_bytes(), Way::Sent),
    ("发送".as_bytes(), Way::Sent),
    ("接收数据".as_bytes(), Way::Received),
    ("接收到".as_bytes(), Way::Received),
    ("接收".as_bytes(), Way::Received),
    ("收到".as_bytes(), Way::Received),
    ("返回".as_bytes(), Way::Received),
    ("响应".as_bytes(), Way::Received),
    ("回复".as_bytes(), Way::Received),
    // The same in GBK.
    (b"\xB7\xA2\xA1\xFA\xA1\xF3", Way::Sent),
    (b"\xCA\xD5\xA1\xFB\xA1\xF4", Way::Received),
    ("→◇".as_bytes(), Way::Sent),
    ("←◆".as_bytes(), Way::Received),
    (b"AT> ", Way::Sent),
    (b"AT< ", Way::Received),
    (b"-->", Way::Sent),
    (b"<--", Way::Received),
    (b">>>", Way::Sent),
    (b"<<<", Way::Received),
    (b">> ", Way::Sent),
    (b"<< ", Way::Received),
    (b"=> ", Way::Sent),
    (b"<= ", Way::Received),
    (b"-> ", Way::Unmarked),
    (b"<- ", Way::Received),
    (b"> ", Way::Sent),
    (b"< ", Way::Received),
];

/// Words, in small letters. They end where no letter follows.
const WORDS: &[(&[u8], Way)] = &[
    (b"tx", Way::Sent),
    (b"txd", Way::Sent),
    (b"rx", Way::Received),
    (b"rxd", Way::Received),
    (b"send", Way::Sent),
    (b"sent", Way::Sent),
    (b"sending", Way::Sent),
    (b"sendline", Way::Sent),
    (b"urc", Way::Received),
    (b"recv", Way::Received),
    (b"recvline", Way::Received),
    (b"receive", Way::Received),
    (b"received", Way::Received),
    (b"write", Way::Sent),
    (b"wrote", Way::Sent),
    (b"read", Way::Received),
    (b"out", Way::Sent),
    (b"in", Way::Received),
    (b"cmd", Way::Sent),
    (b"resp", Way::Received),
    (b"rsp", Way::Received),
    (b"response", Way::Received),
];

/// Words that stand at the end of other names, too.
const COMMON: &[&[u8]] = &[b"in", b"out", b"cmd", b"read", b"write"];

/// Takes a mark, with the length and the punctuation behind it.
pub(crate) fn mark(cursor: &mut Cursor<'_>) -> Option<Way> {
    let first = *cursor.0.first()?;
    cursor.attempt(|cursor| {
        let is_sign = !first.is_ascii() || matches!(first, b'A' | b'<' | b'>' | b'-' | b'=');
        if let Some((_, way)) =
            SIGNS.iter().filter(|_| is_sign).find(|(sign, _)| sign.first() == Some(&first) && cursor.eat(sign))
        {
            // Behind words a colon, of either width.
            let _ = cursor.eat(b":") || cursor.eat("：".as_bytes());
            cursor.blanks();
            return Some(*way);
        }
        cursor.one_of(b"[(<");
        let word = cursor.take_while(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        // `AT_RECV`, `uart_tx`; `check_in` is no mark.
        let part = word.rsplit(|byte| *byte == b'_').next().unwrap_or(word);
        let is = |known: &[u8]| known.len() == part.len() && known.eq_ignore_ascii_case(part);
        let (_, way) = WORDS.iter().find(|(known, _)| is(known))?;
        if part.len() < word.len() && COMMON.iter().any(|common| is(common)) {
            return None;
        }
        let mut ended = cursor.one_of(b"])>").is_some();
        ended |= cursor.blanks() > 0;
        ended |= length(cursor);
        cursor.blanks();
        ended |=
            cursor.one_of(b":=|;,").is_some() || [&b"- "[..], b"-> ", b"<- "].into_iter().any(|sign| cursor.eat(sign));
        ended |= cursor.blanks() > 0 || cursor.0.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
        ended.then_some(*way)
    })
}

/// Takes a number of bytes, bare or in brackets: `TX(8):`, `recv [12 bytes]:`, `read OK 6 "`.
fn length(cursor: &mut Cursor<'_>) -> bool {
    let found = cursor.attempt(|cursor| {
        let word = cursor.take_while(|byte| byte.is_ascii_uppercase() || matches!(byte, b'+' | b'-'));
        let blanks = cursor.blanks();
        let open = cursor.one_of(b"[(").is_some();
        let digits = cursor.take_while(|byte| byte.is_ascii_digit());
        cursor.blanks();
        cursor.eat(b"bytes");
        let close = cursor.one_of(b")],:").is_some();
        cursor.blanks();
        let is_quoted = cursor.0.first() == Some(&b'"');
        let is_length = if open { close } else { close || is_quoted };
        (!digits.is_empty() && is_length && (word.is_empty() || (blanks > 0 && is_quoted))).then_some(())
    });
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_with_what_stands_around_them() {
        for (text, way, rest) in [
            ("TX AT+CSQ", Way::Sent, "AT+CSQ"),
            ("RX: +CSQ: 1,99", Way::Received, "+CSQ: 1,99"),
            ("[TX] AT", Way::Sent, "AT"),
            ("tx(8): AT+CSQ", Way::Sent, "AT+CSQ"),
            ("recv [12 bytes]: OK", Way::Received, "OK"),
            ("send       4 \"AT\"", Way::Sent, "\"AT\""),
            ("--> 'AT'", Way::Sent, "'AT'"),
            ("发→◇AT", Way::Sent, "AT"),
            ("AT< OK", Way::Received, "OK"),
            ("< OK", Way::Received, "OK"),
            ("-> OK", Way::Unmarked, "OK"),
            ("[TX] - AT", Way::Sent, "AT"),
            ("[AT_RECV] OK", Way::Received, "OK"),
            ("RX;OK", Way::Received, "OK"),
            ("Sent: AT", Way::Sent, "AT"),
        ] {
            let mut cursor = Cursor(text.as_bytes());
            assert_eq!(mark(&mut cursor), Some(way), "{text}");
            assert_eq!(str::from_utf8(cursor.0), Ok(rest), "{text}");
        }
        for text in ["", "AT+CSQ", "texts", "inside", "OK", ">", "reads the file", "check_in: OK"] {
            assert_eq!(mark(&mut Cursor(text.as_bytes())), None, "{text}");
        }
    }
}
