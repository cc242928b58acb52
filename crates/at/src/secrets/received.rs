//! Lines of the module: replies, codes, and bare text that answers a question.

use super::{Asked, Finder, Kind, Named, Place, Span, named};

/// Final results and prompts, which are never a secret.
const RESULTS: &[&[u8]] = &[b"OK", b"ERROR", b"CONNECT", b"NO CARRIER", b">", b"READY"];

/// The spans of a line of the module, from a place on.
pub(super) fn spans(finder: &Finder, raw: &[u8], start: usize, asked: Asked, spans: &mut Vec<Span>) {
    let line = raw.get(start..).unwrap_or_default().trim_ascii_end();
    let Some(first) = line.first() else { return };
    if !b"+^*$#%".contains(first) {
        if let Some(kind) = asked.bare
            && !RESULTS.contains(&line)
        {
            whole(line, start, kind, spans);
        }
        return;
    }
    let name_end = line.iter().take(32).position(|byte| *byte == b':');
    let Some(name_end) = name_end else { return };
    let name = line.get(1..name_end).unwrap_or_default().trim_ascii_end();
    let values = start + name_end + 1;
    let says = finder.says.get(name);
    let rest = line.get(name_end + 1..).unwrap_or_default();
    // The answer to a test form holds ranges, the first of them in brackets.
    let is_test = rest.trim_ascii_start().first() == Some(&b'(');
    match says {
        _ if is_test => {}
        Some(says) => {
            if let Some(kind) = says.whole {
                whole(rest, values, kind, spans);
            }
            in_places(rest, values, &says.places, spans);
        }
        None => unknown(name, rest, values, spans),
    }
}

/// A reply that is one value: numbers and names of devices are, words are not.
fn whole(text: &[u8], start: usize, kind: Kind, spans: &mut Vec<Span>) {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    let mut at = 0;
    for token in text.split(|byte| !is_part(byte)) {
        let digits = token.iter().filter(|byte| byte.is_ascii_digit()).count();
        let fits = match kind {
            Kind::Pin | Kind::Puk => digits == token.len() && (4..=8).contains(&digits),
            Kind::SerialNumber => digits >= 3 && token.len() >= 6,
            _ => digits >= 8 && token.len() <= 40,
        };
        if fits {
            spans.push(Span { range: start + at..start + at + token.len(), kind });
        }
        at += token.len() + 1;
    }
}

/// The values that stand in known places.
fn in_places(text: &[u8], start: usize, places: &[Place], spans: &mut Vec<Span>) {
    let last = places.iter().rposition(|place| *place != Place::Open);
    let Some(last) = last else { return };
    for (place, value) in values(text).take(last + 1).enumerate() {
        if let Some(Place::Is(kind)) = places.get(place)
            && !value.is_empty()
        {
            spans.push(Span { range: start + value.start..start + value.end, kind: *kind });
        }
    }
}

/// A reply that nobody knows. Its name may tell what it holds; else only what looks like a secret is one.
fn unknown(name: &[u8], text: &[u8], start: usize, spans: &mut Vec<Span>) {
    let promised = named(name).or_else(|| {
        const TELLING: &[&[u8]] =
            &[b"PASS", b"PWD", b"AUTH", b"KEY", b"USER", b"TOKEN", b"SECRET", b"LOGIN", b"CRED", b"PSK"];
        let upper = name.to_ascii_uppercase();
        let tells = TELLING.iter().any(|word| upper.windows(word.len()).any(|window| window == *word));
        tells.then_some(Named::May(Kind::Other))
    });
    let kind = match promised {
        Some(Named::Is(kind) | Named::May(kind)) => kind,
        None => Kind::Other,
    };
    for value in values(text) {
        let bytes = text.get(value.clone()).unwrap_or_default();
        let is_quoted = value.start.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'"');
        let is_number = bytes.len() <= 3 && bytes.iter().all(u8::is_ascii_digit);
        let is_hidden = if promised.is_some() { is_quoted || !is_number } else { looks_secret(bytes) };
        if is_hidden && !bytes.is_empty() {
            spans.push(Span { range: start + value.start..start + value.end, kind });
        }
    }
}

/// Whether a value of an unknown reply looks like an identity or a key: many digits, or many characters of several kinds.
fn looks_secret(value: &[u8]) -> bool {
    let count = |is: fn(&u8) -> bool| value.iter().filter(|byte| is(byte)).count();
    let (digits, upper, lower) =
        (count(u8::is_ascii_digit), count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
    let is_word = value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte));
    let classes = [digits, upper, lower].iter().filter(|count| **count > 1).count();
    (digits == value.len() && (14..=22).contains(&digits)) || (is_word && value.len() >= 16 && classes >= 2)
}

/// The values of a reply: split at commas outside quotes, without blanks and quotes around them.
fn values(text: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let from = at?;
        let rest = text.get(from..)?;
        let start = from + rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
        if text.get(start) == Some(&b'"') {
            let inner = start + 1;
            let body = text.get(inner..)?;
            let close = body.iter().position(|byte| *byte == b'"');
            let end = inner + close.unwrap_or_else(|| body.trim_ascii_end().len());
            let behind = text.get(end..)?;
            at = behind.iter().position(|byte| *byte == b',').map(|comma| end + comma + 1);
            return Some(inner..end);
        }
        let rest = text.get(start..)?;
        let comma = rest.iter().position(|byte| *byte == b',');
        at = comma.map(|comma| start + comma + 1);
        let value = rest.get(..comma.unwrap_or(rest.len()))?.trim_ascii_end();
        Some(start..start + value.len())
    })
}
