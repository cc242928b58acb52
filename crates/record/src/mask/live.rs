//! One line after the other as they come, for the screen and for those who listen: without numbers, since nobody knows what comes.

use std::borrow::Cow;

use fibocom_at::secrets::{Asked, Kind};

use super::inspector::{Expected, Inspector, Scratch, Seen};
use super::matcher::{Hit, Matcher};
use super::memo::Memo;
use super::pass::AGAIN;
use super::replace::{self, Replaced};
use super::secrets::Secrets;
use super::stand_in;
use super::stream::Stream;
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
    seen: Vec<Seen>,
    hits: Vec<Hit>,
    shown: Vec<Kind>,
    /// Whether lines go to the module, if any came.
    is_data: Option<bool>,
    /// What of the lines before may be the beginning of a value: as it came, and as it was handed on.
    came: Stream,
    handed_on: Stream,
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
            seen: Vec::new(),
            hits: Vec::new(),
            shown: kinds.to_vec(),
            is_data: None,
            came: Stream::default(),
            handed_on: Stream::default(),
            commands: Memo::default(),
        }
    }

    /// The line with what stands in for its secrets.
    pub fn line<'a>(&mut self, secrets: &Secrets, line: &Line<'a>) -> Cow<'a, [u8]> {
        self.learn(secrets);
        // What is hidden of a command depends on nothing that came before it.
        let is_command = line.direction == Direction::Command;
        let is_data = (!is_command).then_some(line.direction == Direction::Data);
        if is_command || is_data != self.is_data {
            self.is_data = is_data;
            self.came.restart();
            self.handed_on.restart();
        }
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
        let mut handed_on = std::mem::take(&mut self.handed_on);
        let mut came = std::mem::take(&mut self.came);
        let is_first = came.is_empty() && handed_on.is_empty();
        let first = self.once(line, &mut came);
        self.came = came;
        let Some(mut masked) = first else {
            // Most lines are handed on as they came, behind others like them.
            if is_first {
                handed_on.clone_from(&self.came);
            } else {
                handed_on.read(&self.matcher, line.raw, &mut Vec::new());
            }
            self.handed_on = handed_on;
            return None;
        };
        let after = self.expected;
        for _ in 0..AGAIN {
            self.expected = before;
            match self.once(&Line { raw: &masked, ..*line }, &mut handed_on.clone()) {
                Some(next) => masked = next,
                None => break,
            }
        }
        self.expected = after;
        if line.direction != Direction::Command {
            handed_on.read(&self.matcher, &masked, &mut Vec::new());
        }
        self.handed_on = handed_on;
        Some(masked)
    }

    /// The line with what was found at one look; nothing, where there is no secret.
    fn once(&mut self, line: &Line<'_>, stream: &mut Stream) -> Option<Vec<u8>> {
        let raw = line.raw;
        let Self { matcher, kinds, expected, scratch, seen, hits, .. } = self;
        let mut found = Vec::new();
        let kind = |value: usize| kinds.get(value).copied().unwrap_or(Kind::Other);
        self.inspector.line(line, expected, scratch, seen, &mut |view| {
            matcher.read_alone(&view.bytes, hits);
            for hit in hits.drain(..) {
                found.extend(view.place(&hit.range).map(|range| (range, kind(hit.value))));
            }
        });
        match line.direction {
            Direction::Command => matcher.read_alone(raw, hits),
            _ => stream.read(matcher, raw, hits),
        }
        found.extend(hits.drain(..).map(|hit| (hit.range, kind(hit.value))));
        found.extend(seen.drain(..).map(|seen| (seen.range, seen.kind)));
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
        self.came.restart();
        self.handed_on.restart();
        self.kinds = secrets.values().map(|(kind, _)| kind).collect();
        self.matcher = Matcher::new(secrets.values());
    }
}
