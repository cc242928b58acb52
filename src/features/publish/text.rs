//! The payload as text: a view of its bytes that loses none of them.

/// How a line ends on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LineEnds {
    /// 0x0A.
    #[default]
    Lf,
    /// 0x0D 0x0A.
    CrLf,
}

impl LineEnds {
    const fn bytes(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }
}

/// The bytes of a text, in UTF-8.
pub(super) fn bytes_of(text: &str, ends: LineEnds) -> Vec<u8> {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', ends.bytes()).into_bytes()
}

/// The text of the bytes with line feeds alone, and how its lines end where there are several. None for bytes that a text
/// area could not give back as they are.
pub(super) fn text_of(bytes: &[u8]) -> Option<(String, Option<LineEnds>)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let ends = match (text.contains("\r\n"), text.contains('\n')) {
        (true, _) => Some(LineEnds::CrLf),
        (false, true) => Some(LineEnds::Lf),
        (false, false) => None,
    };
    let plain = text.replace("\r\n", "\n");
    (bytes_of(&plain, ends.unwrap_or_default()) == bytes).then_some((plain, ends))
}

/// One line that shows a payload: its text, or its digits where it is none.
pub(super) fn glance(bytes: &[u8], most: usize) -> String {
    let whole: String = match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().take(most + 1).map(|c| if c.is_control() { '·' } else { c }).collect(),
        Err(_) => digits(bytes.get(..most).unwrap_or(bytes)),
    };
    if whole.chars().count() <= most { whole } else { whole.chars().take(most).chain(['…']).collect() }
}

/// What to put on the clipboard for a payload: its text, or its digits where it is none.
pub(super) fn copied(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| digits(bytes), str::to_owned)
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_two_views_of_the_same() {
        for (text, ends, bytes) in [
            ("", LineEnds::CrLf, &b""[..]),
            ("a\nb", LineEnds::Lf, b"a\nb"),
            ("a\nb\n", LineEnds::CrLf, b"a\r\nb\r\n"),
            ("a\r\nb", LineEnds::Lf, b"a\nb"),
            ("é温", LineEnds::Lf, "é温".as_bytes()),
        ] {
            assert_eq!(bytes_of(text, ends), bytes, "{text:?}");
        }
        for (bytes, expected) in [
            (&b"plain"[..], Some(("plain", None))),
            (b"a\nb", Some(("a\nb", Some(LineEnds::Lf)))),
            (b"a\r\nb", Some(("a\nb", Some(LineEnds::CrLf)))),
            (b"a\r\nb\nc", None),
            (b"a\rb", None),
            (b"\xFF", None),
        ] {
            let expected = expected.map(|(text, ends)| (text.to_owned(), ends));
            assert_eq!(text_of(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_glance_is_one_short_line() {
        assert_eq!(glance(b"ab\ncd", 10), "ab·cd");
        assert_eq!(glance(b"abcdef", 3), "abc…");
        assert_eq!(glance(b"\xFF\x00", 10), "FF 00");
        assert_eq!(copied(b"\xFF\x00"), "FF 00");
    }
}
