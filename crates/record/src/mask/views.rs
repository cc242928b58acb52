//! The same bytes as other notations mean them: without escapes, out of hex, out of UTF-16. Each byte knows where it came from.

use std::ops::Range;

/// How deep notations may lie in each other.
const DEPTH: usize = 3;

/// The fewest bytes that are worth looking at.
const LEAST: usize = 4;

/// What bytes mean in a notation.
#[derive(Debug, Default)]
pub(super) struct View {
    pub(super) bytes: Vec<u8>,
    /// Where each of them begins and ends in the line.
    places: Vec<(u32, u32)>,
}

/// How escapes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// `\22`, in the quoted texts of command lines, and `%22`.
    Quoted,
    /// `\"`, `\u0022`, `\x22` in JSON and programs, and `%22`.
    Json,
}

impl View {
    fn push(&mut self, byte: u8, from: usize, to: usize) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.bytes.push(byte);
        self.places.push((place(from), place(to)));
    }

    /// Where a stretch of it stands in the line.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (from, _) = self.places.get(range.start)?;
        let (_, to) = self.places.get(range.end.checked_sub(1)?)?;
        Some(*from as usize..*to as usize)
    }

    /// The same places, in what this one was made of.
    fn within(mut self, outer: Option<&Self>) -> Self {
        let Some(outer) = outer else { return self };
        for (from, to) in &mut self.places {
            let first = outer.places.get(*from as usize).map_or(0, |place| place.0);
            let last = (*to as usize).checked_sub(1).and_then(|last| outer.places.get(last)).map_or(0, |place| place.1);
            (*from, *to) = (first, last);
        }
        self
    }
}

/// Hands over every view of a line that differs from the line.
pub(super) fn each(raw: &[u8], see: &mut impl FnMut(&View)) {
    deeper(raw, None, DEPTH, see);
}

fn deeper(text: &[u8], outer: Option<&View>, depth: usize, see: &mut impl FnMut(&View)) {
    if depth == 0 || text.len() < LEAST {
        return;
    }
    let mut show = |view: View| {
        if view.bytes.len() >= LEAST {
            let view = view.within(outer);
            see(&view);
            deeper(&view.bytes, Some(&view), depth - 1, see);
        }
    };
    if memchr::memchr2(b'\\', b'%', text).is_some() {
        let quoted = unescaped(text, Flavour::Quoted);
        let json = unescaped(text, Flavour::Json);
        let differs = json.bytes != quoted.bytes;
        if quoted.bytes.len() < text.len() {
            show(quoted);
        }
        if differs && json.bytes.len() < text.len() {
            show(json);
        }
    }
    if memchr::memchr(0, text).is_some() {
        let mut view = View::default();
        for (at, byte) in text.iter().enumerate().filter(|(_, byte)| **byte != 0) {
            view.push(*byte, at, at + 1);
        }
        show(view);
    }
    hex(text, &mut show);
}

/// Turns escapes back. What is no escape is itself.
pub(super) fn unescaped(text: &[u8], flavour: Flavour) -> View {
    let mut view = View::default();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let (bytes, length) = match (byte, flavour, rest) {
            (b'%', _, [high, low, ..]) => {
                pair(*high, *low).map_or((Escaped::One(b'%'), 1), |byte| (Escaped::One(byte), 3))
            }
            (b'+', Flavour::Json, _) => (Escaped::One(b'+'), 1),
            (b'\\', Flavour::Quoted, [high, low, ..]) => {
                pair(*high, *low).map_or((Escaped::One(b'\\'), 1), |byte| (Escaped::One(byte), 3))
            }
            (b'\\', Flavour::Json, [b'x' | b'X', high, low, ..]) => {
                pair(*high, *low).map_or((Escaped::One(b'\\'), 1), |byte| (Escaped::One(byte), 4))
            }
            (b'\\', Flavour::Json, [b'u', hex @ ..]) => character(hex)
                .map_or((Escaped::One(b'\\'), 1), |(character, length)| (Escaped::Character(character), length + 2)),
            (b'\\', Flavour::Json, [letter, ..]) => match letter {
                b'n' => (Escaped::One(b'\n'), 2),
                b'r' => (Escaped::One(b'\r'), 2),
                b't' => (Escaped::One(b'\t'), 2),
                b'"' | b'\\' | b'/' | b'\'' => (Escaped::One(*letter), 2),
                _ => (Escaped::One(b'\\'), 1),
            },
            (byte, ..) => (Escaped::One(*byte), 1),
        };
        match bytes {
            Escaped::One(byte) => view.push(byte, at, at + length),
            Escaped::Character(character) => {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    view.push(byte, at, at + length);
                }
            }
        }
        at += length;
    }
    view
}

enum Escaped {
    One(u8),
    Character(char),
}

