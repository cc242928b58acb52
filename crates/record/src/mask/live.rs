//! One line after the other as they come, for the screen and for those who listen: without numbers, since nobody knows what comes.

use std::borrow::Cow;

use fibocom_at::secrets::Kind;

use super::inspector::{Expected, Inspector, clear_of_stand_ins};
use super::matcher::{Matcher, Reading};
use super::replace::{self, Replaced};
use super::secrets::Secrets;
use super::{stand_in, views};
use crate::line::Line;

/// Hides the secrets of lines as they come. It remembers what was asked, so it is to see all lines in order.
#[derive(Debug)]
pub struct Live {
    inspector: Inspector,
    expected: Expected,
    matcher: Matcher,
    kinds: Vec<Kind>,
    /// The secrets that the matcher knows.
    known: Option<u64>,
    shown: Vec<Kind>,
}

impl Default for Live {
    fn default() -> Self {
        Self::showing(&[])
    }
}

impl Live {
    /// Hides all secrets but those of some kinds: at the same desk, the IMEI may be read.
    #[must_use]
    pub fn showing(kinds: &[Kind]) -> Self {
        Self {
            inspector: Inspector::new(),
            expected: Expected::default(),
            matcher: Matcher::new(std::iter::empty()),
            kinds: Vec::new(),
            known: None,
            shown: kinds.to_vec(),
        }
    }

    /// The line with what stands in for its secrets.
    pub fn line<'a>(&mut self, secrets: &Secrets, line: &Line<'a>) -> Cow<'a, [u8]> {
        self.learn(secrets);
        let raw = line.raw;
        let mut seen = Vec::new();
        self.inspector.line(line, &mut self.expected, &mut seen);
        clear_of_stand_ins(raw, &mut seen);
        let is_hidden = |kind: Kind| kind.is_secret() && !self.shown.contains(&kind);
        let hidden = seen.into_iter().filter(|seen| is_hidden(seen.kind));
        let mut replaced: Vec<_> = hidden.map(|seen| Replaced { range: seen.range, label: seen.kind }).collect();
        let mut hits = Vec::new();
        self.matcher.read(raw, 0, &mut Reading::default(), &mut hits);
        let mut add = |range, value: usize| {
            if let Some(kind) = self.kinds.get(value).filter(|kind| is_hidden(**kind)) {
                replaced.push(Replaced { range, label: *kind });
            }
        };
        hits.drain(..).for_each(|hit| add(hit.range, hit.value));
        views::each(raw, &mut |view| {
            self.matcher.read(&view.bytes, 0, &mut Reading::default(), &mut hits);
            for hit in hits.drain(..) {
                if let Some(range) = view.place(&hit.range) {
                    add(range, hit.value);
                }
            }
        });
        let stand_ins = stand_in::all(raw);
        replaced
            .retain(|one| !stand_ins.iter().any(|place| place.start < one.range.end && one.range.start < place.end));
        replace::merge(&mut replaced);
        replace::line(raw, &replaced, |kind| Cow::Owned(stand_in::unnumbered(*kind)))
    }

    fn learn(&mut self, secrets: &Secrets) {
        if self.known == Some(secrets.changes()) {
            return;
        }
        self.known = Some(secrets.changes());
        self.kinds = secrets.values().map(|(kind, _)| kind).collect();
        self.matcher = Matcher::new(secrets.values());
    }
}
