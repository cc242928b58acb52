//! The marks by which logs say which way a text went.

use super::chinese;
use super::cursor::Cursor;
use super::looks::{Look, look};
use super::reading::Way;
use super::stamp;

/// Signs, the longer ones first. What an arrow alone points to differs from log to log: it does not count.
const SIGNS: &[(&[u8], Way)] = &[
    ("发→◇".as_bytes(), Way::Sent),
    ("收←◆".as_bytes(), Way::Received),
    // The same in GBK.
    (b"\xB7\xA2\xA1\xFA\xA1\xF3", Way::Sent),
    (b"\xCA\xD5\xA1\xFB\xA1\xF4", Way::Received),
    ("→◇".as_bytes(), Way::Sent),
    ("←◆".as_bytes(), Way::Received),
    (b"AT> ", Way::Sent),
    (b"AT< ", Way::Received),
    (b"AT>> ", Way::Sent),
    (b"AT<< ", Way::Received),
    // FreeRTOS's: the looks tell.
    (b"AT<- ", Way::Unmarked),
    (b"AT-> ", Way::Unmarked),
    (b"-->", Way::Sent),
    (b"<--", Way::Received),
    (b">>>>>Start sending ", Way::Sent),
    (b">>>", Way::Sent),
    (b"<<<", Way::Received),
    (b">> ", Way::Sent),
    (b"<< ", Way::Received),
    (b">>:", Way::Sent),
    (b"<<:", Way::Received),
    (b"=> ", Way::Sent),
    (b"<= ", Way::Received),
    (b"-> ", Way::Unmarked),
    (b"<- ", Way::Received),
    (b"> ", Way::Sent),
    (b"< ", Way::Received),
    ("⇒".as_bytes(), Way::Sent),
    ("⇐".as_bytes(), Way::Received),
    ("→".as_bytes(), Way::Unmarked),
    ("←".as_bytes(), Way::Unmarked),
];

/// Words behind a mark that say what was sent, in small letters: `Sending command:`.
const NOUNS: &[&[u8]] = &[
    b"at",
    b"command",
    b"cmd",
    b"data",
    b"line",
    b"reply",
    b"response",
    b"urc",
    b"bytes",
    b"string",
    b"message",
    b"msg",
    b"packet",
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
    (b"written", Way::Sent),
    (b"read", Way::Received),
    (b"readline", Way::Received),
    (b"out", Way::Sent),
    (b"in", Way::Received),
    (b"cmd", Way::Sent),
    (b"resp", Way::Received),
    (b"rsp", Way::Received),
    (b"response", Way::Received),
    // In German and Spanish.
    (b"senden", Way::Sent),
    (b"gesendet", Way::Sent),
    (b"empfangen", Way::Received),
    (b"enviado", Way::Sent),
    (b"recibido", Way::Received),
];

/// Words that stand in sentences, too: a colon, an equals sign or a quote has to stand behind them.
const OF_SENTENCES: &[(&[u8], Way)] = &[
    (b"got", Way::Received),
    (b"reply", Way::Received),
    (b"answer", Way::Received),
    (b"ans", Way::Received),
    (b"ack", Way::Received),
    (b"request", Way::Sent),
];

/// Words that stand at the end of other names, too.
const COMMON: &[&[u8]] = &[b"in", b"out", b"cmd", b"read", b"write"];

