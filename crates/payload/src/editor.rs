//! What a hex editor does: bytes, a caret, what is selected, and what each key changes.

mod motion;

use std::ops::Range;

pub use motion::{Extend, Motion, Towards};

use crate::history::{History, Joining};
use crate::{Pattern, Selection};

/// Whether what is typed pushes what follows aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// It does.
    #[default]
    Insert,
    /// It takes the place of what follows.
    Overwrite,
}

/// Where the caret stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Column {
    /// Among the hexadecimal digits.
    #[default]
    Hex,
    /// In the text beside them.
    Text,
}

/// A place as it is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// A byte of the payload.
    Byte(u8),
    /// The first digit of a byte that has no second one yet.
    Half(u8),
    /// There is no byte here.
    Nothing,
}

/// An editor with its bytes.
#[derive(Debug, Clone, Default)]
pub struct Editor {
    history: History,
    selection: Selection,
    half: Option<u8>,
    mode: Mode,
    column: Column,
}

impl Editor {
    /// An editor of these bytes, with the caret before the first one.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { history: History::new(bytes), ..Self::default() }
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.history.bytes()
    }

    /// How often the bytes have changed, which tells whether what was read of them still holds.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.history.revision()
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }

    /// The caret, and what is selected.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// The bytes selected.
    #[must_use]
    pub fn selected(&self) -> &[u8] {
        self.bytes().get(self.selection.range()).unwrap_or_default()
    }

    /// The digit that waits for its second, from 0 to 15.
    #[must_use]
    pub fn half(&self) -> Option<u8> {
        self.half
    }

    /// Whether typing inserts or overwrites.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Where the caret stands in its row.
    #[must_use]
    pub fn column(&self) -> Column {
        self.column
    }

    /// How many places are to be shown: the bytes, and one more for a digit that would be inserted between them.
    #[must_use]
    pub fn shown_len(&self) -> usize {
        self.len() + usize::from(self.half_adds())
    }

    /// What is to be shown at a place.
    #[must_use]
    pub fn cell(&self, place: usize) -> Cell {
        let caret = self.selection.caret;
        let at = match self.half {
            Some(digit) if place == caret => return Cell::Half(digit),
            Some(_) if place > caret && self.half_adds() => place - 1,
            _ => place,
        };
        self.bytes().get(at).map_or(Cell::Nothing, |byte| Cell::Byte(*byte))
    }

    /// Chooses the column.
    pub fn set_column(&mut self, column: Column) {
        if self.column != column {
            self.pause();
            self.column = column;
        }
    }

    /// Changes between inserting and overwriting.
    pub fn toggle_mode(&mut self) {
        self.pause();
        self.mode = match self.mode {
            Mode::Insert => Mode::Overwrite,
            Mode::Overwrite => Mode::Insert,
        };
    }

    /// Moves the caret; whether the selection stays where it began is the caller's word.
    pub fn go(&mut self, motion: Motion, extend: Extend) {
        self.pause();
        let to = motion.target(self.selection, self.len(), extend);
        self.selection =
            Selection { anchor: if extend == Extend::Yes { self.selection.anchor } else { to }, caret: to };
    }

    /// Selects all.
    pub fn select_all(&mut self) {
        self.select(&(0..self.len()));
    }

    /// Selects a range.
    pub fn select(&mut self, range: &Range<usize>) {
        self.pause();
        self.selection = Selection::of(range).within(self.len());
    }

    /// Takes a hexadecimal digit, from 0 to 15: the first waits for the second.
    pub fn type_digit(&mut self, digit: u8) {
        let digit = digit & 0x0F;
        if !self.selection.is_empty() {
            self.remove_selected();
        }
        match self.half.take() {
            None => self.half = Some(digit),
            Some(first) => self.type_bytes(&[first << 4 | digit]),
        }
    }

    /// Takes bytes that were typed as text: they go in as one step with what was typed right before.
    pub fn type_bytes(&mut self, bytes: &[u8]) {
        self.half = None;
        let before = self.selection;
        let range = self.selection.range();
        let replaced = match self.mode {
            Mode::Overwrite if before.is_empty() => bytes.len(),
            _ => range.len(),
        };
        let after = Selection::at(range.start + bytes.len());
        self.history.apply(&[(range.start, replaced, bytes)], before, after, Joining::Typing);
        self.selection = after;
    }

    /// Puts bytes into the place of what is selected, as a step of its own. While overwriting, with nothing selected, they
    /// take the place of as many bytes.
    pub fn insert(&mut self, bytes: &[u8]) {
        self.pause();
        self.type_bytes(bytes);
        self.history.seal();
    }

    /// Deletes what is selected, or the byte before the caret. A digit typed halfway is what goes first.
    pub fn delete_back(&mut self) {
        if self.half.take().is_some() {
            return;
        }
        if !self.selection.is_empty() {
            return self.remove_selected();
        }
        if let Some(at) = self.selection.caret.checked_sub(1) {
            self.remove(at, at);
        }
    }

    /// Deletes what is selected, or the byte at the caret.
    pub fn delete_on(&mut self) {
        if self.half.take().is_some() {
            return;
        }
        if !self.selection.is_empty() {
            return self.remove_selected();
        }
        if self.selection.caret < self.len() {
            self.remove(self.selection.caret, self.selection.caret);
        }
    }

    /// Fills what is selected with a pattern, over and over. Does nothing where nothing is selected or there is no pattern.
    pub fn fill(&mut self, pattern: &[u8]) {
        let range = self.selection.range();
        if pattern.is_empty() || range.is_empty() {
            return;
        }
        let filled: Vec<u8> = pattern.iter().copied().cycle().take(range.len()).collect();
        self.replace(&range, &filled);
        self.selection = Selection::of(&range);
    }

    /// Puts bytes into the place of a range, as a step of its own; the caret goes behind them.
    pub fn replace(&mut self, range: &Range<usize>, bytes: &[u8]) {
        self.pause();
        let before = self.selection;
        let start = range.start.min(self.len());
        let after = Selection::at(start + bytes.len());
        self.history.apply(&[(start, range.len(), bytes)], before, after, Joining::Alone);
        self.selection = after;
    }

    /// Puts bytes into the place of every occurrence of a pattern, as one step; how many there were.
    pub fn replace_all(&mut self, pattern: &Pattern, bytes: &[u8]) -> usize {
        self.pause();
        let found: Vec<Range<usize>> = pattern.all(self.bytes()).collect();
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return 0 };
        // One edit over all of them: a thousand single ones would each move what follows.
        let (start, end) = (first.start, last.end);
        let mut replaced = Vec::with_capacity(end - start);
        let mut at = start;
        for range in &found {
            replaced.extend_from_slice(self.bytes().get(at..range.start).unwrap_or_default());
            replaced.extend_from_slice(bytes);
            at = range.end;
        }
        self.replace(&(start..end), &replaced);
        found.len()
    }

    /// Makes other bytes the content, as one step which touches only what differs. Joins what was typed before, when told so.
    pub fn become_bytes(&mut self, bytes: &[u8], joining: Joining) {
        self.half = None;
        let old = self.bytes();
        let same_front = old.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        let most = old.len().min(bytes.len()) - same_front;
        let same_back = old.iter().rev().zip(bytes.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let removed = old.len() - same_front - same_back;
        let inserted = bytes.get(same_front..bytes.len() - same_back).unwrap_or_default();
        let after = Selection::at(same_front + inserted.len());
        if removed == 0 && inserted.is_empty() {
            return;
        }
        self.history.apply(&[(same_front, removed, inserted)], self.selection, after, joining);
        self.selection = after;
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Takes the last step back, with what was selected before it. A digit typed halfway is what goes first.
    pub fn undo(&mut self) {
        if self.half.take().is_some() {
            return;
        }
        if let Some(selection) = self.history.undo() {
            self.selection = selection.within(self.len());
        }
    }

    /// Does what was undone last again.
    pub fn redo(&mut self) {
        self.half = None;
        if let Some(selection) = self.history.redo() {
            self.selection = selection.within(self.len());
        }
    }

    /// Selects the next occurrence behind the caret, or before what is selected, and begins anew at the end; where it is.
    pub fn find(&mut self, pattern: &Pattern, towards: Towards) -> Option<Range<usize>> {
        let range = self.selection.range();
        let found = match towards {
            Towards::Next => {
                let from = if range.is_empty() { range.start } else { range.start + 1 };
                pattern.next(self.bytes(), from).or_else(|| pattern.next(self.bytes(), 0))
            }
            Towards::Previous => {
                pattern.previous(self.bytes(), range.start).or_else(|| pattern.previous(self.bytes(), self.len()))
            }
        }?;
        self.select(&found);
        Some(found)
    }

    /// What is typed next is a new step, and half a byte is dropped.
    pub fn pause(&mut self) {
        self.half = None;
        self.history.seal();
    }

    fn half_adds(&self) -> bool {
        self.half.is_some() && (self.mode == Mode::Insert || self.selection.caret >= self.len())
    }

    fn remove_selected(&mut self) {
        let range = self.selection.range();
        self.replace(&range, &[]);
    }

    fn remove(&mut self, at: usize, caret: usize) {
        let before = self.selection;
        self.selection = Selection::at(caret);
        self.history.apply(&[(at, 1, &[])], before, self.selection, Joining::Typing);
    }
}

#[cfg(test)]
mod tests;
