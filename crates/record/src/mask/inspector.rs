//! What stands in the lines one after the other: each is read with what the lines before it let one expect.

mod quiet;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use fibocom_at::secrets::{self, Asked, Behind, Finder, Kind, Span, Way};

use super::forms::Forms;
use super::frames::{Frame, Frames, Word};
use super::marks::Marks;
use super::matcher::Matcher;
use super::memo::{Key, Memo};
use super::messages::Message;
use super::quiet::Quiet;
use super::shapes::Shapes;
use super::views::{View, hex};
use super::{digits, keys, normal, stand_in, views};
use crate::line::{Direction, Line};

/// Reads lines in order. It knows nothing of a file, so there is one for all.
#[derive(Debug)]
pub(super) struct Inspector {
    finder: Finder,
    shapes: Shapes,
}

/// What the lines so far let one expect.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Expected {
    asked: Asked,
    /// Whether a private key goes on in the next line to the module, and in the next from it.
    key_sent: bool,
    key_received: bool,
    message: Message,
}

impl Expected {
    /// What the command lets one expect that comes next.
    pub(super) const fn behind(&mut self, command: Asked) {
        self.asked = command;
        self.key_sent = false;
        self.message = Message::None;
    }

    /// Whether nothing that came before says what stands in the next line of the module.
    fn is_nothing_special(&self) -> bool {
        !self.asked.is_for_a_bare_secret() && !self.key_received && self.message == Message::None
    }

    /// Whether a private key goes on behind the last command.
    pub(super) const fn has_open_key(&self) -> bool {
        self.key_sent
    }

    /// What the last command asked for.
    pub(super) const fn asked(&self) -> Asked {
        self.asked
    }
}

/// Memory that is used for one line after the other.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    spans: Vec<Span>,
    finder: secrets::Spare,
    views: views::Spare,
    forms: Forms,
    frames: Frames,
    /// How the last line was taken apart, if it was.
    frame: Option<Frame>,
    has_known_frame: bool,
    /// Which of its words are secret by their places.
    places: Vec<Span>,
    /// Lines of the module, where nothing that came before said more of them.
    replies: Memo<Known>,
    /// Lines in which nothing is found.
    quiet: Quiet,
}

impl Scratch {
    /// Others are looked for from now on.
    pub(super) fn forget_values(&mut self) {
        self.frames.forget_values();
        self.quiet.forget();
    }

    /// Whether the last line was a command line with nothing but plain words between its quotes.
    pub(super) fn is_framed(&self) -> bool {
        self.frame == Some(Frame::Plain)
    }

    /// Command lines that were taken apart.
    pub(super) const fn frames(&mut self) -> &mut Frames {
        &mut self.frames
    }

    /// A word of the last line that was taken apart, by its number.
    pub(super) fn word(&self, index: usize) -> Option<Word> {
        self.frames.word(index)
    }

    /// What a word of it is by its place.
    pub(super) fn places(&self, word: &Range<usize>) -> impl Iterator<Item = Kind> {
        self.places.iter().filter(|span| span.range == *word).map(|span| span.kind)
    }
}

/// Where it is told what stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// In the list of what was seen.
    InList,
    /// In the words of the line: it is a command line with plain words and nothing else that could be a secret, and each of them is to
    /// be looked at by itself.
    InWords,
}

/// What was found in a line of the module.
#[derive(Debug)]
struct Known {
    seen: Vec<Seen>,
    /// What is in it, where it has other views.
    views: Option<Marks>,
}

/// A value that stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Where.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// What it means, where that is not what stands there.
    meant: Option<Vec<u8>>,
}

impl Seen {
    /// What stands there, as it is.
    pub(super) const fn whole(range: Range<usize>, kind: Kind) -> Self {
        Self { range, kind, meant: None }
    }

    /// Whether it means what stands there.
    pub(super) const fn is_as_it_stands(&self) -> bool {
        self.meant.is_none()
    }

