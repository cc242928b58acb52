//! One look at each byte of a text: where the signs of secrets stand, and which other ways to read it are worth trying.

use super::views::hex;

const SIGN: u8 = 1;
const ESCAPE: u8 = 2;
const ZERO: u8 = 4;
const STAND_IN: u8 = 8;
/// A decimal digit, and what may stand in a stretch of hexadecimal ones.
const DIGIT: u8 = 16;
const HEX: u8 = 32;
const LINE_END: u8 = 64;

/// So many bytes are looked at in one go.
pub(super) const STEP: usize = 4;

/// The last step that is told apart from those behind it.
const LAST: u32 = 63;

/// What is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// What any byte tells.
    any: u8,
    /// What all bytes of a step tell: a stretch of nearly two steps has a whole one within.
    stretches: u8,
    /// The steps that have nothing but hexadecimal digits and signs between them, a bit for each; the last stands for all behind it too.
    hex: u64,
}

/// What each byte tells. Each way in which a secret is told has a sign that few other texts have.
#[expect(clippy::indexing_slicing, reason = "the compiler makes the table, and would say so")]
static TELLS: [u8; 256] = {
    let mut table = [0; 256];
    let signs = b":=%@+^*$#_-JKzbB";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = SIGN;
        at += 1;
    }
    table[b'%' as usize] |= ESCAPE;
    table[b'\\' as usize] |= ESCAPE;
    table[0] |= ZERO;
    table[b'\r' as usize] |= LINE_END;
    table[b'\n' as usize] |= LINE_END;
    // Stand-ins begin with it, and no ASCII text has it.
    table[0xE2] |= STAND_IN;
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        table[at] |= if byte.is_ascii_digit() { DIGIT } else { 0 } | if hex::is_part(byte) { HEX } else { 0 };
        at += 1;
    }
    table
};

impl Marks {
    /// Looks at a text, and hands over where its signs stand.
    #[inline]
    pub(super) fn of(text: &[u8], mut sign: impl FnMut(usize)) -> Self {
        let (mut any, mut stretches, mut hex, mut bit) = (0, 0, 0, 1);
        let (steps, rest) = text.as_chunks::<STEP>();
        let mut at = 0;
        for step in steps {
            let [a, b, c, d] = step;
            let (a, b, c, d) = (tells(*a), tells(*b), tells(*c), tells(*d));
            let told = a | b | c | d;
            let all = a & b & c & d;
            any |= told;
            stretches |= all;
            hex |= if all & HEX != 0 { bit } else { 0 };
            bit = (bit << 1) | (bit & 1 << LAST);
            // Most texts have few signs.
            if told & SIGN != 0 {
                let signs = step.iter().enumerate().filter(|(_, byte)| tells(**byte) & SIGN != 0);
                signs.for_each(|(more, _)| sign(at + more));
            }
            at += STEP;
        }
        for byte in rest {
            let told = tells(*byte);
            any |= told;
            if told & SIGN != 0 {
                sign(at);
            }
            at += 1;
        }
        Self { any, stretches, hex }
    }

    /// Whether there may be escapes.
    pub(super) const fn has_escapes(self) -> bool {
        self.any & ESCAPE != 0
    }

    /// Whether there may be bytes that are zero.
    pub(super) const fn has_zeros(self) -> bool {
        self.any & ZERO != 0
    }

    /// Whether there may be line ends.
    pub(super) const fn has_line_ends(self) -> bool {
        self.any & LINE_END != 0
    }

    /// Whether there may be stand-ins.
    pub(super) const fn has_stand_ins(self) -> bool {
        self.any & STAND_IN != 0
    }

    /// Whether there may be a number that is so long.
    pub(super) const fn has_digits(self, length: usize) -> bool {
        length < 2 * STEP || self.stretches & DIGIT != 0
    }

    /// Which steps have nothing but hexadecimal digits and signs between them: any stretch of two steps has a whole one within.
    pub(super) const fn hex(self) -> HexSteps {
        HexSteps(self.hex)
    }
}

/// Steps of a text in which a stretch of hexadecimal digits may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct HexSteps(u64);

impl HexSteps {
    /// Takes the first of them: where it begins, and whether there may be others behind it that are not told.
    pub(super) const fn next(&mut self) -> Option<(usize, bool)> {
        if self.0 == 0 {
            return None;
        }
        let step = self.0.trailing_zeros();
        self.0 &= self.0 - 1;
        Some((step as usize * STEP, step == LAST))
    }
}

#[inline]
fn tells(byte: u8) -> u8 {
    TELLS.get(usize::from(byte)).copied().unwrap_or(SIGN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_told_wherever_it_begins() {
        for before in 0..9 {
            for (digit, is_digit, is_hex) in
                [("1", true, true), ("a", false, true), ("-", false, true), ("x", false, true), ("g", false, false)]
            {
                let text = format!("{}{}{}", "g".repeat(before), digit.repeat(2 * STEP), "g".repeat(9 - before));
                let marks = Marks::of(text.as_bytes(), |_| {});
                assert_eq!((marks.has_digits(2 * STEP), marks.hex().next().is_some()), (is_digit, is_hex), "{text}");
            }
        }
        assert!(Marks::of(b"", |_| {}).hex().next().is_none());
    }

    #[test]
    fn signs_are_found_at_every_place_and_the_rest_is_told() {
        for length in 0..12 {
            for at in 0..length {
                for (byte, is_sign, marks) in [
                    (b':', true, (false, false, false)),
                    (b'%', true, (true, false, false)),
                    (b'\\', false, (true, false, false)),
                    (0, false, (false, true, false)),
                    (0xE2, false, (false, false, true)),
                    (b'x', false, (false, false, false)),
                ] {
                    let mut text = vec![b'.'; length];
                    text[at] = byte;
                    let mut signs = Vec::new();
                    let told = Marks::of(&text, |at| signs.push(at));
                    assert_eq!(signs, if is_sign { vec![at] } else { vec![] }, "{text:?}");
                    assert_eq!((told.has_escapes(), told.has_zeros(), told.has_stand_ins()), marks, "{text:?}");
                }
            }
        }
    }
}
