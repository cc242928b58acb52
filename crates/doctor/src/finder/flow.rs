//! Decides what each reading is, from its looks and from what went before: commands and their echoes, replies, data, wrapped lines.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};

use fibocom_at::commands::Typed;

use super::doubts::Doubts;
use super::general;
use super::lines::TextLine;
use super::looks::{Look, has_blank, has_more_lines, is_damaged_echo, is_open, look, reply_within};
use super::reading::{Ends, Reading, Trust, Way, host};
use super::spelling::{hex_groups, letters};
use super::style::Style;
use super::{Found, What, announced};

/// How many beginnings of lines are remembered.
pub(super) const TEMPLATES_MAX: usize = 256;

/// The longest text that wrapped lines are joined to, and of how many lines.
const JOINED_MAX: usize = 8 * 1_024;
pub(super) const WRAPPED_MAX: usize = 12;

/// A logger that takes line ends away takes so many bytes.
const LINE_END: u64 = 2;

/// How wide the windows are in which terminals wrap lines.
pub(super) const WIDTHS: &[usize] = &[79, 80, 100, 120, 132];

/// An echo comes within this time, in milliseconds: whoever sends the same again later had no answer.
const ECHO_WITHIN: u64 = 900;

/// A line that goes on in the next one, perhaps.
#[derive(Debug)]
struct Held {
    reading: Reading<'static>,
    number: u64,
    offset: u64,
    lines: usize,
    width: usize,
}

/// What went before, as far as it decides what comes.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    held: Option<Held>,
    /// Beginnings behind which traffic stood.
    templates: HashSet<(u64, Way)>,
    /// The last command, as long as nothing came behind it but echoes.
    echo: Vec<u8>,
    /// When it was sent.
    echo_at: Option<u64>,
    /// Whether a command waits for its final result.
    awaiting: bool,
    /// How many bytes the last command announced, until they are sent or its end comes.
    data_due: Option<u64>,
    /// How many of the announced bytes the data lacks whose first line was seen, and how it ended: it may go on in the next line.
    data_left: Option<(u64, Ends)>,
    /// Whether the module has asked for them.
    prompted: bool,
    /// The beginning of the line that the last command has as its result, until it came.
    expected: Option<Vec<u8>>,
    /// Whether the last thing that came was a prompt.
    behind_prompt: bool,
    /// How the line of the last command is written, and with how many blanks it begins.
    command_style: Option<Style>,
    indent: usize,
    /// Whether any line was marked as sent.
    has_sent: bool,
    /// What only looks like such a mark.
    doubts: Doubts,
    /// The end of a stream of bytes of no known way, without its line end, and the line in which it begins, with its offset.
    tail: Vec<u8>,
    tail_at: (u64, u64),
}

impl Flow {
    /// Whether a line that does not look like traffic may be some.
    pub(crate) const fn wants_text(&self) -> bool {
        self.awaiting || self.held.is_some()
    }

    /// The same in another place of the log: what was learned of how it is written stays, what is under way does not.
    pub(crate) fn resumed(&self) -> Self {
        let Self { templates, command_style, indent, has_sent, doubts, .. } = self;
        Self {
            templates: templates.clone(),
            doubts: doubts.clone(),
            command_style: *command_style,
            indent: *indent,
            has_sent: *has_sent,
            ..Self::default()
        }
    }

