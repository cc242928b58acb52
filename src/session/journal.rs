//! The journal: every line and every byte of a session, with its time and direction, and what happened to the link between them.

use std::collections::VecDeque;

use fibocom_at::{RequestId, Role};

use super::Turn;
use crate::clock::Millis;

/// How many entries are kept. Older ones are counted and dropped.
const KEPT: usize = 200_000;

/// Which way bytes went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Direction {
    /// To the module: a command line.
    Command,
    /// To the module: data after the prompt.
    Data,
    /// To the module: so many bytes of a private key, which the journal does not keep.
    Withheld(u64),
    /// From the module, and what the line turned out to be.
    Received(Role),
    /// Neither: something happened to the link, and there are no bytes.
    Link(Turn),
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, which is never used again.
    pub number: u64,
    /// When, in milliseconds since the page was loaded.
    pub at: u64,
    /// Which way.
    pub direction: Direction,
    /// The bytes, with their line end.
    pub raw: Vec<u8>,
    /// Whether junk stood before the line, or its beginning was lost.
    pub damaged: bool,
    /// The request that it belongs to.
    pub request: Option<RequestId>,
}

/// All entries of the page, over all of its sessions.
#[derive(Debug, Default)]
pub struct Journal {
    entries: VecDeque<Entry>,
    next: u64,
    bytes_in: u64,
    bytes_out: u64,
    unrecognised: u64,
}

impl Journal {
    pub(crate) fn write(
        &mut self,
        at: Millis,
        direction: Direction,
        raw: Vec<u8>,
        damaged: bool,
        request: Option<RequestId>,
    ) {
        let length = raw.len() as u64;
        match &direction {
            Direction::Command | Direction::Data => self.bytes_out += length,
            Direction::Withheld(length) => self.bytes_out += length,
            Direction::Received(role) => {
                self.bytes_in += length;
                self.unrecognised += u64::from(*role == Role::Unrecognised);
            }
            Direction::Link(_) => {}
        }
        self.entries.push_back(Entry { number: self.next, at: at.0, direction, raw, damaged, request });
        self.next += 1;
        if self.entries.len() > KEPT {
            self.entries.pop_front();
        }
    }

    /// Notes what happened to the link.
    pub(crate) fn turn(&mut self, at: Millis, turn: Turn) {
        self.write(at, Direction::Link(turn), Vec::new(), false, None);
    }

    /// The entries that are kept, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The entries from this number on.
    pub fn since(&self, number: u64) -> impl Iterator<Item = &Entry> {
        let first = self.entries.front().map_or(self.next, |entry| entry.number);
        let skip = usize::try_from(number.saturating_sub(first)).unwrap_or(usize::MAX);
        self.entries.iter().skip(skip)
    }

    /// The number that the next entry gets.
    #[must_use]
    pub const fn next(&self) -> u64 {
        self.next
    }

    /// How many entries had to be dropped.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.next - self.entries.len() as u64
    }

    /// Bytes received and sent, and lines that nothing is known of.
    #[must_use]
    pub const fn counts(&self) -> (u64, u64, u64) {
        (self.bytes_in, self.bytes_out, self.unrecognised)
    }

    /// Forgets the entries. Their numbers are not used again.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_number_after_old_ones_are_dropped() {
        let mut journal = Journal::default();
        for _ in 0..KEPT + 10 {
            journal.write(Millis(0), Direction::Command, b"AT\r".to_vec(), false, None);
        }
        assert_eq!(journal.dropped(), 10);
        assert_eq!(journal.since(0).next().map(|entry| entry.number), Some(10));
        assert_eq!(journal.since(KEPT as u64 + 8).count(), 2);
        assert_eq!(journal.since(u64::MAX).count(), 0);
        assert_eq!(journal.counts(), (0, 3 * (KEPT as u64 + 10), 0));
    }
}
