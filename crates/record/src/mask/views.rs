//! The same bytes as other notations mean them: without escapes, out of hex, out of UTF-16. Each byte knows where it came from.

mod dump;
pub(super) mod hex;

use std::ops::Range;

use self::hex::pair;
use super::marks::Marks;

/// How deep notations may lie in each other.
const DEPTH: usize = 3;

/// The fewest bytes that are worth looking at.
const LEAST: usize = 4;

/// What bytes mean in a notation.
#[derive(Debug, Default)]
pub(super) struct View<'o> {
    pub(super) bytes: Vec<u8>,
    runs: Vec<Run>,
    /// What it was made of, where that is a view too.
    outer: Option<&'o View<'o>>,
}

/// Bytes of a view that stand one behind the other where they come from, each as wide as the others.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// The first of them in the view.
    at: usize,
    /// Where that begins.
    from: usize,
    /// How many bytes each has there.
    width: usize,
}

/// Memory of views that are done with, for the next ones.
#[derive(Debug, Default)]
pub(super) struct Spare {
    views: Vec<(Vec<u8>, Vec<Run>)>,
    groups: Vec<Vec<Range<usize>>>,
}

/// How escapes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// `\22`, in the quoted texts of command lines, and `%22`.
    Quoted,
    /// `\"`, `\u0022`, `\x22` in JSON and programs, and `%22`.
    Json,
}

impl<'o> View<'o> {
    fn of(outer: Option<&'o Self>, spare: &mut Spare) -> Self {
        let (bytes, runs) = spare.views.pop().unwrap_or_default();
        Self { bytes, runs, outer }
    }

    /// Gives its memory back.
    fn end(mut self, spare: &mut Spare) {
        self.bytes.clear();
        self.runs.clear();
        spare.views.push((self.bytes, self.runs));
    }

    fn push(&mut self, byte: u8, from: usize, width: usize) {
        self.run(from, width);
        self.bytes.push(byte);
    }

    /// Adds bytes that stand for themselves.
    fn plain(&mut self, text: &[u8], range: Range<usize>) {
        let Some(bytes) = text.get(range.clone()).filter(|bytes| !bytes.is_empty()) else { return };
        self.run(range.start, 1);
        self.bytes.extend_from_slice(bytes);
    }

    /// Says where the next bytes come from.
    #[inline]
    fn run(&mut self, from: usize, width: usize) {
        let at = self.bytes.len();
        let goes_on = |last: &Run| last.width == width && last.from + (at - last.at) * width == from;
        if !self.runs.last().is_some_and(goes_on) {
            self.runs.push(Run { at, from, width });
        }
    }

    /// Where a stretch of it stands in the line.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = self.byte(range.start)?.start..self.byte(range.end.checked_sub(1)?)?.end;
        self.outer.map_or(Some(inside.clone()), |outer| outer.place(&inside))
    }

    /// Where one byte of it stands in what it was made of.
    fn byte(&self, at: usize) -> Option<Range<usize>> {
        let last = self.runs.partition_point(|run| run.at <= at).checked_sub(1)?;
        let run = self.runs.get(last).filter(|_| at < self.bytes.len())?;
        let from = run.from + (at - run.at) * run.width;
        Some(from..from + run.width)
    }
}

/// Hands over every view of a text that differs from it. What is in the text, and in each view, tells which there may be.
pub(super) fn each(raw: &[u8], marks: Marks, spare: &mut Spare, see: &mut dyn FnMut(&View<'_>) -> Marks) {
    deeper(raw, marks, None, DEPTH, spare, see);
}

/// Hands over a view, and every view of it.
fn show(view: View<'_>, depth: usize, spare: &mut Spare, see: &mut dyn FnMut(&View<'_>) -> Marks) {
    if view.bytes.len() >= LEAST {
        let marks = see(&view);
        deeper(&view.bytes, marks, Some(&view), depth - 1, spare, see);
    }
    view.end(spare);
}

