//! The rows of a list: the lines of the exchanges that pass a filter, kept up to date without looking at old ones again.

use std::collections::VecDeque;

use crate::exchange::{Exchange, Exchanges, REACH};
use crate::filter::Filter;
use crate::record::Record;

/// Which lines of an exchange are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Detail {
    /// Those that a person reads ([`crate::Line::is_read`]).
    #[default]
    Read,
    /// Echo and blank lines too.
    EveryLine,
}

impl Detail {
    /// How many lines of an exchange are shown.
    #[must_use]
    fn count(self, exchange: &Exchange, record: &Record) -> u64 {
        exchange.kept(record).map(|range| self.count_in(&range, record)).sum()
    }

    fn count_in(self, range: &std::ops::Range<u64>, record: &Record) -> u64 {
        match self {
            Self::EveryLine => range.end - range.start,
            Self::Read => record.read_before(range.end) - record.read_before(range.start),
        }
    }

    /// The number of the line that is shown at this place of the exchange.
    fn line(self, exchange: &Exchange, record: &Record, mut index: u64) -> Option<u64> {
        for range in exchange.kept(record) {
            let count = self.count_in(&range, record);
            if index < count {
                return match self {
                    Self::EveryLine => Some(range.start + index),
                    Self::Read => record.read_at(record.read_before(range.start) + index),
                };
            }
            index -= count;
        }
        None
    }
}

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The place of its exchange.
    pub exchange: u64,
    /// The number of its line.
    pub line: u64,
    /// Whether it is the first row of its exchange.
    pub is_first: bool,
    /// Whether it is the last one.
    pub is_last: bool,
}

/// An exchange with rows.
#[derive(Debug, Clone, Copy)]
struct Shown {
    exchange: u64,
    /// How many rows stood before it, those that are gone with it.
    before: u64,
}

/// An exchange whose lines may still come, and what was found in it.
#[derive(Debug, Clone, Copy)]
struct Searched {
    exchange: u64,
    /// Up to which line it was searched.
    to: u64,
    found: bool,
}

/// The rows of a list, numbered from the first that there ever was.
#[derive(Debug, Default)]
pub struct Rows {
    filter: Filter,
    detail: Detail,
    shown: VecDeque<Shown>,
    searched: VecDeque<Searched>,
    /// How many rows there are, those that are gone with them.
    end: u64,
    /// Where the next look begins.
    seen: u64,
    /// The oldest line of the record at the last look.
    first_line: u64,
    /// What came after this exchange waits, while the list is paused.
    until: Option<u64>,
    /// How often the record had been cut at the last look.
    rewinds: u64,
    /// How often it had got older lines back at the last look.
    begun_earlier: u64,
}

impl Rows {
    /// Takes in what has changed. Another filter or detail begins anew, and so does a record that got older lines back.
    pub fn refresh(&mut self, exchanges: &Exchanges, record: &Record, filter: &Filter, detail: Detail) {
        if self.filter != *filter || self.detail != detail || self.begun_earlier != exchanges.begun_earlier() {
            *self = Self {
                filter: filter.clone(),
                detail,
                until: self.until,
                rewinds: exchanges.rewinds(),
                begun_earlier: exchanges.begun_earlier(),
                ..Self::default()
            };
        }
        if std::mem::replace(&mut self.rewinds, exchanges.rewinds()) != exchanges.rewinds() {
            // What was found may have been behind the end.
            self.searched.clear();
            self.seen = self.seen.min(exchanges.end());
        }
        self.let_go(exchanges, record);
        // The last ones may have got another line since.
        let from = self.seen.saturating_sub(REACH as u64).max(exchanges.first());
        while let Some(last) = self.shown.back().filter(|last| last.exchange >= from) {
            self.end = last.before;
            self.shown.pop_back();
        }
        for place in from..exchanges.end() {
            let Some(exchange) = exchanges.at(place) else { continue };
            if self.admits(place, exchange, exchanges, record) {
                self.shown.push_back(Shown { exchange: place, before: self.end });
                self.end += self.detail.count(exchange, record);
            }
        }
        self.seen = exchanges.end();
        let oldest = self.seen.saturating_sub(REACH as u64);
        while self.searched.front().is_some_and(|searched| searched.exchange < oldest) {
            self.searched.pop_front();
        }
    }

