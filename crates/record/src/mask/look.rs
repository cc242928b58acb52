//! The first look at all lines of a file: which values there are.

use fibocom_at::secrets::{Asked, Kind};
use rustc_hash::FxHashMap;

use super::inspector::{Expected, Inspector, Scratch, Seen, Told};
use super::memo::{Key, Memo};
use super::plan::Plan;
use super::secrets::Secrets;
use super::stand_in;
use crate::line::{Direction, Entry, Line};

/// How many secret values a plan has, and how many others. More are hidden without a number.
pub(super) const VALUES: usize = 4096;

/// How many bytes all of them may have.
pub(super) const BYTES: usize = 4 << 20;

/// Looks at lines one after the other; in slices, if the caller wants to.
#[derive(Debug)]
pub struct Look {
    inspector: &'static Inspector,
    expected: Expected,
    scratch: Scratch,
    values: FxHashMap<Vec<u8>, Value>,
    bytes: usize,
    secrets: usize,
    others: usize,
    seen: Vec<Seen>,
    /// What stands in command lines, which depends on nothing that came before them.
    commands: Memo<(Asked, Vec<Seen>)>,
    /// What stands in words of command lines, counted from where they begin.
    words: Memo<Vec<Seen>>,
    in_word: Vec<Seen>,
}

/// What is known of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) kind: Kind,
    /// How often it stands where its place or its looks tell it.
    pub(super) count: u64,
}

impl Look {
    /// A look that knows what was given as a secret.
    #[must_use]
    pub fn new(secrets: &Secrets) -> Self {
        let mut look = Self {
            inspector: Inspector::shared(),
            expected: Expected::default(),
            scratch: Scratch::default(),
            values: FxHashMap::default(),
            bytes: 0,
            secrets: 0,
            others: 0,
            seen: Vec::new(),
            commands: Memo::default(),
            words: Memo::default(),
            in_word: Vec::new(),
        };
        for (kind, value) in secrets.values() {
            look.note(kind, value, 0);
        }
        look
    }

    /// Looks at the next entry.
    pub fn take(&mut self, entry: Entry<'_>) {
        self.line(&entry.line);
    }

    fn line(&mut self, line: &Line<'_>) {
        let mut seen = std::mem::take(&mut self.seen);
        let key = if line.direction == Direction::Command { Key::of(line.raw) } else { None };
        if let Some((asked, known)) = key.and_then(|key| self.commands.get(key)) {
            self.expected.behind(*asked);
            seen.extend_from_slice(known);
        } else if !self.inspector.is_quiet(line, &mut self.expected, &mut self.scratch, None, &mut seen) {
            let told = self.inspector.line(line, &mut self.expected, &mut self.scratch, &mut seen, None);
            if told == Told::InWords {
                self.words(line.raw, &mut seen);
            } else {
                self.inspector.learn_quiet(line, &self.expected, &mut self.scratch, None, &seen);
            }
            if let Some(key) = key.filter(|_| !self.expected.has_open_key()) {
                self.commands.put(key, || (self.expected.asked(), seen.clone()));
            }
        }
        for one in &seen {
            let value = one.value(line.raw);
            self.note(one.kind, &value, 1);
            if one.kind == Kind::Other {
                parts(&value).for_each(|part| self.note(Kind::Other, part, 0));
            }
        }
        seen.clear();
        self.seen = seen;
    }

    /// Adds what stands in the words of a command line that was taken apart.
    fn words(&mut self, raw: &[u8], seen: &mut Vec<Seen>) {
        let Self { inspector, scratch, words, in_word, .. } = self;
        let mut index = 0;
        while let Some(word) = scratch.word(index) {
            index += 1;
            let (start, Some(bytes)) = (word.range.start, raw.get(word.range.clone())) else { continue };
            seen.extend(scratch.places(&word.range).map(|kind| Seen::whole(word.range.clone(), kind)));
            if !word.is_loud() {
                continue;
            }
            let key = Key::of(bytes);
            let found = match key.and_then(|key| words.get(key)) {
                Some(found) => found,
                None => {
                    in_word.clear();
                    inspector.word(bytes, scratch, in_word, None, None);
                    if let Some(key) = key {
                        words.put(key, || in_word.clone());
                    }
                    &*in_word
                }
            };
            seen.extend(found.iter().map(|one| one.moved(start)));
        }
    }

    fn note(&mut self, kind: Kind, value: &[u8], count: u64) {
        if let Some(known) = self.values.get_mut(value) {
            known.count += count;
            known.kind = known.kind.min(kind);
            return;
        }
        let (used, is_full) = match kind.is_secret() {
            true => (&mut self.secrets, self.bytes + value.len() > BYTES),
            false => (&mut self.others, self.bytes + value.len() > BYTES / 2),
        };
        if *used >= VALUES || is_full || value.is_empty() || !stand_in::all(value).is_empty() {
            return;
        }
        *used += 1;
        self.bytes += value.len();
        self.values.insert(value.to_vec(), Value { kind, count });
    }

    /// Numbers the values. The numbers follow the salt, which nobody knows, and tell nothing of the order in which they came.
    #[must_use]
    pub fn plan(self, salt: u64) -> Plan {
        Plan::new(self.inspector, self.values, salt)
    }
}

/// The parts of arguments of which it is not clear what is what: each may be the secret.
pub(super) fn parts(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    let parts = value.split(|byte| b"\",; =:".contains(byte));
    parts.filter(|part| part.len() > 3 && part.len() < value.len())
}
