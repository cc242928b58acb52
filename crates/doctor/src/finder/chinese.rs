//! The marks by which Chinese logs say which way a text went, in UTF-8 and in GBK.

use super::cursor::Cursor;
use super::reading::Way;

/// What Chinese logs write before a text, in UTF-8 and in GBK: it was sent, or it came. More may stand before it, as in `串口发送`.
const STEMS: &[(&str, &[u8], Way)] = &[
    ("发送", b"\xB7\xA2\xCB\xCD", Way::Sent),
    ("发", b"\xB7\xA2", Way::Sent),
    ("接收", b"\xBD\xD3\xCA\xD5", Way::Received),
    ("接收到", b"\xBD\xD3\xCA\xD5\xB5\xBD", Way::Received),
    ("收到", b"\xCA\xD5\xB5\xBD", Way::Received),
    ("收", b"\xCA\xD5", Way::Received),
    ("返回", b"\xB7\xB5\xBB\xD8", Way::Received),
    ("响应", b"\xCF\xEC\xD3\xA6", Way::Received),
    ("回复", b"\xBB\xD8\xB8\xB4", Way::Received),
    ("应答", b"\xD3\xA6\xB4\xF0", Way::Received),
];

/// What of it: data, a command, a text. It may stand behind a stem.
const OF_WHAT: &[(&str, &[u8])] = &[
    ("数据", b"\xCA\xFD\xBE\xDD"),
    ("指令", b"\xD6\xB8\xC1\xEE"),
    ("命令", b"\xC3\xFC\xC1\xEE"),
    ("内容", b"\xC4\xDA\xC8\xDD"),
    ("消息", b"\xCF\xFB\xCF\xA2"),
];

/// What may stand between them and the text, in both.
const CLOSERS: &[(&str, &[u8])] = &[("：", b"\xA3\xBA"), ("】", b"\xA1\xBF"), ("」", b"\xA1\xB9"), ("，", b"\xA3\xAC")];

/// Takes a run of characters that are no ASCII, if it ends with words that say the way.
pub(crate) fn mark(cursor: &mut Cursor<'_>) -> Option<Way> {
    let run = cursor.take_while(|byte| !byte.is_ascii());
    let (mut in_utf8, mut in_gbk) = (run, run);
    // `发送AT指令`.
    cursor.attempt(|cursor| {
        cursor.eat(b"AT").then_some(())?;
        let what = cursor.take_while(|byte| !byte.is_ascii());
        let is_it = |(utf8, gbk): &(&str, &[u8])| what.starts_with(utf8.as_bytes()) || what.starts_with(gbk);
        OF_WHAT.iter().any(is_it).then_some(())
    });
    for (utf8, gbk) in CLOSERS {
        in_utf8 = in_utf8.strip_suffix(utf8.as_bytes()).unwrap_or(in_utf8);
        in_gbk = in_gbk.strip_suffix(*gbk).unwrap_or(in_gbk);
    }
    for (utf8, gbk) in OF_WHAT {
        in_utf8 = in_utf8.strip_suffix(utf8.as_bytes()).unwrap_or(in_utf8);
        in_gbk = in_gbk.strip_suffix(*gbk).unwrap_or(in_gbk);
    }
    let ends = |utf8: &str, gbk: &[u8]| in_utf8.ends_with(utf8.as_bytes()) || in_gbk.ends_with(gbk);
    let (_, _, way) = STEMS.iter().find(|(utf8, gbk, _)| ends(utf8, gbk))?;
    cursor.blanks();
    cursor.one_of(b":]");
    cursor.blanks();
    Some(*way)
}
