//! What was found in lines, for those that come again: a terminal asks the same every second.

use rustc_hash::FxHashMap;

/// The longest line that is kept.
const LONGEST: usize = 256;

/// How many lines are kept. Then all of them go: those that come again are soon there again.
const LINES: usize = 512;

/// Something for each of the lines that came last.
#[derive(Debug)]
pub(super) struct Memo<T> {
    lines: FxHashMap<Vec<u8>, T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { lines: FxHashMap::default() }
    }
}

impl<T> Memo<T> {
    pub(super) fn get(&self, line: &[u8]) -> Option<&T> {
        self.lines.get(line)
    }

    pub(super) fn put(&mut self, line: &[u8], found: T) {
        if line.len() > LONGEST {
            return;
        }
        if self.lines.len() >= LINES {
            self.forget();
        }
        self.lines.insert(line.to_vec(), found);
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
    fn it_stays_within_bounds() {
        let mut memo = Memo::default();
        for number in 0..3 * LINES {
            memo.put(number.to_string().as_bytes(), number);
            assert_eq!(memo.get(number.to_string().as_bytes()), Some(&number));
        }
        memo.put(&[b'x'; LONGEST + 1], 0);
        assert!(memo.lines.len() <= LINES);
        assert_eq!(memo.get(&[b'x'; LONGEST + 1]), None);
    }
}