fn deeper(
    text: &[u8],
    marks: Marks,
    outer: Option<&View<'_>>,
    depth: usize,
    spare: &mut Spare,
    see: &mut dyn FnMut(&View<'_>) -> Marks,
) {
    // What means something else is shorter than what stands there.
    if depth == 0 || text.len() <= LEAST {
        return;
    }
    let mut show = |view: View<'_>, spare: &mut Spare| show(view, depth, spare, see);
    if marks.has_escapes() {
        let mut quoted = View::of(outer, spare);
        let may_be_json = unescape(text, Flavour::Quoted, &mut quoted);
        let mut json = View::of(outer, spare);
        if may_be_json {
            unescape(text, Flavour::Json, &mut json);
        }
        let is_json_new = !json.bytes.is_empty() && json.bytes != quoted.bytes && json.bytes.len() < text.len();
        if quoted.bytes.len() < text.len() {
            show(quoted, spare);
        } else {
            quoted.end(spare);
        }
        if is_json_new {
            show(json, spare);
        } else {
            json.end(spare);
        }
    }
    if marks.has_zeros() {
        let mut view = View::of(outer, spare);
        let mut is_apart = true;
        for (from, byte) in text.iter().enumerate() {
            if *byte == 0 {
                is_apart = true;
                continue;
            }
            if is_apart {
                view.runs.push(Run { at: view.bytes.len(), from, width: 1 });
                is_apart = false;
            }
            view.bytes.push(*byte);
        }
        if view.bytes.len() < text.len() {
            show(view, spare);
        } else {
            view.end(spare);
        }
    }
    hex::each(text, marks.hex(), outer, spare, &mut show);
    if marks.has_line_ends() {
        dump::each(text, outer, spare, &mut show);
    }
}

/// Whether a short text that was made of hexadecimal digits has no other views.
pub(super) fn is_last(text: &[u8], marks: Marks) -> bool {
    let zeros = text.iter().filter(|byte| **byte == 0).count();
    let has_zeros = zeros > 0 && text.len() - zeros >= LEAST;
    text.len() <= LEAST
        || (text.len() < hex::LEAST_DIGITS && !marks.has_escapes() && !marks.has_line_ends() && !has_zeros)
}

/// Hands over what stretches of hexadecimal digits mean, and every view of that.
pub(super) fn of_hex(text: &[u8], spare: &mut Spare, see: &mut dyn FnMut(&View<'_>) -> Marks) {
    hex::each(text, Marks::of(text, |_| {}).hex(), None, spare, &mut |view, spare| show(view, DEPTH, spare, see));
}

/// A text without its escapes, in each of the ways in which they are written, where that is another text.
pub(super) fn without_escapes(text: &[u8]) -> Vec<View<'static>> {
    let views = [Flavour::Quoted, Flavour::Json].map(|flavour| {
        let mut view = View::default();
        unescape(text, flavour, &mut view);
        view
    });
    views.into_iter().filter(|view| view.bytes.len() < text.len()).collect()
}

/// A text without its escapes.
pub(super) fn unescaped(text: &[u8], flavour: Flavour) -> Vec<u8> {
    let mut view = View::default();
    unescape(text, flavour, &mut view);
    view.bytes
}

/// Turns escapes back into characters. All other characters stay. Tells whether the text may mean something else with the escapes of JSON.
fn unescape(text: &[u8], flavour: Flavour, view: &mut View<'_>) -> bool {
    let (mut at, mut may_be_json) = (0, false);
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr2(b'\\', b'%', rest)) {
        view.plain(text, at..at + found);
        at += found;
        let byte = text.get(at).copied().unwrap_or_default();
        let rest = text.get(at + 1..).unwrap_or_default();
        may_be_json |=
            byte == b'%' || matches!(rest, [b'x' | b'X' | b'u' | b'n' | b'r' | b't' | b'"' | b'\\' | b'/' | b'\'', ..]);
        let (bytes, length) = match (byte, flavour, rest) {
            (b'%', _, [high, low, ..]) => {
                pair(*high, *low).map_or((Escaped::One(b'%'), 1), |byte| (Escaped::One(byte), 3))
            }
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
            (byte, ..) => (Escaped::One(byte), 1),
        };
        match bytes {
            Escaped::One(byte) => view.push(byte, at, length),
            Escaped::Character(character) => {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    view.runs.push(Run { at: view.bytes.len(), from: at, width: length });
                    view.bytes.push(byte);
                }
            }
        }
        at += length;
    }
    view.plain(text, at..text.len());
    may_be_json
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
            each(text, Marks::of(text, |_| {}), &mut Spare::default(), &mut |view| {
                let found = view.bytes.windows(7).position(|window| window == b"hunter2");
                places.extend(found.and_then(|at| view.place(&(at..at + 7))));
                Marks::of(&view.bytes, |_| {})
            });
            assert!(places.contains(&place), "{}: {places:?}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn ordinary_lines_have_no_other_view() {
        for text in [
            &b"+CSQ: 22,99\r\n"[..],
            b"OK\r\n",
            b"                                ",
            b"+MQTTMSG: 1,0,\"plant/7/press\",\"{\"n\":12,\"state\":\"run\"}\"\r\n",
        ] {
            each(text, Marks::of(text, |_| {}), &mut Spare::default(), &mut |view| {
                panic!("{}", String::from_utf8_lossy(&view.bytes))
            });
        }
    }
}
