//! Command lines of a known frame, word by word: what is replaced in a word depends on nothing outside of it, but for its place.
//!
//! A word that is a secret by its place goes as a whole, and is not looked at any more. Another is looked at by itself, and once if it
//! comes again.

use fibocom_at::secrets::Kind;

use super::inspector::{Inspector, Scratch, Seen};
use super::matcher::{Hit, Matcher};
use super::memo::{Key, Memo};
use super::replace::{self, Replaced};
use super::views::View;

/// What stands in for what was found.
pub(super) trait Labels {
    /// The name of it: a number among the values of a file, or a kind.
    type Label: Copy;

    /// Finds the values.
    fn matcher(&self) -> &Matcher;

    /// What stands in for a value that was seen; nothing, where it is shown.
    fn of_seen(&self, kind: Kind, value: &[u8]) -> Option<Self::Label>;

    /// What stands in for a value of the matcher; nothing, where it is shown.
    fn of_match(&self, value: usize) -> Option<Self::Label>;
}

/// Remembers what is replaced in words.
#[derive(Debug)]
pub(super) struct Words<L> {
    known: Memo<Vec<Replaced<L>>>,
    seen: Vec<Seen>,
    hits: Vec<Hit>,
    /// What is replaced in the word that is looked at.
    found: Vec<Replaced<L>>,
}

impl<L> Default for Words<L> {
    fn default() -> Self {
        Self { known: Memo::default(), seen: Vec::new(), hits: Vec::new(), found: Vec::new() }
    }
}

impl<L: Copy> Words<L> {
    /// Forgets all words: others are looked for from now on.
    pub(super) fn forget(&mut self) {
        self.known.forget();
    }

    /// Adds what is replaced in the line that was taken apart last. Tells whether that is nothing but whole words.
    pub(super) fn line(
        &mut self,
        labels: &impl Labels<Label = L>,
        inspector: &Inspector,
        raw: &[u8],
        scratch: &mut Scratch,
        replaced: &mut Vec<Replaced<L>>,
    ) -> bool {
        let matcher = labels.matcher();
        // Only values with a quote within reach over the quotes of a word.
        let is_apart = !matcher.has_quotes();
        let hits = &mut self.hits;
        let has_others = !is_apart
            || scratch.frames().has_value(|frame| {
                hits.clear();
                matcher.read_alone(frame, hits);
                !hits.is_empty()
            });
        let (mut is_whole, mut index) = (true, 0);
        while let Some(word) = scratch.word(index) {
            index += 1;
            let (start, is_loud) = (word.range.start, word.is_loud());
            let Some(bytes) = raw.get(word.range.clone()) else { continue };
            let by_place = scratch.places(&word.range).find_map(|kind| labels.of_seen(kind, bytes));
            if let Some(label) = by_place {
                replaced.push(Replaced { range: word.range.clone(), label });
                continue;
            }
            let quoted = raw.get(start.saturating_sub(1)..word.range.end + 1).unwrap_or_default();
            if !is_loud && (!is_apart || matcher.passes_over(quoted)) {
                continue;
            }
            let key = Key::of(bytes);
            let found = match key.and_then(|key| self.known.get(key)) {
                Some(found) => found,
                None => {
                    self.found.clear();
                    self.word(labels, inspector, (bytes, is_loud), is_apart.then_some(quoted), scratch);
                    if let Some(key) = key {
                        self.known.put(key, || self.found.clone());
                    }
                    &self.found
                }
            };
            is_whole &= found.iter().all(|one| one.range == (0..bytes.len()));
            replaced.extend(found.iter().map(|Replaced { range, label }| Replaced {
                range: start + range.start..start + range.end,
                label: *label,
            }));
        }
        if has_others {
            let before = replaced.len();
            self.hits.clear();
            matcher.read_alone(raw, &mut self.hits);
            replaced.extend(self.hits.iter().filter_map(|hit| {
                let range = replace::between_ends(raw, hit.range.clone());
                Some(Replaced { range, label: labels.of_match(hit.value)? })
            }));
            is_whole &= replaced.len() == before;
        }
        replace::merge(replaced);
        is_whole
    }

    /// Finds what is replaced in a word by itself.
    fn word(
        &mut self,
        labels: &impl Labels<Label = L>,
        inspector: &Inspector,
        (word, is_loud): (&[u8], bool),
        quoted: Option<&[u8]>,
        scratch: &mut Scratch,
    ) {
        let Self { seen, hits, found, .. } = self;
        let matcher = labels.matcher();
        hits.clear();
        if is_loud {
            let mut see = |view: &View<'_>| {
                matcher.read_alone(&view.bytes, hits);
                found.extend(hits.drain(..).filter_map(|hit| {
                    Some(Replaced { range: view.place(&hit.range)?, label: labels.of_match(hit.value)? })
                }));
            };
            inspector.word(word, scratch, seen, Some(matcher), Some(&mut see));
            let in_views = found.len();
            found.extend(seen.drain(..).filter_map(|one| {
                let label = labels.of_seen(one.kind, &one.value(word))?;
                Some(Replaced { range: one.range, label })
            }));
            found.rotate_left(in_views);
        }
        if let Some(quoted) = quoted {
            matcher.read_alone(quoted, hits);
            found.extend(hits.drain(..).filter_map(|hit| {
                let range = hit.range.start.saturating_sub(1)..hit.range.end.saturating_sub(1);
                Some(Replaced { range, label: labels.of_match(hit.value)? })
            }));
        }
    }
}
