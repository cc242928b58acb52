//! Stretches of hexadecimal digits.

use std::ops::Range;

use super::super::marks::{HexSteps, STEP};
use super::{LEAST, Spare, View};

pub(super) fn pair(high: u8, low: u8) -> Option<u8> {
    let (high, low) = (value(high), value(low));
    (high < 16 && low < 16).then_some(high << 4 | low)
}

/// The value of a hex digit; more than 15 for any other character.
pub(super) fn value(digit: u8) -> u8 {
    DIGITS.get(usize::from(digit)).copied().unwrap_or(SIGN)
}

/// What a byte is in stretches of hex: a digit by its value, a sign between, or nothing.
#[expect(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
static DIGITS: [u8; 256] = {
    let mut table = [NOTHING; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            byte @ b'0'..=b'9' => byte - b'0',
            byte @ b'a'..=b'f' => byte - b'a' + 10,
            byte @ b'A'..=b'F' => byte - b'A' + 10,
            b' ' | b':' | b'-' | b',' | b'\\' | b'\t' | b'x' | b'X' => SIGN,
            _ => NOTHING,
        };
        at += 1;
    }
    table
};

const SIGN: u8 = 0x40;
const NOTHING: u8 = 0x80;

/// The fewest digits that are worth looking at.
pub(in super::super) const LEAST_DIGITS: usize = 2 * LEAST;

/// Whether a byte may stand in a stretch of hex.
#[expect(clippy::indexing_slicing, reason = "for tables that the compiler makes, which would say so")]
pub(in super::super) const fn is_part(byte: u8) -> bool {
    DIGITS[byte as usize] != NOTHING
}

/// Hands over what stretches of hex mean that lie in these steps: without signs between, in pairs or groups as in a dump, or as
/// `0x68, 0x75`. Without signs, it is not known with which digit the first pair begins, so both are tried.
pub(super) fn each<'o>(
    text: &[u8],
    mut steps: HexSteps,
    outer: Option<&'o View<'o>>,
    spare: &mut Spare,
    show: &mut impl FnMut(View<'o>, &mut Spare),
) {
    let mut done = 0;
    while let Some((step, goes_on)) = steps.next() {
        // The last byte of a step, and where no more steps are told, every eighth from there on: no stretch that is worth looking at
        // lies between two looks.
        let mut at = step + STEP - 1;
        while at < text.len() {
            if at >= done && stands_at(text, at) {
                done = one(text, done, at, outer, spare, show);
            }
            if !goes_on {
                break;
            }
            at = done.max(at + 1) + LEAST_DIGITS - 1;
        }
    }
}

/// Hands over what the stretch means that lies around a place and begins no earlier than another. Gives where it ends.
fn one<'o>(
    text: &[u8],
    from: usize,
    at: usize,
    outer: Option<&'o View<'o>>,
    spare: &mut Spare,
    show: &mut impl FnMut(View<'o>, &mut Spare),
) -> usize {
    let mut start = at;
    while start > from && stands_at(text, start - 1) {
        start -= 1;
    }
    let (mut end, mut digits) = (start, 0);
    while let Some(value) = text.get(end).map(|byte| value(*byte)).filter(|value| *value != NOTHING) {
        digits += usize::from(value < 16);
        end += 1;
    }
    if digits == end - start && digits >= LEAST_DIGITS {
        for phase in 0..phases(digits) {
            let mut view = View::of(outer, spare);
            pairs(text, start + phase..end, &mut view);
            show(view, spare);
        }
    } else if digits >= LEAST_DIGITS {
        stretches(text, start, outer, spare, show);
    }
    end
}

/// Hands over the stretches that are worth looking at and have a byte within that stands for any digit.
pub(in super::super) fn stretches_with(text: &[u8], any_digit: u8, mut tell: impl FnMut(Range<usize>)) {
    let mut from = 0;
    for stretch in text.split(|byte| *byte != any_digit && value(*byte) == NOTHING) {
        let digits = stretch.iter().filter(|byte| **byte == any_digit || value(**byte) < 16).count();
        if digits >= LEAST_DIGITS && stretch.contains(&any_digit) {
            tell(from..from + stretch.len());
        }
        from += stretch.len() + 1;
    }
}

