//! Where a key leads the caret.

use crate::Selection;

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One byte back.
    Left,
    /// One byte on.
    Right,
    /// So many rows up, of so many bytes each.
    Up(usize, usize),
    /// So many rows down, of so many bytes each.
    Down(usize, usize),
    /// To the beginning of a row of so many bytes.
    RowStart(usize),
    /// To the last byte of it.
    RowEnd(usize),
    /// To a multiple of so many bytes before.
    GroupBack(usize),
    /// To the next multiple of so many bytes.
    GroupOn(usize),
    /// To the first byte.
    Start,
    /// Behind the last byte.
    End,
    /// To this byte.
    To(usize),
}

/// Whether a motion takes the selection along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extend {
    /// The selection ends.
    No,
    /// It grows or shrinks.
    Yes,
}

/// Which way to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Towards {
    /// Towards the end.
    Next,
    /// Towards the beginning.
    Previous,
}

impl Motion {
    /// Where the caret goes among so many bytes.
    pub(super) fn target(self, selection: Selection, len: usize, extend: Extend) -> usize {
        let caret = selection.caret;
        let collapse = extend == Extend::No && !selection.is_empty();
        let range = selection.range();
        let to = match self {
            Self::Left if collapse => range.start,
            Self::Right if collapse => range.end,
            Self::Left => caret.saturating_sub(1),
            Self::Right => caret + 1,
            Self::Up(_, row) if extend == Extend::Yes && caret < row => 0,
            Self::Up(rows, row) => caret - rows.min(caret / row.max(1)) * row,
            Self::Down(rows, row) => caret.saturating_add(rows.saturating_mul(row)),
            Self::RowStart(row) => caret - caret % row.max(1),
            Self::RowEnd(row) => {
                let end = caret - caret % row.max(1) + row.max(1);
                if extend == Extend::Yes || end > len { end } else { end - 1 }
            }
            Self::GroupBack(group) => caret.saturating_sub(1) / group.max(1) * group.max(1),
            Self::GroupOn(group) => (caret / group.max(1) + 1) * group.max(1),
            Self::Start => 0,
            Self::End => len,
            Self::To(at) => at,
        };
        to.min(len)
    }
}
