//! Groups the lines of a record into exchanges, as they come.

mod ahead;

use std::cmp::Ordering;
use std::collections::VecDeque;

use fibocom_at::Role;

use self::ahead::Ahead;
use super::{Exchange, Origin};
use crate::line::{Direction, Entry};
use crate::record::Record;

/// How far back an exchange can still get a line. Engine and module finish one command before the next, so it is near.
pub(crate) const REACH: usize = 64;

/// All exchanges of a record, at most as many as it has lines. Only new lines are looked at.
#[derive(Debug, Default)]
pub struct Exchanges {
    kept: VecDeque<Exchange>,
    /// Exchanges that left because their lines did.
    dropped: u64,
    /// The next line to take in.
    next: u64,
    /// The oldest line of the record at the last look.
    first_line: u64,
    /// Blank lines that wait for the line behind them: at most one range, since anything else ends the wait.
    blanks: std::ops::Range<u64>,
    /// How often the record had fewer lines than before.
    rewinds: u64,
    /// How often it had older lines again.
    begun_earlier: u64,
    /// What is behind the end of a record that was cut.
    ahead: Ahead,
}

impl Exchanges {
    /// Takes in what the record has got since the last time, and lets go of what it has let go. A record that has fewer lines than then was
    /// [cut](Record::until): what is behind its end is put aside, and taken for what comes when it has more lines again, since it is cut elsewhere
    /// then. So a replay goes anywhere without a second look at any line. One that begins earlier than then got lines
    /// [back](Record::bring_back): they get places before those that are there.
    pub fn grow(&mut self, record: &Record) {
        if record.next() < self.next {
            self.rewind(record);
        }
        match record.first().cmp(&self.first_line) {
            Ordering::Less => self.begin_earlier(record),
            // A record that lets go of lines goes on.
            Ordering::Greater => self.ahead = Ahead::default(),
            Ordering::Equal => {}
        }
        self.first_line = record.first();
        self.go_ahead(record);
        for entry in record.since(self.next) {
            self.take(record, &entry);
        }
        self.next = record.next();
        let first = record.first();
        while self.kept.front().is_some_and(|oldest| oldest.last() < first) {
            self.kept.pop_front();
            self.dropped += 1;
        }
        self.blanks.start = self.blanks.start.max(first).min(self.blanks.end);
    }

    /// How often the record had fewer lines than at the time before.
    pub(crate) const fn rewinds(&self) -> u64 {
        self.rewinds
    }

    /// How often the record had older lines again than at the time before: all places may be others since then.
    pub(crate) const fn begun_earlier(&self) -> u64 {
        self.begun_earlier
    }

    /// Groups all lines anew, since exchanges may go on in lines that were there alone.
    fn begin_earlier(&mut self, record: &Record) {
        let (end, next) = (self.end(), self.next);
        *self = Self { next, rewinds: self.rewinds, begun_earlier: self.begun_earlier + 1, ..Self::default() };
        for entry in record.since(0).take_while(|entry| entry.number < next) {
            self.take(record, &entry);
        }
        self.dropped = end.saturating_sub(self.kept.len() as u64);
    }

    /// Goes back to where the record ends now. Only exchanges that are near that end have lines on both sides of it.
    fn rewind(&mut self, record: &Record) {
        let end = record.next();
        self.rewinds += 1;
        self.ahead.begin(self.next, &self.blanks);
        while let Some(newest) = self.kept.pop_back_if(|newest| newest.number() >= end) {
            self.ahead.keep(newest);
        }
        let near = self.kept.len().saturating_sub(REACH);
        for exchange in self.kept.range_mut(near..).filter(|exchange| exchange.last() >= end) {
            let cut = exchange.cut(record, end);
            self.ahead.keep(std::mem::replace(exchange, cut));
        }
        self.ends_at(record, end);
    }

    /// Goes on through what was grouped before the record was cut.
    fn go_ahead(&mut self, record: &Record) {
        let end = record.next().min(self.ahead.end());
        if end <= self.next {
            return;
        }
        for exchange in self.ahead.until(record, end) {
            // Some of its lines may have been there.
            let place = self.kept.partition_point(|earlier| earlier.number() < exchange.number());
            match self.kept.get_mut(place).filter(|known| known.number() == exchange.number()) {
                Some(known) => *known = exchange,
                None => self.kept.insert(place, exchange),
            }
        }
        self.ends_at(record, end);
    }

    /// The lines before this number are grouped. Blank ones belong to what stands behind them, which may not be there.
    fn ends_at(&mut self, record: &Record, end: u64) {
        (self.next, self.blanks) = (end, self.ahead.blanks_before(end));
        let blank = Direction::Received(Role::Blank);
        let is_blank = |exchange: &Exchange| exchange.entries(record).all(|entry| entry.line.direction == blank);
        if let Some(newest) = self.kept.pop_back_if(|newest| newest.last() + 1 == end && is_blank(newest)) {
            self.blanks = newest.number()..end;
        }
    }

