//! Dumps: bytes in rows, with where each row begins before them and their characters behind them, as `xxd` and `hexdump` print them.

use super::hex::pair;
use super::{LEAST, Spare, View};

/// The most bytes that a row has.
const WIDEST: usize = 64;

/// Hands over what the rows of a text mean together: their bytes, and the characters behind these.
pub(super) fn each<'o>(
    text: &[u8],
    outer: Option<&'o View<'o>>,
    spare: &mut Spare,
    show: &mut impl FnMut(View<'o>, &mut Spare),
) {
    let body = text.trim_ascii_end();
    if memchr::memchr2(b'\n', b'\r', body).is_none() {
        return;
    }
    let (mut bytes, mut characters, mut rows) = (View::of(outer, spare), View::of(outer, spare), 0);
    let mut at = 0;
    while at < body.len() {
        let rest = body.get(at..).unwrap_or_default();
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let end = at + length;
        let is_row = row(body.get(..end).unwrap_or_default(), at, &mut bytes, &mut characters);
        rows += usize::from(is_row);
        // Blank lines do not end a dump; other lines do.
        if !is_row && length > 0 && !(bytes.bytes.is_empty() && characters.bytes.is_empty()) {
            (bytes, characters) = (tell(bytes, rows, outer, spare, show), tell(characters, rows, outer, spare, show));
            rows = 0;
        }
        at = end + 1;
    }
    tell(bytes, rows, outer, spare, show).end(spare);
    tell(characters, rows, outer, spare, show).end(spare);
}

/// Hands a view over, unless one row is all of it, which others see. Gives an empty one.
fn tell<'o>(
    view: View<'o>,
    rows: usize,
    outer: Option<&'o View<'o>>,
    spare: &mut Spare,
    show: &mut impl FnMut(View<'o>, &mut Spare),
) -> View<'o> {
    if rows > 1 && view.bytes.len() >= LEAST {
        show(view, spare);
    } else {
        view.end(spare);
    }
    View::of(outer, spare)
}

/// Adds the row of a hex dump from a place to the end of a text; `false`, where the text there is not such a row.
fn row(text: &[u8], from: usize, bytes: &mut View<'_>, characters: &mut View<'_>) -> bool {
    let blanks = |at: usize| text.get(at..).unwrap_or_default().iter().take_while(|byte| b" \t".contains(byte)).count();
    let digits =
        |at: usize| text.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let mut at = from + blanks(from);
    if let Some([b'0', b'x' | b'X']) = text.get(at..at + 2) {
        at += 2;
    }
    // Where the row begins: more digits than a byte has, or a colon behind them.
    let length = digits(at);
    let behind = at + length;
    let has_colon = matches!(text.get(behind), Some(b':' | b'|'));
    let gap = blanks(behind);
    let is_apart = gap >= 2 || length % 2 == 1 || digits(behind + gap) == 2;
    let is_offset = (1..=16).contains(&length) && (has_colon || (length >= 4 && gap >= 1 && is_apart));
    if is_offset {
        at = behind + usize::from(has_colon);
        at += blanks(at);
    }
    let mut count = 0;
    while count < WIDEST {
        let length = digits(at);
        let gap = blanks(at + length);
        if length == 0
            || length % 2 == 1
            || length > 16
            || (gap == 0 && at + length < text.len() && !ends(text, at + length))
        {
            break;
        }
        for place in (at..at + length).step_by(2) {
            let Some([high, low]) = text.get(place..place + 2) else { break };
            bytes.push(pair(*high, *low).unwrap_or_default(), place, 2);
            count += 1;
        }
        at += length + gap;
        // A wider gap stands before the characters, or in the middle of the row.
        if gap > 1 && count != 8 {
            break;
        }
    }
    let is_row = count > 0 && (is_offset || count > 1);
    if is_row {
        let rest = text.get(at..).unwrap_or_default();
        let skipped = usize::from(matches!(rest.first(), Some(b'|' | b'>')));
        let rest = rest.get(skipped..).unwrap_or_default();
        // Trailing signs are no characters of the row, where it is known how many it has.
        let shown = rest.get(..count.min(rest.len())).unwrap_or_default();
        characters.plain(text, at + skipped..at + skipped + shown.len());
    }
    is_row
}

fn ends(text: &[u8], at: usize) -> bool {
    matches!(text.get(at), Some(b'|' | b'-'))
}
