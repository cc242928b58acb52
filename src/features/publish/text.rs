//! A payload at a glance, and on the clipboard.

use workbench_payload::notation::hex;
use workbench_payload::visible::is_hidden;

/// One line that shows a payload: its text, or its hexadecimal digits where it is not text.
pub(super) fn glance(bytes: &[u8], most: usize) -> String {
    let whole: String = match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().take(most + 1).map(|c| if is_hidden(c) { '·' } else { c }).collect(),
        Err(_) => hex(bytes.get(..most).unwrap_or(bytes)),
    };
    if whole.chars().count() <= most { whole } else { whole.chars().take(most).chain(['…']).collect() }
}

/// What to put on the clipboard for a payload: its text, or its hexadecimal digits where it is not text.
pub(super) fn copied(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| hex(bytes), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_is_one_short_line() {
        assert_eq!(glance(b"ab\ncd", 10), "ab·cd");
        assert_eq!(glance("a\u{202E}b".as_bytes(), 10), "a·b");
        assert_eq!(glance(b"abcdef", 3), "abc…");
        assert_eq!(glance(b"\xFF\x00", 10), "FF 00");
        assert_eq!(copied(b"\xFF\x00"), "FF 00");
    }
}