/// A character of `\u`, with its second half where it has one, and how many bytes that are.
fn character(hex: &[u8]) -> Option<(char, usize)> {
    let unit = |hex: &[u8]| -> Option<u32> {
        let [a, b, c, d, ..] = hex else { return None };
        Some(u32::from(pair(*a, *b)?) << 8 | u32::from(pair(*c, *d)?))
    };
    let first = unit(hex)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, 4));
    }
    let second = unit(hex.get(4..)?.strip_prefix(b"\\u")?)?;
    let joined = 0x1_0000 + (first.checked_sub(0xD800)? << 10) + second.checked_sub(0xDC00)?;
    Some((char::from_u32(joined)?, 10))
}

fn pair(high: u8, low: u8) -> Option<u8> {
    Some(digit(high)? << 4 | digit(low)?)
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Hands over what stretches of hex mean: without signs between, in pairs or groups as in a dump, or as `0x68, 0x75`. Without
/// signs, it is not known with which digit the first pair begins, so both are tried.
fn hex(text: &[u8], show: &mut impl FnMut(View)) {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.iter().position(|byte| byte.is_ascii_hexdigit())) {
        let start = at + found;
        let (end, digits, count) = stretch(text, start, &mut |_| {});
        at = end.max(start + 1);
        if digits < 2 * LEAST {
            continue;
        }
        let mut groups = Vec::with_capacity(count);
        stretch(text, start, &mut |group| groups.push(group));
        for phase in 0..2 {
            let mut view = View::default();
            for (count, group) in groups.iter().enumerate() {
                let skipped = if count == 0 { phase } else { 0 };
                let inside = text.get(group.start + skipped..group.end).unwrap_or_default();
                for (place, two) in inside.chunks_exact(2).enumerate() {
                    if let [high, low] = two
                        && let Some(byte) = pair(*high, *low)
                    {
                        let from = group.start + skipped + 2 * place;
                        view.push(byte, from, from + 2);
                    }
                }
            }
            show(view);
            if groups.len() > 1 && groups.first().is_some_and(|group| group.len() % 2 == 0) {
                break;
            }
        }
    }
}

/// Walks over groups of hex digits that belong together. Gives where they end, and how many digits and groups they are.
fn stretch(text: &[u8], start: usize, group: &mut impl FnMut(Range<usize>)) -> (usize, usize, usize) {
    let (mut end, mut digits, mut count, mut next) = (start, 0, 0, start);
    loop {
        let rest = text.get(next..).unwrap_or_default();
        let length = rest.iter().position(|byte| !byte.is_ascii_hexdigit()).unwrap_or(rest.len());
        if length == 0 || (count > 0 && length % 2 == 1) {
            return (end, digits, count);
        }
        group(next..next + length);
        (end, digits, count) = (next + length, digits + length, count + 1);
        let Some(gap) = gap(text.get(end..).unwrap_or_default()) else { return (end, digits, count) };
        next = end + gap;
    }
}

/// How many bytes stand between two groups of hex digits, where they belong together.
fn gap(rest: &[u8]) -> Option<usize> {
    let is_sign = |byte: &u8| matches!(byte, b' ' | b':' | b'-' | b',' | b'\\' | b'\t');
    let signs = rest.iter().take(3).take_while(|byte| is_sign(byte)).count();
    let behind = rest.get(signs..)?;
    let prefix = match behind {
        [b'0', b'x' | b'X', ..] => 2,
        [b'x' | b'X', ..] if signs > 0 => 1,
        _ => 0,
    };
    (signs + prefix > 0).then_some(signs + prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_seen_through_every_notation_and_where_it_stood_is_known() {
        for (text, place) in [
            (&b"x=hunt%65r2&"[..], 2..11),
            (b"\"hunt\\65r2\"", 1..10),
            (b"\"hunt\\u0065r2\"", 1..13),
            (b"68756e74657232", 0..14),
            (b"a68756E74657232", 1..15),
            (b"68 75 6e 74 65 72 32 ", 0..20),
            (b"0x68, 0x75, 0x6e, 0x74, 0x65, 0x72, 0x32", 2..40),
            (b"h\0u\0n\0t\0e\0r\x002\0", 0..13),
            (b"00680075006E00740065007200320000", 2..28),
            (b"0010: 6875 6e74 6572 32  hunter", 6..23),
        ] {
            let mut places = Vec::new();
            each(text, &mut |view| {
                let found = view.bytes.windows(7).position(|window| window == b"hunter2");
                places.extend(found.and_then(|at| view.place(&(at..at + 7))));
            });
            assert!(places.contains(&place), "{}: {places:?}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn ordinary_lines_have_no_other_view() {
        for text in [
            &b"+CSQ: 22,99\r\n"[..],
            b"OK\r\n",
            b"+MQTTMSG: 1,0,\"plant/7/press\",\"{\"n\":12,\"state\":\"run\"}\"\r\n",
        ] {
            each(text, &mut |view| panic!("{}", String::from_utf8_lossy(&view.bytes)));
        }
    }
}
