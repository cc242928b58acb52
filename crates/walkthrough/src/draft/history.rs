//! What a draft was before, to undo and to redo.

use super::{Draft, Spot};
use crate::part::{Of, Part};

/// How many steps back are kept.
const BACK: usize = 60;

/// How many bytes of them are kept: pictures are what takes room.
const BYTES: usize = 8 << 20;

/// A draft with what it was before, and what was undone.
#[derive(Debug, Clone, Default)]
pub struct History {
    now: Draft,
    past: Vec<Draft>,
    future: Vec<Draft>,
    /// Where somebody types: a word is undone as a whole.
    at: Option<Spot>,
}

impl History {
    /// Begins with a draft.
    #[must_use]
    pub fn new(now: Draft) -> Self {
        Self { now, ..Self::default() }
    }

    /// As it is now.
    #[must_use]
    pub const fn now(&self) -> &Draft {
        &self.now
    }

    /// Takes another draft in the place of this one, which can be had back.
    pub fn open(&mut self, draft: Draft) {
        self.go_to(draft, None);
    }

    /// Changes something that was chosen or pressed. Where what is sent, or where it leads, may be another now, it was tried under nothing.
    pub fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        let mut next = self.now.clone();
        change(&mut next);
        if next.checked_with == self.now.checked_with {
            next.checked_with.clear();
        }
        self.go_to(next, None);
    }

    /// Takes what was typed. What is typed in the same place stays one change.
    pub fn write(&mut self, spot: Spot, text: String) {
        let mut next = self.now.clone();
        if let (Part::Id, Some(at)) = (spot.part, spot.step) {
            next.rename_step(at, text);
        } else if let Part::Value(at, Of::Name) = spot.part {
            next.rename_value(at, text);
        } else if let Some(place) = next.text_mut(spot) {
            *place = text;
        }
        if !spot.part.is_words() && spot.part != Part::Id {
            next.checked_with.clear();
        }
        self.go_to(next, Some(spot));
    }

    fn go_to(&mut self, next: Draft, at: Option<Spot>) {
        if next == self.now {
            return;
        }
        let before = std::mem::replace(&mut self.now, next);
        if at.is_none() || at != self.at {
            self.past.push(before);
        }
        self.at = at;
        self.future.clear();
        let mut bytes: usize = self.past.iter().map(Draft::size).sum();
        let mut over = self.past.len().saturating_sub(BACK);
        for draft in self.past.iter().skip(over) {
            if bytes <= BYTES {
                break;
            }
            bytes = bytes.saturating_sub(draft.size());
            over += 1;
        }
        self.past.drain(..over.min(self.past.len()));
    }

    /// Whether there is something to undo.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.now, before));
            self.at = None;
        }
    }

    /// Makes the change again that was taken back.
    pub fn redo(&mut self) {
        if let Some(next) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.now, next));
            self.at = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn spot(part: Part) -> Spot {
        Spot { step: None, part, language: Language::En }
    }

    #[test]
    fn a_word_is_undone_as_a_whole_and_comes_back() {
        let mut history = History::new(Draft::empty());
        for typed in ["S", "Si", "Sig"] {
            history.write(spot(Part::Title), typed.to_owned());
        }
        history.write(spot(Part::About), "Why".to_owned());
        history.undo();
        assert_eq!((history.now().title.en.as_str(), history.now().about.en.as_str()), ("Sig", ""));
        history.undo();
        assert_eq!(history.now().title.en, "");
        assert!(!history.can_undo());
        history.redo();
        history.redo();
        assert_eq!((history.now().title.en.as_str(), history.now().about.en.as_str()), ("Sig", "Why"));
        assert!(!history.can_redo());
    }

    #[test]
    fn what_is_only_read_leaves_what_it_was_tried_with() {
        let mut history = History::new(Draft::empty());
        history.change(|draft| draft.checked_with = vec!["healthy".to_owned()]);
        history.write(spot(Part::Title), "T".to_owned());
        assert_eq!(history.now().checked_with, ["healthy"]);
        let step = Spot { step: Some(0), ..spot(Part::Good(Of::Go)) };
        history.write(step, "end".to_owned());
        assert!(history.now().checked_with.is_empty());
        history.undo();
        assert_eq!(history.now().checked_with, ["healthy"]);
    }

    #[test]
    fn pictures_do_not_fill_the_memory() {
        let mut history = History::new(Draft::empty());
        let picture = Spot { step: Some(0), ..spot(Part::Picture) };
        for at in 0..200_u32 {
            history.write(picture, "x".repeat(300_000));
            history.write(spot(Part::Title), at.to_string());
            history.write(picture, String::new());
        }
        assert!(history.past.iter().map(Draft::size).sum::<usize>() <= BYTES);
        assert!(history.past.len() <= BACK && history.can_undo());
    }
}
