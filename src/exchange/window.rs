//! Which exchanges a list shows, kept up to date without looking at old ones again.

use std::collections::VecDeque;

use super::filter::Filter;
use super::group::{Grouped, REACH};
use crate::session::{Entry, Journal};
use crate::ui::Extent;

/// The places of the exchanges that pass a filter, ascending.
#[derive(Debug, Default)]
pub(super) struct Window {
    filter: Filter,
    /// Unused while everything passes.
    places: VecDeque<u64>,
    /// Where the next look begins.
    seen: u64,
    dropped: u64,
    /// What came after this place waits, while the list is paused.
    until: Option<u64>,
}

impl Window {
    /// Takes in what has changed. Another filter begins anew.
    pub(super) fn refresh(&mut self, grouped: &Grouped, journal: &Journal, filter: &Filter) {
        if self.filter != *filter {
            *self = Self { filter: filter.clone(), until: self.until, ..Self::default() };
        }
        if self.filter.is_open() {
            return;
        }
        while self.places.front().is_some_and(|place| *place < grouped.first()) {
            self.places.pop_front();
            self.dropped += 1;
        }
        // The last ones may have got another line since.
        let from = self.seen.saturating_sub(REACH as u64).max(grouped.first());
        while self.places.back().is_some_and(|place| *place >= from) {
            self.places.pop_back();
        }
        for place in from..grouped.end() {
            let Some(exchange) = grouped.at(place) else { continue };
            let lines = exchange.entries.iter().filter_map(|number| entry(journal, *number));
            if self.filter.admits(exchange, lines.map(|entry| entry.raw.as_slice())) {
                self.places.push_back(place);
            }
        }
        self.seen = grouped.end();
    }

    /// Holds the list where it is, or lets it go on.
    pub(super) fn hold(&mut self, until: Option<u64>) {
        self.until = until;
    }

    /// Where it is held.
    pub(super) const fn held(&self) -> Option<u64> {
        self.until
    }

    /// How many exchanges wait behind the pause.
    pub(super) fn waiting(&self, grouped: &Grouped) -> u64 {
        self.until.map_or(0, |until| grouped.end().saturating_sub(until))
    }

    /// How many rows the list has.
    pub(super) fn extent(&self, grouped: &Grouped) -> Extent {
        let until = self.until.unwrap_or(u64::MAX);
        if self.filter.is_open() {
            let shown = grouped.end().min(until).saturating_sub(grouped.first());
            return Extent { len: usize::try_from(shown).unwrap_or(usize::MAX), dropped: grouped.first() };
        }
        Extent { len: self.places.partition_point(|place| *place < until), dropped: self.dropped }
    }

    /// The place of the exchange in this row.
    pub(super) fn place(&self, grouped: &Grouped, row: usize) -> Option<u64> {
        if self.filter.is_open() {
            return grouped.first().checked_add(row as u64);
        }
        self.places.get(row).copied()
    }
}

/// The entry with this number, if it is still kept.
pub(super) fn entry(journal: &Journal, number: u64) -> Option<&Entry> {
    journal.since(number).next().filter(|entry| entry.number == number)
}

#[cfg(test)]
mod tests {
    use fibocom_at::{RequestId, Role};

    use super::super::filter::Kind;
    use super::*;
    use crate::clock::Millis;
    use crate::session::Direction;

    fn say(journal: &mut Journal, request: u64, raw: &str, direction: Direction) {
        journal.write(Millis(0), direction, raw.as_bytes().to_vec(), false, Some(RequestId(request)));
    }

    fn shown(window: &Window, grouped: &Grouped) -> Vec<u64> {
        (0..window.extent(grouped).len).filter_map(|row| window.place(grouped, row)).collect()
    }

    #[test]
    fn an_exchange_appears_when_a_later_line_makes_it_fit() {
        let (mut journal, mut grouped, mut window) = (Journal::default(), Grouped::default(), Window::default());
        let errors = Filter::new(Kind::Errors, "");
        say(&mut journal, 1, "AT+CSQ\r", Direction::Command);
        grouped.grow(&journal);
        window.refresh(&grouped, &journal, &errors);
        assert!(shown(&window, &grouped).is_empty());
        say(&mut journal, 1, "ERROR\r\n", Direction::Received(Role::Final));
        say(&mut journal, 2, "AT\r", Direction::Command);
        grouped.grow(&journal);
        window.refresh(&grouped, &journal, &errors);
        assert_eq!(shown(&window, &grouped), [0]);
        window.refresh(&grouped, &journal, &Filter::new(Kind::All, "at"));
        assert_eq!(shown(&window, &grouped), [0, 1]);
        window.refresh(&grouped, &journal, &Filter::new(Kind::All, "+csq"));
        assert_eq!(shown(&window, &grouped), [0]);
    }

    #[test]
    fn a_paused_list_stays_as_it_is() {
        let (mut journal, mut grouped, mut window) = (Journal::default(), Grouped::default(), Window::default());
        for request in 0..5 {
            say(&mut journal, request, "AT\r", Direction::Command);
            grouped.grow(&journal);
            if request == 1 {
                window.hold(Some(grouped.end()));
            }
        }
        for filter in [Filter::default(), Filter::new(Kind::Commands, "")] {
            window.refresh(&grouped, &journal, &filter);
            assert_eq!((shown(&window, &grouped), window.waiting(&grouped)), (vec![0, 1], 3));
        }
        window.hold(None);
        assert_eq!((shown(&window, &grouped).len(), window.waiting(&grouped)), (5, 0));
    }
}
