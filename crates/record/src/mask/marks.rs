//! One look at each byte of a text: where the signs of secrets stand, and which other ways to read it are worth trying.

const SIGN: u8 = 1;
const ESCAPE: u8 = 2;
const ZERO: u8 = 4;
const STAND_IN: u8 = 8;

/// What is in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks(u8);

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
    // Stand-ins begin with it, and no ASCII text has it.
    table[0xE2] |= STAND_IN;
    table
};

impl Marks {
    /// There may be anything.
    pub(super) const ANY: Self = Self(u8::MAX);

    /// Looks at a text, and hands over where its signs stand.
    #[inline]
    pub(super) fn of(text: &[u8], mut sign: impl FnMut(usize)) -> Self {
        let mut all = 0;
        let (fours, _) = text.as_chunks::<4>();
        let mut at = 0;
        // Most texts have few signs, so several bytes are looked at in one go.
        for four in fours {
            let told = four.iter().fold(0, |told, byte| told | tells(*byte));
            all |= told;
            if told & SIGN != 0 {
                let signs = four.iter().enumerate().filter(|(_, byte)| tells(**byte) & SIGN != 0);
                signs.for_each(|(more, _)| sign(at + more));
            }
            at += four.len();
        }
        for byte in text.get(at..).unwrap_or_default() {
            let told = tells(*byte);
            all |= told;
            if told & SIGN != 0 {
                sign(at);
            }
            at += 1;
        }
        Self(all)
    }

    /// Whether there may be escapes.
    pub(super) const fn has_escapes(self) -> bool {
        self.0 & ESCAPE != 0
    }

    /// Whether there may be bytes that are zero.
    pub(super) const fn has_zeros(self) -> bool {
        self.0 & ZERO != 0
    }

    /// Whether there may be stand-ins.
    pub(super) const fn has_stand_ins(self) -> bool {
        self.0 & STAND_IN != 0
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
