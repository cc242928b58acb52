//! A stretch of a record: the bytes of its lines one behind the other, and an index beside them.

use fibocom_at::{RequestId, Role};

use crate::line::{Direction, Line, LinkChange};
use crate::record::Counts;

/// How many bytes a segment takes before the next one is begun. A longer line has a segment to itself.
const BYTES: usize = 1 << 20;

/// How many lines it takes.
const LINES: usize = 1 << 13;

/// What the index holds of a line.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Milliseconds since the first line of the segment.
    after: u32,
    /// Where its bytes end.
    end: u32,
    /// How many lines of the segment a person reads, up to this one and with it.
    read: u32,
    way: Way,
    damaged: bool,
    /// `NO_REQUEST` for a line without a request: this takes half the memory of an option.
    request: u64,
}

/// A number that no request has: they count from one.
const NO_REQUEST: u64 = u64::MAX;

/// A direction without what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Command,
    Data,
    Received(Role),
    Link,
}

/// Lines in a row, whose numbers ascend from `first`.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) first: u64,
    /// How many lines that a person reads stand before it, in the whole record.
    pub(crate) read_before: u64,
    began: u64,
    bytes: Vec<u8>,
    index: Vec<Row>,
    /// What happened to the link, by the place in the index.
    changes: Vec<(u32, LinkChange)>,
    /// The true lengths of lines whose bytes are others, by the place in the index.
    lengths: Vec<(u32, u64)>,
    counts: Counts,
}

impl Segment {
    pub(crate) const fn new(first: u64, read_before: u64, began: u64) -> Self {
        Self {
            first,
            read_before,
            began,
            bytes: Vec::new(),
            index: Vec::new(),
            changes: Vec::new(),
            lengths: Vec::new(),
            counts: Counts { received: 0, sent: 0, unrecognised: 0 },
        }
    }

    /// Whether this line has a place in it.
    pub(crate) fn has_room_for(&self, line: &Line<'_>) -> bool {
        let fits = self.bytes.len().saturating_add(line.raw.len()) <= BYTES && self.index.len() < LINES;
        let is_near = line.at >= self.began && line.at - self.began <= u64::from(u32::MAX);
        (fits || self.index.is_empty()) && is_near
    }

    /// Takes a line. A segment is asked for room before.
    pub(crate) fn push(&mut self, line: Line<'_>) {
        let place = u32::try_from(self.index.len()).unwrap_or(u32::MAX);
        self.counts.add(&line);
        let way = match line.direction {
            Direction::Command => Way::Command,
            Direction::Data => Way::Data,
            Direction::Received(role) => Way::Received(role),
            Direction::Link(change) => {
                self.changes.push((place, change.clone()));
                Way::Link
            }
        };
        if line.is_of_other_length() {
            self.lengths.push((place, line.length));
        }
        self.bytes.extend_from_slice(line.raw);
        self.index.push(Row {
            after: u32::try_from(line.at.saturating_sub(self.began)).unwrap_or(u32::MAX),
            end: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
            read: u32::try_from(self.read()).unwrap_or(u32::MAX).saturating_add(u32::from(line.is_read())),
            way,
            damaged: line.damaged,
            request: line.request.map_or(NO_REQUEST, |request| request.0),
        });
    }

    /// The line of this number is unsolicited, and no part of a reply.
    pub(crate) fn take_back(&mut self, number: u64) {
        let place = self.place_of(number);
        if let Some(row) = self.index.get_mut(place) {
            (row.way, row.request) = (Way::Received(Role::Unsolicited), NO_REQUEST);
        }
    }

    /// The same without the lines from this number on.
    pub(crate) fn until(&self, number: u64) -> Self {
        let place = self.place_of(number);
        let bytes = place.checked_sub(1).and_then(|last| self.index.get(last)).map_or(0, |last| last.end as usize);
        let beside = u32::try_from(place).unwrap_or(u32::MAX);
        let changes = self.changes.partition_point(|(at, _)| *at < beside);
        let lengths = self.lengths.partition_point(|(at, _)| *at < beside);
        Self {
            bytes: self.bytes.get(..bytes).unwrap_or_default().to_vec(),
            index: self.index.get(..place).unwrap_or_default().to_vec(),
            changes: self.changes.get(..changes).unwrap_or_default().to_vec(),
            lengths: self.lengths.get(..lengths).unwrap_or_default().to_vec(),
            counts: self.counts.without(self.counts_from(number)),
            ..Self::new(self.first, self.read_before, self.began)
        }
    }