/// Signs that may stand behind a word.
const BEHIND_WORDS: &[&[u8]] = &[b"- ", b"-> ", b"<- ", b"--> ", b"<-- ", b">> ", b"<< ", b"=> ", b"<= "];

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
        if !first.is_ascii() {
            return chinese::mark(cursor);
        }
        let begins = *cursor;
        // What strace says of a call that another process had interrupted.
        cursor.eat(b"<... ");
        cursor.one_of(b"[(<");
        let word = cursor.take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'/'));
        // `AT_RECV`, `uart_tx`, `urc/recvline`; `check_in` is no mark.
        let part = word.rsplit(|byte| matches!(byte, b'_' | b'/')).next().unwrap_or(word);
        let is = |known: &[u8]| known.len() == part.len() && known.eq_ignore_ascii_case(part);
        let Some((_, way)) = WORDS.iter().find(|(known, _)| is(known)) else {
            let (_, way) = OF_SENTENCES.iter().find(|(known, _)| is(known))?;
            return (part.len() == word.len() && begins.0.first() == word.first() && of_sentence(cursor))
                .then_some(*way);
        };
        if part.len() < word.len() && COMMON.iter().any(|common| is(common)) {
            return None;
        }
        // `write(3, "AT+CSQ\r", 7) = 7`: what a call was given, as strace shows it.
        if matches!(cursor.0, [b'(', ..] | [b' ', b'(', b'"', ..]) && begins.0.first() == word.first() && given(cursor)
        {
            return Some(*way);
        }
        if begins.0.starts_with(b"<... ") {
            return cursor.eat(b" resumed>").then_some(*way);
        }
        // `[IN ]`, as wide as `[OUT]`.
        cursor.attempt(|cursor| {
            cursor.blanks();
            cursor.0.first().filter(|byte| matches!(byte, b']' | b')')).map(|_| ())
        });
        let mut ended = cursor.one_of(b"])>").is_some();
        ended |= cursor.blanks() > 0;
        if ended {
            let _ = noun(cursor);
        }
        ended |= length(cursor);
        cursor.blanks();
        ended |= cursor.one_of(b":=|;,").is_some()
            || cursor.eat("：".as_bytes())
            || BEHIND_WORDS.iter().any(|sign| cursor.eat(sign));
        ended |= cursor.blanks() > 0 || cursor.0.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
        ended.then_some(*way)
    })
}

/// What kind of a text it is, as loggers say behind a mark.
const KINDS: &[&[u8]] = &[b"ascii", b"hex", b"text", b"str", b"event", b"match"];

/// Takes what may stand between a mark and its text: a time, the number of bytes, and what kind of a text it is.
pub(crate) fn behind(cursor: &mut Cursor<'_>, at: &mut Option<u64>) {
    if at.is_none() {
        let stamp = cursor.attempt(|cursor| {
            let _ = cursor.one_of(b"[(");
            let stamp = stamp::time(cursor)?;
            let is_closed = cursor.one_of(b"])\t").is_some();
            cursor.blanks();
            (is_closed || look(cursor.0) != Look::Other).then_some(stamp)
        });
        *at = stamp;
    }
    cursor.attempt(|cursor| {
        let length = cursor.number(1, 5)?;
        cursor.one_of(b"\t,;|")?;
        cursor.blanks();
        let is_length = length.abs_diff(cursor.0.trim_ascii().len() as u64) <= 2;
        (is_length || look(cursor.0) != Look::Other).then_some(())
    });
    cursor.attempt(|cursor| {
        let word = cursor.take_while(|byte| byte.is_ascii_alphabetic());
        KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(word)).then_some(())?;
        cursor.eat(b":").then(|| cursor.blanks())
    });
}

/// The text in quotes of the last field but one, and the way that the last one says.
pub(crate) fn behind_quotes(text: &[u8]) -> Option<(&[u8], Way)> {
    let (text, last) = text.split_at(memchr::memrchr(b',', text)?);
    let known = |last: &[u8]| WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(last));
    let (_, way) = last.get(1..).and_then(known)?;
    matches!(text, [b'"', .., b'"']).then_some((text, *way))
}

/// The way that one of the words of a name says: `Modem TX`, `serial write`.
pub(crate) fn word_within(name: &[u8]) -> Option<Way> {
    let mut words = name.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| word.len() < 10);
    words.find_map(|word| WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, way)| *way))
}

/// The way that the last word of a tag says: `UART2 TX`.
pub(crate) fn of_tag(tag: &[u8]) -> Option<Way> {
    let (_, word) = tag.split_at(tag.iter().rposition(|byte| matches!(byte, b' ' | b'-' | b':' | b'.'))? + 1);
    let known = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word))?;
    (!COMMON.contains(&known.0)).then_some(known.1)
}

/// Moves to a text in quotes, or behind a colon or an equals sign.
fn of_sentence(cursor: &mut Cursor<'_>) -> bool {
    cursor.blanks();
    let is_told = cursor.one_of(b":=").is_some();
    cursor.blanks();
    is_told || matches!(cursor.0, [b'"' | b'\'', ..] | [b'b', b'"' | b'\'', ..])
}

/// Takes a word for what was sent, with a colon behind it.
fn noun(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.attempt(|cursor| {
        let word = cursor.take_while(|byte| byte.is_ascii_alphabetic());
        let is_noun = |word: &[u8]| NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word));
        is_noun(word).then_some(())?;
        cursor.blanks();
        // `Sending AT command:`.
        cursor.attempt(|cursor| is_noun(cursor.take_while(|byte| byte.is_ascii_alphabetic())).then_some(()));
        cursor.blanks();
        let _ = length(cursor);
        matches!(cursor.0.first(), Some(b':' | b'=')).then_some(())
    })
}

