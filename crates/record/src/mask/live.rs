//! One line after the other as they come, for the screen and for those who listen: without numbers, since nobody knows what comes.

use std::borrow::Cow;

use fibocom_at::secrets::{Asked, Kind};

use super::inspector::{Expected, Inspector, Scratch};
use super::matcher::Matcher;
use super::memo::Memo;
use super::pass::AGAIN;
use super::replace::{self, Replaced};
use super::secrets::Secrets;
use super::stand_in;
use crate::line::{Direction, Line};

/// Hides the secrets of lines as they come. It remembers what was asked, so it is to see all lines in order.
#[derive(Debug)]
pub struct Live {
    inspector: &'static Inspector,
    expected: Expected,
    scratch: Scratch,
    matcher: Matcher,
    kinds: Vec<Kind>,
    /// The secrets that the matcher knows.
    known: Option<u64>,
    shown: Vec<Kind>,
    /// What became of command lines; nothing, where there was no secret in one.
    commands: Memo<(Asked, Option<Vec<u8>>)>,
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
            inspector: Inspector::shared(),
            expected: Expected::default(),
            scratch: Scratch::default(),
            matcher: Matcher::new(std::iter::empty()),
            kinds: Vec::new(),
            known: None,
            shown: kinds.to_vec(),
            commands: Memo::default(),
        }
    }

    /// The line with what stands in for its secrets.
    pub fn line<'a>(&mut self, secrets: &Secrets, line: &Line<'a>) -> Cow<'a, [u8]> {
        self.learn(secrets);
        // What is hidden of a command depends on nothing that came before it.
        let is_command = line.direction == Direction::Command;
        if is_command && let Some((asked, masked)) = self.commands.get(line.raw) {
            self.expected.behind(*asked);
            return masked.clone().map_or(Cow::Borrowed(line.raw), Cow::Owned);
        }
        let masked = self.often(line);
        if is_command {
            self.commands.put(line.raw, || (self.expected.asked(), masked.clone()));
        }
        masked.map_or(Cow::Borrowed(line.raw), Cow::Owned)
    }

    /// The line with what was found at all looks; nothing, where there is no secret.
    fn often(&mut self, line: &Line<'_>) -> Option<Vec<u8>> {
        let before = self.expected;
        let mut masked = self.once(line)?;
        let after = self.expected;
        for _ in 0..AGAIN {
            self.expected = before;
            match self.once(&Line { raw: &masked, ..*line }) {
                Some(next) => masked = next,
                None => break,
            }
        }
        self.expected = after;
        Some(masked)
    }

    /// The line with what was found at one look; nothing, where there is no secret.
    fn once(&mut self, line: &Line<'_>) -> Option<Vec<u8>> {
        let raw = line.raw;
        let (mut seen, mut hits, mut found) = (Vec::new(), Vec::new(), Vec::new());
        let kind = |value: usize| self.kinds.get(value).copied().unwrap_or(Kind::Other);
        self.inspector.line(line, &mut self.expected, &mut self.scratch, &mut seen, &mut |view| {
            self.matcher.read_alone(&view.bytes, &mut hits);
            for hit in hits.drain(..) {
                found.extend(view.place(&hit.range).map(|range| (range, kind(hit.value))));
            }
        });
        self.matcher.read_alone(raw, &mut hits);
        found.extend(hits.into_iter().map(|hit| (hit.range, kind(hit.value))));
        found.extend(seen.into_iter().map(|seen| (seen.range, seen.kind)));
        let is_hidden = |kind: &Kind| kind.is_secret() && !self.shown.contains(kind);
        let hidden = found.into_iter().filter(|(_, kind)| is_hidden(kind));
        let mut replaced: Vec<_> = hidden.map(|(range, label)| Replaced { range, label }).collect();
        if replaced.is_empty() {
            return None;
        }
        let stand_ins = stand_in::all(raw);
        replaced
            .retain(|one| !stand_ins.iter().any(|place| place.start < one.range.end && one.range.start < place.end));
        replace::merge(&mut replaced);
        let masked = replace::line(raw, &replaced, |kind| Cow::Owned(stand_in::unnumbered(*kind)));
        (!replaced.is_empty()).then(|| masked.into_owned())
    }

    fn learn(&mut self, secrets: &Secrets) {
        if self.known == Some(secrets.changes()) {
            return;
        }
        self.known = Some(secrets.changes());
        self.commands.forget();
        self.kinds = secrets.values().map(|(kind, _)| kind).collect();
        self.matcher = Matcher::new(secrets.values());
    }
}
