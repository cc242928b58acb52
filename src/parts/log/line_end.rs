//! The bytes of a line without its end.

/// The line without its line end.
pub(super) fn without_line_end(raw: &[u8]) -> &[u8] {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    raw.strip_suffix(b"\r").unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_line_end_is_left_off() {
        for (raw, expected) in [(&b"OK\r\n"[..], &b"OK"[..]), (b"OK\n", b"OK"), (b"AT\r", b"AT"), (b"\r\r\n", b"\r")] {
            assert_eq!(without_line_end(raw), expected);
        }
    }
}
