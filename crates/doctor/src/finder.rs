//! Finds the traffic with a module in a text of any style, line by line: which way each piece went, when, and where it stands.

mod analyser;
mod bytes;
mod calls;
mod chinese;
mod cursor;
mod doubts;
mod flow;
mod general;
mod heads;
mod lines;
mod looks;
mod marks;
mod objects;
mod own;
mod pairs;
mod reading;
mod spelling;
mod spelt;
mod stamp;
mod structured;
mod style;
mod wrapped;

pub use style::Style;

pub(crate) use lines::{Lines, TextLine};

use std::collections::VecDeque;

use aho_corasick::AhoCorasick;
use fibocom_at::commands::{Typed, recognise_all};

use analyser::Analyser;
use calls::Call;
use flow::Flow;
use heads::Head;
use objects::Objects;
use own::Sessions;
use reading::{Ends, Reading, Trust, Way};
use wrapped::Wrapping;

use crate::index::Block;

/// A piece of AT traffic, or a line of the log without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of its line, from 1 on.
    pub line: u64,
    /// Where the line begins, in bytes from the beginning of the file.
    pub offset: u64,
    /// When, in milliseconds. Where they count from is the log's own.
    pub at: Option<u64>,
    /// How the line is written.
    pub style: Style,
    /// What it is.
    pub what: What,
    /// The bytes that went over the line; of a line that is no traffic, its text, cut where it is long.
    pub bytes: Vec<u8>,
    /// Whether the log has every byte, or takes line ends away.
    pub exact: bool,
    /// How many bytes went over the line, where the log has others.
    pub length: Option<u64>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// It went to the module: a command, or part of one.
    Sent,
    /// It went to the module behind a prompt.
    Data,
    /// It came from the module.
    Received,
    /// The log's own remark about the link.
    Link,
    /// No traffic: what the program or the logger itself says.
    Host,
}

/// How much is kept of a line that is no traffic.
const HOST_MAX: usize = 256;

/// How many bytes a frame has that does not say so.
const FRAME_MAX: usize = 4 * 1_024;

/// Any of these stands in a line that is traffic, unless its style says so at its beginning.
const WORTH: &[&str] = &[
    "AT", "at", "+", "^", "*", "OK", "ERROR", ">", "<", "RDY", "READY", "DONE", "CONNECT", "CARRIER", "BUSY", "NO ",
    "TX", "RX", "Tx", "Rx", "MSG", "TT", "\"", ": ", "4154", "0d0a", "0D0A", "data (", "IRP_MJ_",
];

/// The same for signs in GBK: SSCOM's.
const WORTH_IN_GBK: &[&[u8]] = &[b"\xA1\xF3", b"\xA1\xF4"];

/// The finder. It is fed slices, keeps a few lines at most, and never fails.
#[derive(Debug)]
pub struct Finder {
    lines: Lines,
    reader: LineReader,
    found: VecDeque<Found>,
}

/// Reads single lines.
#[derive(Debug)]
struct LineReader {
    forced: Option<Style>,
    worth: Option<AhoCorasick>,
    /// Finds what a frame is announced with (gammu).
    frames: memchr::memmem::Finder<'static>,
    sessions: Sessions,
    /// Which way the frame goes whose lines come now, and how many bytes of it are to come (gammu).
    frame: Option<(Way, usize)>,
    flow: Flow,
    analyser: Analyser,
    /// What the last line said of the bytes in these.
    head: Option<Head>,
    /// Whether the last line was a call that reads, in a shell of Python.
    reads: bool,
    /// Whether lines are objects of JSON with a text in them.
    is_structured: bool,
    objects: Objects,
    wrapped: Wrapping,
    /// How many pieces of traffic were seen in each style.
    styles: [u64; Style::ALL.len()],
    /// The line in which each was seen first.
    firsts: [Option<u64>; Style::ALL.len()],
    total: u64,
}

impl Default for Finder {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Finder {
    /// A finder for every style, or for one that a person has chosen.
    #[must_use]
    pub fn new(forced: Option<Style>) -> Self {
        let reader = LineReader { worth: worth(), ..LineReader::new(forced) };
        Self { lines: Lines::default(), reader, found: VecDeque::new() }
    }

    /// Takes the next bytes of the text. What was found is taken with [`Finder::poll`], best after each slice.
    pub fn feed(&mut self, bytes: &[u8]) {
        let Self { lines, reader, found } = self;
        lines.feed(bytes, |line| reader.line(line, found));
    }

