//! Hexadecimal dumps with offsets, as `hexdump`, `od`, `xxd`, `tcpdump`, Wireshark, debuggers and editors write them.

use super::Certainty;

/// Where rows that were left out of a dump may end at most.
const MOST_REPEATED: usize = 1024 * 1024;

/// How many bytes a row may have.
const MOST_IN_ROW: usize = 1024;

/// A row of a dump.
enum Row<'a> {
    Line {
        /// As it is written.
        offset: &'a str,
        /// What follows the offset.
        rest: &'a str,
    },
    /// `*`: the row before, again and again, up to the next one.
    Same,
}

/// How bytes are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Groups {
    /// In their order, in groups of any size.
    Bytes,
    /// Words of two bytes, the lower one first, as `hexdump` and `od -x` write them.
    Words,
    /// The same in octal digits, as `od` does.
    Octal,
}

/// The bytes of a dump, and whether it can be nothing else. Its offsets have to agree with them: that makes it a dump, and tells where the text
/// column begins.
pub(super) fn bytes(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let rows = text.lines().filter(|line| !line.trim().is_empty()).map(row).collect::<Option<Vec<Row<'_>>>>()?;
    // Only these two programs write seven digits, and of words it does not say itself which byte comes first.
    let is_seven =
        |row: &Row<'_>| matches!(row, Row::Same) || matches!(row, Row::Line { offset, .. } if offset.len() == 7);
    let ways: &[(u32, Groups)] = if rows.iter().all(is_seven) {
        &[(16, Groups::Words), (8, Groups::Words), (8, Groups::Octal), (16, Groups::Bytes), (8, Groups::Bytes)]
    } else {
        &[(16, Groups::Bytes)]
    };
    let bytes = ways.iter().find_map(|(radix, groups)| read(&rows, *radix, *groups))?;
    // One row without a colon or a text column is digits as well.
    let is_bare = rows.len() == 1 && text.chars().all(|c| c.is_ascii_hexdigit() || c.is_whitespace() || c == '-');
    Some((if is_bare { Certainty::Possible } else { Certainty::Plain }, bytes))
}

fn read(rows: &[Row<'_>], radix: u32, groups: Groups) -> Option<Vec<u8>> {
    let mut bytes: Vec<u8> = Vec::new();
    let (mut start, mut before, mut repeats) = (None, Vec::new(), false);
    for (index, row) in rows.iter().enumerate() {
        let Row::Line { offset, rest } = row else {
            repeats = true;
            continue;
        };
        let offset = usize::from_str_radix(offset, radix).ok()?;
        let place = offset.checked_sub(*start.get_or_insert(offset))?;
        if std::mem::take(&mut repeats) {
            let missing = place.checked_sub(bytes.len()).filter(|_| place <= MOST_REPEATED)?;
            let times = missing.checked_div(before.len()).filter(|times| times * before.len() == missing)?;
            bytes.extend(before.repeat(times));
        }
        if place != bytes.len() {
            return None;
        }
        before = match rows.get(index + 1) {
            Some(Row::Line { offset: next, .. }) => {
                let next = usize::from_str_radix(next, radix).ok()?;
                exactly(rest, next.checked_sub(offset)?, groups)?
            }
            Some(Row::Same) | None => last(rest, groups)?,
        };
        bytes.extend_from_slice(&before);
    }
    (!bytes.is_empty() && !repeats).then_some(bytes)
}

fn row(text: &str) -> Option<Row<'_>> {
    let text = text.trim();
    if text == "*" {
        return Some(Row::Same);
    }
    let (word, behind) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    // A segment before the offset, as DEBUG writes it.
    let segment = word.split_once(':').filter(|(segment, offset)| segment.len() == 4 && offset.len() == 4);
    let (offset, rest) = match segment {
        Some((_, offset)) => (offset, behind),
        None => text.split_once(|c: char| c.is_whitespace() || c == ':').unwrap_or((text, "")),
    };
    let digits = offset.strip_prefix("0x").unwrap_or(offset);
    let digits = digits.strip_suffix(['h', 'H']).unwrap_or(digits);
    let is_offset = (4..=16).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    // A debugger names what stands there: `0x2000 <buffer+8>:`.
    let named = rest.trim_start().strip_prefix('<').and_then(|name| name.split_once('>')).map(|(_, rest)| rest);
    let rest = named.filter(|rest| rest.starts_with(':')).unwrap_or(rest);
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let rest = rest.trim_start().strip_prefix('|').filter(|rest| rest.starts_with(' ')).unwrap_or(rest);
    is_offset.then_some(Row::Line { offset: digits, rest })
}

