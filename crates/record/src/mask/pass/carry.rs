//! A record that is read in parts, one after the other: what is held back at the end of one goes on in the next.

use std::borrow::Cow;

use super::{Held, Label, Masked, Pass};
use crate::line::Entry;
use crate::mask::inspector::Expected;
use crate::mask::plan::Plan;
use crate::mask::replace::Replaced;
use crate::record::Record;

/// Between two parts of a record. A value may begin in one and end in the other, so the lines that may have its beginning wait here.
#[derive(Debug)]
pub struct Carried<'p> {
    pass: Pass<'p, 'static>,
    /// The lines that are held back, and nothing else.
    lines: Record,
    /// What is known of each.
    known: Vec<Known>,
}

/// What is known of a line that is held back.
#[derive(Debug)]
struct Known {
    start: Option<usize>,
    solid: u64,
    expected: Expected,
    replaced: Vec<Replaced<Label>>,
    done: Option<Cow<'static, [u8]>>,
}

impl<'p> Carried<'p> {
    /// Before the first part.
    pub(in crate::mask) fn new(plan: &'p Plan) -> Self {
        Self { pass: Pass::new(plan), lines: Record::with_budget(usize::MAX), known: Vec::new() }
    }

    /// The lines that were held back, and those of the next part, each with its bytes as they go into the file. What is held back at the
    /// end of the part is in [`Masked::carry`].
    pub fn lines<'b, I: Iterator<Item = Entry<'b>>>(&'b mut self, entries: I) -> Masked<'p, 'b, I> {
        Masked { entries, pass: self.next_pass(), goes_on: true }
    }

    /// The lines that are held back, when there is no other part.
    pub fn end(&mut self) -> impl Iterator<Item = (Entry<'_>, Cow<'_, [u8]>)> {
        Masked { entries: std::iter::empty(), pass: self.next_pass(), goes_on: false }
    }

    fn next_pass<'b>(&'b mut self) -> Pass<'p, 'b> {
        let empty = Pass::new(self.pass.plan);
        let mut pass = std::mem::replace(&mut self.pass, empty).without_held();
        pass.held.extend(self.lines.entries().zip(self.known.drain(..)).map(|(entry, known)| {
            let Known { start, solid, expected, replaced, done } = known;
            Held { entry, start, solid, expected, replaced, done }
        }));
        pass
    }
}

impl<'p, 'a> Pass<'p, 'a> {
    /// The same without the lines that are held back.
    fn without_held<'b>(self) -> Pass<'p, 'b> {
        let Self {
            plan,
            expected,
            scratch,
            held: _,
            stream,
            solid,
            way,
            reading,
            is_over,
            seen,
            hits,
            replaced,
            commands,
        } = self;
        let held = std::collections::VecDeque::new();
        Pass { plan, expected, scratch, held, stream, solid, way, reading, is_over, seen, hits, replaced, commands }
    }

    fn carry(mut self) -> Carried<'p> {
        let mut lines = Record::with_budget(usize::MAX);
        let held =
            std::mem::take(&mut self.held).into_iter().map(|Held { entry, start, solid, expected, replaced, done }| {
                lines.skip_to(entry.number);
                lines.write(entry.line);
                let done = done.map(|bytes| Cow::Owned(bytes.into_owned()));
                Known { start, solid, expected, replaced, done }
            });
        let known = held.collect();
        Carried { pass: self.without_held(), lines, known }
    }
}

impl<'p, I> Masked<'p, '_, I> {
    /// Ends a part. Entries of it that were not read are left out.
    #[must_use]
    pub fn carry(self) -> Carried<'p> {
        self.pass.carry()
    }
}

/// How often each value of a plan stands in a record that is read in parts.
#[derive(Debug)]
pub struct Counting<'p> {
    carried: Carried<'p>,
    counts: Counts,
}

/// How often each value of a plan stands in a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub(in crate::mask) of_values: Vec<u64>,
    pub(in crate::mask) unnumbered: u64,
}

impl Counts {
    fn add(&mut self, label: Label) {
        match label {
            Label::Value(at) => self.of_values.get_mut(at).into_iter().for_each(|count| *count += 1),
            Label::Kind(_) => self.unnumbered += 1,
        }
    }
}

impl<'p> Counting<'p> {
    pub(in crate::mask) fn new(plan: &'p Plan, values: usize) -> Self {
        Self { carried: Carried::new(plan), counts: Counts { of_values: vec![0; values], unnumbered: 0 } }
    }

    /// Begins the next part.
    pub fn part(&mut self) -> CountingPart<'p, '_> {
        CountingPart { pass: self.carried.next_pass(), counts: std::mem::take(&mut self.counts) }
    }

    /// Counts what was held back, when there is no other part.
    #[must_use]
    pub fn end(mut self) -> Counts {
        let counts = &mut self.counts;
        self.carried.next_pass().count_last(&mut |label| counts.add(label));
        self.counts
    }
}

/// A part that is being counted.
#[derive(Debug)]
pub struct CountingPart<'p, 'a> {
    pass: Pass<'p, 'a>,
    counts: Counts,
}

impl<'p, 'a> CountingPart<'p, 'a> {
    /// Counts the next entry.
    pub fn take(&mut self, entry: Entry<'a>) {
        let Self { pass, counts } = self;
        pass.count(entry, &mut |label| counts.add(label));
    }

    /// Ends the part.
    #[must_use]
    pub fn carry(self) -> Counting<'p> {
        Counting { carried: self.pass.carry(), counts: self.counts }
    }
}
