//! What was found in lines, for those that come again: a terminal asks the same every second.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

/// The longest line that is kept.
const LONGEST: usize = 256;

/// How many lines are kept. Then all of them go: those that come again are soon there again.
const LINES: usize = 512;

/// How many places there are for hashes of lines that came.
const PLACES: usize = 2048;

/// Something for each of the lines that came last and not only once: most lines never come again, and are not kept.
#[derive(Debug)]
pub(super) struct Memo<T> {
    lines: FxHashMap<Vec<u8>, T>,
    /// Hashes of lines that came, each in two places, so that two lines seldom drive each other out.
    came: Vec<u64>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { lines: FxHashMap::default(), came: Vec::new() }
    }
}

impl<T> Memo<T> {
    pub(super) fn get(&self, line: &[u8]) -> Option<&T> {
        if line.len() > LONGEST { None } else { self.lines.get(line) }
    }

    /// Keeps what was found in a line that came before; of another, that it came.
    pub(super) fn put(&mut self, line: &[u8], found: impl FnOnce() -> T) {
        if line.len() > LONGEST {
            return;
        }
        self.came.resize(PLACES, 0);
        let mut hasher = FxHasher::default();
        hasher.write(line);
        let hash = hasher.finish();
        let mut is_known = false;
        for place in [hash as usize % PLACES, (hash >> 24) as usize % PLACES] {
            if let Some(came) = self.came.get_mut(place) {
                is_known |= *came == hash;
                *came = hash;
            }
        }
        if is_known {
            if self.lines.len() >= LINES {
                self.lines.clear();
            }
            self.lines.insert(line.to_vec(), found());
        }
    }

    /// Forgets all lines: what was found in them is true no more.
    pub(super) fn forget(&mut self) {
        self.lines.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_known_and_it_stays_within_bounds() {
        let mut memo = Memo::default();
        for number in 0..3 * LINES {
            let line = number.to_string();
            memo.put(line.as_bytes(), || number);
            memo.put(line.as_bytes(), || number);
            assert_eq!(memo.get(line.as_bytes()), Some(&number));
        }
        for _ in 0..2 {
            memo.put(&[b'x'; LONGEST + 1], || 0);
        }
        assert!(memo.lines.len() <= LINES);
        assert_eq!(memo.get(&[b'x'; LONGEST + 1]), None);
        memo.forget();
        assert_eq!(memo.get((3 * LINES - 1).to_string().as_bytes()), None);
    }

    #[test]
    fn a_line_that_comes_again_outlasts_those_that_do_not() {
        let mut memo = Memo::default();
        memo.put(b"AT+CSQ\r", || 0);
        memo.put(b"AT+CSQ\r", || 0);
        for number in 1..10 * LINES {
            memo.put(number.to_string().as_bytes(), || number);
        }
        assert_eq!(memo.get(b"AT+CSQ\r"), Some(&0));
        assert!(memo.lines.len() < 10);
    }
}