    /// The text has ended.
    pub fn end(&mut self) {
        let Self { lines, reader, found } = self;
        lines.end(|line| reader.line(line, found));
        reader.end(found);
    }

    /// What was found, in the order of the text.
    pub fn poll(&mut self) -> Option<Found> {
        self.found.pop_front()
    }

    /// A finder for the same log from a line on, where a file is read again: it knows what this one has learned of how the log is written.
    pub(crate) fn resumed(&self, line: u64, offset: u64) -> Self {
        let Self { reader: LineReader { forced, worth, frames, flow, analyser, is_structured, .. }, .. } = self;
        let reader = LineReader {
            worth: worth.clone(),
            frames: frames.clone(),
            flow: flow.resumed(),
            analyser: analyser.resumed(),
            is_structured: *is_structured,
            ..LineReader::new(*forced)
        };
        Self { lines: self.cutter(line, offset), reader, found: VecDeque::new() }
    }

    /// What cuts the same log into lines from a line on.
    pub(crate) fn cutter(&self, line: u64, offset: u64) -> Lines {
        self.lines.resumed(line, offset)
    }

    /// The block that has a line; `None` for a line that has not come.
    pub(crate) fn block(&self, line: u64) -> Option<Block> {
        self.lines.block(line)
    }

    /// How many lines have ended.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.reader.total
    }

    /// The styles in which traffic was seen, each with its first line.
    pub fn styles(&self) -> impl Iterator<Item = (Style, u64)> {
        Style::ALL.into_iter().zip(self.reader.firsts).filter_map(|(style, first)| Some((style, first?)))
    }

    /// The style of most pieces of traffic so far, and how many in a hundred are in it.
    #[must_use]
    pub fn style(&self) -> Option<(Style, u64)> {
        let all: u64 = self.reader.styles.iter().sum();
        let most = Style::ALL.into_iter().zip(self.reader.styles).max_by_key(|(_, count)| *count);
        most.filter(|_| all > 0).map(|(style, count)| (style, count * 100 / all))
    }
}

fn worth() -> Option<AhoCorasick> {
    AhoCorasick::new(WORTH.iter().map(|text| text.as_bytes()).chain(WORTH_IN_GBK.iter().copied())).ok()
}

impl LineReader {
    fn new(forced: Option<Style>) -> Self {
        Self {
            forced,
            worth: None,
            frames: memchr::memmem::Finder::new(" frame"),
            sessions: Sessions::default(),
            frame: None,
            flow: Flow::default(),
            analyser: Analyser::default(),
            head: None,
            reads: false,
            is_structured: false,
            objects: Objects::default(),
            wrapped: Wrapping::default(),
            styles: [0; Style::ALL.len()],
            firsts: [None; Style::ALL.len()],
            total: 0,
        }
    }

    fn line(&mut self, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        self.total = line.number;
        if self.forced.is_none()
            && let Some(ended) = self.analyser.take(line)
        {
            ended.iter().for_each(|bytes| self.byte_line(bytes, found));
            return;
        }
        let text = spelling::without_colours(line.text);
        let text = spelling::without_entities(&text);
        let text = spelling::without_carets(&text);
        // A terminal's capture has bare carriage returns: behind an echo, or where a line was written over.
        let text = spelling::with_line_ends(text);
        for part in text.split(|byte| *byte == b'\r').filter(|part| !part.is_empty()) {
            let mut objects = std::mem::take(&mut self.objects);
            let is_known = self.is_structured;
            objects.take(TextLine { text: part, ..line }, is_known, |line| self.part(line, found));
            self.objects = objects;
        }
    }

    /// A window may have wrapped the line: its rest is in the next ones.
    fn part(&mut self, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        let (held, line) = self.wrapped.take(line);
        if let Some(held) = held {
            self.whole(held.line(), found);
        }
        if let Some(line) = line {
            self.whole(line, found);
        }
    }

    /// The text has ended.
    fn end(&mut self, found: &mut VecDeque<Found>) {
        std::mem::take(&mut self.objects).end(|line| self.part(line, found));
        if let Some(held) = self.wrapped.end() {
            self.whole(held.line(), found);
        }
        let ended = self.analyser.end();
        ended.iter().for_each(|bytes| self.byte_line(bytes, found));
        self.flow.end(found);
    }

