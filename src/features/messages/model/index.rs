//! Which messages the list shows, kept up to date without looking at old ones again, and found in slices where there are many.

use std::collections::VecDeque;

use super::entry::{Entry, Place, Traffic};
use super::search::Search;
use super::topics::Chosen;
use crate::state::{Divide, Messages};
use crate::ui::Extent;

/// What it costs to look at one message, beside the bytes that are searched.
const LOOK: usize = 64;

/// How far the list may be behind before it begins anew, with the newest: so much at most is looked at in one go.
const BEHIND: u64 = 10_000;

/// Which end the newest message stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Order {
    #[default]
    NewestFirst,
    NewestLast,
}

/// What the list is to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) chosen: Chosen,
    pub(crate) search: Search,
    /// Whether what was sent is shown too.
    pub(crate) sent: bool,
}

/// What happened to the link around a message, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Divides {
    /// Since the message above it in time.
    pub(crate) before: Vec<Divide>,
    /// After it, where it is the newest.
    pub(crate) after: Vec<Divide>,
}

/// The places of the messages that were asked for, ascending.
#[derive(Debug, Default)]
pub(crate) struct Index {
    asked: Asked,
    on_topic: VecDeque<Place>,
    /// Those of them in which something was found; empty where nothing is searched for.
    found: VecDeque<Place>,
    /// Which messages have been looked at, by their numbers.
    came: Looked,
    sent: Looked,
    dropped: u64,
    until: Option<Place>,
    edits: u64,
}

/// From which number to which, without that one.
#[derive(Debug, Default, Clone, Copy)]
struct Looked {
    from: u64,
    to: u64,
}

impl Index {
    /// Takes in what has come, and looks at older messages, the newest first, until the budget in bytes is used up. Another choice begins
    /// anew. Whether all have been looked at.
    pub(crate) fn refresh(&mut self, traffic: Traffic<'_>, asked: &Asked, budget: usize) -> bool {
        let Traffic { messages, sent } = traffic;
        let edits = messages.edits();
        let behind = messages.total().saturating_sub(self.came.to) > BEHIND;
        if self.asked != *asked || self.edits != edits || (behind && self.came.to > 0) {
            let until = self.until.filter(|_| self.edits == edits);
            let now = |total| Looked { from: total, to: total };
            *self = Self { asked: asked.clone(), until, edits, ..Self::default() };
            (self.came, self.sent) = (now(messages.total()), now(sent.total()));
        }
        let first = traffic.first();
        self.let_go(traffic, first);
        for number in self.came.to..messages.total() {
            self.look(messages.by_number(number).map(Entry::Came));
        }
        for number in self.sent.to..sent.total() {
            self.look(sent.by_number(number).map(Entry::Sent));
        }
        (self.came.to, self.sent.to) = (messages.total(), sent.total());
        self.look_back(traffic, first, budget)
    }

    /// Looks at older messages, the newest first; whether there are no more.
    fn look_back(&mut self, traffic: Traffic<'_>, first: u64, budget: usize) -> bool {
        let mut used = 0;
        while used < budget {
            let came = self.came.from.checked_sub(1).filter(|number| *number >= first);
            let came = came.and_then(|number| traffic.messages.by_number(number)).map(Entry::Came);
            let sent = self.sent.from.checked_sub(1).and_then(|number| traffic.sent.by_number(number)).map(Entry::Sent);
            let is_sent = match (came, sent) {
                (None, None) => return true,
                (Some(came), Some(sent)) => sent.place() > came.place(),
                (came, _) => came.is_none(),
            };
            if is_sent {
                self.sent.from -= 1;
                used += self.look(sent);
            } else {
                self.came.from -= 1;
                used += self.look(came);
            }
        }
        false
    }

    /// Takes a message in, if it was asked for; what that cost.
    fn look(&mut self, entry: Option<Entry<'_>>) -> usize {
        let Some(entry) = entry else { return LOOK };
        let is_wanted = self.asked.sent || matches!(entry, Entry::Came(_));
        let topic = entry.topic();
        if !is_wanted || !self.asked.chosen.admits(&topic) {
            return LOOK;
        }
        insert(&mut self.on_topic, entry.place());
        if self.asked.search.is_empty() {
            return LOOK;
        }
        if self.asked.search.finds(&topic, entry.payload()) {
            insert(&mut self.found, entry.place());
        }
        LOOK + topic.len() + entry.payload().len()
    }

