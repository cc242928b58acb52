//! A record that is replayed: what was true at any place of it, found from the nearest checkpoint before.

use fibocom_at::Message;
use workbench_record::session::Header;
use workbench_record::{Direction, Entry, LinkChange, Record};

#[cfg(test)]
use super::super::Facts;
use super::super::Messages;
use super::super::messages::DIVIDES;
use super::lanes::Lanes;
use super::machine::{Machine, Origin};

/// How many bytes the checkpoints may take. There are half as many once they take more.
pub(super) const BUDGET: usize = 8 << 20;

/// How many lines stand between two checkpoints at least.
const SPACING: u64 = 500;

/// How many checkpoints there are at first, where the lines are more.
const CHECKPOINTS: u64 = 200;

/// What was true before the line of a number.
#[derive(Debug)]
struct Checkpoint {
    next: u64,
    machine: Machine,
}

/// What happened to the link, and the number of messages before it.
#[derive(Debug)]
struct Change {
    line: u64,
    at: u64,
    change: LinkChange,
    messages: u64,
}

/// The whole record, and what is known of its places.
#[derive(Debug)]
pub struct Tape {
    whole: Record,
    origin: Origin,
    checkpoints: Vec<Checkpoint>,
    weight: usize,
    spacing: u64,
    /// By the number of a message, the number of the line that ended it.
    heard_in: Vec<u64>,
    changes: Vec<Change>,
    lanes: Lanes,
}

/// The first way through a record, a line at a time.
#[derive(Debug)]
pub struct Winding {
    tape: Tape,
    machine: Machine,
    messages: Messages,
    next: u64,
    /// How many lines stand behind the last checkpoint.
    lines: u64,
}

impl Winding {
    /// Begins before the first line.
    #[must_use]
    pub fn new(whole: Record, header: &Header) -> Self {
        let (mut first_link, mut times) = (None, None);
        for Entry { line, .. } in whole.entries() {
            // Files need not have their times in order.
            let (begin, end) = times.unwrap_or((line.at, line.at));
            times = Some((begin.min(line.at), end.max(line.at)));
            if let (None, Direction::Link(change)) = (first_link, line.direction)
                && matches!(change, LinkChange::Opened(_) | LinkChange::Connected(_) | LinkChange::Ended(_))
            {
                first_link = Some(change);
            }
        }
        let origin = Origin {
            zero: header.zero,
            is_virtual: header.module.as_ref().is_some_and(|module| module.is_virtual),
            begins_connected: !matches!(first_link, Some(LinkChange::Opened(_) | LinkChange::Connected(_))),
        };
        let (first, lines) = (whole.first(), whole.amount().lines);
        let (begin, end) = times.unwrap_or_default();
        let lanes = Lanes::new(begin, end);
        let tape = Tape {
            whole,
            origin,
            checkpoints: Vec::new(),
            weight: 0,
            spacing: SPACING.max(lines / CHECKPOINTS),
            heard_in: Vec::new(),
            changes: Vec::new(),
            lanes,
        };
        Self { tape, machine: Machine::new(origin), messages: Messages::default(), next: first, lines: 0 }
    }

    /// Takes the next line; whether there was one.
    pub fn step(&mut self) -> bool {
        let Self { tape, machine, messages, next, lines } = self;
        let Some(entry) = tape.whole.since(*next).next() else { return false };
        if tape.checkpoints.is_empty() || *lines >= tape.spacing {
            *lines = 0;
            tape.weight += machine.weight();
            tape.checkpoints.push(Checkpoint { next: entry.number, machine: machine.clone() });
        }
        let heard_in = &mut tape.heard_in;
        machine.take(&entry, |at, message| {
            tape.lanes.message(at);
            heard_in.push(entry.number);
            messages.push(at, message);
        });
        if let Direction::Link(change) = entry.line.direction {
            let (line, at, messages) = (entry.number, entry.line.at, messages.total());
            tape.changes.push(Change { line, at, change: change.clone(), messages });
        }
        tape.lanes.see(entry.line.at, machine.facts());
        *next = entry.number + 1;
        *lines += 1;
        if tape.weight > BUDGET {
            tape.thin_out();
        }
        true
    }

    /// The record, all of its messages, and what was true at its end.
    #[must_use]
    pub(in crate::state) fn end(self) -> (Tape, Messages, Machine) {
        let Self { mut tape, machine, mut messages, .. } = self;
        let behind = tape.whole.next();
        machine.end(|at, message: Message| {
            tape.heard_in.push(behind.saturating_sub(1));
            messages.push(at, message);
        });
        tape.lanes.end();
        for change in tape.changes.iter() {
            messages.divide_behind(change.messages, change.at, change.change.clone());
        }
        (tape, messages, machine)
    }
}

impl Tape {
    /// All that the file has.
    #[must_use]
    pub const fn whole(&self) -> &Record {
        &self.whole
    }

