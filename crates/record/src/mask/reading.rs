//! How far a stream of lines was read for values.

use aho_corasick::automaton::StateID;

/// How far a stream was read, and where a value may have begun in it that goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) state: Option<StateID>,
    /// Where a value may have begun that goes on: none that does began before this place.
    pub(super) begun: Option<usize>,
    /// Where line ends stand, which are skipped.
    pub(super) skipped: Vec<usize>,
}

impl Reading {
    /// Begins anew, at another stream.
    pub(super) fn restart(&mut self) {
        self.state = None;
        self.begun = None;
        self.skipped.clear();
    }

    /// Whether a value may begin in what was read and end in what comes.
    pub(super) const fn is_within(&self) -> bool {
        self.begun.is_some()
    }

    /// Forgets what stands before a place, and counts from there.
    pub(super) fn forget(&mut self, before: usize) {
        self.skipped.retain(|at| *at >= before);
        for at in &mut self.skipped {
            *at -= before;
        }
        self.begun = self.begun.map(|begun| begun.saturating_sub(before));
    }

    /// Where a stretch begins that ends here and has so many bytes without the line ends.
    pub(super) fn start(&self, end: usize, length: usize) -> Option<usize> {
        let mut start = end.checked_sub(length)?;
        // As many more as there are line ends within, which may be more the further it reaches.
        let behind = self.skipped.partition_point(|at| *at < end);
        let mut counted = 0;
        loop {
            let before = self.skipped.partition_point(|at| *at < start);
            let inside = behind - before;
            if inside == counted {
                return Some(start);
            }
            start = start.checked_sub(inside - counted)?;
            counted = inside;
        }
    }
}