    /// The place of the first exchange that is kept; places are never used again but by what comes after a rewind.
    #[must_use]
    pub const fn first(&self) -> u64 {
        self.dropped
    }

    /// The place that the next exchange gets.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.dropped + self.kept.len() as u64
    }

    /// The exchange at a place.
    #[must_use]
    pub fn at(&self, place: u64) -> Option<&Exchange> {
        self.kept.get(usize::try_from(place.checked_sub(self.dropped)?).ok()?)
    }

    /// The exchange that this number names.
    #[must_use]
    pub fn named(&self, number: u64) -> Option<&Exchange> {
        self.at(self.place_of(number)?)
    }

    /// Its place.
    #[must_use]
    pub fn place_of(&self, number: u64) -> Option<u64> {
        let behind = self.kept.partition_point(|exchange| exchange.number() < number);
        let found = self.kept.get(behind).filter(|exchange| exchange.number() == number);
        found.map(|_| self.dropped + behind as u64)
    }

    /// The place of the exchange that a line belongs to.
    #[must_use]
    pub fn place_of_line(&self, number: u64) -> Option<u64> {
        let behind = self.kept.partition_point(|exchange| exchange.number() <= number);
        let near = self.kept.range(behind.saturating_sub(REACH)..behind).rev();
        let back = near.into_iter().position(|exchange| exchange.has(number))?;
        Some(self.dropped + (behind - back - 1) as u64)
    }

    /// The place of the newest command.
    #[must_use]
    pub fn newest_command(&self) -> Option<u64> {
        let back = self.kept.iter().rev().take(REACH).position(|exchange| exchange.origin == Origin::Command)?;
        self.end().checked_sub(back as u64 + 1)
    }

    fn take(&mut self, record: &Record, entry: &Entry<'_>) {
        match entry.line.direction {
            Direction::Command => self.begin(record, Origin::Command, entry),
            Direction::Link(_) => self.begin(record, Origin::Link, entry),
            Direction::Data => self.join(record, entry, Origin::Stray, |found| found.origin == Origin::Command),
            Direction::Received(Role::Blank) => self.wait(entry.number),
            Direction::Received(Role::Unsolicited) => self.begin(record, Origin::Unsolicited, entry),
            Direction::Received(Role::Continuation) => {
                self.join(record, entry, Origin::Unsolicited, |found| found.origin == Origin::Unsolicited);
            }
            Direction::Received(Role::Late | Role::Unrecognised | Role::Fragment) => {
                self.begin(record, Origin::Stray, entry);
            }
            Direction::Received(Role::Echo | Role::Response | Role::Final | Role::Status | Role::Prompt) => {
                let request = entry.line.request;
                let fits = |found: &Exchange| found.origin == Origin::Command && found.request == request;
                self.join(record, entry, Origin::Stray, fits);
            }
        }
    }

    /// Blank lines whose exchange is not known yet.
    #[cfg(test)]
    pub(crate) fn waiting_blanks(&self) -> std::ops::Range<u64> {
        self.blanks.clone()
    }

    fn wait(&mut self, number: u64) {
        if self.blanks.is_empty() {
            self.blanks.start = number;
        }
        self.blanks.end = number + 1;
    }

    fn blanks(&mut self) -> std::ops::Range<u64> {
        std::mem::replace(&mut self.blanks, 0..0)
    }

    /// A command did not cause the blank lines before it, nor did the link: they end what came before. All others begin what
    /// follows.
    fn begin(&mut self, record: &Record, origin: Origin, entry: &Entry<'_>) {
        let blanks = self.blanks();
        let mut exchange = Exchange::new(origin, entry);
        match self.kept.back_mut() {
            Some(before) if matches!(origin, Origin::Command | Origin::Link) => {
                blanks.for_each(|blank| before.add(blank))
            }
            _ => {
                exchange.first = if blanks.is_empty() { entry.number } else { blanks.start };
                blanks.for_each(|blank| exchange.add(blank));
            }
        }
        let command = exchange.command(record);
        exchange.take(entry, command);
        self.kept.push_back(exchange);
    }

    /// Adds the line to the newest exchange that fits, or begins one where none does.
    fn join(&mut self, record: &Record, entry: &Entry<'_>, otherwise: Origin, fits: impl Fn(&Exchange) -> bool) {
        let back = self.kept.iter().rev().take(REACH).position(fits);
        let place = back.and_then(|back| self.kept.len().checked_sub(back + 1));
        if place.is_none() {
            return self.begin(record, otherwise, entry);
        }
        let blanks = self.blanks();
        if let Some(exchange) = place.and_then(|place| self.kept.get_mut(place)) {
            blanks.for_each(|blank| exchange.add(blank));
            let command = exchange.command(record);
            exchange.take(entry, command);
        }
    }
}

#[cfg(test)]
mod tests;
