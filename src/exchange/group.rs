//! Groups the entries of the journal into exchanges, as they come.

use std::collections::VecDeque;

use fibocom_at::meaning::{Severity, of_line};
use fibocom_at::{RequestId, Role};

use super::divider::severity;
use crate::session::{Direction, Entry, Journal};

/// How far back an exchange can still get a line. Engine and module finish one command before the next, so it is near.
pub(super) const REACH: usize = 64;

/// Where an exchange began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// With a command that was sent.
    Command,
    /// With an unsolicited code.
    Unsolicited,
    /// With a line that belongs to nothing.
    Stray,
    /// It did not begin with a line: something happened to the link.
    Link,
}

/// A command and all that belongs to it, a line that came by itself, or what happened to the link between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Where it began.
    pub origin: Origin,
    /// The numbers of its entries, ascending. There is always one.
    pub entries: Vec<u64>,
    /// The time of the first one.
    pub began: u64,
    /// The time of the last one.
    pub ended: u64,
    /// The request that it belongs to.
    pub request: Option<RequestId>,
    /// Whether the final result has come.
    pub answered: bool,
    /// The gravest of what its lines mean.
    pub severity: Severity,
    /// Whether a line of it is not known.
    pub unknown: bool,
    command: Option<Vec<u8>>,
}

impl Exchange {
    fn new(origin: Origin, entry: &Entry) -> Self {
        Self {
            origin,
            entries: Vec::new(),
            began: entry.at,
            ended: entry.at,
            request: entry.request,
            answered: false,
            severity: Severity::Info,
            unknown: false,
            command: (origin == Origin::Command).then(|| entry.raw.clone()),
        }
    }

    /// The number of its first entry, which names it.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.entries.first().copied().unwrap_or_default()
    }

    /// The command line that was sent.
    #[must_use]
    pub fn command(&self) -> Option<&[u8]> {
        self.command.as_deref()
    }

    /// How long it took, once it is answered.
    #[must_use]
    pub fn duration(&self) -> Option<u64> {
        self.answered.then(|| self.ended.saturating_sub(self.began))
    }

    fn take(&mut self, entry: &Entry) {
        self.entries.push(entry.number);
        let role = match &entry.direction {
            Direction::Received(role) => *role,
            Direction::Link(turn) => {
                self.severity = severity(turn);
                return;
            }
            Direction::Command | Direction::Data | Direction::Withheld(_) => return,
        };
        if !matches!(role, Role::Blank | Role::Continuation) {
            self.ended = entry.at;
        }
        self.answered |= role == Role::Final;
        self.unknown |= matches!(role, Role::Unrecognised | Role::Fragment);
        if let Some(meaning) = of_line(&entry.raw, role, self.command.as_deref()) {
            self.severity = self.severity.max(meaning.severity);
        }
    }
}

/// All exchanges of the journal. Only new entries are looked at.
#[derive(Debug, Default)]
pub struct Grouped {
    kept: VecDeque<Exchange>,
    /// Exchanges that left because their entries did.
    dropped: u64,
    /// The next entry to take in.
    next: u64,
    /// Blank lines that wait for the line behind them.
    blanks: Vec<u64>,
}

impl Grouped {
    /// Takes in what the journal has got since the last time, and lets go of what it has dropped.
    pub fn grow(&mut self, journal: &Journal) {
        for entry in journal.since(self.next) {
            self.take(entry);
        }
        self.next = journal.next();
        let first = journal.dropped();
        while self.kept.front().is_some_and(|oldest| oldest.entries.last().is_none_or(|last| *last < first)) {
            self.kept.pop_front();
            self.dropped += 1;
        }
        self.blanks.retain(|number| *number >= first);
    }

    /// The place of the first exchange that is kept; places are never used again.
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
        let place = self.kept.partition_point(|exchange| exchange.number() < number);
        self.kept.get(place).filter(|exchange| exchange.number() == number)
    }

    /// The place of the newest command.
    #[must_use]
    pub fn newest_command(&self) -> Option<u64> {
        let back = self.kept.iter().rev().take(REACH).position(|exchange| exchange.origin == Origin::Command)?;
        self.end().checked_sub(back as u64 + 1)
    }

    fn take(&mut self, entry: &Entry) {
        match entry.direction {
            Direction::Command => self.begin(Origin::Command, entry),
            Direction::Link(_) => self.begin(Origin::Link, entry),
            Direction::Data | Direction::Withheld(_) => {
                self.join(entry, Origin::Stray, |found| found.origin == Origin::Command)
            }
            Direction::Received(Role::Blank) => self.blanks.push(entry.number),
            Direction::Received(Role::Unsolicited) => self.begin(Origin::Unsolicited, entry),
            Direction::Received(Role::Continuation) => {
                self.join(entry, Origin::Unsolicited, |found| found.origin == Origin::Unsolicited);
            }
            Direction::Received(Role::Late | Role::Unrecognised | Role::Fragment) => self.begin(Origin::Stray, entry),
            Direction::Received(Role::Echo | Role::Response | Role::Final | Role::Status | Role::Prompt) => {
                let request = entry.request;
                self.join(entry, Origin::Stray, |found| found.origin == Origin::Command && found.request == request);
            }
        }
    }

    fn begin(&mut self, origin: Origin, entry: &Entry) {
        let mut exchange = Exchange::new(origin, entry);
        self.hand_over_blanks(&mut exchange);
        exchange.take(entry);
        self.kept.push_back(exchange);
    }

    /// Adds the entry to the newest exchange that fits, or begins one where none does.
    fn join(&mut self, entry: &Entry, otherwise: Origin, fits: impl Fn(&Exchange) -> bool) {
        let back = self.kept.iter().rev().take(REACH).position(fits);
        let place = back.and_then(|back| self.kept.len().checked_sub(back + 1));
        let blanks = std::mem::take(&mut self.blanks);
        match place.and_then(|place| self.kept.get_mut(place)) {
            Some(exchange) => {
                exchange.entries.extend(blanks);
                exchange.take(entry);
            }
            None => {
                self.blanks = blanks;
                self.begin(otherwise, entry);
            }
        }
    }

    /// A command did not cause the blank lines before it, nor did the link: they end what came before. All others begin what
    /// follows.
    fn hand_over_blanks(&mut self, exchange: &mut Exchange) {
        let blanks = std::mem::take(&mut self.blanks);
        match self.kept.back_mut() {
            Some(before) if matches!(exchange.origin, Origin::Command | Origin::Link) => before.entries.extend(blanks),
            _ => exchange.entries.extend(blanks),
        }
    }
}

#[cfg(test)]
mod tests;
