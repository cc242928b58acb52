//! What was found in lines, for those that come again: a terminal asks the same every second.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

/// The longest line that is kept.
const LONGEST: usize = 256;

/// How many lines are kept. Then all of them go: those that come again are soon there again.
const LINES: usize = 512;

/// How many places there are for hashes of lines that came.
const PLACES: usize = 2048;

/// A line with a hash of its bytes, which is worked out once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'l> {
    line: &'l [u8],
    hash: u64,
}

impl<'l> Key<'l> {
    /// Whether a line is short enough to be kept.
    pub(super) const fn fits(line: &[u8]) -> bool {
        line.len() <= LONGEST
    }

    /// Nothing, where the line is too long to be kept.
    pub(super) fn of(line: &'l [u8]) -> Option<Self> {
        if !Self::fits(line) {
            return None;
        }
        let mut hasher = FxHasher::default();
        hasher.write(line);
        Some(Self { line, hash: hasher.finish() })
    }
}

/// Something for each of the lines that came last and not only once: most lines never come again, and are not kept.
#[derive(Debug)]
pub(super) struct Memo<T> {
    lines: Vec<(Vec<u8>, T)>,
    /// Where they are, by their hashes. Of two lines with the same hash, one is kept.
    places: FxHashMap<u64, usize>,
    /// Hashes of lines that came, each in two places, so that two lines seldom drive each other out.
    came: Vec<u64>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { lines: Vec::new(), places: FxHashMap::default(), came: Vec::new() }
    }
}

impl<T> Memo<T> {
    pub(super) fn get(&self, key: Key<'_>) -> Option<&T> {
        #[cfg(test)]
        if forgetful::is_now() {
            return None;
        }
        let (line, found) = self.lines.get(*self.places.get(&key.hash)?)?;
        (line == key.line).then_some(found)
    }

    /// The same, to change it.
    pub(super) fn get_mut(&mut self, key: Key<'_>) -> Option<&mut T> {
        let (line, found) = self.lines.get_mut(*self.places.get(&key.hash)?)?;
        (line == key.line).then_some(found)
    }

    /// Keeps what was found in a line that came before; of another, that it came.
    pub(super) fn put(&mut self, Key { line, hash }: Key<'_>, found: impl FnOnce() -> T) {
        self.came.resize(PLACES, 0);
        let mut is_known = false;
        for place in [hash as usize % PLACES, (hash >> 24) as usize % PLACES] {
            if let Some(came) = self.came.get_mut(place) {
                is_known |= *came == hash;
                *came = hash;
            }
        }
        if is_known {
            if self.lines.len() >= LINES {
                self.forget();
            }
            self.places.insert(hash, self.lines.len());
            self.lines.push((line.to_vec(), found()));
        }
    }

    /// What was found in all of the lines, to change it.
    pub(super) fn all(&mut self) -> impl Iterator<Item = &mut T> {
        self.lines.iter_mut().map(|(_, found)| found)
    }

    /// Forgets all lines: what was found in them is true no more.
    pub(super) fn forget(&mut self) {
        self.lines.clear();
        self.places.clear();
    }
}

/// What is remembered only saves time: tests hold it to what is found without it.
#[cfg(test)]
pub(super) mod forgetful {
    use std::cell::Cell;

    thread_local! {
        static NOW: Cell<bool> = const { Cell::new(false) };
    }

    /// Does something while nothing is remembered.
    pub(in crate::mask) fn all<T>(work: impl FnOnce() -> T) -> T {
        NOW.set(true);
        let done = work();
        NOW.set(false);
        done
    }

    pub(super) fn is_now() -> bool {
        NOW.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(line: &str) -> Key<'_> {
        Key::of(line.as_bytes()).unwrap()
    }

    #[test]
    fn what_comes_again_is_known_and_it_stays_within_bounds() {
        let mut memo = Memo::default();
        for number in 0..3 * LINES {
            let line = number.to_string();
            memo.put(key(&line), || number);
            memo.put(key(&line), || number);
            assert_eq!(memo.get(key(&line)), Some(&number));
        }
        assert!(memo.lines.len() <= LINES);
        assert!(Key::of(&[b'x'; LONGEST + 1]).is_none());
        memo.forget();
        assert_eq!(memo.get(key(&(3 * LINES - 1).to_string())), None);
    }

    #[test]
    fn a_line_that_comes_again_outlasts_those_that_do_not() {
        let mut memo = Memo::default();
        memo.put(key("AT+CSQ\r"), || 0);
        memo.put(key("AT+CSQ\r"), || 0);
        for number in 1..10 * LINES {
            memo.put(key(&number.to_string()), || number);
        }
        assert_eq!(memo.get(key("AT+CSQ\r")), Some(&0));
        assert!(memo.lines.len() < 10);
    }

    #[test]
    fn of_two_lines_with_the_same_hash_neither_is_taken_for_the_other() {
        let mut memo = Memo::default();
        let (one, other) = (Key { line: b"one", hash: 7 }, Key { line: b"other", hash: 7 });
        memo.put(one, || 1);
        memo.put(one, || 1);
        assert_eq!((memo.get(one), memo.get(other)), (Some(&1), None));
        memo.put(other, || 2);
        assert_eq!((memo.get(one), memo.get(other)), (None, Some(&2)));
    }
}
