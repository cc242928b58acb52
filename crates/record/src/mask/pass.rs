//! The second look at the lines of a file: what is replaced in each. A line is held back as long as a value that begins in it may
//! end in a later one.

use std::borrow::Cow;
use std::collections::VecDeque;

use fibocom_at::secrets::Asked;

use super::inspector::{Expected, Scratch, Seen};
use super::matcher::Hit;
use super::memo::Memo;
use super::plan::{Label, Plan};
use super::reading::Reading;
use super::replace::{self, Replaced};
use super::stand_in;
use crate::line::{Direction, Entry, Line};

/// How many bytes of lines that are done are kept before they are moved out of the way.
const DONE: usize = 64 << 10;

/// How often a line is looked at again in which something was replaced.
pub(super) const AGAIN: usize = 4;

/// Lines on their way into a file.
#[derive(Debug)]
pub(super) struct Pass<'p, 'a> {
    plan: &'p Plan,
    expected: Expected,
    scratch: Scratch,
    held: VecDeque<Held<'a>>,
    /// The bytes of the stream that the last lines belong to.
    stream: Vec<u8>,
    /// How many bytes of it are no line ends.
    solid: u64,
    way: Option<u8>,
    reading: Reading,
    is_over: bool,
    seen: Vec<Seen>,
    hits: Vec<Hit>,
    /// What became of command lines, which depends on nothing that came before them.
    commands: Memo<(Asked, Done)>,
}

/// What became of a line; nothing, where it stays as it is.
#[derive(Debug, Clone)]
struct Done(Option<Vec<u8>>);

#[derive(Debug)]
struct Held<'a> {
    entry: Entry<'a>,
    /// Where it begins in the stream; nothing, where that has gone on to another.
    start: Option<usize>,
    /// How far the stream was at its end.
    solid: u64,
    /// What the lines before it let one expect, and what the last command asked for, which may be this one.
    expected: Expected,
    asked: Asked,
    replaced: Vec<Replaced<Label>>,
    /// Whether it is known already what becomes of it.
    done: Option<Done>,
}

