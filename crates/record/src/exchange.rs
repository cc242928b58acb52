//! Exchanges: a command with all that belongs to it, a line that came by itself, or what happened to the link between them.

mod group;

use std::ops::Range;

use fibocom_at::meaning::{Severity, calls_off, of_line};
use fibocom_at::{RequestId, Role};

use crate::line::{Direction, Ending, Entry, LinkChange};
use crate::record::Record;

pub use group::Exchanges;
pub(crate) use group::REACH;

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

/// Lines that belong together. They stay in the record: an exchange knows their numbers, as ranges, so that it is as small as its
/// lines are many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    first: u64,
    /// How many lines follow each other from the first one on.
    length: u32,
    /// Ranges behind it: where something else came between the lines.
    #[expect(clippy::box_collection, reason = "most have none, and this is a third of the size of an empty list")]
    more: Option<Box<Vec<Range<u64>>>>,
    ended: u64,
    request: Option<RequestId>,
    origin: Origin,
    severity: Severity,
    answered: bool,
    unknown: bool,
    called_off: bool,
}

impl Exchange {
    fn new(origin: Origin, entry: &Entry<'_>) -> Self {
        Self {
            first: entry.number,
            length: 0,
            more: None,
            ended: entry.line.at,
            request: entry.line.request,
            origin,
            severity: Severity::Info,
            answered: false,
            unknown: false,
            called_off: false,
        }
    }

    /// The number of its first line, which names it.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.first
    }

    /// Where it began.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// The gravest of what its lines mean.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether the final result has come.
    #[must_use]
    pub const fn answered(&self) -> bool {
        self.answered
    }

    /// Whether a line of it is not known.
    #[must_use]
    pub const fn unknown(&self) -> bool {
        self.unknown
    }

    /// Whether its data was called off, so that its end is no failure.
    #[must_use]
    pub const fn called_off(&self) -> bool {
        self.called_off
    }

    /// The request that it belongs to.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// The command line that was sent, as long as the record has it.
    #[must_use]
    pub fn command<'a>(&self, record: &'a Record) -> Option<&'a [u8]> {
        self.asked(record).map(|entry| entry.line.raw)
    }

    fn asked<'a>(&self, record: &'a Record) -> Option<Entry<'a>> {
        if self.origin != Origin::Command {
            return None;
        }
        // Blank lines may stand before it.
        let said = self.entries(record).find(|entry| entry.line.is_read());
        said.filter(|entry| entry.line.direction == Direction::Command)
    }

    /// The time of its first line that is kept, in milliseconds since [`crate::Zero`].
    #[must_use]
    pub fn began(&self, record: &Record) -> Option<u64> {
        self.entries(record).next().map(|entry| entry.line.at)
    }

    /// How long it took from the command to the last line of the answer, in milliseconds.
    #[must_use]
    pub fn duration(&self, record: &Record) -> Option<u64> {
        let asked = self.asked(record)?;
        self.answered.then(|| self.ended.saturating_sub(asked.line.at))
    }

    /// Its lines that are kept.
    pub fn entries<'a>(&self, record: &'a Record) -> impl Iterator<Item = Entry<'a>> + use<'a, '_> {
        self.entries_from(record, 0)
    }

    /// Those of them that have this number or a later one.
    pub(crate) fn entries_from<'a>(
        &self,
        record: &'a Record,
        from: u64,
    ) -> impl Iterator<Item = Entry<'a>> + use<'a, '_> {
        self.kept(record).filter(move |range| range.end > from).flat_map(move |range| {
            let behind = range.end;
            record.since(range.start.max(from)).take_while(move |entry| entry.number < behind)
        })
    }

    /// The numbers of its lines, as ranges in ascending order.
    fn ranges(&self) -> impl DoubleEndedIterator<Item = Range<u64>> {
        let first = self.first..self.first + u64::from(self.length);
        std::iter::once(first).chain(self.more.iter().flat_map(|more| more.iter().cloned()))
    }

    /// The same, of lines that are kept.
    pub(crate) fn kept(&self, record: &Record) -> impl Iterator<Item = Range<u64>> + use<'_> {
        let from = record.first();
        self.ranges().filter(move |range| range.end > from).map(move |range| range.start.max(from)..range.end)
    }

    /// Whether this line is one of its own.
    pub(crate) fn has(&self, number: u64) -> bool {
        if number < self.first + u64::from(self.length) {
            return number >= self.first;
        }
        let more = self.more.as_ref().map_or(&[][..], |more| more.as_slice());
        let behind = more.partition_point(|range| range.start <= number);
        behind.checked_sub(1).and_then(|at| more.get(at)).is_some_and(|range| number < range.end)
    }

    /// The number of its last line.
    pub(crate) fn last(&self) -> u64 {
        self.ranges().next_back().map_or(self.first, |range| range.end.saturating_sub(1))
    }

    /// The same with no line from this number on.
    pub(crate) fn cut(&self, record: &Record, end: u64) -> Self {
        let command = self.command(record);
        let mut entries = self.entries(record).take_while(|entry| entry.number < end).peekable();
        let Some(first) = entries.peek() else { return self.clone() };
        let mut cut = Self { request: self.request, ..Self::new(self.origin, first) };
        entries.for_each(|entry| cut.take(&entry, command));
        cut
    }

    fn add(&mut self, number: u64) {
        let last = self.more.as_mut().and_then(|more| more.last_mut());
        match last {
            Some(last) if last.end == number => last.end += 1,
            None if self.first + u64::from(self.length) == number && self.length < u32::MAX => self.length += 1,
            _ => self.more.get_or_insert_default().push(number..number + 1),
        }
    }

    fn take(&mut self, entry: &Entry<'_>, command: Option<&[u8]>) {
        self.add(entry.number);
        let role = match entry.line.direction {
            Direction::Received(role) => role,
            Direction::Link(change) => {
                self.severity = severity(change);
                return;
            }
            Direction::Data => {
                self.called_off = calls_off(entry.line.raw, command);
                return;
            }
            Direction::Command => return,
        };
        if !matches!(role, Role::Blank | Role::Continuation) {
            self.ended = entry.line.at;
        }
        self.answered |= role == Role::Final;
        self.unknown |= matches!(role, Role::Unrecognised | Role::Fragment);
        if role == Role::Final && self.called_off {
            return;
        }
        if let Some(meaning) = of_line(entry.line.raw, role, command) {
            self.severity = self.severity.max(meaning.severity);
        }
    }
}

/// How grave it is.
#[must_use]
pub const fn severity(change: &LinkChange) -> Severity {
    match change {
        LinkChange::Connected(_) => Severity::Ok,
        LinkChange::Back | LinkChange::Opened(_) | LinkChange::Ended(Ending::Closed) => Severity::Info,
        LinkChange::Restarted | LinkChange::Disturbed(_) => Severity::Warn,
        LinkChange::Ended(Ending::Unplugged | Ending::Failed(_)) => Severity::Error,
    }
}
