//! Hexadecimal dumps with offsets, as `hexdump -C`, `xxd` and editors write them.

use crate::notation::printable;

struct Line<'a> {
    offset: usize,
    /// What follows the offset.
    rest: &'a str,
}

/// The bytes of a dump. Its offsets have to agree with them: that makes it a dump, and tells where the text column begins.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).map(line).collect::<Option<Vec<Line<'_>>>>()?;
    let start = lines.first()?.offset;
    let mut bytes = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.offset.checked_sub(start)? != bytes.len() {
            return None;
        }
        match lines.get(index + 1) {
            Some(next) => bytes.extend(exactly(line.rest, next.offset.checked_sub(line.offset)?)?),
            None => bytes.extend(last(line.rest)?),
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

fn line(text: &str) -> Option<Line<'_>> {
    let text = text.trim_start();
    let (offset, rest) = text.split_once(|c: char| c.is_whitespace() || c == ':').unwrap_or((text, ""));
    let digits = offset.strip_prefix("0x").unwrap_or(offset);
    let is_offset = (4..=16).contains(&digits.len());
    let offset = usize::from_str_radix(digits, 16).ok().filter(|_| is_offset)?;
    Some(Line { offset, rest: rest.strip_prefix(':').unwrap_or(rest) })
}

/// The first so many bytes.
fn exactly(text: &str, count: usize) -> Option<Vec<u8>> {
    let (bytes, _) = prefixes(text).into_iter().find(|(bytes, _)| bytes.len() == count)?;
    Some(bytes)
}

/// The bytes of the last line: as many as its text column shows, or all of them where it has none.
fn last(text: &str) -> Option<Vec<u8>> {
    let all = prefixes(text);
    let shown = all.iter().rev().find(|(bytes, rest)| !bytes.is_empty() && shows(rest, bytes));
    let whole = || all.last().filter(|(_, rest)| rest.trim().is_empty());
    shown.or_else(whole).map(|(bytes, _)| bytes.clone())
}

/// Whether a text column shows these bytes.
fn shows(column: &str, bytes: &[u8]) -> bool {
    let column = column.trim_end();
    let bare = column.trim_start().strip_prefix('|').and_then(|column| column.strip_suffix('|'));
    let expected: String = bytes.iter().map(|byte| printable(*byte)).collect();
    bare == Some(&expected)
        || column.strip_suffix(expected.trim_end()).is_some_and(|gap| gap.trim().is_empty() && !column.is_empty())
}

/// The bytes up to each group of digits, with what follows it.
fn prefixes(text: &str) -> Vec<(Vec<u8>, &str)> {
    let mut found = vec![(Vec::new(), text)];
    let (mut bytes, mut rest) = (Vec::new(), text);
    loop {
        let word = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
        let digits = word.find(|c: char| c.is_whitespace() || c == '-').unwrap_or(word.len());
        let (group, after) = word.split_at(digits);
        let is_group = !group.is_empty() && group.len() % 2 == 0 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_group {
            return found;
        }
        bytes.extend((0..group.len()).step_by(2).filter_map(|at| u8::from_str_radix(group.get(at..at + 2)?, 16).ok()));
        found.push((bytes.clone(), after));
        rest = after;
    }
}