impl<'p, 'a> Pass<'p, 'a> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            expected: Expected::default(),
            scratch: Scratch::default(),
            held: VecDeque::new(),
            stream: Vec::new(),
            solid: 0,
            way: None,
            reading: Reading::default(),
            is_over: false,
            seen: Vec::new(),
            hits: Vec::new(),
            commands: Memo::default(),
        }
    }

    /// Takes the next entry. Gives it back where it stays as it is, and none is held back before it.
    pub(super) fn push(&mut self, entry: Entry<'a>) -> Option<Entry<'a>> {
        let way = match entry.line.direction {
            Direction::Command => Some(0),
            Direction::Data => Some(1),
            Direction::Received(_) => Some(2),
            Direction::Link(_) => None,
        };
        // Command lines are apart from each other: each is a line of its own.
        if way != self.way || way == Some(0) {
            self.restart();
            self.way = way;
        }
        let raw = entry.line.raw;
        if way == Some(0)
            && let Some((asked, done)) = self.commands.get(raw).cloned()
        {
            let (solid, expected) = (self.solid, self.expected);
            self.expected.behind(asked);
            if done.0.is_none() && self.held.is_empty() {
                return Some(entry);
            }
            let replaced = Vec::new();
            self.held.push_back(Held { entry, start: None, solid, expected, asked, replaced, done: Some(done) });
            return None;
        }
        let start = self.stream.len();
        self.stream.extend_from_slice(raw);
        let (expected, mut replaced) = (self.expected, Vec::new());
        self.expected = self.inspect(&entry.line, expected, &mut replaced);
        let (plan, asked) = (self.plan, self.expected.asked());
        self.hits.clear();
        let breaks = plan.matcher().read(&self.stream, start, &mut self.reading, &mut self.hits);
        self.solid += raw.len().saturating_sub(breaks) as u64;
        let is_untouched = replaced.is_empty() && self.hits.is_empty();
        if is_untouched && self.held.is_empty() && !self.reading.is_within() {
            if way == Some(0) {
                self.commands.put(raw, || (asked, Done(None)));
            }
            self.make_room();
            return Some(entry);
        }
        let solid = self.solid;
        self.held.push_back(Held { entry, start: Some(start), solid, expected, asked, replaced, done: None });
        self.replace_hits();
        None
    }

    /// There are no more entries.
    pub(super) fn finish(&mut self) {
        self.is_over = true;
    }

    fn restart(&mut self) {
        self.held.iter_mut().for_each(|held| held.start = None);
        self.stream.clear();
        self.reading.restart();
    }

    /// Adds what is hidden of a line, but for values that stand in it as they are. Gives what it lets one expect.
    fn inspect(&mut self, line: &Line<'_>, before: Expected, replaced: &mut Vec<Replaced<Label>>) -> Expected {
        let (plan, hits, mut expected) = (self.plan, &mut self.hits, before);
        plan.inspector().line(line, &mut expected, &mut self.scratch, &mut self.seen, &mut |view| {
            hits.clear();
            plan.matcher().read_alone(&view.bytes, hits);
            for hit in hits.iter() {
                if let (Some(range), Some(label)) = (view.place(&hit.range), plan.label_of_match(hit.value)) {
                    replaced.push(Replaced { range, label });
                }
            }
        });
        for seen in self.seen.drain(..) {
            if let Some(label) = plan.label(seen.kind, &seen.value(line.raw)) {
                replaced.push(Replaced { range: seen.range, label });
            }
        }
        expected
    }

    /// Adds the values that end in the newest line.
    fn replace_hits(&mut self) {
        for hit in &self.hits {
            let Some(label) = self.plan.label_of_match(hit.value) else { continue };
            for held in self.held.iter_mut().rev() {
                let Some(start) = held.start else { break };
                let end = start + held.entry.line.raw.len();
                if end <= hit.range.start {
                    break;
                }
                let range = hit.range.start.saturating_sub(start)..hit.range.end.min(end).saturating_sub(start);
                held.replaced.push(Replaced { range: replace::between_ends(held.entry.line.raw, range), label });
            }
        }
    }

    /// Whether the oldest line can change no more.
    fn is_ready(&self) -> bool {
        self.held.front().is_some_and(|oldest| {
            self.is_over
                || !self.reading.is_within()
                || oldest.start.is_none()
                || self.solid - oldest.solid >= self.plan.matcher().longest() as u64
        })
    }

    fn pop(&mut self) -> Option<Held<'a>> {
        if !self.is_ready() {
            return None;
        }
        let mut oldest = self.held.pop_front()?;
        settle(oldest.entry.line.raw, &mut oldest.replaced);
        self.make_room();
        Some(oldest)
    }

    fn make_room(&mut self) {
        let done = self.held.front().map_or(self.stream.len(), |held| held.start.unwrap_or(self.stream.len()));
        // A value may begin before the oldest line that is held: as long as one may reach, the bytes stay.
        let done = done.saturating_sub(2 * self.plan.matcher().longest());
        if done >= DONE.max(self.stream.len() / 2) {
            self.stream.drain(..done);
            self.reading.forget(done);
            for held in &mut self.held {
                held.start = held.start.map(|start| start.saturating_sub(done));
            }
        }
    }

    /// What was replaced in the oldest line, if that can change no more.
    pub(super) fn pop_labels(&mut self) -> Option<Vec<Label>> {
        Some(self.pop()?.replaced.into_iter().map(|one| one.label).collect())
    }

    fn pop_line(&mut self) -> Option<(Entry<'a>, Cow<'a, [u8]>)> {
        let oldest = self.pop()?;
        let (plan, entry) = (self.plan, oldest.entry);
        let raw = entry.line.raw;
        if let Some(Done(bytes)) = oldest.done {
            return Some((entry, bytes.map_or(Cow::Borrowed(raw), Cow::Owned)));
        }
        let mut bytes = replace::line(raw, &oldest.replaced, |label| plan.text(*label));
        if !oldest.replaced.is_empty() {
            for _ in 0..AGAIN {
                let Some(next) = self.by_itself(&Line { raw: &bytes, ..entry.line }, oldest.expected) else { break };
                bytes = Cow::Owned(next);
            }
        }
        if entry.line.direction == Direction::Command {
            self.commands.put(raw, || {
                (oldest.asked, Done(if let Cow::Owned(bytes) = &bytes { Some(bytes.clone()) } else { None }))
            });
        }
        Some((entry, bytes))
    }

    /// What more is to be replaced in a line in which something was: a value may stand alone now that stood beside another.
    fn by_itself(&mut self, line: &Line<'_>, expected: Expected) -> Option<Vec<u8>> {
        let (plan, mut replaced) = (self.plan, Vec::new());
        self.inspect(line, expected, &mut replaced);
        self.hits.clear();
        plan.matcher().read_alone(line.raw, &mut self.hits);
        for hit in &self.hits {
            let Some(label) = plan.label_of_match(hit.value) else { continue };
            replaced.push(Replaced { range: replace::between_ends(line.raw, hit.range.clone()), label });
        }
        settle(line.raw, &mut replaced);
        (!replaced.is_empty()).then(|| replace::line(line.raw, &replaced, |label| plan.text(*label)).into_owned())
    }
}

/// What is replaced at last: nothing that lies in a stand-in, and each stretch once.
fn settle(raw: &[u8], replaced: &mut Vec<Replaced<Label>>) {
    if replaced.is_empty() {
        return;
    }
    let stand_ins = stand_in::all(raw);
    replaced.retain(|one| !stand_ins.iter().any(|place| place.start < one.range.end && one.range.start < place.end));
    replace::merge(replaced);
}

/// Entries with their bytes as they go into a file: [`Plan::lines`].
#[derive(Debug)]
pub struct Masked<'p, 'a, I> {
    entries: I,
    pass: Pass<'p, 'a>,
}

impl<'p, 'a, I> Masked<'p, 'a, I> {
    pub(super) fn new(plan: &'p Plan, entries: I) -> Self {
        Self { entries, pass: Pass::new(plan) }
    }
}

impl<'a, I: Iterator<Item = Entry<'a>>> Iterator for Masked<'_, 'a, I> {
    type Item = (Entry<'a>, Cow<'a, [u8]>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.pass.pop_line() {
                return Some(line);
            }
            if self.pass.is_over {
                return None;
            }
            match self.entries.next() {
                Some(entry) => {
                    if let Some(entry) = self.pass.push(entry) {
                        return Some((entry, Cow::Borrowed(entry.line.raw)));
                    }
                }
                None => self.pass.finish(),
            }
        }
    }
}
