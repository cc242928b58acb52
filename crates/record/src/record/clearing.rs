//! Lines that somebody clears: forgotten, or taken out so that they can be had back.

use std::sync::Arc;

use super::{LetGo, Record};
use crate::segment::Segment;

impl Record {
    /// Forgets all lines, those that wait among them. Their numbers are not used again. What is elsewhere is forgotten by whoever has it.
    pub fn clear(&mut self) {
        self.leaving.clear();
        self.elsewhere = LetGo::default();
        // What was read before stays counted, by a segment without lines.
        let read = self.segments.back().map_or(0, |last| last.read_before + last.read());
        self.segments.clear();
        self.segments.push_back(Arc::new(Segment::new(self.next, read, 0)));
        self.sealed = 0;
    }

    /// The same, but the lines are given out, for [`Record::bring_back`].
    #[must_use]
    pub fn take(&mut self) -> Self {
        let taken = self.clone();
        self.clear();
        taken
    }

    /// Has lines wait again that were [taken to be kept elsewhere](Record::take_leaving) and did not get there: the last that were.
    pub fn wait_again(&mut self, mut part: Self) {
        self.elsewhere = self.elsewhere.without(part.amount());
        while let Some(segment) = part.segments.pop_back() {
            self.leaving.push_oldest(segment);
        }
        self.keep_leaving_within_budget();
    }

    /// Puts lines that were [taken](Record::take) back before those that came since, and says whether it did. It does not where the record
    /// was cleared once more, or where so much came since that older lines had to leave: the lines are then let go, as the oldest.
    pub fn bring_back(&mut self, mut taken: Self) -> bool {
        if taken.next != self.first() {
            let waiting = taken.clone().with_leaving();
            self.let_go = self.let_go.and(waiting.amount()).and(taken.elsewhere);
            return false;
        }
        // A segment without lines has kept the place.
        self.segments.retain(|segment| segment.lines() > 0);
        if let Some(last) = taken.segments.back_mut().filter(|_| !self.segments.is_empty()) {
            if let Some(last) = Arc::get_mut(last) {
                last.seal();
            }
            taken.sealed += last.size();
        }
        self.sealed += taken.sealed;
        taken.segments.append(&mut self.segments);
        self.segments = taken.segments;
        self.leaving.put_before(taken.leaving);
        self.elsewhere = self.elsewhere.and(taken.elsewhere);
        self.keep_within_budget();
        true
    }
}
