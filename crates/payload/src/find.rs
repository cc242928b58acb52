//! What to look for among bytes: hexadecimal digits with wildcards, bytes, or words in capitals or not.

use std::ops::Range;

use memchr::memmem;

/// Bytes to look for, some of which may be any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    places: Vec<Option<u8>>,
    /// The longest run of places that are given, and where it begins: what is really looked for.
    known: (usize, Vec<u8>),
}

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPattern {
    /// There is nothing to look for.
    #[error("nothing to look for")]
    Empty,
    /// Something else than pairs of hexadecimal digits and `??`, at this character.
    #[error("no pair of hexadecimal digits at {0}")]
    NotHex(usize),
    /// Nothing but wildcards.
    #[error("nothing but wildcards")]
    OnlyWildcards,
}

impl Pattern {
    /// These bytes. Finds nothing where there are none.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { places: bytes.iter().copied().map(Some).collect(), known: (0, bytes.to_vec()) }
    }

    /// Pairs of hexadecimal digits, with or without blanks between them; `??` stands for any byte.
    ///
    /// # Errors
    /// [`NoPattern`].
    pub fn parse(text: &str) -> Result<Self, NoPattern> {
        let mut places = Vec::new();
        let mut characters = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace());
        while let Some((at, first)) = characters.next() {
            let (_, second) = characters.next().ok_or(NoPattern::NotHex(at))?;
            places.push(match (first, first.to_digit(16), second.to_digit(16)) {
                ('?', ..) if second == '?' => None,
                (_, Some(high), Some(low)) => u8::try_from(high << 4 | low).ok(),
                _ => return Err(NoPattern::NotHex(at)),
            });
        }
        if places.is_empty() {
            return Err(NoPattern::Empty);
        }
        let known = longest_run(&places);
        if known.1.is_empty() { Err(NoPattern::OnlyWildcards) } else { Ok(Self { places, known }) }
    }

    /// The first occurrence that begins at this byte or later.
    #[must_use]
    pub fn next(&self, bytes: &[u8], from: usize) -> Option<Range<usize>> {
        let (offset, known) = &self.known;
        if known.is_empty() {
            return None;
        }
        let finder = memmem::Finder::new(known);
        let mut start = from.checked_add(*offset)?;
        loop {
            let found = start + finder.find(bytes.get(start..)?)?;
            let at = found - offset;
            if self.is_at(bytes, at) {
                return Some(at..at + self.places.len());
            }
            // Occurrences may overlap.
            start = found + 1;
        }
    }

    /// The last occurrence that begins before this byte.
    #[must_use]
    pub fn previous(&self, bytes: &[u8], before: usize) -> Option<Range<usize>> {
        let (offset, known) = &self.known;
        if known.is_empty() {
            return None;
        }
        let mut end = (before.min(bytes.len()) + offset + known.len()).saturating_sub(1).min(bytes.len());
        while let Some(at) = memmem::rfind(bytes.get(..end)?, known) {
            if let Some(start) = at.checked_sub(*offset).filter(|start| *start < before && self.is_at(bytes, *start)) {
                return Some(start..start + self.places.len());
            }
            end = (at + known.len()).saturating_sub(1);
        }
        None
    }

    /// All occurrences, none of which overlaps another.
    pub fn all<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.next(bytes, from)?;
            from = found.end;
            Some(found)
        })
    }

    fn is_at(&self, bytes: &[u8], at: usize) -> bool {
        let Some(candidate) = at.checked_add(self.places.len()).and_then(|end| bytes.get(at..end)) else {
            return false;
        };
        candidate.iter().zip(&self.places).all(|(byte, place)| place.is_none_or(|place| place == *byte))
    }
}

fn longest_run(places: &[Option<u8>]) -> (usize, Vec<u8>) {
    let (mut best, mut start, mut run) = ((0, Vec::new()), 0, Vec::new());
    for (index, place) in places.iter().enumerate() {
        match place {
            Some(byte) => run.push(*byte),
            None => {
                run.clear();
                start = index + 1;
            }
        }
        if run.len() > best.1.len() {
            best = (start, run.clone());
        }
    }
    best
}

/// Words to look for among bytes. A to Z are the same in capitals and not; all else is the same as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(Vec<u8>);

impl Needle {
    /// These words; nothing, where there are none.
    #[must_use]
    pub fn new(words: &str) -> Option<Self> {
        (!words.is_empty()).then(|| Self(words.to_ascii_lowercase().into_bytes()))
    }

    /// Where they stand first, at this place or behind it.
    #[must_use]
    pub fn next(&self, bytes: &[u8], from: usize) -> Option<Range<usize>> {
        let first = *self.0.first()?;
        // Behind the last place at which all of it fits, no beginning counts.
        let end = (bytes.len() + 1).checked_sub(self.0.len())?;
        let starts = memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes.get(from..end)?);
        let mut places = starts.map(|at| from + at..from + at + self.0.len());
        places.find(|place| bytes.get(place.clone()).is_some_and(|part| part.eq_ignore_ascii_case(&self.0)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pattern_is_pairs_of_digits_and_wildcards() {
        for (text, expected) in [
            ("aa 55", Ok(vec![Some(0xAA), Some(0x55)])),
            ("AA??55", Ok(vec![Some(0xAA), None, Some(0x55)])),
            ("", Err(NoPattern::Empty)),
            ("?? ??", Err(NoPattern::OnlyWildcards)),
            ("aa 5", Err(NoPattern::NotHex(3))),
            ("a? 55", Err(NoPattern::NotHex(0))),
        ] {
            assert_eq!(Pattern::parse(text).map(|pattern| pattern.places), expected, "{text:?}");
        }
    }

    fn found_slowly(pattern: &Pattern, bytes: &[u8]) -> Vec<usize> {
        (0..bytes.len()).filter(|at| pattern.is_at(bytes, *at)).collect()
    }

    proptest! {
        #[test]
        fn every_occurrence_is_found_forwards_and_backwards(
            bytes in proptest::collection::vec(0..3_u8, 0..60),
            places in proptest::collection::vec(proptest::option::of(0..3_u8), 1..5),
        ) {
            let text: String = places.iter().map(|place| place.map_or("??".into(), |byte| format!("{byte:02X}"))).collect();
            if let Ok(pattern) = Pattern::parse(&text) {
                let expected = found_slowly(&pattern, &bytes);
                let mut forwards = Vec::new();
                while let Some(found) = pattern.next(&bytes, forwards.last().map_or(0, |at| at + 1)) {
                    forwards.push(found.start);
                }
                prop_assert_eq!(&forwards, &expected);
                let mut backwards = Vec::new();
                while let Some(found) = pattern.previous(&bytes, backwards.last().copied().unwrap_or(bytes.len())) {
                    backwards.push(found.start);
                }
                backwards.reverse();
                prop_assert_eq!(&backwards, &expected);
            }
        }
    }

    #[test]
    fn words_are_found_in_capitals_and_not() {
        for (words, bytes, from, expected) in [
            ("temp", &b"xTeMp temp"[..], 0, Some(1..5)),
            ("temp", b"xTeMp temp", 2, Some(6..10)),
            ("temp", b"tem", 0, None),
            ("P", b"temp", 0, Some(3..4)),
            ("p", b"temp", 4, None),
            ("p", b"temp", 9, None),
            ("\u{b0}c", "21 \u{b0}C".as_bytes(), 0, Some(3..6)),
            ("tt", b"ttt", 1, Some(1..3)),
        ] {
            assert_eq!(Needle::new(words).and_then(|needle| needle.next(bytes, from)), expected, "{words}");
        }
        assert_eq!(Needle::new(""), None);
    }
}