    /// How the module, the network and the session stood, by time.
    #[must_use]
    pub const fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// The number before which nothing stands.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.whole.first()
    }

    /// The number behind the last line.
    #[must_use]
    pub const fn end(&self) -> u64 {
        self.whole.next()
    }

    /// The first entry from this number on.
    #[must_use]
    pub fn entry(&self, number: u64) -> Option<Entry<'_>> {
        self.whole.since(number).next()
    }

    /// The time of the last line before this number, in milliseconds since the record's zero.
    #[must_use]
    pub fn time_before(&self, number: u64) -> u64 {
        self.whole.last_before(number).or_else(|| self.whole.entries().next()).map_or(0, |entry| entry.line.at)
    }

    /// The place of a number that may be outside the file, or in a gap: then it is behind the line before it.
    #[must_use]
    pub fn settled(&self, number: u64) -> u64 {
        if number >= self.end() || self.whole.get(number).is_some() {
            return number.min(self.end());
        }
        self.whole.last_before(number).map_or(self.first(), |entry| entry.number + 1)
    }

    /// The place so many lines further on.
    #[must_use]
    pub fn further(&self, number: u64, lines: u64) -> u64 {
        self.whole.further(number, lines)
    }

    /// Behind the last line that had come by this time. Where times do not ascend, it is near one that had; and at the last time it is the end.
    #[must_use]
    pub fn number_at(&self, at: u64) -> u64 {
        if at >= self.lanes.span().1 {
            return self.end();
        }
        let (mut from, mut to) = (self.first(), self.end());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.whole.since(middle).next().is_some_and(|entry| entry.line.at <= at) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// One line that a person reads further on.
    #[must_use]
    pub fn after(&self, number: u64) -> u64 {
        self.whole.read_at(self.whole.read_before(number)).map_or(self.end(), |line| line + 1)
    }

    /// One line that a person reads back.
    #[must_use]
    pub fn before(&self, number: u64) -> u64 {
        let read = self.whole.read_before(number);
        let line = read.checked_sub(2).and_then(|rank| self.whole.read_at(rank));
        line.map_or(self.first(), |line| (line + 1).max(self.first()))
    }

    /// How many of the messages had come before a number.
    pub(in crate::state) fn messages_before(&self, number: u64) -> u64 {
        self.heard_in.partition_point(|line| *line < number) as u64
    }

    /// Shows the messages that had come before a number, of all there are.
    pub(super) fn wind_messages(&self, messages: &mut Messages, number: u64) {
        let count = self.changes.partition_point(|change| change.line < number);
        // Of those before, none would be kept.
        let changes = self.changes.iter().take(count).skip(count.saturating_sub(DIVIDES));
        let divides = changes.map(|change| (change.messages, change.at, change.change.clone()));
        messages.wind(self.messages_before(number), divides);
    }

    /// Takes a machine that stands before the line `at` to before that of another number: from where it stands, or from a checkpoint.
    pub(super) fn wind_machine(&self, machine: &mut Machine, at: u64, number: u64) {
        let behind = self.checkpoints.partition_point(|checkpoint| checkpoint.next <= number);
        let checkpoint = behind.checked_sub(1).and_then(|place| self.checkpoints.get(place));
        let mut next = at;
        match checkpoint {
            Some(checkpoint) if at > number || at < checkpoint.next => {
                (next, *machine) = (checkpoint.next, checkpoint.machine.clone());
            }
            None if at > number => (next, *machine) = (self.first(), Machine::new(self.origin)),
            _ => {}
        }
        for entry in self.whole.since(next).take_while(|entry| entry.number < number) {
            machine.take(&entry, |_, _| {});
        }
    }

    /// The facts before a number, found from the beginning.
    #[cfg(test)]
    pub(super) fn facts_from_the_beginning(&self, number: u64) -> Facts {
        let mut machine = Machine::new(self.origin);
        for entry in self.whole.entries().take_while(|entry| entry.number < number) {
            machine.take(&entry, |_, _| {});
        }
        machine.facts().clone()
    }

    #[cfg(test)]
    pub(super) const fn origin(&self) -> Origin {
        self.origin
    }

    /// How many checkpoints there are, how many bytes they take, and the most lines from one to the next.
    #[cfg(test)]
    pub(super) fn checkpoint_figures(&self) -> (usize, usize, u64) {
        let places: Vec<u64> = self.checkpoints.iter().map(|checkpoint| checkpoint.next).chain([self.end()]).collect();
        let furthest = places.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default();
        (self.checkpoints.len(), self.weight, furthest)
    }

    /// Keeps every second checkpoint.
    fn thin_out(&mut self) {
        let mut place = 0_usize;
        self.checkpoints.retain(|_| {
            place += 1;
            place % 2 == 1
        });
        self.spacing = self.spacing.saturating_mul(2);
        self.weight = self.checkpoints.iter().map(|checkpoint| checkpoint.machine.weight()).sum();
    }
}
