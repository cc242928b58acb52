//! Which messages the list shows, kept up to date without looking at old ones again.

use std::collections::VecDeque;

use super::topics::{Chosen, shown_topic};
use crate::state::{Divide, Messages, StoredMessage};
use crate::ui::Extent;

/// Which end the newest message stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Order {
    #[default]
    NewestFirst,
    NewestLast,
}

/// What happened to the link around a message, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Divides {
    /// Since the message above it in time.
    pub(crate) before: Vec<Divide>,
    /// After it, where it is the newest.
    pub(crate) after: Vec<Divide>,
}

/// The numbers of the messages on the chosen topics, ascending.
#[derive(Debug, Default)]
pub(crate) struct Index {
    chosen: Chosen,
    numbers: VecDeque<u64>,
    next: u64,
    dropped: u64,
    until: Option<u64>,
}

impl Index {
    /// Takes in what has come. Another choice begins anew.
    pub(crate) fn refresh(&mut self, messages: &Messages, chosen: &Chosen) {
        if self.chosen != *chosen {
            *self = Self { chosen: chosen.clone(), until: self.until, ..Self::default() };
        }
        let first = messages.iter().next().map_or(messages.total(), |oldest| oldest.number);
        while self.numbers.front().is_some_and(|number| *number < first) {
            self.numbers.pop_front();
            self.dropped += 1;
        }
        let new = (self.next.max(first)..messages.total()).filter_map(|number| messages.by_number(number));
        self.numbers
            .extend(new.filter(|stored| chosen.admits(&shown_topic(&stored.message))).map(|stored| stored.number));
        self.next = messages.total();
    }

    /// Holds the list where it is, or lets it go on.
    pub(crate) fn hold(&mut self, paused: bool) {
        self.until = paused.then(|| self.until.unwrap_or(self.next));
    }

    /// How many messages wait behind the pause.
    pub(crate) fn waiting(&self) -> usize {
        self.numbers.len() - self.len()
    }

    /// How many rows the list has.
    pub(crate) fn extent(&self, order: Order) -> Extent {
        match order {
            Order::NewestFirst => Extent::of(self.len()),
            Order::NewestLast => Extent { len: self.len(), dropped: self.dropped },
        }
    }

    /// The number of the message in this row.
    pub(crate) fn number(&self, row: usize, order: Order) -> Option<u64> {
        let place = match order {
            Order::NewestFirst => self.len().checked_sub(row + 1)?,
            Order::NewestLast => row,
        };
        self.numbers.get(place).copied()
    }

    /// What happened to the link before and after a message that is shown, as far as the messages around it do not tell it.
    pub(crate) fn divides(&self, messages: &Messages, number: u64) -> Divides {
        let place = self.numbers.partition_point(|other| *other < number);
        let earlier = place.checked_sub(1).and_then(|place| self.numbers.get(place)).copied();
        let newest = place + 1 >= self.len();
        Divides {
            before: messages.divides(earlier, Some(number)).cloned().collect(),
            after: if newest { messages.divides(Some(number), self.until).cloned().collect() } else { Vec::new() },
        }
    }

    /// The messages that are shown, oldest first.
    pub(crate) fn shown<'a>(&'a self, messages: &'a Messages) -> impl Iterator<Item = &'a StoredMessage> {
        self.numbers.iter().take(self.len()).filter_map(|number| messages.by_number(*number))
    }

    fn len(&self) -> usize {
        let until = self.until.unwrap_or(u64::MAX);
        self.numbers.partition_point(|number| *number < until)
    }
}

impl Order {
    /// The key of a message in the list, where keys ascend from the top.
    pub(crate) const fn key(self, number: u64) -> u64 {
        match self {
            Self::NewestFirst => u64::MAX - number,
            Self::NewestLast => number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::topics::tests::{inbox, message};
    use super::*;
    use workbench_record::LinkChange;

    fn rows(index: &Index, order: Order) -> Vec<u64> {
        (0..index.extent(order).len).filter_map(|row| index.number(row, order)).collect()
    }

    #[test]
    fn the_list_shows_the_chosen_topics_in_either_order() {
        let messages = inbox(&["a", "b", "a/c", "ab", "a"]);
        let mut index = Index::default();
        index.refresh(&messages, &Chosen::default());
        assert_eq!(rows(&index, Order::NewestLast), [0, 1, 2, 3, 4]);
        index.refresh(&messages, &Chosen::under("a"));
        assert_eq!(rows(&index, Order::NewestLast), [0, 2, 4]);
        assert_eq!(rows(&index, Order::NewestFirst), [4, 2, 0]);
    }

    #[test]
    fn what_happened_to_the_link_stands_once_between_the_messages_that_are_shown() {
        let mut messages = Messages::default();
        messages.divide(0, LinkChange::Connected("L610".into()));
        messages.push(1, message("a", b""));
        messages.divide(2, LinkChange::Restarted);
        messages.push(3, message("b", b""));
        messages.divide(4, LinkChange::Back);
        messages.push(5, message("a", b""));
        messages.divide(6, LinkChange::Restarted);
        for (chosen, expected) in [
            (Chosen::default(), [(0, vec![0], vec![]), (1, vec![2], vec![]), (2, vec![4], vec![6])].to_vec()),
            (Chosen::under("a"), [(0, vec![0], vec![]), (2, vec![2, 4], vec![6])].to_vec()),
            (Chosen::under("b"), [(1, vec![0, 2], vec![4, 6])].to_vec()),
        ] {
            let mut index = Index::default();
            index.refresh(&messages, &chosen);
            let times = |divides: Vec<Divide>| divides.iter().map(|divide| divide.at).collect::<Vec<_>>();
            let found: Vec<_> = rows(&index, Order::NewestLast)
                .into_iter()
                .map(|number| (number, index.divides(&messages, number)))
                .map(|(number, Divides { before, after })| (number, times(before), times(after)))
                .collect();
            assert_eq!(found, expected, "{chosen:?}");
        }
    }

    #[test]
    fn a_pause_holds_back_what_comes() {
        let mut index = Index::default();
        index.refresh(&inbox(&["a"]), &Chosen::default());
        index.hold(true);
        index.refresh(&inbox(&["a", "b", "c"]), &Chosen::default());
        index.hold(true);
        assert_eq!((rows(&index, Order::NewestFirst), index.waiting()), (vec![0], 2));
        index.hold(false);
        assert_eq!((rows(&index, Order::NewestFirst), index.waiting()), (vec![2, 1, 0], 0));
    }
}
