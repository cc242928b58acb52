//! What is selected: a caret, and where the selection began.

use std::ops::Range;

/// A caret between bytes, and the place where the selection that it ends began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Selection {
    /// Where the selection began; the caret itself where nothing is selected.
    pub anchor: usize,
    /// The byte before which the caret stands; the length at the end.
    pub caret: usize,
}

impl Selection {
    /// A caret with nothing selected.
    #[must_use]
    pub const fn at(caret: usize) -> Self {
        Self { anchor: caret, caret }
    }

    /// The bytes of a range, with the caret at its end.
    #[must_use]
    pub const fn of(range: &Range<usize>) -> Self {
        Self { anchor: range.start, caret: range.end }
    }

    /// The bytes selected, in ascending order.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.anchor.min(self.caret)..self.anchor.max(self.caret)
    }

    /// Whether nothing is selected.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.anchor == self.caret
    }

    /// The same within so many bytes.
    #[must_use]
    pub fn within(self, len: usize) -> Self {
        Self { anchor: self.anchor.min(len), caret: self.caret.min(len) }
    }
}
