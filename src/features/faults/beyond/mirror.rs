//! The journal of the broker as far as this page has seen it, within the bytes that the broker keeps.

use std::collections::VecDeque;

use super::Shown;
use crate::state::{Happening, Passed, Publisher};
use crate::ui::Extent;

/// What was seen, and the numbers of what is shown of it.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    /// By which a broker is told from the one before it.
    unix_time: u64,
    next: u64,
    entries: VecDeque<Passed>,
    /// Numbers of the entries that are shown.
    shown: VecDeque<u64>,
    /// How many that were shown are no longer kept.
    dropped: u64,
}

impl Mirror {
    /// From which number on something is new.
    pub(super) const fn next(&self) -> u64 {
        self.next
    }

    /// Takes over what is new, and lets go what the broker no longer has. What another broker says takes the place of it all.
    pub(super) fn take(&mut self, first: u64, next: u64, unix_time: u64, news: Vec<Passed>, shown: Shown) {
        if unix_time != self.unix_time || next < self.next {
            let is_begun = self.next > 0;
            *self = Self { unix_time, ..Self::default() };
            // What was asked for began at a number of the other broker.
            if is_begun {
                return;
            }
        }
        for entry in news.into_iter().filter(|entry| entry.number >= self.next) {
            if is_shown(&entry, shown) {
                self.shown.push_back(entry.number);
            }
            self.entries.push_back(entry);
        }
        self.next = next;
        while self.entries.front().is_some_and(|entry| entry.number < first) {
            self.entries.pop_front();
        }
        while self.shown.front().is_some_and(|number| *number < first) {
            self.shown.pop_front();
            self.dropped += 1;
        }
    }

    /// Shows something else of it.
    pub(super) fn show(&mut self, shown: Shown) {
        self.shown = self.entries.iter().filter(|entry| is_shown(entry, shown)).map(|entry| entry.number).collect();
        self.dropped = 0;
    }

    pub(super) fn extent(&self) -> Extent {
        Extent { len: self.shown.len(), dropped: self.dropped }
    }

    /// The entry in this row, with the milliseconds since 1970 at which it happened.
    pub(super) fn row(&self, row: usize) -> Option<(Passed, u64)> {
        let number = *self.shown.get(row)?;
        let first = self.entries.front()?.number;
        let entry = self.entries.get(usize::try_from(number.checked_sub(first)?).ok()?)?;
        Some((entry.clone(), self.unix_time.saturating_mul(1_000).saturating_add(entry.at.as_millis())))
    }
}

fn is_shown(entry: &Passed, shown: Shown) -> bool {
    match (&entry.what, shown) {
        (_, Shown::All) | (Happening::Came(_) | Happening::Went(_), Shown::Module) => true,
        (Happening::Published { by, .. }, Shown::Module) => {
            matches!(by, Publisher::Client(_) | Publisher::Will(_))
        }
    }
}

#[cfg(test)]
mod tests {
    use fibocom_sim::Timestamp;

    use super::*;

    fn entry(number: u64, what: Happening) -> Passed {
        Passed { number, at: Timestamp::from_millis(number), what }
    }

    fn came(number: u64) -> Passed {
        entry(number, Happening::Came("one".to_owned()))
    }

    fn said(number: u64) -> Passed {
        let message = crate::state::BrokerMessage { topic: "t".to_owned(), qos: 0, retain: false, payload: Vec::new() };
        entry(number, Happening::Published { by: Publisher::Person, message })
    }

    fn rows(mirror: &Mirror) -> Vec<u64> {
        (0..mirror.extent().len).filter_map(|row| mirror.row(row)).map(|(entry, _)| entry.number).collect()
    }

    #[test]
    fn what_is_new_is_added_and_what_the_broker_let_go_goes() {
        let mut mirror = Mirror::default();
        mirror.take(0, 3, 7, vec![came(0), said(1), said(2)], Shown::All);
        assert_eq!((mirror.next(), rows(&mirror)), (3, vec![0, 1, 2]));
        assert_eq!(mirror.row(1).map(|(_, at)| at), Some(7_001));
        mirror.take(1, 4, 7, vec![said(2), came(3)], Shown::All);
        assert_eq!((rows(&mirror), mirror.extent()), (vec![1, 2, 3], Extent { len: 3, dropped: 1 }));
        mirror.show(Shown::Module);
        assert_eq!(rows(&mirror), [3]);
    }

    #[test]
    fn another_broker_begins_anew_from_its_first_number() {
        let mut mirror = Mirror::default();
        mirror.take(0, 2, 7, vec![came(0), said(1)], Shown::All);
        // It was asked from 2 on, and has more than that already.
        mirror.take(0, 4, 8, vec![said(2), said(3)], Shown::All);
        assert_eq!((mirror.next(), rows(&mirror)), (0, vec![]));
        mirror.take(0, 4, 8, vec![came(0), said(1), said(2), said(3)], Shown::All);
        assert_eq!((mirror.next(), rows(&mirror)), (4, vec![0, 1, 2, 3]));
    }
}
