//! Puts what stands in for values into a line.

use std::borrow::Cow;
use std::ops::Range;

/// A stretch of a line that is replaced, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replaced<L> {
    pub(super) range: Range<usize>,
    pub(super) label: L,
}

/// Makes stretches that touch each other's bytes into one: the first of them, or the longest that begins there, gives its name.
pub(super) fn merge<L>(replaced: &mut Vec<Replaced<L>>) {
    replaced.retain(|one| !one.range.is_empty());
    replaced.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    replaced.dedup_by(|next, last| {
        let joins = next.range.start < last.range.end;
        if joins {
            last.range.end = last.range.end.max(next.range.end);
        }
        joins
    });
}

/// The line with the stretches replaced, which are apart and in order.
pub(super) fn line<'a, 't, L>(raw: &'a [u8], replaced: &[Replaced<L>], text: impl Fn(&L) -> &'t str) -> Cow<'a, [u8]> {
    if replaced.is_empty() {
        return Cow::Borrowed(raw);
    }
    let mut line = Vec::with_capacity(raw.len() + 16 * replaced.len());
    let mut at = 0;
    for one in replaced {
        line.extend_from_slice(raw.get(at..one.range.start).unwrap_or_default());
        line.extend_from_slice(text(&one.label).as_bytes());
        at = one.range.end;
    }
    line.extend_from_slice(raw.get(at..).unwrap_or_default());
    Cow::Owned(line)
}

/// A stretch without the line ends around it: of a value that reaches over line ends, they stay.
pub(super) fn between_ends(raw: &[u8], range: Range<usize>) -> Range<usize> {
    let part = raw.get(range.clone()).unwrap_or_default();
    let end = range.end - (part.len() - part.trim_ascii_end().len());
    let part = raw.get(range.start..end).unwrap_or_default();
    range.start + (part.len() - part.trim_ascii_start().len())..end
}
