//! What leaves a record because its budget has no room for it, and waits for somebody who keeps it elsewhere.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{LetGo, Record};
use crate::segment::Segment;

/// What the budget has no room for, and waits for somebody who takes it.
#[derive(Debug, Clone)]
pub(super) struct Leaving {
    segments: VecDeque<Arc<Segment>>,
    /// In bytes of memory.
    size: usize,
    /// How many bytes may wait; none, where nobody takes them.
    budget: usize,
}

impl Leaving {
    pub(super) const fn new() -> Self {
        Self { segments: VecDeque::new(), size: 0, budget: 0 }
    }

    pub(super) fn push(&mut self, newest: Arc<Segment>) {
        self.size += newest.size();
        self.segments.push_back(newest);
    }

    pub(super) fn push_oldest(&mut self, oldest: Arc<Segment>) {
        self.size += oldest.size();
        self.segments.push_front(oldest);
    }

    /// Takes in what began to wait earlier.
    pub(super) fn put_before(&mut self, mut older: Self) {
        self.size += older.size;
        older.segments.append(&mut self.segments);
        self.segments = older.segments;
    }

    pub(super) fn clear(&mut self) {
        self.segments.clear();
        self.size = 0;
    }
}

impl Record {
    /// Has what the budget has no room for wait for [`Record::take_leaving`], up to so many bytes of memory. What is more is let go.
    pub fn hold_leaving(&mut self, bytes: usize) {
        self.leaving.budget = bytes;
        self.keep_leaving_within_budget();
    }

    /// The oldest lines that wait to be taken, as a record of their own. They are counted as being elsewhere from now on.
    pub fn take_leaving(&mut self) -> Option<Self> {
        let segment = self.leaving.segments.pop_front()?;
        self.leaving.size -= segment.size();
        self.elsewhere = self.elsewhere.and(LetGo::of(&segment));
        let (sealed, next) = (0, segment.next());
        let segments = VecDeque::from([segment]);
        Some(Self { segments, sealed, next, ..Self::with_budget(self.budget) })
    }

    /// Whether lines wait to be taken.
    #[must_use]
    pub fn has_leaving(&self) -> bool {
        !self.leaving.segments.is_empty()
    }

    /// Whether so much waits to be taken that whoever writes had better wait: half of what may.
    #[must_use]
    pub const fn is_crowded(&self) -> bool {
        self.leaving.size > self.leaving.budget / 2
    }

    /// What was taken is kept no more.
    pub const fn lose(&mut self, lost: LetGo) {
        self.elsewhere = self.elsewhere.without(lost);
        self.let_go = self.let_go.and(lost);
    }

    /// How much was taken of it and is kept elsewhere.
    #[must_use]
    pub const fn elsewhere(&self) -> LetGo {
        self.elsewhere
    }

    /// How many older lines there are that this record does not show, but that are not let go: they wait to be taken, or are elsewhere.
    #[must_use]
    pub fn set_aside(&self) -> u64 {
        let waiting: usize = self.leaving.segments.iter().map(|segment| segment.lines()).sum();
        self.elsewhere.lines + waiting as u64
    }

    /// The same record with what waits to be taken in its place again, whatever the budget says.
    #[must_use]
    pub fn with_leaving(mut self) -> Self {
        while let Some(newest) = self.leaving.segments.pop_back() {
            self.leaving.size -= newest.size();
            self.sealed += newest.size();
            self.segments.push_front(newest);
        }
        self
    }

    pub(super) fn keep_leaving_within_budget(&mut self) {
        while self.leaving.size > self.leaving.budget {
            let Some(oldest) = self.leaving.segments.pop_front() else { return };
            self.leaving.size -= oldest.size();
            self.let_go = self.let_go.and(LetGo::of(&oldest));
        }
    }
}
