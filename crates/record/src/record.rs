//! All lines of a page, within a budget of bytes: what is let go is counted.

use std::collections::VecDeque;
use std::sync::Arc;

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

/// What went over the line. The oldest lines go where the budget is reached, a segment at a time.
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
        }
    }

    /// Notes a line, and gives its number.
    pub fn write(&mut self, line: Line<'_>) -> u64 {
        self.count(&line);
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

    /// Leaves out the numbers before this one, as where somebody saved some of the lines only. A number that is used changes nothing.
    /// The lines behind a gap begin a segment.
    pub fn skip_to(&mut self, number: u64) {
        self.next = self.next.max(number);
    }

    fn count(&mut self, line: &Line<'_>) {
        match line.direction {
            Direction::Command | Direction::Data => self.counts.sent = self.counts.sent.saturating_add(line.length),
            Direction::Received(role) => {
                self.counts.received = self.counts.received.saturating_add(line.length);
                self.counts.unrecognised += u64::from(role == fibocom_at::Role::Unrecognised);
            }
            Direction::Link(_) => {}
        }
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
            self.let_go.lines += oldest.lines() as u64;
            self.let_go.bytes += oldest.bytes() as u64;
        }
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
        self.segments
            .iter()
            .skip(from)
            .flat_map(|segment| entries_of(segment))
            .skip_while(move |entry| entry.number < number)
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

    /// Forgets all lines. Their numbers are not used again.
    pub fn clear(&mut self) {
        // What was read before stays counted, by a segment without lines.
        let read = self.segments.back().map_or(0, |last| last.read_before + last.read());
        self.segments.clear();
        self.segments.push_back(Arc::new(Segment::new(self.next, read, 0)));
        self.sealed = 0;
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
    (0..segment.lines())
        .filter_map(|place| Some(Entry { number: segment.first + place as u64, line: segment.line(place)? }))
}

#[cfg(test)]
mod tests {
    use fibocom_at::{RequestId, Role};
    use proptest::prelude::*;

    use super::*;
    use crate::line::{LinkChange, Place};

    const GENEROUS: usize = 1 << 30;

    fn urc(at: u64, raw: &[u8]) -> Line<'_> {
        Line::new(at, Direction::Received(Role::Unsolicited), raw)
    }

    #[test]
    fn what_is_let_go_is_counted_and_the_budget_is_held() {
        let budget = 4 << 20;
        let mut record = Record::with_budget(budget);
        let line = b"+MQTTMSGI: 1,1,2,3\r\n";
        for at in 0..200_000 {
            record.write(urc(at, line));
        }
        let kept = record.entries().count() as u64;
        assert_eq!(record.let_go(), LetGo { lines: 200_000 - kept, bytes: (200_000 - kept) * line.len() as u64 });
        assert!(record.size() <= budget && kept > 10_000, "{} bytes for {kept} lines", record.size());
        assert_eq!((record.first(), record.next()), (200_000 - kept, 200_000));
        assert_eq!(record.entries().next().map(|entry| entry.line.at), Some(200_000 - kept));
        assert_eq!(record.counts(), Counts { received: 200_000 * line.len() as u64, sent: 0, unrecognised: 0 });
    }

    #[test]
    fn a_line_costs_its_bytes_and_at_most_48_more() {
        for length in [0, 1, 20, 70, 8_192, 65_536] {
            let mut record = Record::with_budget(GENEROUS);
            let (raw, lines) = (vec![b'x'; length], (32 << 20) / (length as u64 + 48));
            for at in 0..lines {
                record.write(urc(at, &raw));
            }
            // The open segment has room for lines to come.
            let slack = 4 << 20;
            let allowed = lines as usize * (length + 48) + slack;
            assert!(record.size() <= allowed, "{length}: {} of {allowed}", record.size());
        }
    }

    #[test]
    fn a_clone_stays_as_it_is() {
        let mut record = Record::with_budget(3 << 20);
        for at in 0..20_000 {
            record.write(urc(at, b"+MQTTMSGI: 1,1,2,3\r\n"));
        }
        let before = record.clone();
        for at in 20_000..400_000 {
            record.write(urc(at, b"+MQTTMSGI: 1,1,2,3\r\n"));
        }
        assert_eq!((before.next(), before.entries().count(), before.first()), (20_000, 20_000, 0));
        assert!(record.first() > 20_000 && record.size() <= 3 << 20);
    }

    #[test]
    fn a_line_that_is_larger_than_the_budget_is_kept_alone() {
        let mut record = Record::with_budget(1 << 16);
        record.write(urc(0, b"OK\r\n"));
        record.write(urc(1, &vec![b'x'; 1 << 20]));
        assert_eq!(record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [1]);
        record.write(urc(2, b"OK\r\n"));
        assert_eq!((record.first(), record.let_go().lines), (2, 2));
    }

    #[test]
    fn numbers_and_times_go_on_after_it_was_cleared() {
        let mut record = Record::with_budget(GENEROUS);
        record.write(urc(5, b"a\r\n"));
        record.clear();
        assert_eq!((record.entries().count(), record.first(), record.next()), (0, 1, 1));
        assert_eq!((record.get(0), record.read_before(1), record.let_go()), (None, 1, LetGo::default()));
        // A clock that went back is taken as it is.
        record.write(urc(7_000_000_000, b"b\r\n"));
        record.write(urc(3, b"c\r\n"));
        assert_eq!(record.entries().map(|entry| entry.line.at).collect::<Vec<_>>(), [7_000_000_000, 3]);
        assert_eq!((record.read_at(1), record.read_at(2), record.read_at(3)), (Some(1), Some(2), None));
    }

    #[test]
    fn numbers_may_leave_some_out() {
        let mut record = Record::with_budget(GENEROUS);
        record.skip_to(3);
        record.write(urc(0, b"a\r\n"));
        record.skip_to(1_000);
        record.write(urc(1, b"b\r\n"));
        record.skip_to(7);
        record.write(urc(2, b"c\r\n"));
        assert_eq!(record.entries().map(|entry| entry.number).collect::<Vec<_>>(), [3, 1_000, 1_001]);
        assert_eq!((record.first(), record.next()), (3, 1_002));
        assert_eq!([2, 3, 4, 999, 1_000].map(|number| record.get(number).is_some()), [false, true, false, false, true]);
        assert_eq!([0, 3, 4, 1_000, 1_001].map(|number| record.read_before(number)), [0, 0, 1, 1, 2]);
        assert_eq!([0, 1, 2, 3].map(|rank| record.read_at(rank)), [Some(3), Some(1_000), Some(1_001), None]);
        assert_eq!(record.since(4).map(|entry| entry.number).collect::<Vec<_>>(), [1_000, 1_001]);
    }

    #[test]
    fn what_stands_beside_a_line_is_found_again() {
        let change = LinkChange::Opened(Place::Virtual("L610".into()));
        let mut record = Record::with_budget(GENEROUS);
        let lines = [
            Line::new(0, Direction::Link(&change), b""),
            Line::new(1, Direction::Command, b"AT+GTSSLFILE=\"KEYFILE\",1704\r").of(Some(RequestId(7))),
            Line { length: 1_704, ..Line::new(2, Direction::Data, b"") },
            Line { damaged: true, ..urc(3, b"K\r\n") },
        ];
        for line in lines {
            record.write(line);
        }
        assert_eq!(record.entries().map(|entry| entry.line).collect::<Vec<_>>(), lines);
        assert!(record.get(2).is_some_and(|entry| entry.line.is_withheld()));
        assert_eq!(record.counts().sent, 28 + 1_704);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(
            lines in proptest::collection::vec((0_usize..40_000, 0_u8..5, any::<bool>(), proptest::option::of(0..u64::MAX)), 0..60),
            from in 0_u64..70,
        ) {
            let change = LinkChange::Restarted;
            let bytes = vec![b'x'; 40_000];
            let lines: Vec<Line<'_>> = lines.iter().enumerate().map(|(at, (length, way, damaged, request))| {
                let direction = match way {
                    0 => Direction::Command,
                    1 => Direction::Data,
                    2 => Direction::Link(&change),
                    3 => Direction::Received(Role::Blank),
                    _ => Direction::Received(Role::Response),
                };
                let raw = &bytes[..*length];
                Line { damaged: *damaged, ..Line::new(at as u64, direction, raw).of(request.map(RequestId)) }
            }).collect();
            let mut record = Record::with_budget(GENEROUS);
            for line in &lines {
                record.write(*line);
            }
            prop_assert_eq!(record.entries().map(|entry| entry.line).collect::<Vec<_>>(), lines.clone());
            let tail: Vec<u64> = record.since(from).map(|entry| entry.number).collect();
            prop_assert_eq!(tail, (from..lines.len() as u64).collect::<Vec<_>>());
            let read: Vec<u64> = record.entries().filter(|entry| entry.line.is_read()).map(|entry| entry.number).collect();
            for (rank, number) in read.iter().enumerate() {
                prop_assert_eq!(record.read_at(rank as u64), Some(*number));
                prop_assert_eq!(record.read_before(*number), rank as u64);
            }
            prop_assert_eq!(record.read_at(read.len() as u64), None);
            prop_assert_eq!(record.read_before(lines.len() as u64), read.len() as u64);
        }
    }
}
