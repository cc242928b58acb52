//! Words and bytes that are looked for in topics and payloads, and the one line of a message in which they are marked.

use std::ops::Range;

use workbench_payload::find::{Needle, Pattern};
use workbench_payload::notation;
use workbench_payload::reading::{Certainty, hex_bytes, stray};
use workbench_payload::visible::visible_bytes;

use crate::parts::payload_text::is_text;

/// How many bytes of a payload a row shows.
const SHOWN: usize = 160;

/// How many bytes stand before what was found, where the line begins in the middle.
const BEFORE: usize = 16;

/// What is looked for; nothing, where nothing was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Search {
    words: Option<Needle>,
    bytes: Option<Bytes>,
}

/// The bytes that were typed as hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bytes {
    pattern: Pattern,
    /// Whether they are looked for in text, too: `AA 55` and `0x41` are nothing else, and `41` is a number.
    in_text: bool,
}

/// A part of a line as it is shown, and whether it is what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) text: String,
    pub(crate) is_hit: bool,
}

impl Search {
    pub(crate) fn new(words: &str) -> Self {
        let words = words.trim();
        Self { words: Needle::new(words), bytes: bytes(words) }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.words.is_none()
    }

    /// Whether it stands in either. Where nothing is looked for, nothing is found.
    pub(crate) fn finds(&self, topic: &str, payload: &[u8]) -> bool {
        self.word(topic.as_bytes(), 0).or_else(|| self.hit(payload, 0, self.wanted(payload))).is_some()
    }

    /// All of a text, with what was found in it.
    pub(crate) fn parts(&self, text: &str) -> Vec<Part> {
        self.cut(text.as_bytes(), None, visible_bytes)
    }

    /// One line of a payload: its beginning, or what is around the first place at which something was found.
    pub(crate) fn line(&self, payload: &[u8]) -> Vec<Part> {
        let shown = if is_text(payload) { visible_bytes } else { hex };
        let wanted = self.wanted(payload);
        let hit = self.hit(payload, 0, wanted).map_or(0, |hit| hit.start);
        let start = if hit > SHOWN / 3 { boundary(payload, hit - BEFORE) } else { 0 };
        let end = boundary(payload, (start + SHOWN).min(payload.len()));
        let mut parts = self.cut(payload.get(start..end).unwrap_or_default(), wanted, shown);
        let more = |at, parts: &mut Vec<Part>| parts.insert(at, Part { text: "…".to_owned(), is_hit: false });
        if start > 0 {
            more(0, &mut parts);
        }
        if end < payload.len() {
            more(parts.len(), &mut parts);
        }
        parts
    }

    /// The bytes, where they are looked for in this payload.
    fn wanted(&self, payload: &[u8]) -> Option<&Pattern> {
        let bytes = self.bytes.as_ref()?;
        (bytes.in_text || !is_text(payload)).then_some(&bytes.pattern)
    }

    fn word(&self, bytes: &[u8], from: usize) -> Option<Range<usize>> {
        self.words.as_ref()?.next(bytes, from)
    }

    /// The first of either.
    fn hit(&self, bytes: &[u8], from: usize, wanted: Option<&Pattern>) -> Option<Range<usize>> {
        let found = wanted.and_then(|pattern| pattern.next(bytes, from));
        self.word(bytes, from).into_iter().chain(found).min_by_key(|hit| hit.start)
    }

    fn cut(&self, bytes: &[u8], wanted: Option<&Pattern>, shown: fn(&[u8]) -> String) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut add = |range: Range<usize>, is_hit| {
            let part = bytes.get(range).filter(|part| !part.is_empty());
            parts.extend(part.map(|part| Part { text: shown(part), is_hit }));
        };
        let mut at = 0;
        while let Some(hit) = self.hit(bytes, at, wanted) {
            add(at..hit.start, false);
            at = hit.end;
            add(hit, true);
        }
        add(at..bytes.len(), false);
        parts
    }
}

