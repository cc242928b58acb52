//! Values that stand behind a name: members of JSON, parameters of addresses, headers, labels.

use std::ops::Range;

use fibocom_at::secrets::{Kind, Named, Span, named};
use memchr::memmem;

use super::tokens::is_random;

/// How far a name reaches to each side of the part of it that was found.
const NAME: usize = 48;

/// Words before a secret that say what it is.
const SCHEMES: &[&[u8]] = &[b"bearer ", b"basic ", b"digest ", b"token ", b"sharedaccesssignature "];

/// Adds the value of the name that has this stretch in it. Gives where looking for more names may go on.
pub(super) fn value(text: &[u8], stem: &Range<usize>, spans: &mut Vec<Span>) -> usize {
    let name = name(text, stem);
    let Some(bytes) = text.get(name.clone()) else { return stem.end };
    let Some(promise) = named(bytes) else { return name.end };
    let Some(mut at) = behind_separator(text, name.end) else { return name.end };
    let is_header = ends_with(bytes, b"authorization") || ends_with(bytes, b"cookie");
    let list = text.get(at) == Some(&b'[');
    at += usize::from(list);
    loop {
        let mut value = one(text, at, is_header, reach(promise));
        if value.quote == 0
            && matches!(promise, Named::Is(Kind::Imei | Kind::ImeiSv | Kind::Imsi | Kind::Iccid | Kind::Eid))
        {
            value.range.end +=
                in_groups(text.get(value.range.clone()), text.get(value.range.end..).unwrap_or_default());
        }
        let is_added = add(text, &value, promise, spans);
        if !list {
            // Where no value was added, the names inside it are looked at when their turn comes.
            return if is_added { value.range.end.max(name.end) } else { name.end };
        }
        // The next text of a list.
        let behind = value.range.end + value.quote;
        let rest = text.get(behind..).unwrap_or_default();
        let blanks = rest.iter().take(8).take_while(|byte| b", \t".contains(byte)).count();
        if blanks == 0 || value.range.is_empty() || rest.get(blanks).is_none_or(|byte| *byte == b']') {
            return behind.min(text.len()).max(name.end);
        }
        at = behind + blanks;
    }
}

/// How far a value without quotes reaches. What is a number or may be nothing is short, so that names behind names cost little.
const fn reach(promise: Named) -> usize {
    match promise {
        Named::Is(Kind::Password | Kind::Key | Kind::Token) => usize::MAX,
        Named::Is(_) | Named::May(_) => 256,
    }
}

/// The whole name around a part of it.
fn name(text: &[u8], stem: &Range<usize>) -> Range<usize> {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let before = text.get(..stem.start).unwrap_or_default().iter().rev().take(NAME).take_while(is_part).count();
    let behind = text.get(stem.end..).unwrap_or_default().iter().take(NAME).take_while(is_part).count();
    let mut start = stem.start - before;
    // In `%22password`, the digits are no part of the name, nor are those of an escape in `\22password`.
    let sign = start.checked_sub(1).and_then(|at| text.get(at));
    if matches!(sign, Some(b'%' | b'\\')) && before >= 2 {
        start += 2;
    }
    start..stem.end + behind
}