    /// A line of bytes that had a row each.
    fn byte_line(&mut self, bytes: &analyser::Line, found: &mut VecDeque<Found>) {
        let before = found.len();
        self.flow.take(bytes.reading(), TextLine { number: bytes.number, offset: bytes.offset, text: b"" }, found);
        self.count(before, found);
    }

    fn whole(&mut self, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        let before = found.len();
        if self.head.take_if(|head| head.ends_with(line.text)).is_some() {
            return self.flow.host(line, found);
        }
        let mut reading =
            self.reading(line.text).filter(|reading| self.forced.is_none_or(|forced| forced == reading.style));
        if let Some(reading) = &mut reading {
            if let Some(head) = Head::of(line.text, reading) {
                self.head = Some(head);
                return self.flow.host(line, found);
            }
            self.head = self.head.filter(|head| head.is_of(reading));
        }
        match reading {
            Some(reading) => self.flow.take(reading, line, found),
            None => self.flow.host(line, found),
        }
        self.count(before, found);
    }

    /// Counts what was found by its style.
    fn count(&mut self, before: usize, found: &VecDeque<Found>) {
        for piece in found.iter().skip(before).filter(|piece| piece.what != What::Host) {
            if let Some(count) = self.styles.get_mut(piece.style.place()) {
                *count += 1;
            }
            if let Some(first) = self.firsts.get_mut(piece.style.place()) {
                *first = first.or(Some(piece.line));
            }
        }
    }

    fn reading<'a>(&mut self, text: &'a [u8]) -> Option<Reading<'a>> {
        // A payload may begin like this, too.
        let whole = text.trim_ascii_start();
        let is_ours = whole.starts_with(b"{\"number\":") || whole.starts_with(b"{\"format\":");
        if is_ours && let Some(reading) = self.sessions.line(whole) {
            return Some(reading);
        }
        if let Some((way, left)) = self.frame
            // Behind what a service writes before each line.
            && let row = memchr::memmem::find(text, b"gammu: ").and_then(|at| text.get(at + 7..)).unwrap_or(text)
            && let Some(bytes) = own::frame(row)
        {
            self.frame = left.checked_sub(bytes.len()).filter(|left| *left > 0).map(|left| (way, left));
            return Some(Reading {
                style: Style::Gammu,
                at: None,
                way,
                ends: Ends::Kept,
                trust: Trust::Whole,
                bytes: bytes.into(),
                length: None,
            });
        }
        if let Some(way) = self.frame_begins(text) {
            self.frame = Some((way, own::frame_length(text).unwrap_or(FRAME_MAX)));
            return None;
        }
        if self.worth.as_ref().is_some_and(|worth| !worth.is_match(text))
            && !self.flow.wants_text()
            && self.head.is_none()
            && !self.reads
            && own::dump(text).is_none()
        {
            return None;
        }
        if whole.first() == Some(&b'{')
            && let Some(reading) = structured::reading(whole, self.is_structured)
        {
            self.is_structured = true;
            return Some(reading);
        }
        if self.head.is_some()
            && let Some(reading) = own::row(text)
        {
            return Some(reading);
        }
        if let Some(call) = calls::typed(text) {
            self.reads = call == Call::Reads;
            return call.written();
        }
        if text.first().is_some_and(u8::is_ascii_digit)
            && let Some(reading) = calls::monitored(text)
        {
            return Some(reading);
        }
        let reads = std::mem::take(&mut self.reads);
        own::text(text)
            .or_else(|| own::usbmon(text))
            .or_else(|| own::shell(text))
            .or_else(|| pairs::reading(text))
            .or_else(|| Some(general::reading(text)))
            .map(|reading| if reads { calls::answered(reading) } else { reading })
    }

    /// The way of the frame whose bytes stand in the next lines.
    fn frame_begins(&self, text: &[u8]) -> Option<Way> {
        let ways = self.frames.find_iter(text).filter_map(|at| {
            let before = text.get(..at)?;
            let way = before.ends_with(b"SENDING").then_some(Way::Sent);
            way.or_else(|| before.ends_with(b"RECEIVED").then_some(Way::Received))
        });
        ways.min_by_key(|way| *way != Way::Sent)
    }
}

/// How many bytes a command line announces, in any of its commands.
pub(crate) fn announced(line: &[u8]) -> Option<u64> {
    line.get(..2).filter(|head| head.eq_ignore_ascii_case(b"AT"))?;
    let all = recognise_all(&String::from_utf8_lossy(line));
    all.iter().find_map(Typed::datasize).map(u64::from)
}

#[cfg(test)]
mod tests;