    /// Takes a reading.
    pub(crate) fn take(&mut self, reading: Reading<'_>, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        let look = look(&reading.bytes);
        if let Some(mut held) = self.held.take() {
            if held.reading.style == Style::HexDump {
                let rest = hex_groups(line.text.trim_ascii()).filter(|(_, rest)| rest.is_empty());
                if let Some((bytes, _)) = rest
                    && held.lines < WRAPPED_MAX
                    && held.reading.bytes.len() <= JOINED_MAX
                {
                    held.reading.bytes.to_mut().extend_from_slice(&bytes);
                    held.lines += 1;
                    if WIDTHS.contains(&line.text.len()) {
                        self.held = Some(held);
                    } else {
                        self.settle_held(held, found);
                    }
                    return;
                }
            }
            let is_rest = reading.style == Style::Bare
                && reading.way == Way::Unmarked
                && !matches!(look, Look::Command | Look::Prompt);
            let fits = held.reading.bytes.len() + line.text.len() <= JOINED_MAX && held.lines < WRAPPED_MAX;
            let is_cut_in_text = is_open(&held.reading.bytes);
            let closes = if is_cut_in_text { held.width > 0 || look == Look::Other } else { !has_blank(line.text) };
            if is_rest && fits && closes {
                held.reading.bytes.to_mut().extend_from_slice(line.text);
                held.lines += 1;
                if is_open(&held.reading.bytes) || WIDTHS.contains(&line.text.len()) {
                    self.held = Some(held);
                } else {
                    self.settle_held(held, found);
                }
                return;
            }
            self.settle_held(held, found);
        }
        let may_wrap = reading.ends == Ends::TakenAway && matches!(look, Look::Command | Look::Reply);
        let width = if WIDTHS.contains(&line.text.len()) { line.text.len() } else { 0 };
        let is_wrapped_dump = reading.style == Style::HexDump && reading.way != Way::Unmarked && width > 0;
        if is_wrapped_dump || may_wrap && (is_open(&reading.bytes) || (width > 0 && look == Look::Command)) {
            let bytes = Cow::Owned(reading.bytes.into_owned());
            let reading = Reading { bytes, ..reading };
            self.held = Some(Held { reading, number: line.number, offset: line.offset, lines: 1, width });
            return;
        }
        self.settle(reading, look, line, found);
    }

    /// Takes a line that is no traffic.
    pub(crate) fn host(&mut self, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        if let Some(held) = self.held.take() {
            self.settle_held(held, found);
        }
        self.tail.clear();
        found.push_back(host(line));
    }

    /// The text has ended.
    pub(crate) fn end(&mut self, found: &mut VecDeque<Found>) {
        if let Some(held) = self.held.take() {
            self.settle_held(held, found);
        }
    }

    fn settle_held(&mut self, held: Held, found: &mut VecDeque<Found>) {
        let look = look(&held.reading.bytes);
        let line = TextLine { number: held.number, offset: held.offset, text: b"" };
        self.settle(held.reading, look, line, found);
    }

