//! All lines of a page, within a budget of bytes: what is let go is counted.

mod clearing;
mod leaving;

use std::collections::VecDeque;
use std::sync::Arc;

use fibocom_at::{RequestId, Role};

use self::leaving::Leaving;
use crate::line::{Direction, Entry, Line};
use crate::segment::Segment;

/// What a record had to let go, to stay within its budget. What somebody cleared is not among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetGo {
    /// How many lines.
    pub lines: u64,
    /// How many bytes they had.
    pub bytes: u64,
}

/// What went over the line, whether it is kept or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Bytes from the module.
    pub received: u64,
    /// Bytes to the module.
    pub sent: u64,
    /// Lines that nothing is known of.
    pub unrecognised: u64,
}

/// What went over the line. The oldest lines go where the budget is reached, a segment at a time: for good, or into other hands
/// ([`Record::hold_leaving`]).
///
/// A clone shares the lines: it costs next to nothing, stays as it is while the record goes on, and keeps what the record lets go of
/// for as long as it lives.
#[derive(Debug, Clone)]
pub struct Record {
    segments: VecDeque<Arc<Segment>>,
    /// In bytes of memory.
    budget: usize,
    /// What the sealed segments take of it.
    sealed: usize,
    next: u64,
    let_go: LetGo,
    counts: Counts,
    leaving: Leaving,
    /// What was taken of it.
    elsewhere: LetGo,
}

impl LetGo {
    fn of(segment: &Segment) -> Self {
        Self { lines: segment.lines() as u64, bytes: segment.bytes() as u64 }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { lines: self.lines.saturating_add(other.lines), bytes: self.bytes.saturating_add(other.bytes) }
    }

    /// This without the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self { lines: self.lines.saturating_sub(other.lines), bytes: self.bytes.saturating_sub(other.bytes) }
    }
}

impl Counts {
    pub(crate) fn add(&mut self, line: &Line<'_>) {
        match line.direction {
            Direction::Command | Direction::Data => self.sent = self.sent.saturating_add(line.length),
            Direction::Received(role) => {
                self.received = self.received.saturating_add(line.length);
                self.unrecognised += u64::from(role == Role::Unrecognised);
            }
            Direction::Link(_) => {}
        }
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self {
            received: self.received.saturating_sub(other.received),
            sent: self.sent.saturating_sub(other.sent),
            unrecognised: self.unrecognised.saturating_sub(other.unrecognised),
        }
    }
}

impl Record {
    /// An empty record that takes so many bytes of memory, and up to a segment more while it is written to.
    #[must_use]
    pub const fn with_budget(bytes: usize) -> Self {
        Self {
            segments: VecDeque::new(),
            budget: bytes,
            sealed: 0,
            next: 0,
            let_go: LetGo { lines: 0, bytes: 0 },
            counts: Counts { received: 0, sent: 0, unrecognised: 0 },
            leaving: Leaving::new(),
            elsewhere: LetGo { lines: 0, bytes: 0 },
        }
    }

    /// How much it holds.
    #[must_use]
    pub fn amount(&self) -> LetGo {
        self.segments.iter().fold(LetGo::default(), |sum, segment| sum.and(LetGo::of(segment)))
    }

    /// Notes a line, and gives its number.
    pub fn write(&mut self, line: Line<'_>) -> u64 {
        self.counts.add(&line);
        let number = self.next;
        if self.segments.back().is_none_or(|open| open.next() != number || !open.has_room_for(&line)) {
            self.begin(line.at);
        }
        if let Some(open) = self.segments.back_mut() {
            Arc::make_mut(open).push(line);
        }
        self.next += 1;
        self.keep_within_budget();
        number
    }

    /// The first line of the reply to this request was an unsolicited code, as the second has just shown: its number, where it is kept.
    pub fn take_back(&mut self, request: RequestId) -> Option<u64> {
        let own = self.entries().rev().filter(|entry| entry.line.request == Some(request));
        let number = own
            .take_while(|entry| entry.line.direction != Direction::Command)
            .filter(|entry| entry.line.direction == Direction::Received(Role::Response))
            .map(|entry| entry.number)
            .nth(1)?;
        let place = self.segment_of(number);
        Arc::make_mut(self.segments.get_mut(place)?).take_back(number);
        Some(number)
    }

    /// Leaves out the numbers before this one, as where somebody saved some of the lines only. A number that is used changes nothing.
    /// The lines behind a gap begin a segment.
    pub fn skip_to(&mut self, number: u64) {
        self.next = self.next.max(number);
    }

    fn begin(&mut self, at: u64) {
        let read = self.segments.back().map_or(0, |last| last.read_before + last.read());
        if let Some(full) = self.segments.back_mut() {
            // What a clone shares is left as it is.
            if let Some(full) = Arc::get_mut(full) {
                full.seal();
            }
            self.sealed += full.size();
        }
        self.segments.push_back(Arc::new(Segment::new(self.next, read, at)));
    }