    /// The same value in a longer text, in which the one that it stands in begins at a place.
    pub(super) fn moved(&self, start: usize) -> Self {
        let Self { range, kind, meant } = self;
        Self { range: start + range.start..start + range.end, kind: *kind, meant: meant.clone() }
    }

    /// The value as somebody would give it.
    pub(super) fn value<'a>(&'a self, raw: &'a [u8]) -> Cow<'a, [u8]> {
        match &self.meant {
            Some(meant) => Cow::Borrowed(meant),
            None => normal::value(raw.get(self.range.clone()).unwrap_or_default()),
        }
    }
}

/// Which way a line went, if any.
pub(super) const fn way(direction: Direction<'_>) -> Option<Way> {
    match direction {
        Direction::Command => Some(Way::Command),
        Direction::Data => Some(Way::Data),
        Direction::Received(role) => Some(Way::Received(role)),
        Direction::Link(_) => None,
    }
}

impl Inspector {
    pub(super) fn shared() -> &'static Self {
        static SHARED: OnceLock<Inspector> = OnceLock::new();
        SHARED.get_or_init(|| {
            let finder = Finder::new();
            let shapes = Shapes::new(&finder);
            Self { finder, shapes }
        })
    }

    /// What stands in the next line, into an empty list. Stretches may lie in each other; none reaches into a stand-in. Every other
    /// view of the line is handed over to whoever wants to see them.
    pub(super) fn line(
        &self,
        line: &Line<'_>,
        expected: &mut Expected,
        scratch: &mut Scratch,
        seen: &mut Vec<Seen>,
        see: Option<&mut dyn FnMut(&View<'_>)>,
    ) -> Told {
        let told = self.whole_line(line, expected, scratch, seen, see);
        scratch.quiet.note(seen);
        told
    }

    fn whole_line(
        &self,
        line: &Line<'_>,
        expected: &mut Expected,
        scratch: &mut Scratch,
        seen: &mut Vec<Seen>,
        mut see: Option<&mut dyn FnMut(&View<'_>)>,
    ) -> Told {
        let Some(way) = way(line.direction) else { return Told::InList };
        let raw = line.raw;
        let Scratch { spans, finder, views, forms, frames, frame, has_known_frame, places, replies, .. } = scratch;
        *frame = None;
        // What is in a reply seldom depends on what came before it.
        let is_plain_reply = matches!(way, Way::Received(_)) && expected.is_nothing_special();
        let key = if is_plain_reply { Key::of(raw) } else { None };
        if let Some(known) = key.and_then(|key| replies.get(key)) {
            seen.extend_from_slice(&known.seen);
            if let (Some(marks), Some(see)) = (known.views, see) {
                views::each(raw, marks, views, &mut |view| {
                    see(view);
                    Marks::of(&view.bytes, |_| {})
                });
            }
            return Told::InList;
        }
        let mut by_frame = None;
        if way == Way::Command {
            *frame = frames.read(raw);
            places.clear();
            by_frame = frame.and_then(|_| frames.find(places));
            *has_known_frame = by_frame.is_some();
            expected.behind(by_frame.unwrap_or_else(|| Asked::by(raw)));
            if by_frame.is_some() && *frame == Some(Frame::Plain) {
                return Told::InWords;
            }
            spans.append(places);
        }
        let key_goes_on = match way {
            Way::Received(_) => &mut expected.key_received,
            Way::Command | Way::Data => &mut expected.key_sent,
        };
        if *key_goes_on {
            *key_goes_on = keys::continued(raw, spans);
        }
        match (way, expected.asked.behind()) {
            (Way::Data, Behind::Secret(kind)) => all(raw, kind, spans),
            (Way::Data, Behind::Open) if keys::is_bare(raw) => all(raw, Kind::Key, spans),
            (Way::Data, Behind::Open) => {}
            (Way::Command, _) if by_frame.is_some() => {}
            (Way::Command | Way::Received(_), _) => self.finder.spans(raw, way, expected.asked, finder, spans),
        }
        if matches!(way, Way::Received(_)) {
            expected.message = expected.message.line(raw, spans);
            digits::bare(raw, spans);
        }
        let by_place = spans.len();
        let (is_open, marks) = forms.spans(&self.shapes, raw, (&self.finder, finder), spans);
        if let Some(frame) = frame.filter(|_| by_frame.is_none()) {
            frames.learn(raw, frame, expected.asked, by_place, spans);
        }
        *key_goes_on |= is_open;
        seen.extend(spans.drain(..).map(|span| Seen::whole(span.range, span.kind)));
        let mut has_views = false;
        views::each(raw, marks, views, &mut |view| {
            has_views = true;
            self.view(view, (forms, finder), spans, seen, &mut see)
        });
        if marks.has_stand_ins() {
            clear_of_stand_ins(raw, seen);
        }
        let is_plain = !*key_goes_on && expected.message == Message::None;
        if let Some(key) = key.filter(|_| is_plain) {
            replies.put(key, || Known { seen: seen.clone(), views: has_views.then_some(marks) });
        }
        Told::InList
    }

    /// What a plain word looks like, counted from where it begins. What it means in hexadecimal is handed over only where there may be something.
    pub(super) fn word(
        &self,
        word: &[u8],
        scratch: &mut Scratch,
        seen: &mut Vec<Seen>,
        matcher: Option<&Matcher>,
        mut see: Option<&mut dyn FnMut(&View<'_>)>,
    ) {
        let Scratch { spans, finder, views, forms, .. } = scratch;
        let (_, marks) = forms.spans(&self.shapes, word, (&self.finder, finder), spans);
        seen.extend(spans.drain(..).map(|span| Seen::whole(span.range, span.kind)));
        if hex::all_stretches(word, |stretch| self.means_nothing_at_all(stretch, matcher, finder, spans)) {
            return;
        }
        views::each(word, marks, views, &mut |view| self.view(view, (forms, finder), spans, seen, &mut see));
    }

    /// Adds what stands in a view of a line. Tells what else is in it.
    fn view(
        &self,
        view: &View<'_>,
        (forms, finder): (&mut Forms, &mut secrets::Spare),
        spans: &mut Vec<Span>,
        seen: &mut Vec<Seen>,
        see: &mut Option<&mut dyn FnMut(&View<'_>)>,
    ) -> Marks {
        if let Some(see) = see {
            see(view);
        }
        let (_, marks) = forms.spans(&self.shapes, &view.bytes, (&self.finder, finder), spans);
        for span in spans.drain(..) {
            let Some(range) = view.place(&span.range) else { continue };
            let meant = view.bytes.get(span.range).map(<[u8]>::to_vec);
            seen.push(Seen { range, kind: span.kind, meant });
        }
        marks
    }
}

/// Everything but the line end.
fn all(raw: &[u8], kind: Kind, spans: &mut Vec<Span>) {
    let length = raw.trim_ascii_end().len();
    if length > 0 {
        spans.push(Span { range: 0..length, kind });
    }
}

/// Leaves stand-ins as they are: what lies in one goes, and what has one within is what stands around it.
fn clear_of_stand_ins(raw: &[u8], seen: &mut Vec<Seen>) {
    let stand_ins = stand_in::all(raw);
    if stand_ins.is_empty() {
        return;
    }
    let pieces = seen.drain(..).flat_map(|one| {
        let mut pieces = Vec::new();
        let mut start = one.range.start;
        for stand_in in
            stand_ins.iter().filter(|stand_in| stand_in.start < one.range.end && stand_in.end > one.range.start)
        {
            pieces.push(start..stand_in.start.max(start));
            start = stand_in.end;
        }
        let is_whole = pieces.is_empty();
        pieces.push(start..one.range.end.max(start));
        let worth = |range: &Range<usize>| {
            raw.get(range.clone()).is_some_and(|bytes| {
                is_whole || bytes.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
            })
        };
        let Seen { kind, meant, .. } = one;
        pieces
            .into_iter()
            .filter(worth)
            .map(move |range| Seen { range, kind, meant: meant.clone().filter(|_| is_whole) })
            .collect::<Vec<_>>()
    });
    *seen = pieces.collect();
}