    fn settle(&mut self, reading: Reading<'_>, look: Look, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        match (reading.trust, reading.way) {
            (_, Way::Neither) => emit(&reading, What::Link, reading.bytes.to_vec(), line, found),
            (Trust::Whole, Way::Unmarked) => self.stream(&reading, line, found),
            (Trust::Whole, Way::Sent) => {
                self.has_sent = true;
                if look != Look::Other || !self.goes_on(&reading, true, line, found) {
                    self.sent(&reading, look, line, found);
                }
            }
            (Trust::Whole, Way::SentData) => {
                self.data_due = None;
                emit(&reading, What::Data, reading.bytes.to_vec(), line, found);
            }
            (Trust::Whole, Way::Received) => self.received(&reading, look, line, found),
            (Trust::ByLooks(template), way) => self.by_looks(&reading, template, way, look, line, found),
        }
    }

    fn by_looks(
        &mut self,
        reading: &Reading<'_>,
        template: u64,
        way: Way,
        look: Look,
        line: TextLine<'_>,
        found: &mut VecDeque<Found>,
    ) {
        if way == Way::Sent && self.data_due.is_none() {
            self.has_sent &= self.doubts.learn(template, look);
        }
        let way = if way == Way::Sent && self.doubts.is_none(template) { Way::Unmarked } else { way };
        let is_known = self.templates.contains(&(template, way));
        let (may_go_on, is_apart) = match way {
            Way::Unmarked => (reading.style == Style::Bare || is_known, is_known && template != general::template(b"")),
            Way::Sent | Way::SentData => (true, self.has_sent),
            Way::Received | Way::Neither => (false, false),
        };
        if may_go_on && look == Look::Other && self.goes_on(reading, is_apart, line, found) {
            return;
        }
        if look != Look::Other && self.templates.len() < TEMPLATES_MAX {
            self.templates.insert((template, way));
        }
        match (way, look) {
            // What a program got is marked as received, echo or not; where no line is marked as sent, it is all there is.
            (Way::Received, Look::Command) if !self.has_sent && !has_more_lines(&reading.bytes) => {
                self.unmarked_command(reading, line, found)
            }
            (Way::Received, Look::Command | Look::Reply | Look::Prompt) | (_, Look::Reply | Look::Prompt) => {
                self.received(reading, look, line, found);
            }
            (Way::Sent | Way::SentData, Look::Command) => {
                self.has_sent = true;
                self.sent(reading, look, line, found);
            }
            (Way::Unmarked | Way::Neither, Look::Command) => self.unmarked_command(reading, line, found),
            // What is typed behind a prompt stands in its line.
            (Way::Unmarked, Look::Other) if self.data_due.is_some() && reading.bytes.starts_with(b">") => {
                let typed = Cow::Borrowed(reading.bytes.get(1..).unwrap_or_default());
                self.by_looks(&Reading { bytes: typed, ..reading.clone() }, template, Way::Sent, look, line, found);
            }
            (Way::Sent | Way::SentData, Look::Other) if self.data_due.is_some() => {
                if reading.style == Style::Bare {
                    let prompt = Reading { bytes: Cow::Borrowed(b">"), ends: Ends::TakenAway, ..reading.clone() };
                    self.received(&prompt, Look::Prompt, line, found);
                }
                self.sent(reading, look, line, found);
            }
            (Way::Sent | Way::SentData, Look::Other) if is_known => self.sent(reading, look, line, found),
            (Way::Received, Look::Other) if is_known || self.awaiting => self.received(reading, look, line, found),
            (Way::Unmarked, Look::Other)
                if self.prompted && self.data_due.is_some() && (is_known || self.is_bare(reading)) =>
            {
                self.sent(reading, look, line, found);
            }
            (Way::Unmarked, Look::Other) if self.is_reply_text(reading, is_known) => {
                self.received(reading, look, line, found);
            }
            _ => match self.expected.as_ref().and_then(|tag| reply_within(line.text, tag)) {
                Some(reply) => {
                    let reading = Reading { bytes: Cow::Borrowed(reply), ends: Ends::TakenAway, ..reading.clone() };
                    self.received(&reading, Look::Reply, line, found);
                }
                None => self.host(line, found),
            },
        }
    }

    /// Takes the next line of data whose first lines were seen; whether it is one.
    fn goes_on(
        &mut self,
        reading: &Reading<'_>,
        is_apart: bool,
        line: TextLine<'_>,
        found: &mut VecDeque<Found>,
    ) -> bool {
        let Some((left, ends)) = self.data_left.take() else { return false };
        // Where nothing is written before what is sent, what looks like a stamp or a sign is a part of these bytes.
        let is_plain = !is_apart && reading.style == Style::Bare && reading.ends == Ends::TakenAway;
        let bytes = if is_plain && !line.text.is_empty() {
            let indent = line.text.iter().take(self.indent).take_while(|byte| **byte == b' ').count();
            line.text.get(indent..).unwrap_or(line.text)
        } else {
            &reading.bytes
        };
        let is_like = reading.ends == ends || reading.way != Way::Unmarked;
        if bytes.len() as u64 > left || !is_like {
            return false;
        }
        let between: &[u8] = if ends == Ends::Kept { b"" } else { b"\n" };
        self.goes_on_behind(left, bytes.len(), reading.ends);
        emit(reading, What::Data, [between, bytes].concat(), line, found);
        true
    }

    /// Data may go on in the next line where so many bytes are missing.
    fn goes_on_behind(&mut self, due: u64, came: usize, ends: Ends) {
        let least = if ends == Ends::Kept { 0 } else { LINE_END };
        let left = due.checked_sub(came as u64).filter(|left| *left > least);
        self.data_left = left.map(|left| (left, ends));
    }

    /// Whether a text without looks or mark is a line of the reply that is waited for: a model's name, say.
    fn is_reply_text(&self, reading: &Reading<'_>, is_known: bool) -> bool {
        self.awaiting && !self.has_sent && (is_known || self.is_bare(reading)) && !reading.bytes.trim_ascii().is_empty()
    }

    /// Whether a line without stamp and mark is one as the commands of this log are.
    fn is_bare(&self, reading: &Reading<'_>) -> bool {
        reading.style == Style::Bare && self.command_style == Some(Style::Bare) && !self.has_sent
    }

    fn unmarked_command(&mut self, reading: &Reading<'_>, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        // An echo, or several that no line end parts.
        let text = reading.bytes.trim_ascii();
        let is_echo = |part: &[u8]| part.eq_ignore_ascii_case(&self.echo);
        let is_late = reading.at.zip(self.echo_at).is_some_and(|(now, sent)| now.saturating_sub(sent) > ECHO_WITHIN);
        if !self.echo.is_empty()
            && !is_late
            && (text.chunks(self.echo.len()).all(is_echo) || is_damaged_echo(&self.echo, text))
        {
            emit(reading, What::Received, reading.ended(), line, found);
        } else {
            self.sent(reading, Look::Command, line, found);
        }
    }

    fn sent(&mut self, reading: &Reading<'_>, look: Look, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        let mut bytes = reading.bytes.to_vec();
        self.data_left = None;
        if look == Look::Command {
            self.command_style = Some(reading.style);
            self.indent = line.text.iter().take_while(|byte| **byte == b' ').count();
            self.echo = bytes.trim_ascii().to_vec();
            self.echo_at = reading.at;
            self.awaiting = true;
            self.prompted = false;
            let typed = Typed::of(&self.echo);
            if let Some(name) = typed.as_ref().map(|typed| &typed.name).filter(|name| name.starts_with('+')) {
                self.expected = Some(format!("{name}:").into_bytes());
            }
            self.data_due = announced(&self.echo);
        } else if let Some(due) = self.data_due.take() {
            if let Some(letters) = letters(line.text, due, &bytes) {
                return emit(reading, What::Data, letters.to_vec(), line, found);
            }
            self.goes_on_behind(due, bytes.len(), reading.ends);
            return emit(reading, What::Data, bytes, line, found);
        }
        if reading.ends == Ends::TakenAway {
            bytes.push(b'\r');
        }
        emit(reading, What::Sent, bytes, line, found);
    }

    fn received(&mut self, reading: &Reading<'_>, look: Look, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        if look != Look::Command {
            self.echo.clear();
        }
        self.data_left = None;
        self.prompted |= look == Look::Prompt;
        // A prompt has no line end: what comes next begins with one.
        let is_behind_prompt = std::mem::replace(&mut self.behind_prompt, look == Look::Prompt);
        let bytes = reading.bytes.trim_ascii();
        if self.expected.as_ref().is_some_and(|tag| memchr::memmem::find(bytes, tag).is_some()) {
            self.expected = None;
        }
        if bytes == b"OK"
            || bytes == b"ERROR"
            || memchr::memmem::find(bytes, b"ERROR:").is_some()
            || bytes.ends_with(b"\nOK")
        {
            self.awaiting = false;
            self.data_due = None;
        }
        let mut whole = reading.ended();
        if is_behind_prompt && reading.ends == Ends::TakenAway {
            whole.splice(0..0, *b"\r\n");
        }
        emit(reading, What::Received, whole, line, found);
    }

    /// Bytes of no known way: a dump of what was seen on a screen. Whole lines among them tell by their looks.
    fn stream(&mut self, reading: &Reading<'_>, line: TextLine<'_>, found: &mut VecDeque<Found>) {
        let mut bytes = std::mem::take(&mut self.tail);
        let here = TextLine { text: b"", ..line };
        let (number, offset) = self.tail_at;
        let mut line = if bytes.is_empty() { here } else { TextLine { number, offset, ..here } };
        bytes.extend_from_slice(&reading.bytes);
        let mut rest = bytes.as_slice();
        while let Some(end) = memchr::memchr2(b'\r', b'\n', rest) {
            let (text, behind) = rest.split_at(end);
            rest = behind.get(1..).unwrap_or_default();
            if text.is_empty() {
                line = here;
                continue;
            }
            let piece = Reading { bytes: Cow::Borrowed(text), ends: Ends::TakenAway, ..reading.clone() };
            match look(text) {
                Look::Command => self.unmarked_command(&piece, line, found),
                other => self.received(&piece, other, line, found),
            }
            line = here;
        }
        self.tail_at = (line.number, line.offset);
        self.tail = rest.get(..JOINED_MAX).unwrap_or(rest).to_vec();
    }
}

fn emit(reading: &Reading<'_>, what: What, bytes: Vec<u8>, line: TextLine<'_>, found: &mut VecDeque<Found>) {
    found.push_back(reading.found(what, bytes, line));
}