    fn keep_within_budget(&mut self) {
        while self.segments.len() > 1 && self.size() > self.budget {
            let Some(oldest) = self.segments.pop_front() else { return };
            self.sealed -= oldest.size();
            self.leaving.push(oldest);
        }
        self.keep_leaving_within_budget();
    }

    /// How many bytes of memory the lines take, with their index.
    #[must_use]
    pub fn size(&self) -> usize {
        self.sealed + self.segments.back().map_or(0, |open| open.size())
    }

    /// How many it may take.
    #[must_use]
    pub const fn budget(&self) -> usize {
        self.budget
    }

    /// What it had to let go.
    #[must_use]
    pub const fn let_go(&self) -> LetGo {
        self.let_go
    }

    /// What went over the line.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// The number of the oldest line that is kept; that of the next one where there is none.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.segments.front().map_or(self.next, |oldest| oldest.first)
    }

    /// The number that the next line gets.
    #[must_use]
    pub const fn next(&self) -> u64 {
        self.next
    }

    /// The line with this number, if it is kept.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<Entry<'_>> {
        let segment = self.segments.get(self.segment_of(number))?;
        let place = usize::try_from(number.checked_sub(segment.first)?).ok()?;
        Some(Entry { number, line: segment.line(place)? })
    }

    /// The lines that are kept, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry<'_>> + Clone {
        self.segments.iter().flat_map(|segment| entries_of(segment))
    }

    /// The lines from this number on.
    pub fn since(&self, number: u64) -> impl Iterator<Item = Entry<'_>> {
        let from = self.segment_of(number);
        self.segments.iter().skip(from).flat_map(move |segment| entries_from(segment, number))
    }

    /// The last line before this number.
    #[must_use]
    pub fn last_before(&self, number: u64) -> Option<Entry<'_>> {
        let behind = self.segments.partition_point(|segment| segment.first < number);
        let segment = self.segments.iter().take(behind).rev().find(|segment| segment.lines() > 0)?;
        self.get(segment.next().min(number).saturating_sub(1))
    }

    /// The number behind so many lines that are kept, counted from this number on; [`Self::next`] where there are fewer.
    #[must_use]
    pub fn further(&self, number: u64, lines: u64) -> u64 {
        let mut left = lines;
        if left == 0 {
            return number;
        }
        for segment in self.segments.iter().skip(self.segment_of(number)) {
            let from = segment.first.max(number);
            let there = segment.next().saturating_sub(from);
            if there >= left {
                return from + left;
            }
            left -= there;
        }
        self.next
    }

    /// How many lines that a person reads ([`Line::is_read`]) stand before this number. Counts what was let go.
    #[must_use]
    pub fn read_before(&self, number: u64) -> u64 {
        match self.segments.get(self.segment_of(number)) {
            Some(segment) => segment.read_up_to(number),
            None => self.segments.back().map_or(0, |last| last.read_before + last.read()),
        }
    }

    /// The number of the line that is read and has so many read ones before it ([`Self::read_before`]).
    #[must_use]
    pub fn read_at(&self, rank: u64) -> Option<u64> {
        let behind = self.segments.partition_point(|segment| segment.read_before <= rank);
        self.segments.get(behind.checked_sub(1)?)?.read_at(rank)
    }

    /// The same record as it was before the line of this number was written. It shares what it can with this one.
    #[must_use]
    pub fn until(&self, number: u64) -> Self {
        if number >= self.next {
            return self.clone();
        }
        let mut cut = Self::with_budget(self.budget);
        (cut.let_go, cut.elsewhere) = (self.let_go, self.elsewhere);
        for segment in self.segments.iter().take_while(|segment| segment.first < number) {
            let whole = segment.next() <= number;
            if let Some(before) = cut.segments.back() {
                cut.sealed += before.size();
            }
            cut.segments.push_back(if whole { Arc::clone(segment) } else { Arc::new(segment.until(number)) });
        }
        cut.next = cut.segments.back().map_or(number, |last| last.next()).min(number);
        // What was let go counts as it does at the end.
        let from = self.segments.partition_point(|segment| segment.next() <= number);
        let behind = self.segments.range(from..).map(|segment| segment.counts_from(number));
        cut.counts = behind.fold(self.counts, Counts::without);
        cut
    }

    /// The place of the segment that a number belongs to, or the first place behind all.
    fn segment_of(&self, number: u64) -> usize {
        if number >= self.next {
            return self.segments.len();
        }
        self.segments.partition_point(|segment| segment.first <= number).saturating_sub(1)
    }
}

fn entries_of(segment: &Segment) -> impl DoubleEndedIterator<Item = Entry<'_>> + Clone {
    entries_from(segment, segment.first)
}

/// The lines of a segment from this number on. None before is looked at.
fn entries_from(segment: &Segment, number: u64) -> impl DoubleEndedIterator<Item = Entry<'_>> + Clone {
    let from = usize::try_from(number.saturating_sub(segment.first)).unwrap_or(usize::MAX);
    (from..segment.lines())
        .filter_map(|place| Some(Entry { number: segment.first + place as u64, line: segment.line(place)? }))
}

#[cfg(test)]
mod tests;
