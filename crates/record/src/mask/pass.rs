//! The second look at the lines of a file: what is replaced in each. A line is held back as long as a value that begins in it may
//! end in a later one.

mod carry;

use std::borrow::Cow;
use std::collections::VecDeque;

use fibocom_at::secrets::Asked;

pub use self::carry::{Carried, Counting, CountingPart, Counts};
use super::inspector::{Expected, Scratch, Seen, Told};
use super::matcher::Hit;
use super::memo::{Key, Memo};
use super::plan::{Label, Plan};
use super::reading::Reading;
use super::replace::{self, Replaced};
use super::views::View;
use super::words::{Labels as _, Words};
use super::{settled, stand_in};
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
    /// What is replaced in the line that is looked at.
    replaced: Vec<Replaced<Label>>,
    commands: Commands,
}

/// What is known of command lines, which depends on nothing that came before them.
#[derive(Debug, Default)]
struct Commands {
    /// What became of them. Nothing, where one stays as it is.
    known: Memo<(Asked, Option<Vec<u8>>)>,
    words: Words<Label>,
    /// Whether whole words are all that is replaced in the last one.
    is_in_words: bool,
}

/// A line, and how it goes into the file.
type Out<'a> = (Entry<'a>, Cow<'a, [u8]>);

#[derive(Debug)]
struct Held<'a> {
    entry: Entry<'a>,
    /// Where it begins in the stream; nothing, where that has gone on to another.
    start: Option<usize>,
    /// How far the stream was at its end.
    solid: u64,
    /// What the lines before it let one expect.
    expected: Expected,
    replaced: Vec<Replaced<Label>>,
    /// How it goes into the file, where that is known already.
    done: Option<Cow<'a, [u8]>>,
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
            replaced: Vec::new(),
            commands: Commands::default(),
        }
    }

    /// Takes the next entry. Gives it back where none is held back before it and it is known how it goes into the file.
    fn push(&mut self, entry: Entry<'a>) -> Option<Out<'a>> {
        let expected = self.expected;
        if self.turn(entry.line.direction) == Some(0) {
            let bytes = self.command(&entry.line);
            if self.held.is_empty() {
                return Some((entry, bytes));
            }
            let (solid, replaced, done) = (self.solid, Vec::new(), Some(bytes));
            self.held.push_back(Held { entry, start: None, solid, expected, replaced, done });
            return None;
        }
        self.read_on(entry, expected).then_some((entry, Cow::Borrowed(entry.line.raw)))
    }

    /// Begins anew where the next line belongs to another stream. Command lines are apart from each other: each is a line of its own.
    fn turn(&mut self, direction: Direction<'_>) -> Option<u8> {
        let way = match direction {
            Direction::Command => Some(0),
            Direction::Data => Some(1),
            Direction::Received(_) => Some(2),
            Direction::Link(_) => None,
        };
        if way != self.way || way == Some(0) {
            self.held.iter_mut().for_each(|held| held.start = None);
            self.stream.clear();
            self.reading.restart();
            self.way = way;
        }
        way
    }

    /// A command line as it goes into the file.
    fn command(&mut self, line: &Line<'a>) -> Cow<'a, [u8]> {
        let (raw, before) = (line.raw, self.expected);
        let key = Key::of(raw);
        if let Some((asked, done)) = key.and_then(|key| self.commands.known.get(key)) {
            self.expected.behind(*asked);
            return done.clone().map_or(Cow::Borrowed(raw), Cow::Owned);
        }
        if self.is_quiet(line) {
            return Cow::Borrowed(raw);
        }
        self.expected = self.look(line, before);
        if self.replaced.is_empty() {
            self.learn_quiet(line);
        }
        let bytes = self.replace_again(line, before);
        if let Some(key) = key.filter(|_| !self.expected.has_open_key()) {
            let done = || if let Cow::Owned(bytes) = &bytes { Some(bytes.clone()) } else { None };
            self.commands.known.put(key, || (self.expected.asked(), done()));
        }
        bytes
    }

    /// Takes a line that belongs to a stream. Whether it stays as it is, and none is held back before it.
    fn read_on(&mut self, entry: Entry<'a>, expected: Expected) -> bool {
        let raw = entry.line.raw;
        let is_first = self.held.is_empty() && !self.reading.is_within();
        if is_first && self.is_quiet(&entry.line) {
            return true;
        }
        let start = self.stream.len();
        self.stream.extend_from_slice(raw);
        self.expected = self.inspect(&entry.line, expected).0;
        self.hits.clear();
        let breaks = self.plan.matcher().read(&self.stream, start, &mut self.reading, &mut self.hits);
        self.solid += raw.len().saturating_sub(breaks) as u64;
        let is_untouched = self.replaced.is_empty() && self.hits.is_empty();
        if is_untouched && self.held.is_empty() && !self.reading.is_within() {
            if is_first {
                self.learn_quiet(&entry.line);
            }
            self.make_room();
            return true;
        }
        let (solid, replaced) = (self.solid, self.replaced.clone());
        self.held.push_back(Held { entry, start: Some(start), solid, expected, replaced, done: None });
        self.replace_hits();
        false
    }

    /// Hands over what is replaced in the next entry, and in those that were held back and can change no more.
    pub(super) fn count(&mut self, entry: Entry<'a>, tally: &mut impl FnMut(Label)) {
        let expected = self.expected;
        if self.turn(entry.line.direction) == Some(0) {
            self.expected = self.look(&entry.line, expected);
            self.replaced.iter().for_each(|one| tally(one.label));
        } else {
            self.read_on(entry, expected);
        }
        while let Some(held) = self.pop() {
            held.replaced.iter().for_each(|one| tally(one.label));
        }
    }

    /// The same for the last entries: there are no more.
    pub(super) fn count_last(&mut self, tally: &mut impl FnMut(Label)) {
        self.finish();
        while let Some(held) = self.pop() {
            held.replaced.iter().for_each(|one| tally(one.label));
        }
    }

    /// There are no more entries.
    const fn finish(&mut self) {
        self.is_over = true;
    }

    /// Finds what is hidden of a line, but for values that stand in it as they are. Gives what it lets one expect.
    fn inspect(&mut self, line: &Line<'_>, before: Expected) -> (Expected, Told) {
        let Self { plan, hits, replaced, scratch, seen, .. } = self;
        let mut expected = before;
        replaced.clear();
        let mut see = |view: &View<'_>| {
            hits.clear();
            plan.matcher().read_alone(&view.bytes, hits);
            for hit in hits.iter() {
                if let (Some(range), Some(label)) = (view.place(&hit.range), plan.of_match(hit.value)) {
                    replaced.push(Replaced { range, label });
                }
            }
        };
        let told = plan.inspector().line(line, &mut expected, scratch, seen, Some(&mut see));
        let in_views = replaced.len();
        for seen in seen.drain(..) {
            if let Some(label) = plan.of_seen(seen.kind, &seen.value(line.raw)) {
                replaced.push(Replaced { range: seen.range, label });
            }
        }
        // What a place tells goes before what the same bytes mean in another notation.
        replaced.rotate_left(in_views);
        (expected, told)
    }

    /// Whether it is known that nothing is hidden of a line that belongs to no value in lines before it.
    fn is_quiet(&mut self, line: &Line<'_>) -> bool {
        let Self { plan, expected, scratch, seen, .. } = self;
        let is_quiet = plan.inspector().is_quiet(line, expected, scratch, Some(plan.matcher()), seen);
        seen.clear();
        is_quiet
    }

    /// Learns from a line of which nothing is hidden.
    fn learn_quiet(&mut self, line: &Line<'_>) {
        let Self { plan, expected, scratch, .. } = self;
        plan.inspector().learn_quiet(line, expected, scratch, Some(plan.matcher()), &[]);
    }

    /// Adds the values that end in the newest line.
    fn replace_hits(&mut self) {
        for hit in &self.hits {
            let Some(label) = self.plan.of_match(hit.value) else { continue };
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

    fn pop_line(&mut self) -> Option<Out<'a>> {
        let Held { entry, expected, replaced, done, .. } = self.pop()?;
        let bytes = done.unwrap_or_else(|| {
            self.replaced = replaced;
            self.replace_again(&entry.line, expected)
        });
        Some((entry, bytes))
    }

    /// The line with what is replaced in it, and what is found then.
    fn replace_again(&mut self, line: &Line<'a>, expected: Expected) -> Cow<'a, [u8]> {
        let plan = self.plan;
        let mut bytes = replace::line(line.raw, &self.replaced, |label| plan.text(*label));
        let is_settled = || settled::is_settled(line.raw, self.scratch.is_framed(), &self.replaced);
        if line.direction == Direction::Command && (self.commands.is_in_words || is_settled()) {
            return bytes;
        }
        for _ in 0..AGAIN {
            if self.replaced.is_empty() {
                break;
            }
            // A value may stand alone now that stood beside another.
            self.look(&Line { raw: &bytes, ..*line }, expected);
            if !self.replaced.is_empty() {
                bytes = Cow::Owned(replace::line(&bytes, &self.replaced, |label| plan.text(*label)).into_owned());
            }
        }
        bytes
    }

    /// Finds what is replaced in a line by itself. Gives what it lets one expect.
    fn look(&mut self, line: &Line<'_>, expected: Expected) -> Expected {
        let (expected, told) = self.inspect(line, expected);
        let Self { plan, scratch, replaced, commands: Commands { words, is_in_words, .. }, .. } = self;
        *is_in_words = told == Told::InWords && words.line(*plan, plan.inspector(), line.raw, scratch, replaced);
        if told == Told::InWords {
            return expected;
        }
        self.hits.clear();
        self.plan.matcher().read_alone(line.raw, &mut self.hits);
        for hit in &self.hits {
            let Some(label) = self.plan.of_match(hit.value) else { continue };
            self.replaced.push(Replaced { range: replace::between_ends(line.raw, hit.range.clone()), label });
        }
        settle(line.raw, &mut self.replaced);
        expected
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
    /// Whether another part follows.
    goes_on: bool,
}

impl<'p, 'a, I> Masked<'p, 'a, I> {
    pub(super) fn new(plan: &'p Plan, entries: I) -> Self {
        Self { entries, pass: Pass::new(plan), goes_on: false }
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
                    if let Some(line) = self.pass.push(entry) {
                        return Some(line);
                    }
                }
                None if self.goes_on => return None,
                None => self.pass.finish(),
            }
        }
    }
}
