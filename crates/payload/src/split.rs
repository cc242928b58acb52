//! Cuts a payload that is too long into parts that are not.

use std::ops::Range;

/// Where a payload may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cut {
    /// Behind a line end, so that each part is whole lines.
    Lines,
    /// Between characters of UTF-8.
    Characters,
    /// Anywhere.
    Bytes,
}

impl Cut {
    /// The best cut of this payload: behind line ends where every line is within the limit, else between characters; anywhere, if it is not text.
    #[must_use]
    pub fn of(bytes: &[u8], limit: usize) -> Self {
        if std::str::from_utf8(bytes).is_err() {
            return Self::Bytes;
        }
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', bytes).map(|at| at + 1) {
            if end - start > limit {
                return Self::Characters;
            }
            start = end;
        }
        if start > 0 && bytes.len() - start <= limit { Self::Lines } else { Self::Characters }
    }

    /// The parts, in order, none empty and none longer than the limit; together they are the whole payload.
    #[must_use]
    pub fn parts(self, bytes: &[u8], limit: usize) -> Vec<Range<usize>> {
        let limit = limit.max(4);
        let mut parts = Vec::new();
        let mut start = 0;
        while start < bytes.len() {
            let end = if bytes.len() - start <= limit {
                bytes.len()
            } else {
                start
                    + self
                        .fitting(bytes.get(start..start + limit).unwrap_or_default(), bytes.get(start + limit).copied())
            };
            parts.push(start..end);
            start = end;
        }
        parts
    }

    /// How many of these bytes go into one part, when this byte follows them.
    fn fitting(self, bytes: &[u8], next: Option<u8>) -> usize {
        let whole_lines = || bytes.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1);
        let whole_characters = || {
            if next.is_none_or(|byte| byte & 0xC0 != 0x80) {
                return Some(bytes.len());
            }
            bytes.iter().rposition(|byte| byte & 0xC0 != 0x80).filter(|at| *at > 0 && bytes.len() - at < 4)
        };
        let found = match self {
            Self::Lines => whole_lines().or_else(whole_characters),
            Self::Characters => whole_characters(),
            Self::Bytes => None,
        };
        found.unwrap_or(bytes.len())
    }
}

/// The bytes that some firmware acts upon instead of sending them, where there are any: backspace, Ctrl+Z and Escape.
#[must_use]
pub fn touchy(bytes: &[u8]) -> Option<(usize, u8)> {
    let at = memchr::memchr3(0x08, 0x1A, 0x1B, bytes)?;
    bytes.get(at).map(|byte| (at, *byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_cut_where_it_hurts_least() {
        for (text, limit, cut, parts) in [
            ("one\ntwo\nthree", 8, Cut::Lines, vec!["one\ntwo\n", "three"]),
            ("one\nand a long line", 8, Cut::Characters, vec!["one\nand ", "a long l", "ine"]),
            ("ééé", 5, Cut::Characters, vec!["éé", "é"]),
            ("short", 8, Cut::Characters, vec!["short"]),
        ] {
            assert_eq!(Cut::of(text.as_bytes(), limit), cut, "{text:?}");
            let found: Vec<&str> = cut.parts(text.as_bytes(), limit).into_iter().map(|part| &text[part]).collect();
            assert_eq!(found, parts);
        }
        assert_eq!(Cut::of(b"\xFF\n", 8), Cut::Bytes);
    }

    #[test]
    fn bytes_that_some_firmware_acts_upon_are_named() {
        for (bytes, expected) in [(&b"ab"[..], None), (b"a\x1A\x08", Some((1, 0x1A))), (b"\x1B", Some((0, 0x1B)))] {
            assert_eq!(touchy(bytes), expected);
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole(bytes: Vec<u8>, limit in 4..40_usize) {
            for cut in [Cut::Lines, Cut::Characters, Cut::Bytes] {
                let parts = cut.parts(&bytes, limit);
                prop_assert!(parts.iter().all(|part| !part.is_empty() && part.len() <= limit));
                let whole: Vec<u8> = parts.into_iter().flat_map(|part| bytes[part].to_vec()).collect();
                prop_assert_eq!(&whole, &bytes);
            }
        }
    }
}
