//! Where in a text one of many patterns may begin: most of a text is passed over in steps, with one look at three bytes each.

/// How many bytes are looked at.
const GRAM: usize = 3;

/// How large a step is at most.
const STEP: usize = 6;

/// How many bits there are for each three bytes of a pattern: so few of them are set that hardly anything else looks like a pattern.
const BITS: usize = 32;

/// The three bytes that stand near the beginning of each pattern, as bits of a table.
#[derive(Debug, Default)]
pub(super) struct Grams {
    bits: Vec<u64>,
    /// How far a number that was mixed from three bytes is shifted to be a place in the table.
    shift: u32,
    /// A pattern has one of its three bytes in the table at each place of so many from its beginning.
    step: usize,
}

impl Grams {
    /// Those of some patterns. The shortest has to have four bytes; with a shorter one, every place is one where a pattern may begin.
    pub(super) fn new(patterns: &[Vec<u8>]) -> Self {
        let shortest = patterns.iter().map(Vec::len).min().unwrap_or_default();
        let step = (shortest + 1).saturating_sub(GRAM).min(STEP);
        let size = (patterns.len() * step * BITS).next_power_of_two().clamp(1 << 13, 1 << 20);
        let mut grams = Self { bits: vec![0; size / 64], shift: 32 - size.ilog2(), step };
        for gram in patterns.iter().flat_map(|pattern| pattern.windows(GRAM).take(step)) {
            let place = grams.place(gram);
            if let Some(word) = grams.bits.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
        }
        grams
    }

    /// The first place from here on where a pattern may begin; the end of the text, where none can. A pattern that has less than
    /// all of it before the end may begin there too.
    pub(super) fn next(&self, text: &[u8], from: usize) -> usize {
        if self.step == 0 {
            return from;
        }
        let mut at = from;
        // The last three bytes that tell whether a pattern begins at this place or in the step behind it.
        while let Some(gram) = text.get(at + self.step - 1..at + self.step - 1 + GRAM) {
            let place = self.place(gram);
            if self.bits.get(place / 64).is_none_or(|word| word >> (place % 64) & 1 == 1) {
                return at;
            }
            at += self.step;
        }
        at.min(text.len())
    }

    fn place(&self, gram: &[u8]) -> usize {
        let [a, b, c] = gram else { return 0 };
        let number = u32::from(*a) | u32::from(*b) << 8 | u32::from(*c) << 16;
        (number.wrapping_mul(0x9E37_79B1) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_beginning_of_a_pattern_is_passed_over() {
        for patterns in [&["hunter22", "hushhush"][..], &["hush", "correct-horse"], &["abc"], &["ab"]] {
            let grams = Grams::new(&patterns.iter().map(|pattern| pattern.as_bytes().to_vec()).collect::<Vec<_>>());
            for pattern in patterns {
                for before in 0..20 {
                    let text = format!("{}{pattern}{}", ".".repeat(before), ".".repeat(20));
                    let mut at = grams.next(text.as_bytes(), 0);
                    while at < before {
                        at = grams.next(text.as_bytes(), at + 1);
                    }
                    assert_eq!(at, before, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_text_without_a_pattern_is_passed_over_but_for_its_end() {
        let grams = Grams::new(&[b"hunter22".to_vec()]);
        assert!(grams.next(&[b'.'; 100], 0) > 90);
    }
}
