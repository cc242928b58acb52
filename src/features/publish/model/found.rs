//! What was found in a text, with a little of its line around it.

use std::ops::Range;

use workbench_payload::text::text_of;
use workbench_payload::{Encoding, LineEnds};

/// How many characters are shown on either side.
const AROUND: usize = 24;

/// How many characters of what was found are shown.
const MOST: usize = 60;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Hit {
    /// The line in which it begins, counted from 1.
    pub(in super::super) line: usize,
    pub(in super::super) before: String,
    pub(in super::super) hit: String,
    pub(in super::super) behind: String,
}

/// What stands at these bytes; nothing where there are none.
pub(in super::super) fn found_in(bytes: &[u8], range: Range<usize>, encoding: Encoding, ends: LineEnds) -> Option<Hit> {
    let text = |part: Option<&[u8]>| text_of(part.unwrap_or_default(), encoding, ends);
    let found = bytes.get(range.clone()).filter(|found| !found.is_empty())?;
    let above = text(bytes.get(..range.start));
    let line_before = above.rsplit('\n').next().unwrap_or_default();
    let skipped = line_before.chars().count().saturating_sub(AROUND);
    // A line may be a megabyte: no more of it is read than is shown, and a character takes four bytes at most.
    let behind = bytes.get(range.end..bytes.len().min(range.end + AROUND * 4));
    let (hit, behind) = (text(Some(found)), text(behind));
    Some(Hit {
        line: above.matches('\n').count() + 1,
        before: line_before.chars().skip(skipped).collect(),
        hit: hit.chars().take(MOST).collect(),
        behind: behind.split('\n').next().unwrap_or_default().chars().take(AROUND).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_has_its_line_and_what_stands_around_it() {
        let text = "{\n  \"temp\": 21.5,\n  \"name\": \"pr\u{e4}sse\"\n}";
        let at = text.find("temp").unwrap();
        let hit = found_in(text.as_bytes(), at..at + 4, Encoding::Utf8, LineEnds::Lf).unwrap();
        assert_eq!(
            (hit.line, hit.before.as_str(), hit.hit.as_str(), hit.behind.as_str()),
            (2, "  \"", "temp", "\": 21.5,")
        );
        assert_eq!(found_in(text.as_bytes(), 3..3, Encoding::Utf8, LineEnds::Lf), None);
        assert_eq!(found_in(b"", 0..4, Encoding::Utf8, LineEnds::Lf), None);
    }

    #[test]
    fn of_a_long_line_only_a_little_is_shown() {
        let text = format!("{}hit{}", "a".repeat(500), "b".repeat(500));
        let hit = found_in(text.as_bytes(), 500..503, Encoding::Utf8, LineEnds::Lf).unwrap();
        assert_eq!((hit.line, hit.before.len(), hit.hit.as_str(), hit.behind.len()), (1, AROUND, "hit", AROUND));
    }
}
