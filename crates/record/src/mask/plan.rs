//! What goes out of a file, and what stands in for it: for a person to see and to change before anything is written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use fibocom_at::secrets::Kind;
use rustc_hash::FxHashMap;

use super::inspector::Inspector;
use super::look::{Look, Value};
use super::matcher::Matcher;
use super::pass::{Carried, Counting, Counts, Masked};
use super::secrets::Secrets;
use super::stand_in;
use super::words::Labels;
use crate::line::{Entry, Line};
use crate::session::{Hidden, Masking, Members};

/// A value of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The value, as somebody would give it: without quotes and escapes.
    pub value: Vec<u8>,
    /// How often it stands in the file, in whatever notation. Of a value that is not hidden, only where its place tells it.
    pub count: u64,
    /// What stands in for it.
    pub stand_in: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// What goes out of a file. Made by a [`Look`].
#[derive(Debug)]
pub struct Plan {
    inspector: &'static Inspector,
    matcher: Matcher,
    /// Which values the matcher's are.
    looked_for: Vec<usize>,
    found: Vec<Found>,
    places: FxHashMap<Vec<u8>, usize>,
    unnumbered: u64,
}

/// What stands in for a stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// That of a value.
    Value(usize),
    /// That of a kind: there were too many values for numbers.
    Kind(Kind),
}

impl Plan {
    pub(super) fn new(inspector: &'static Inspector, values: FxHashMap<Vec<u8>, Value>, salt: u64) -> Self {
        let mut values: Vec<_> = values.into_iter().map(|(bytes, value)| (rank(&bytes, salt), bytes, value)).collect();
        values.sort_by(|a, b| (a.2.kind, a.0, &a.1).cmp(&(b.2.kind, b.0, &b.1)));
        let mut numbers: HashMap<Kind, u32> = HashMap::new();
        let found = values.into_iter().map(|(_, value, Value { kind, count })| {
            let number = numbers.entry(kind).or_default();
            *number += 1;
            Found { kind, value, count, stand_in: stand_in::numbered(kind, *number), hidden: kind.is_secret() }
        });
        let found: Vec<_> = found.collect();
        let places = found.iter().enumerate().map(|(at, found)| (found.value.clone(), at)).collect();
        let mut plan = Self {
            inspector,
            matcher: Matcher::new(std::iter::empty()),
            looked_for: Vec::new(),
            found,
            places,
            unnumbered: 0,
        };
        plan.prepare();
        plan
    }

    /// Looks at all entries of a file, and counts. The salt is any number that is not in the file.
    #[must_use]
    pub fn of<'a>(entries: impl Iterator<Item = Entry<'a>> + Clone, secrets: &Secrets, salt: u64) -> Self {
        let mut look = Look::new(secrets);
        entries.clone().for_each(|entry| look.take(entry));
        let mut plan = look.plan(salt);
        plan.count(entries);
        plan
    }

    /// Counts how often each value stands in these entries: all of the file.
    pub fn count<'a>(&mut self, entries: impl Iterator<Item = Entry<'a>>) {
        let mut counting = self.counting();
        let mut all = counting.part();
        entries.for_each(|entry| all.take(entry));
        let counts = all.carry().end();
        self.set_counts(counts);
    }

    /// Begins to count how often each value stands in a file.
    #[must_use]
    pub fn counting(&self) -> Counting<'_> {
        Counting::new(self, self.found.len())
    }

    /// Takes in what was counted in all of the file, with the values hidden that are hidden now.
    pub fn set_counts(&mut self, counts: Counts) {
        let Counts { of_values, unnumbered } = counts;
        self.unnumbered = unnumbered;
        for (found, count) in self.found.iter_mut().zip(of_values) {
            if found.hidden {
                found.count = count;
            }
        }
    }

    /// What a file says of what was replaced in it.
    #[must_use]
    pub fn masking(&self) -> Masking {
        let hidden = Kind::ALL.into_iter().filter_map(|kind| {
            let count = self.found().filter(|found| found.kind == kind && found.hidden).count() as u64;
            (count > 0).then(|| Hidden { kind: kind.word().to_owned(), count, others: Members::NONE })
        });
        Masking::by_value(hidden.collect())
    }

    /// The values that stand in the file, by kind and number.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| found.count > 0)
    }

    /// How often a secret stands in the file that has no number, since there are too many. They are hidden, whatever a person chooses.
    #[must_use]
    pub const fn unnumbered(&self) -> u64 {
        self.unnumbered
    }

    /// Hides a value, or shows it.
    pub fn set_hidden(&mut self, stand_in: &str, hidden: bool) {
        self.change(|found| found.stand_in == stand_in, hidden);
    }

    /// Hides all values of a kind, or shows them.
    pub fn set_kind_hidden(&mut self, kind: Kind, hidden: bool) {
        self.change(|found| found.kind == kind, hidden);
    }

    fn change(&mut self, is_meant: impl Fn(&Found) -> bool, hidden: bool) {
        self.found.iter_mut().filter(|found| is_meant(found)).for_each(|found| found.hidden = hidden);
        self.prepare();
    }

    fn prepare(&mut self) {
        let hidden = self.found.iter().enumerate().filter(|(_, found)| found.hidden);
        self.looked_for = hidden.clone().map(|(at, _)| at).collect();
        self.matcher = Matcher::new(hidden.map(|(_, found)| (found.kind, found.value.as_slice())));
    }

    /// Entries, each with its bytes as they go into the file. All of the file in one go: a value may reach over line ends. The
    /// [`Line::length`] of an entry stays what went over the line.
    pub fn lines<'a, 'p, I: Iterator<Item = Entry<'a>>>(&'p self, entries: I) -> Masked<'p, 'a, I> {
        Masked::new(self, entries)
    }

    /// The same for a file that is read in parts, one after the other.
    #[must_use]
    pub fn in_parts(&self) -> Carried<'_> {
        Carried::new(self)
    }

    /// One line by itself.
    #[must_use]
    pub fn line<'a>(&self, line: &Line<'a>) -> Cow<'a, [u8]> {
        let entry = Entry { number: 0, line: *line };
        self.lines(std::iter::once(entry)).next().map_or(Cow::Borrowed(line.raw), |(_, bytes)| bytes)
    }

    pub(super) const fn inspector(&self) -> &'static Inspector {
        self.inspector
    }

    /// The text of it.
    pub(super) fn text(&self, label: Label) -> &str {
        match label {
            Label::Value(at) => {
                self.found.get(at).map_or(stand_in::unnumbered(Kind::Other), |found| found.stand_in.as_str())
            }
            Label::Kind(kind) => stand_in::unnumbered(kind),
        }
    }
}

impl Labels for Plan {
    type Label = Label;

    fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    fn of_seen(&self, kind: Kind, value: &[u8]) -> Option<Label> {
        match self.places.get(value) {
            Some(at) => self.found.get(*at).is_some_and(|found| found.hidden).then_some(Label::Value(*at)),
            None => kind.is_secret().then_some(Label::Kind(kind)),
        }
    }

    fn of_match(&self, value: usize) -> Option<Label> {
        self.looked_for.get(value).copied().map(Label::Value)
    }
}

/// Where a value stands among the others.
fn rank(value: &[u8], salt: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    salt.hash(&mut hasher);
    value.hash(&mut hasher);
    hasher.finish()
}