    /// Forgets the places of what is no longer kept. What was sent goes with the messages around it.
    fn let_go(&mut self, traffic: Traffic<'_>, first: u64) {
        let floor = Place::floor(first);
        let is_searched = !self.asked.search.is_empty();
        for (places, counts) in [(&mut self.on_topic, !is_searched), (&mut self.found, is_searched)] {
            while places.front().is_some_and(|place| *place < floor) {
                places.pop_front();
                self.dropped += u64::from(counts);
            }
        }
        if self.sent.from < traffic.sent.first() && self.sent.from < self.sent.to {
            let kept = |place: &Place| place.number().is_some() || traffic.at(*place).is_some();
            self.on_topic.retain(kept);
            self.found.retain(kept);
            self.sent.from = traffic.sent.first();
        }
    }

    /// Holds the list where it is, or lets it go on.
    pub(crate) fn hold(&mut self, paused: bool) {
        let newest = self.on_topic.back().map_or(0, |place| place.0 + 1).max(Place::floor(self.came.to).0);
        self.until = paused.then(|| self.until.unwrap_or(Place(newest)));
    }

    /// How many messages wait behind the pause.
    pub(crate) fn waiting(&self) -> usize {
        self.places().len() - self.len()
    }

    /// How many messages are on the chosen topics, found or not.
    pub(crate) fn on_topic(&self) -> usize {
        self.on_topic.len()
    }

    /// How many rows the list has.
    pub(crate) fn extent(&self, order: Order) -> Extent {
        match order {
            Order::NewestFirst => Extent::of(self.len()),
            Order::NewestLast => Extent { len: self.len(), dropped: self.dropped },
        }
    }

    /// The place of the message in this row.
    pub(crate) fn place(&self, row: usize, order: Order) -> Option<Place> {
        let at = match order {
            Order::NewestFirst => self.len().checked_sub(row + 1)?,
            Order::NewestLast => row,
        };
        self.places().get(at).copied()
    }

    /// What happened to the link before and after a message that is shown, as far as the messages around it do not tell it.
    pub(crate) fn divides(&self, messages: &Messages, place: Place) -> Divides {
        let Some(number) = place.number() else { return Divides::default() };
        let places = self.places();
        let at = places.partition_point(|other| *other < place);
        let earlier = places.range(..at).rev().find_map(|place| place.number());
        let newest = places.range((at + 1).min(places.len())..).all(|place| place.number().is_none());
        let until = self.until.map(|until| until.0 >> 24);
        Divides {
            before: messages.divides(earlier, Some(number)).cloned().collect(),
            after: if newest { messages.divides(Some(number), until).cloned().collect() } else { Vec::new() },
        }
    }

    /// The messages that are shown, oldest first.
    pub(crate) fn shown<'a>(&'a self, traffic: Traffic<'a>) -> impl Iterator<Item = Entry<'a>> {
        self.places().iter().take(self.len()).filter_map(move |place| traffic.at(*place))
    }

    fn places(&self) -> &VecDeque<Place> {
        if self.asked.search.is_empty() { &self.on_topic } else { &self.found }
    }

    fn len(&self) -> usize {
        let until = self.until.unwrap_or(Place(u64::MAX));
        self.places().partition_point(|place| *place < until)
    }
}

/// Puts a place where it belongs, which is at one of the ends nearly always.
fn insert(places: &mut VecDeque<Place>, place: Place) {
    if places.back().is_none_or(|last| *last < place) {
        places.push_back(place);
    } else if places.front().is_some_and(|first| place < *first) {
        places.push_front(place);
    } else if let Err(at) = places.binary_search(&place) {
        places.insert(at, place);
    }
}

impl Order {
    /// The key of a message in the list, where keys ascend from the top, and the place that a key stands for.
    pub(crate) const fn key(self, place: u64) -> u64 {
        match self {
            Self::NewestFirst => u64::MAX - place,
            Self::NewestLast => place,
        }
    }
}

#[cfg(test)]
mod tests;
