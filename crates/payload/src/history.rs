//! What was changed, so that it can be undone: every change of a buffer, without limit.

use crate::Selection;

/// Whether a change belongs to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joining {
    /// A step of its own.
    Alone,
    /// One step together with its like right before it, as letters of a word that is typed.
    Typing,
}

/// Some bytes in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    at: usize,
    removed: Vec<u8>,
    inserted: Vec<u8>,
}

impl Edit {
    /// Takes the next edit in, where the two touch; gives it back elsewhere.
    fn join(&mut self, next: Self) -> Option<Self> {
        if next.at == self.at + self.inserted.len() {
            self.removed.extend(next.removed);
            self.inserted.extend(next.inserted);
        } else if next.inserted.is_empty() && self.inserted.is_empty() && next.at + next.removed.len() == self.at {
            let after = std::mem::replace(&mut self.removed, next.removed);
            self.removed.extend(after);
            self.at = next.at;
        } else {
            return Some(next);
        }
        None
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    edits: Vec<Edit>,
    before: Selection,
    after: Selection,
    open: bool,
}

/// A buffer that remembers every change.
#[derive(Debug, Clone, Default)]
pub struct History {
    bytes: Vec<u8>,
    done: Vec<Step>,
    undone: Vec<Step>,
    revision: u64,
}

impl History {
    /// These bytes, never changed yet.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// The bytes now.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How often the bytes have changed: the same number means the same bytes, and costs nothing to compare.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Puts bytes into the place of others as one step. Each change is `(at, length, bytes)`, and counts in the bytes as the
    /// change before it left them; what would reach beyond the end is cut there.
    pub fn apply(&mut self, changes: &[(usize, usize, &[u8])], before: Selection, after: Selection, joining: Joining) {
        let mut edits: Vec<Edit> = Vec::with_capacity(changes.len());
        for (at, length, inserted) in changes {
            let at = (*at).min(self.bytes.len());
            let end = at.saturating_add(*length).min(self.bytes.len());
            let removed: Vec<u8> = self.bytes.splice(at..end, inserted.iter().copied()).collect();
            if removed.is_empty() && inserted.is_empty() {
                continue;
            }
            edits.push(Edit { at, removed, inserted: inserted.to_vec() });
        }
        if edits.is_empty() {
            return;
        }
        self.revision += 1;
        self.undone.clear();
        let open = joining == Joining::Typing;
        if open
            && edits.len() == 1
            && let Some(last) = self.done.last_mut().filter(|last| last.open)
            && let Some(tail) = last.edits.last_mut()
            && let Some(edit) = edits.pop()
        {
            last.after = after;
            match tail.join(edit) {
                None => return,
                Some(edit) => edits.push(edit),
            }
            last.after = before;
        }
        self.done.push(Step { edits, before, after, open });
    }

    /// From now on a change is a step of its own: the caret went elsewhere.
    pub fn seal(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.open = false;
        }
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last step back; what was selected before it.
    pub fn undo(&mut self) -> Option<Selection> {
        let step = self.done.pop()?;
        self.revision += 1;
        for edit in step.edits.iter().rev() {
            self.bytes.splice(edit.at..edit.at + edit.inserted.len(), edit.removed.iter().copied());
        }
        let before = step.before;
        self.undone.push(step);
        Some(before)
    }

    /// Does the step that was undone last again; what was selected after it.
    pub fn redo(&mut self) -> Option<Selection> {
        let step = self.undone.pop()?;
        self.revision += 1;
        for edit in &step.edits {
            self.bytes.splice(edit.at..edit.at + edit.removed.len(), edit.inserted.iter().copied());
        }
        let after = step.after;
        self.done.push(Step { open: false, ..step });
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(history: &mut History, at: usize, byte: u8) {
        history.apply(&[(at, 0, &[byte])], Selection::at(at), Selection::at(at + 1), Joining::Typing);
    }

    #[test]
    fn what_is_typed_in_one_go_is_one_step() {
        let mut history = History::new(b"ad".to_vec());
        typed(&mut history, 1, b'b');
        typed(&mut history, 2, b'c');
        assert_eq!(history.bytes(), b"abcd");
        assert_eq!(history.undo(), Some(Selection::at(1)));
        assert_eq!(history.bytes(), b"ad");
        assert_eq!(history.redo(), Some(Selection::at(3)));
        assert_eq!(history.bytes(), b"abcd");
    }

    #[test]
    fn a_moved_caret_begins_a_new_step() {
        let mut history = History::default();
        typed(&mut history, 0, b'a');
        history.seal();
        typed(&mut history, 1, b'b');
        history.undo();
        assert_eq!(history.bytes(), b"a");
        typed(&mut history, 0, b'c');
        assert!(!history.can_redo(), "a change forgets what was undone");
    }

    #[test]
    fn erasing_backwards_is_one_step() {
        let mut history = History::new(b"abc".to_vec());
        for at in [2, 1, 0] {
            history.apply(&[(at, 1, b"")], Selection::at(at + 1), Selection::at(at), Joining::Typing);
        }
        assert_eq!(history.undo(), Some(Selection::at(3)));
        assert_eq!(history.bytes(), b"abc");
        assert!(!history.can_undo());
    }

    #[test]
    fn a_change_of_nothing_is_none() {
        let mut history = History::default();
        history.apply(&[(9, 9, b"")], Selection::at(0), Selection::at(0), Joining::Alone);
        assert!(!history.can_undo());
        assert_eq!(history.revision(), 0);
    }

    #[test]
    fn whatever_changes_the_bytes_is_counted() {
        let mut history = History::default();
        typed(&mut history, 0, b'a');
        history.undo();
        history.redo();
        history.seal();
        assert_eq!(history.revision(), 3);
    }
}