/// The bytes that a text is in hexadecimal digits: `AA 55`, `0xAA55`, `AA ?? 55`.
fn bytes(text: &str) -> Option<Bytes> {
    if text.contains("??") {
        return Some(Bytes { pattern: Pattern::parse(text).ok()?, in_text: true });
    }
    // Half a byte is nothing to look for.
    let (certainty, bytes) = hex_bytes(text).filter(|_| stray(text).is_none())?;
    let is_marked = ["0x", "0X", "\\x", "\\X"].iter().any(|mark| text.starts_with(mark));
    Some(Bytes { pattern: Pattern::of_bytes(&bytes), in_text: is_marked || certainty == Certainty::Plain })
}

fn hex(bytes: &[u8]) -> String {
    format!("{} ", notation::hex(bytes))
}

/// This place, or one shortly before it that splits no character of UTF-8.
fn boundary(bytes: &[u8], at: usize) -> usize {
    let continues = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xC0 == 0x80);
    (at.saturating_sub(3)..=at).rev().find(|at| !continues(at)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as one text, hits in brackets.
    fn marked(parts: Vec<Part>) -> String {
        parts.into_iter().map(|part| if part.is_hit { format!("[{}]", part.text) } else { part.text }).collect()
    }

    #[test]
    fn what_was_found_is_marked_and_hides_nothing() {
        for (words, payload, expected) in [
            ("temp", &b"{\"temp\":1,\"TEMP\":2}"[..], "{\"[temp]\":1,\"[TEMP]\":2}"),
            ("", b"a\r\nb", "a\\r\\nb"),
            ("b", "a\u{202E}b".as_bytes(), "a\\xE2\\x80\\xAE[b]"),
            ("k", b"\x00ok", "00 6F [6B ]"),
            ("none", b"", ""),
        ] {
            assert_eq!(marked(Search::new(words).line(payload)), expected, "{words}");
        }
    }

    #[test]
    fn a_long_payload_is_shown_around_what_was_found() {
        let mut payload = "ä".repeat(300).into_bytes();
        assert_eq!(marked(Search::default().line(&payload)), format!("{}…", "ä".repeat(80)));
        payload.extend(b"here");
        let line = marked(Search::new("HERE").line(&payload));
        assert_eq!(line, format!("…{}[here]", "ä".repeat(8)));
    }

    #[test]
    fn hexadecimal_digits_find_bytes() {
        for (typed, payload, found) in [
            ("AA 55", &b"\x01\xAA\x55\x02"[..], true),
            ("aa 55", b"\x01\xAA\x55\x02", true),
            ("0xAA55", b"\x01\xAA\x55\x02", true),
            ("0xAA, 0x55", b"\xAA\x55", true),
            ("\\xAA\\x55", b"\xAA\x55", true),
            ("AA55", b"\xAA\x55", true),
            ("AA ?? 02", b"\x01\xAA\x55\x02", true),
            ("AA 55", b"\xAA\x00\x55", false),
            // As words they are found as before.
            ("AA 55", b"see aa 55", true),
            ("41", b"{\"t\":41}", true),
            // A number is no byte of a text, and what says that it is a byte is one.
            ("41", b"A", false),
            ("41", b"A\x00", true),
            ("0x41", b"A", true),
            ("41 42", b"xABx", true),
            // Half a byte finds words alone.
            ("AA 5", b"\xAA\x05", false),
            ("AA 5G", b"aa 5g", true),
        ] {
            assert_eq!(Search::new(typed).finds("t", payload), found, "{typed} in {payload:X?}");
        }
        assert!(!Search::new("41 42").finds("AB", b""), "a topic is text");
        assert_eq!(marked(Search::new("AA 55").line(b"\x01\xAA\x55\x02")), "01 [AA 55 ]02 ");
        assert_eq!(marked(Search::new("41 42").line(b"xABxABAB")), "x[AB]x[AB][AB]");
    }

    #[test]
    fn blanks_around_the_words_do_not_count() {
        assert!(Search::new("  ").is_empty());
        assert!(
            Search::new(" a ").finds("t", b"xay")
                && Search::new("t").finds("T", b"")
                && !Search::new("").finds("", b"")
        );
    }
}
