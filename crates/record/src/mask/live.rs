//! One line after the other as they come, for the screen and for those who listen: without numbers, since nobody knows what comes.

use std::borrow::Cow;

use fibocom_at::secrets::{Asked, Kind};

use super::inspector::{Expected, Inspector, Scratch, Seen, Told};
use super::matcher::{Hit, Matcher};
use super::memo::{Key, Memo};
use super::pass::AGAIN;
use super::replace::{self, Replaced};
use super::secrets::Secrets;
use super::stream::Stream;
use super::views::View;
use super::words::{Labels, Words};
use super::{settled, stand_in};
use crate::line::{Direction, Line};

/// Hides the secrets of lines as they come. It remembers what was asked, so it is to see all lines in order.
#[derive(Debug)]
pub struct Live {
    inspector: &'static Inspector,
    expected: Expected,
    scratch: Scratch,
    hidden: Hidden,
    /// The secrets that are known.
    known: Option<u64>,
    seen: Vec<Seen>,
    hits: Vec<Hit>,
    /// What is replaced in the line that is looked at.
    replaced: Vec<Replaced<Kind>>,
    words: Words<Kind>,
    /// Whether whole words of a command line are all that is replaced in it.
    is_in_words: bool,
    /// Whether lines go to the module, if any came.
    is_data: Option<bool>,
    /// What of the lines before may be the beginning of a value: as it came, and as it was handed on.
    came: Stream,
    handed_on: Stream,
    /// What became of command lines; nothing, where there was no secret in one.
    commands: Memo<(Asked, Option<Vec<u8>>)>,
}

/// What is hidden.
#[derive(Debug)]
struct Hidden {
    matcher: Matcher,
    /// What the values of the matcher are.
    kinds: Vec<Kind>,
    /// Kinds of which nothing is hidden.
    shown: Vec<Kind>,
}

impl Labels for Hidden {
    type Label = Kind;

    fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    fn of_seen(&self, kind: Kind, _value: &[u8]) -> Option<Kind> {
        (kind.is_secret() && !self.shown.contains(&kind)).then_some(kind)
    }

    fn of_match(&self, value: usize) -> Option<Kind> {
        self.of_seen(self.kinds.get(value).copied().unwrap_or(Kind::Other), &[])
    }
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
            hidden: Hidden { matcher: Matcher::new(std::iter::empty()), kinds: Vec::new(), shown: kinds.to_vec() },
            known: None,
            seen: Vec::new(),
            hits: Vec::new(),
            replaced: Vec::new(),
            words: Words::default(),
            is_in_words: false,
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
        let is_first = is_command || (self.came.is_empty() && self.handed_on.is_empty());
        let Self { inspector, expected, scratch, hidden, seen, .. } = self;
        if is_first && inspector.is_quiet(line, expected, scratch, Some(&hidden.matcher), seen) {
            return Cow::Borrowed(line.raw);
        }
        let masked = self.often(line);
        let is_last = is_command || (self.came.is_empty() && self.handed_on.is_empty());
        if is_first && is_last && masked.is_none() {
            let Self { inspector, expected, scratch, hidden, .. } = self;
            inspector.learn_quiet(line, expected, scratch, Some(&hidden.matcher), &[]);
        }
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
                handed_on.read(&self.hidden.matcher, line.raw, &mut Vec::new());
            }
            self.handed_on = handed_on;
            return None;
        };
        let after = self.expected;
        let is_command = line.direction == Direction::Command;
        let is_settled = || settled::is_settled(line.raw, self.scratch.is_framed(), &self.replaced);
        let looks = if is_command && (self.is_in_words || is_settled()) { 0 } else { AGAIN };
        for _ in 0..looks {
            self.expected = before;
            match self.once(&Line { raw: &masked, ..*line }, &mut handed_on.clone()) {
                Some(next) => masked = next,
                None => break,
            }
        }
        self.expected = after;
        if !is_command {
            handed_on.read(&self.hidden.matcher, &masked, &mut Vec::new());
        }
        self.handed_on = handed_on;
        Some(masked)
    }

    /// The line with what was found at one look; nothing, where there is no secret.
    fn once(&mut self, line: &Line<'_>, stream: &mut Stream) -> Option<Vec<u8>> {
        let raw = line.raw;
        let Self { hidden, expected, scratch, seen, hits, replaced, words, is_in_words, .. } = self;
        let matcher = &hidden.matcher;
        replaced.clear();
        let mut see = |view: &View<'_>| {
            matcher.read_alone(&view.bytes, hits);
            replaced.extend(hits.drain(..).filter_map(|hit| {
                Some(Replaced { range: view.place(&hit.range)?, label: hidden.of_match(hit.value)? })
            }));
        };
        let told = self.inspector.line(line, expected, scratch, seen, Some(&mut see));
        *is_in_words = told == Told::InWords && words.line(hidden, self.inspector, raw, scratch, replaced);
        if told == Told::InWords {
            let masked = replace::line(raw, replaced, |kind| stand_in::unnumbered(*kind));
            return (!replaced.is_empty()).then(|| masked.into_owned());
        }
        let in_views = replaced.len();
        replaced.extend(seen.drain(..).filter_map(|one| {
            let label = hidden.of_seen(one.kind, &[])?;
            Some(Replaced { range: one.range, label })
        }));
        // What a place tells goes before what the same bytes mean in another notation.
        replaced.rotate_left(in_views);
        match line.direction {
            Direction::Command => matcher.read_alone(raw, hits),
            _ => stream.read(matcher, raw, hits),
        }
        replaced.extend(
            hits.drain(..).filter_map(|hit| Some(Replaced { range: hit.range, label: hidden.of_match(hit.value)? })),
        );
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
        self.words.forget();
        self.scratch.forget_values();
        self.hidden.kinds = secrets.values().map(|(kind, _)| kind).collect();
        self.hidden.matcher = Matcher::new(secrets.values());
    }
}