/// The first so many bytes.
fn exactly(text: &str, count: usize, groups: Groups) -> Option<Vec<u8>> {
    let found = prefixes(text, groups);
    let whole = found.iter().find(|(bytes, _)| bytes.len() == count).map(|(bytes, _)| bytes.clone());
    // The last word of an odd number of bytes is filled up.
    let filled = || {
        let (bytes, _) = found.iter().find(|(bytes, _)| groups != Groups::Bytes && bytes.len() == count + 1)?;
        bytes.split_last().filter(|(last, _)| **last == 0).map(|(_, bytes)| bytes.to_vec())
    };
    whole.or_else(filled)
}

/// The bytes of a row whose length nothing else says: as many as its text column shows, or all of them where it has none.
fn last(text: &str, groups: Groups) -> Option<Vec<u8>> {
    let all = prefixes(text, groups);
    let shown = all.iter().rev().find(|(bytes, rest)| !bytes.is_empty() && shows(rest, bytes));
    let whole = || all.last().filter(|(_, rest)| rest.trim().is_empty());
    shown.or_else(whole).map(|(bytes, _)| bytes.clone())
}

/// Whether a text column shows these bytes. What stands for a byte that is no letter, digit or sign differs between programs.
fn shows(column: &str, bytes: &[u8]) -> bool {
    let is_it = |text: &str| {
        let mut characters = text.chars();
        let fits = bytes.iter().all(|byte| match (characters.next(), byte) {
            (Some(shown), b'!'..=b'~') => shown == char::from(*byte),
            (Some(shown), b' ') => matches!(shown, ' ' | '.'),
            (Some(_), _) => true,
            // Blanks at the end of a line are often lost.
            (None, byte) => *byte == b' ',
        });
        fits && characters.as_str().is_empty()
    };
    let column = column.trim_end();
    let bare = column.trim_start();
    let framed =
        [('|', '|'), ('>', '<')].iter().find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
    if column.is_empty() {
        return false;
    }
    // The column may itself begin with blanks.
    let gaps = column.len() - bare.len();
    framed.is_some_and(is_it)
        || (gaps.saturating_sub(bytes.len())..=gaps).any(|gap| column.get(gap..).is_some_and(is_it))
}

/// The bytes up to each group of digits, with what follows it.
fn prefixes(text: &str, groups: Groups) -> Vec<(Vec<u8>, &str)> {
    let mut found = vec![(Vec::new(), text)];
    let (mut bytes, mut rest) = (Vec::new(), text);
    loop {
        let word = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
        let digits = word.find(|c: char| c.is_whitespace() || c == '-').unwrap_or(word.len());
        let (written, after) = word.split_at(digits);
        let Some(group) = group(written, groups).filter(|_| bytes.len() <= MOST_IN_ROW) else { return found };
        bytes.extend(group);
        found.push((bytes.clone(), after));
        rest = after;
    }
}

fn group(written: &str, groups: Groups) -> Option<Vec<u8>> {
    let is_hexadecimal = written.bytes().all(|byte| byte.is_ascii_hexdigit());
    match groups {
        Groups::Words if written.len() == 4 && is_hexadecimal => {
            Some(u16::from_str_radix(written, 16).ok()?.to_le_bytes().to_vec())
        }
        Groups::Octal if written.len() == 6 && written.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(u16::from_str_radix(written, 8).ok()?.to_le_bytes().to_vec())
        }
        Groups::Words | Groups::Octal => None,
        Groups::Bytes => {
            // Debuggers mark each byte.
            let digits = written.strip_prefix("0x").filter(|digits| digits.len() == 2).unwrap_or(written);
            let is_group = !digits.is_empty()
                && digits.len().is_multiple_of(2)
                && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
            is_group.then(|| (0..digits.len()).step_by(2).filter_map(byte).collect())
        }
    }
}
