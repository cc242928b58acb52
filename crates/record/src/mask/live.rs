//! One line after the other as they come, for the screen and for those who listen: without numbers, since nobody knows what comes.

use std::borrow::Cow;

use fibocom_at::secrets::{Asked, Kind};

use super::inspector::{Expected, Inspector, Scratch, Seen};
use super::matcher::{Hit, Matcher};
use super::memo::{Key, Memo};
use super::pass::AGAIN;
use super::replace::{self, Replaced};
use super::secrets::Secrets;
use super::stream::Stream;
use super::views::View;
use super::{settled, stand_in};
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
    /// What is replaced in the line that is looked at.
    replaced: Vec<Replaced<Kind>>,
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
            replaced: Vec::new(),
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
        let key = if is_command { Key::of(line.raw) } else { None };
        if let Some((asked, masked)) = key.and_then(|key| self.commands.get(key)) {
            self.expected.behind(*asked);
            return masked.clone().map_or(Cow::Borrowed(line.raw), Cow::Owned);
        }
        let masked = self.often(line);
        if let Some(key) = key.filter(|_| !self.expected.has_open_key()) {
            self.commands.put(key, || (self.expected.asked(), masked.clone()));
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
        let is_command = line.direction == Direction::Command;
        let looks = if is_command && settled::is_settled(line.raw, self.scratch.is_framed(), &self.replaced) {
            0
        } else {
            AGAIN
        };
        for _ in 0..looks {
            self.expected = before;
            match self.once(&Line { raw: &masked, ..*line }, &mut handed_on.clone()) {
                Some(next) => masked = next,
                None => break,
            }
        }
        self.expected = after;
        if !is_command {
            handed_on.read(&self.matcher, &masked, &mut Vec::new());
        }
        self.handed_on = handed_on;
        Some(masked)
    }

    /// The line with what was found at one look; nothing, where there is no secret.
    fn once(&mut self, line: &Line<'_>, stream: &mut Stream) -> Option<Vec<u8>> {
        let raw = line.raw;
        let Self { matcher, kinds, expected, scratch, seen, hits, replaced, shown, .. } = self;
        replaced.clear();
        let mut hide = |range, kind: Kind| {
            if kind.is_secret() && !shown.contains(&kind) {
                replaced.push(Replaced { range, label: kind });
            }
        };
        let kind = |value: usize| kinds.get(value).copied().unwrap_or(Kind::Other);
        let mut see = |view: &View<'_>| {
            matcher.read_alone(&view.bytes, hits);
            for hit in hits.drain(..) {
                if let Some(range) = view.place(&hit.range) {
                    hide(range, kind(hit.value));
                }
            }
        };
        self.inspector.line(line, expected, scratch, seen, Some(&mut see));
        match line.direction {
            Direction::Command => matcher.read_alone(raw, hits),
            _ => stream.read(matcher, raw, hits),
        }
        hits.drain(..).for_each(|hit| hide(hit.range, kind(hit.value)));
        seen.drain(..).for_each(|seen| hide(seen.range, seen.kind));
        if replaced.is_empty() {
            return None;
        }
        let stand_ins = stand_in::all(raw);
        replaced
            .retain(|one| !stand_ins.iter().any(|place| place.start < one.range.end && one.range.start < place.end));
        replace::merge(replaced);
        let masked = replace::line(raw, replaced, |kind| stand_in::unnumbered(*kind));
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