/// Moves to the text in quotes that a call was given, behind a number or a name.
fn given(cursor: &mut Cursor<'_>) -> bool {
    let found = cursor.attempt(|cursor| {
        // `Write ("ASRL3::INSTR", "AT")`, as NI I/O Trace shows it.
        if cursor.eat(b" (\"") {
            cursor.up_to(b'"')?;
            return (cursor.eat(b", ") && cursor.0.first() == Some(&b'"')).then_some(());
        }
        cursor.eat(b"(").then_some(())?;
        cursor
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'<' | b'>' | b'/' | b'-'));
        cursor.eat(b",");
        cursor.blanks();
        (cursor.0.first() == Some(&b'"')).then_some(())
    });
    found.is_some()
}

/// Takes a number of bytes, bare or in brackets: `TX(8):`, `recv [12 bytes]:`, `read OK 6 "`.
fn length(cursor: &mut Cursor<'_>) -> bool {
    let found = cursor.attempt(|cursor| {
        let word = cursor.take_while(|byte| byte.is_ascii_uppercase() || matches!(byte, b'+' | b'-'));
        let blanks = cursor.blanks();
        let open = cursor.one_of(b"[(").is_some();
        cursor.blanks();
        let digits = cursor.take_while(|byte| byte.is_ascii_digit());
        cursor.blanks();
        cursor.eat(b"bytes");
        // Behind the hours of a time stand its minutes.
        let is_time = matches!(cursor.0, [b':', next, ..] if next.is_ascii_digit());
        let close = !is_time && cursor.one_of(b")],:").is_some();
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
            ("AT>> AT+CSQ", Way::Sent, "AT+CSQ"),
            ("AT<< OK", Way::Received, "OK"),
            ("readline b'OK'", Way::Received, "b'OK'"),
            ("got \"OK\"", Way::Received, "\"OK\""),
            ("got: OK", Way::Received, "OK"),
            ("< OK", Way::Received, "OK"),
            ("-> OK", Way::Unmarked, "OK"),
            ("[TX] - AT", Way::Sent, "AT"),
            ("[AT_RECV] OK", Way::Received, "OK"),
            ("RX;OK", Way::Received, "OK"),
            ("Sent: AT", Way::Sent, "AT"),
            ("Sending AT command: AT", Way::Sent, "AT"),
            ("Send AT: AT", Way::Sent, "AT"),
            ("SEND --> AT", Way::Sent, "AT"),
            ("TX：AT", Way::Sent, "AT"),
            (">>: AT", Way::Sent, "AT"),
            ("[IN ][1020] OK", Way::Received, "OK"),
            ("RX ( 9): OK", Way::Received, "OK"),
            ("urc/recvline: OK", Way::Received, "OK"),
            ("<... read resumed>\"OK\", 64) = 2", Way::Received, "\"OK\", 64) = 2"),
            ("Send\t10:00:01.020\tAT", Way::Sent, "10:00:01.020\tAT"),
            ("发送AT指令: AT", Way::Sent, "AT"),
            ("⇐ OK", Way::Received, "OK"),
            ("→OK", Way::Unmarked, "OK"),
            ("AT-> OK", Way::Unmarked, "OK"),
            (">>>>>Start sending [AT]", Way::Sent, "[AT]"),
            ("Write (\"ASRL3::INSTR\", \"AT\")", Way::Sent, "\"AT\")"),
            ("Sending command: AT", Way::Sent, "AT"),
            ("Received response (4): OK", Way::Received, "OK"),
            ("write(3, \"AT\", 2) = 2", Way::Sent, "\"AT\", 2) = 2"),
            ("发送：AT", Way::Sent, "AT"),
            ("【串口发送】AT", Way::Sent, "AT"),
            ("接收：>", Way::Received, ">"),
            ("接收到数据: OK", Way::Received, "OK"),
        ] {
            let mut cursor = Cursor(text.as_bytes());
            assert_eq!(mark(&mut cursor), Some(way), "{text}");
            assert_eq!(str::from_utf8(cursor.0), Ok(rest), "{text}");
        }
        for text in [
            "",
            "AT+CSQ",
            "texts",
            "inside",
            "OK",
            ">",
            "reads the file",
            "check_in: OK",
            "got OK",
            "answer from the module",
            "Got IP",
            "send_request: x",
        ] {
            assert_eq!(mark(&mut Cursor(text.as_bytes())), None, "{text}");
        }
    }
}