    /// Lines that the record let go of are rows no longer. Of an exchange that is still there some may be gone.
    fn let_go(&mut self, exchanges: &Exchanges, record: &Record) {
        while self.shown.front().is_some_and(|oldest| oldest.exchange < exchanges.first()) {
            self.shown.pop_front();
        }
        if self.first_line == record.first() {
            return;
        }
        self.first_line = record.first();
        let near = self.shown.len().min(REACH);
        let mut behind = self.shown.get(near).map_or(self.end, |next| next.before);
        for shown in self.shown.range_mut(..near).rev() {
            let count = exchanges.at(shown.exchange).map_or(0, |exchange| self.detail.count(exchange, record));
            behind = behind.saturating_sub(count);
            shown.before = behind;
        }
    }

    fn admits(&mut self, place: u64, exchange: &Exchange, exchanges: &Exchanges, record: &Record) -> bool {
        if self.filter.is_open() {
            return true;
        }
        // Of those that get no more lines nothing is noted: there may be many at once.
        let is_near = exchanges.end() - place <= REACH as u64;
        let known = (place < self.seen).then(|| self.searched.iter().position(|searched| searched.exchange == place));
        let before = known.flatten().and_then(|at| self.searched.remove(at));
        let Searched { to, mut found, .. } = before.unwrap_or(Searched { exchange: place, to: 0, found: false });
        found = found || exchange.entries_from(record, to).any(|entry| self.filter.is_in(entry.line.raw));
        if is_near {
            self.searched.push_back(Searched { exchange: place, to: exchange.last() + 1, found });
        }
        found && self.filter.kind.admits(exchange)
    }

    /// Holds the list where it is, or lets it go on.
    pub const fn hold(&mut self, until: Option<u64>) {
        self.until = until;
    }

    /// Before which exchange it is held.
    #[must_use]
    pub const fn held(&self) -> Option<u64> {
        self.until
    }

    /// How many exchanges wait behind the pause.
    #[must_use]
    pub fn waiting(&self, exchanges: &Exchanges) -> u64 {
        self.until.map_or(0, |until| exchanges.end().saturating_sub(until))
    }

    /// How many rows there were before the first one that is there.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.shown.front().map_or(self.end, |oldest| oldest.before)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.visible_end().saturating_sub(self.dropped())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn visible_end(&self) -> u64 {
        let Some(until) = self.until else { return self.end };
        let behind = self.shown.partition_point(|shown| shown.exchange < until);
        self.shown.get(behind).map_or(self.end, |held| held.before)
    }

    /// What stands in a row, counted from the first one that is there.
    #[must_use]
    pub fn at(&self, exchanges: &Exchanges, record: &Record, row: u64) -> Option<Row> {
        let row = row.checked_add(self.dropped())?;
        let behind = self.shown.partition_point(|shown| shown.before <= row);
        let shown = self.shown.get(behind.checked_sub(1)?)?;
        let next = self.shown.get(behind).map_or(self.end, |next| next.before);
        let line = self.detail.line(exchanges.at(shown.exchange)?, record, row - shown.before)?;
        Some(Row { exchange: shown.exchange, line, is_first: row == shown.before, is_last: row + 1 == next })
    }

    /// The row of a line, counted from the first one that is there.
    #[must_use]
    pub fn row_of(&self, exchanges: &Exchanges, record: &Record, line: u64) -> Option<u64> {
        let place = exchanges.place_of_line(line)?;
        let at = self.shown.binary_search_by_key(&place, |shown| shown.exchange).ok()?;
        let before: u64 = (exchanges.at(place)?.kept(record))
            .take_while(|range| range.start < line)
            .map(|range| self.detail.count_in(&(range.start..range.end.min(line)), record))
            .sum();
        let row = self.shown.get(at)?.before + before;
        (row < self.visible_end()).then(|| row - self.dropped())
    }
}

#[cfg(test)]
mod tests;
