//! The exchanges behind the end of a record that was cut: a replay comes back to them, and they are not grouped again.

use std::collections::VecDeque;
use std::ops::Range;

use super::Exchange;
use crate::record::Record;

/// Exchanges with all their lines, in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    exchanges: VecDeque<Exchange>,
    /// Behind the last line that was grouped.
    end: u64,
    /// Blank lines before it whose exchange was not known.
    blanks: Range<u64>,
}

impl Ahead {
    /// What was grouped up to here is about to be cut.
    pub(super) fn begin(&mut self, end: u64, blanks: &Range<u64>) {
        if end >= self.end {
            *self = Self { exchanges: VecDeque::new(), end, blanks: blanks.clone() };
        }
    }

    /// Behind the last line that was grouped.
    pub(super) const fn end(&self) -> u64 {
        self.end
    }

    /// Keeps one, unless it is a cut one of those that are here.
    pub(super) fn keep(&mut self, exchange: Exchange) {
        let place = self.exchanges.partition_point(|later| later.number() < exchange.number());
        if self.exchanges.get(place).is_none_or(|whole| whole.number() != exchange.number()) {
            self.exchanges.insert(place, exchange);
        }
    }

    /// Those that begin before a number, as they were there. What goes on behind it stays here too.
    pub(super) fn until(&mut self, record: &Record, end: u64) -> Vec<Exchange> {
        let behind = self.exchanges.partition_point(|exchange| exchange.number() < end);
        let mut before: Vec<_> = self.exchanges.drain(..behind).collect();
        for exchange in before.iter_mut().rev().filter(|exchange| exchange.last() >= end) {
            let cut = exchange.cut(record, end);
            self.exchanges.push_front(std::mem::replace(exchange, cut));
        }
        before
    }

    /// The blank lines before a number whose exchange is not known, though all lines are.
    pub(super) fn blanks_before(&self, end: u64) -> Range<u64> {
        self.blanks.start.min(end)..self.blanks.end.min(end)
    }
}