    /// What its lines from this number on have.
    pub(crate) fn counts_from(&self, number: u64) -> Counts {
        if number <= self.first {
            return self.counts;
        }
        let mut counts = Counts::default();
        let behind = self.place_of(number)..self.index.len();
        behind.filter_map(|place| self.line(place)).for_each(|line| counts.add(&line));
        counts
    }

    /// The place of the line of this number, or behind all.
    fn place_of(&self, number: u64) -> usize {
        let place = usize::try_from(number.saturating_sub(self.first)).unwrap_or(usize::MAX);
        place.min(self.index.len())
    }

    /// Gives back what was set aside for more lines.
    pub(crate) fn seal(&mut self) {
        self.bytes.shrink_to_fit();
        self.index.shrink_to_fit();
        self.changes.shrink_to_fit();
        self.lengths.shrink_to_fit();
    }

    pub(crate) fn lines(&self) -> usize {
        self.index.len()
    }

    /// The number behind its last line.
    pub(crate) fn next(&self) -> u64 {
        self.first + self.index.len() as u64
    }

    /// How many of its lines a person reads.
    pub(crate) fn read(&self) -> u64 {
        self.index.last().map_or(0, |row| u64::from(row.read))
    }

    /// How many lines that a person reads stand before this one, in the whole record.
    pub(crate) fn read_up_to(&self, number: u64) -> u64 {
        let place = usize::try_from(number.saturating_sub(self.first)).unwrap_or(usize::MAX);
        let row = place.checked_sub(1).and_then(|place| self.index.get(place.min(self.index.len().saturating_sub(1))));
        self.read_before + row.map_or(0, |row| u64::from(row.read))
    }

    /// The number of the line that is read and has so many read ones before it.
    pub(crate) fn read_at(&self, rank: u64) -> Option<u64> {
        let wanted = rank.checked_sub(self.read_before)?;
        let place = self.index.partition_point(|row| u64::from(row.read) <= wanted);
        (place < self.index.len()).then(|| self.first + place as u64)
    }

    /// The line at a place, with the number of bytes of a line that has other ones.
    pub(crate) fn line(&self, place: usize) -> Option<Line<'_>> {
        let row = self.index.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.index.get(before)).map_or(0, |before| before.end);
        let raw = self.bytes.get(start as usize..row.end as usize)?;
        let beside = u32::try_from(place).ok()?;
        let direction = match row.way {
            Way::Command => Direction::Command,
            Way::Data => Direction::Data,
            Way::Received(role) => Direction::Received(role),
            Way::Link => Direction::Link(found(&self.changes, beside)?),
        };
        let length = found(&self.lengths, beside).copied().unwrap_or(raw.len() as u64);
        let at = self.began + u64::from(row.after);
        let request = (row.request != NO_REQUEST).then_some(RequestId(row.request));
        Some(Line { at, direction, raw, length, damaged: row.damaged, request })
    }

    /// How many bytes of memory it takes.
    pub(crate) fn size(&self) -> usize {
        let texts: usize = self.changes.iter().map(|(_, change)| change.text().len()).sum();
        size_of::<Self>()
            + self.bytes.capacity()
            + self.index.capacity() * size_of::<Row>()
            + self.changes.capacity() * size_of::<(u32, LinkChange)>()
            + self.lengths.capacity() * size_of::<(u32, u64)>()
            + texts
    }

    /// How many bytes its lines have.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes.len()
    }
}

/// What stands beside the line at a place.
fn found<T>(beside: &[(u32, T)], place: u32) -> Option<&T> {
    let at = beside.binary_search_by_key(&place, |(place, _)| *place).ok()?;
    beside.get(at).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_costs_at_most_48_bytes_of_index() {
        assert!(size_of::<Row>() <= 48, "{}", size_of::<Row>());
    }
}