fn ends_with(name: &[u8], ending: &[u8]) -> bool {
    name.len()
        .checked_sub(ending.len())
        .and_then(|at| name.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// Where a value begins, with its quote, behind the quote of its name and a colon or an equals sign.
fn behind_separator(text: &[u8], at: usize) -> Option<usize> {
    let mut at = at + quote(text, at);
    at += blanks(text, at);
    // `Serial Number: 1`, `IMEI SV: 1`.
    let rest = text.get(at..)?;
    if let Some(word) = [&b"number"[..], b"no.", b"no"]
        .iter()
        .find(|word| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
    {
        at += word.len();
        at += blanks(text, at);
    }
    let rest = text.get(at..)?;
    at += match rest {
        [b'=', b'>', ..] => 2,
        [b':' | b'=', ..] => 1,
        [b'%', b'3', b'A' | b'a' | b'D' | b'd', ..] => 3,
        _ => return None,
    };
    Some(at + blanks(text, at))
}

fn blanks(text: &[u8], at: usize) -> usize {
    text.get(at..).unwrap_or_default().iter().take(8).take_while(|byte| b" \t".contains(byte)).count()
}

/// How many bytes the quotation mark here has, in any notation; `None`, where no quotation mark stands here.
fn quote(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let escapes = rest.iter().take(8).take_while(|byte| **byte == b'\\').count();
    match rest.get(escapes..) {
        Some([b'"' | b'\'', ..]) => escapes + 1,
        Some([b'2', b'2', ..]) if escapes == 1 => 3,
        _ if rest.starts_with(b"%22") => 3,
        _ if rest.starts_with(b"&quot;") => 6,
        _ => 0,
    }
}

/// A value as it stands.
struct Value {
    range: Range<usize>,
    /// How many bytes its quotation mark has.
    quote: usize,
}

fn one(text: &[u8], at: usize, is_header: bool, reach: usize) -> Value {
    let quote = quote(text, at);
    let start = at + quote;
    let rest = text.get(start..).unwrap_or_default();
    let length = match text.get(at..start) {
        Some([]) | None => {
            let ends = |byte: &u8| {
                b"\r\n\"'<>\\".contains(byte)
                    || (!is_header && (byte.is_ascii_whitespace() || b",;&{}[])".contains(byte)))
            };
            rest.iter().take(reach).position(ends).unwrap_or(rest.len().min(reach))
        }
        Some(mark @ ([b'"'] | [b'\''])) => closing(rest, mark),
        Some(mark) => memmem::find(rest, mark).unwrap_or_else(|| rest.trim_ascii_end().len()),
    };
    Value { range: start..start + length, quote }
}

/// How far a number goes on in groups of digits, as it is printed on a card: `8986 0012 3456 7890 123`.
fn in_groups(first: Option<&[u8]>, behind: &[u8]) -> usize {
    let is_group = |digits: &[u8]| (1..=6).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    if !first.is_some_and(is_group) {
        return 0;
    }
    let mut end = 0;
    while let [b' ', rest @ ..] = behind.get(end..).unwrap_or_default()
        && end < 40
    {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_whole = rest.get(digits).is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'.');
        if !is_whole || !rest.get(..digits).is_some_and(is_group) {
            break;
        }
        end += digits + 1;
    }
    end
}

/// Where a quotation mark closes: one that no backslash stands before.
fn closing(rest: &[u8], mark: &[u8]) -> usize {
    let mark = mark.first().copied().unwrap_or_default();
    let mut is_escaped = false;
    for (at, byte) in rest.iter().enumerate() {
        if *byte == mark && !is_escaped {
            return at;
        }
        is_escaped = *byte == b'\\' && !is_escaped;
    }
    rest.trim_ascii_end().len()
}

/// Adds a value if it is what its name promises.
fn add(text: &[u8], value: &Value, promise: Named, spans: &mut Vec<Span>) -> bool {
    let Some(bytes) = text.get(value.range.clone()) else { return false };
    let scheme =
        SCHEMES.iter().find(|scheme| bytes.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    let skipped = scheme.map_or(0, |scheme| scheme.len());
    let (start, bytes) = (value.range.start + skipped, bytes.get(skipped..).unwrap_or_default());
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_quoted = value.quote > 0;
    let is_short_number = bytes.len() <= 3 && digits == bytes.len();
    let is_word = [&b"true"[..], b"false", b"null", b"none"].iter().any(|word| bytes.eq_ignore_ascii_case(word));
    let (kind, fits) = match promise {
        Named::May(kind @ Kind::SerialNumber) => (kind, digits >= 3 && bytes.len() >= 6),
        Named::May(kind) => (kind, is_random(bytes)),
        Named::Is(kind) => (
            kind,
            match kind {
                Kind::Pin | Kind::Puk => digits == bytes.len() && (4..=8).contains(&digits),
                Kind::PhoneNumber => digits >= 7,
                Kind::Imei | Kind::ImeiSv | Kind::Imsi | Kind::Iccid | Kind::Eid => digits >= 8,
                Kind::SerialNumber => digits >= 3 && bytes.len() >= 6,
                Kind::Token | Kind::Key if !is_quoted => bytes.len() >= 6 && !is_word,
                _ => is_quoted || !(is_word || is_short_number),
            },
        ),
    };
    let is_added = fits && !bytes.is_empty();
    if is_added {
        spans.push(Span { range: start..start + bytes.len(), kind });
    }
    is_added
}