/// Whether all stretches that are worth looking at are such that this is true of each.
pub(in super::super) fn all_stretches(text: &[u8], mut is: impl FnMut(&[u8]) -> bool) -> bool {
    text.split(|byte| value(*byte) == NOTHING).all(|stretch| stretch.len() < LEAST_DIGITS || is(stretch))
}

/// How many bytes there are at most in [`Short`].
const SHORT: usize = LEAST_DIGITS - 1;

/// What a few digits mean that stand beside each other.
pub(in super::super) struct Short {
    bytes: [u8; SHORT],
    length: usize,
}

impl Short {
    pub(in super::super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// What a stretch of digits means, with each of the digits that the first pair may begin with. Nothing, where it is longer, or has signs
/// between its digits.
pub(in super::super) fn short(text: &[u8]) -> Option<impl Iterator<Item = Short>> {
    let is_sign = |byte: &u8| value(*byte) == SIGN;
    let start = text.iter().position(|byte| !is_sign(byte))?;
    let text = text.get(start..=text.iter().rposition(|byte| !is_sign(byte))?)?;
    let is_short = (LEAST_DIGITS..=2 * SHORT).contains(&text.len()) && text.iter().all(|digit| value(*digit) < 16);
    let read = move |phase: usize| {
        let (pairs, _) = text.get(phase..).unwrap_or_default().as_chunks();
        let mut short = Short { bytes: [0; SHORT], length: pairs.len() };
        let bytes = pairs.iter().map(|[high, low]| value(*high) << 4 | value(*low));
        short.bytes.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
        short
    };
    is_short.then(|| (0..phases(text.len())).map(read))
}

fn stands_at(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(|byte| value(*byte) != NOTHING)
}

/// With how many of its digits the first pair may begin. With the first one left out, there may be too few.
fn phases(digits: usize) -> usize {
    1 + usize::from(digits > LEAST_DIGITS)
}

/// Adds what digits mean that stand beside each other.
fn pairs(text: &[u8], digits: Range<usize>, view: &mut View<'_>) {
    view.run(digits.start, 2);
    let (pairs, _) = text.get(digits).unwrap_or_default().as_chunks();
    view.bytes.extend(pairs.iter().map(|[high, low]| value(*high) << 4 | value(*low)));
}

/// Hands over the stretches of hex from a place on, up to what is neither digit nor sign.
fn stretches<'o>(
    text: &[u8],
    from: usize,
    outer: Option<&'o View<'o>>,
    spare: &mut Spare,
    show: &mut impl FnMut(View<'o>, &mut Spare),
) {
    let mut groups = spare.groups.pop().unwrap_or_default();
    let mut at = from;
    loop {
        let is_sign = |byte: &&u8| value(**byte) == SIGN;
        let start = at + text.get(at..).unwrap_or_default().iter().take_while(is_sign).count();
        if text.get(start).is_none_or(|byte| value(*byte) == NOTHING) {
            spare.groups.push(groups);
            return;
        }
        groups.clear();
        let (end, digits) = stretch(text, start, &mut groups);
        at = end.max(start + 1);
        if digits < LEAST_DIGITS {
            continue;
        }
        for phase in 0..phases(digits) {
            let mut view = View::of(outer, spare);
            for (count, group) in groups.iter().enumerate() {
                let from = group.start + if count == 0 { phase } else { 0 };
                pairs(text, from..group.end, &mut view);
            }
            show(view, spare);
            if groups.len() > 1 && groups.first().is_some_and(|group| group.len() % 2 == 0) {
                break;
            }
        }
    }
}

/// Walks over groups of hex digits that belong together. Gives where they end, and how many digits they are.
fn stretch(text: &[u8], start: usize, groups: &mut Vec<Range<usize>>) -> (usize, usize) {
    let (mut end, mut digits, mut next) = (start, 0, start);
    loop {
        let rest = text.get(next..).unwrap_or_default();
        let length = rest.iter().position(|byte| value(*byte) >= 16).unwrap_or(rest.len());
        if length == 0 || (!groups.is_empty() && length % 2 == 1) {
            return (end, digits);
        }
        groups.push(next..next + length);
        (end, digits) = (next + length, digits + length);
        let Some(gap) = gap(text.get(end..).unwrap_or_default()) else { return (end, digits) };
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
