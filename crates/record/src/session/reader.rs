//! Reads a session file, a piece of its bytes at a time: what a line holds is handed over before the next one is looked at.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::VERSION;
use super::entry::Read;
use super::header::{Header, header, let_go};
use super::json::{Json, Members};
use super::object::Object;
use super::problem::{Problem, ProblemKind};
use super::time::Iso;
use crate::line::{Entry, Zero};
use crate::record::LetGo;

/// How much of a file is read. It bounds what a file can cost that was made to cost much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes, after they were inflated.
    pub bytes: u64,
    /// How many bytes a line of the file has at most.
    pub line: usize,
    /// How many lines.
    pub lines: u64,
}

impl Default for Limits {
    /// A gigabyte: more than a page keeps. A line may be as long as the longest payload in hexadecimal, and some.
    fn default() -> Self {
        Self { bytes: 1 << 30, line: 16 << 20, lines: 16 << 20 }
    }
}

/// What a line of a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    /// What the record is of. It comes once, before everything else but problems; of a file without one, it says what can be known.
    Header(&'a Header),
    /// An entry.
    Entry {
        /// What is known of it.
        entry: Entry<'a>,
        /// What a later version says beside it.
        others: &'a Members,
    },
    /// Something that was found in the record.
    Finding {
        /// What was found.
        finding: &'a Json,
        /// What a later version says beside it.
        others: &'a Members,
    },
    /// Lines are missing in this place.
    LetGo(LetGo),
    /// An object that is not known, or an entry that cannot be taken for one. [`Item::Problem`] has said why.
    Unknown(&'a Json),
    /// Something is wrong.
    Problem(&'a Problem),
}

/// Reads a session file of any version.
#[derive(Debug)]
pub struct Reader {
    limits: Limits,
    /// The beginning of a line whose end has not come.
    begun: Vec<u8>,
    state: State,
    /// Bytes that came.
    taken: u64,
    /// Lines whose end has come.
    lines: u64,
    /// The version of the file, once it is known.
    version: Option<u32>,
    zero: Zero,
    /// What was let go before the first entry of a file without a header.
    before: LetGo,
    /// The number of the entry before.
    last: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    /// The line is too long, and what is left of it is passed over.
    Passing,
    Over,
}

impl Reader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub const fn new(limits: Limits) -> Self {
        Self {
            limits,
            begun: Vec::new(),
            state: State::Reading,
            taken: 0,
            lines: 0,
            version: None,
            zero: Zero(0),
            before: LetGo { lines: 0, bytes: 0 },
            last: None,
        }
    }

    /// Takes the next bytes of the file, and hands over what is in the lines that end among them. `Break` says that more is of no use.
    pub fn feed(&mut self, bytes: &[u8], mut each: impl FnMut(Item<'_>)) -> ControlFlow<()> {
        let room = usize::try_from(self.limits.bytes - self.taken).unwrap_or(usize::MAX);
        let (allowed, beyond) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
        self.taken += allowed.len() as u64;
        let mut rest = allowed;
        while self.state != State::Over {
            let Some(end) = memchr::memchr(b'\n', rest) else { break };
            let (line, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            rest = behind.get(1..).unwrap_or_default();
            self.take_line(line, &mut each);
        }
        self.keep_beginning(rest, &mut each);
        if !beyond.is_empty() && self.state != State::Over {
            self.stop(ProblemKind::TooLarge { limit: self.limits.bytes }, &mut each);
        }
        if self.state == State::Over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Takes what is left where the file ends.
    pub fn end(mut self, mut each: impl FnMut(Item<'_>)) {
        if self.state == State::Over {
            return;
        }
        if self.state == State::Reading && !self.begun.is_empty() {
            self.take_line(&[], &mut each);
        }
        if self.version.is_none() && self.state != State::Over {
            self.begin(Header::unsaid(Zero(0), self.before), Some(ProblemKind::NoHeader), &mut each);
        }
    }

    /// Keeps the beginning of a line, as far as it may be one.
    fn keep_beginning(&mut self, bytes: &[u8], each: &mut impl FnMut(Item<'_>)) {
        if self.state != State::Reading || bytes.is_empty() {
            return;
        }
        if self.lines >= self.limits.lines {
            return self.stop(ProblemKind::TooManyLines { limit: self.limits.lines }, each);
        }
        if self.begun.len().saturating_add(bytes.len()) > self.limits.line {
            self.state = State::Passing;
            self.refuse_line(bytes, self.lines + 1, each);
        } else {
            self.begun.extend_from_slice(bytes);
        }
    }

    /// Takes a line, of which `tail` is the part that came last.
    fn take_line(&mut self, tail: &[u8], each: &mut impl FnMut(Item<'_>)) {
        if self.lines >= self.limits.lines {
            return self.stop(ProblemKind::TooManyLines { limit: self.limits.lines }, each);
        }
        self.lines += 1;
        if self.state == State::Passing {
            self.state = State::Reading;
        } else if self.begun.len().saturating_add(tail.len()) > self.limits.line {
            self.refuse_line(tail, self.lines, each);
        } else if self.begun.is_empty() {
            self.read_line(tail, each);
        } else {
            let mut line = std::mem::take(&mut self.begun);
            line.extend_from_slice(tail);
            self.read_line(&line, each);
            // The memory serves the next line, unless it is much.
            line.clear();
            line.shrink_to(1 << 16);
            self.begun = line;
        }
    }

    /// Lets go a line that is too long, and the whole file where its beginning says that it is of another kind.
    fn refuse_line(&mut self, tail: &[u8], line: u64, each: &mut impl FnMut(Item<'_>)) {
        let begun = std::mem::take(&mut self.begun);
        let first = if begun.is_empty() { tail } else { &begun };
        match foreign(first).filter(|_| line == 1) {
            Some(kind) => self.stop(kind, each),
            None => self.tell(line, ProblemKind::TooLong { limit: self.limits.line }, each),
        }
    }

    fn read_line(&mut self, line: &[u8], each: &mut impl FnMut(Item<'_>)) {
        if let (1, Some(kind)) = (self.lines, foreign(line)) {
            return self.stop(kind, each);
        }
        let line = if self.lines == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        let object =
            str::from_utf8(line).map_err(|_| ProblemKind::NotUtf8).and_then(|text| Ok((text, Object::read(text)?)));
        match object {
            Ok((text, object)) => self.read_object(text, object, each),
            Err(kind) => self.tell(self.lines, kind, each),
        }
    }

    fn read_object(&mut self, text: &str, mut object: Object<'_>, each: &mut impl FnMut(Item<'_>)) {
        if self.version.is_none() && self.read_beginning(&mut object, each) {
            return;
        }
        if let Some(wrong) = object.wrong.take() {
            self.tell(self.lines, wrong, each);
        }
        let known = if object.has("number") && object.has("direction") {
            self.read_entry(object, each).map(|()| true)
        } else if let Some(finding) = object.take_any("finding") {
            each(Item::Finding { finding: &finding.into(), others: &object.rest() });
            Ok(true)
        } else if object.has("let_go") {
            let_go(&mut object).map(|let_go| let_go.inspect(|let_go| each(Item::LetGo(*let_go))).is_some())
        } else if object.has("format") {
            Err(ProblemKind::SecondHeader)
        } else {
            Ok(false)
        };
        let is_known = known.unwrap_or_else(|kind| {
            self.tell(self.lines, kind, each);
            false
        });
        if !is_known && let Some(unknown) = Json::parse(text) {
            each(Item::Unknown(&unknown));
        }
    }

    /// Reads the first object of a file. Gives whether it was all about the file.
    fn read_beginning(&mut self, object: &mut Object<'_>, each: &mut impl FnMut(Item<'_>)) -> bool {
        if object.has("format") {
            let mut wrong = Vec::new();
            let header = header(std::mem::take(object), &mut |kind| wrong.push(kind));
            for kind in wrong {
                self.tell(self.lines, kind, each);
            }
            self.begin(header, None, each);
            return true;
        }
        if !object.has("number")
            && let Ok(Some(before)) = let_go(object)
        {
            self.before = before;
            return true;
        }
        // Version 0 has the time of each line in words alone.
        let time = object.peek::<Cow<'_, str>>("time").and_then(|time| Iso::read(&time));
        let zero = Zero(time.unwrap_or_default().saturating_sub(object.peek("at").unwrap_or_default()));
        let is_old = time.is_some() && !object.has("at");
        self.begin(Header::unsaid(zero, self.before), (!is_old).then_some(ProblemKind::NoHeader), each);
        if !is_old {
            self.version = Some(VERSION);
        }
        false
    }

    fn begin(&mut self, header: Header, wrong: Option<ProblemKind>, each: &mut impl FnMut(Item<'_>)) {
        if let Some(kind) = wrong {
            self.tell(self.lines, kind, each);
        }
        self.version = Some(header.version);
        self.zero = header.zero;
        each(Item::Header(&header));
    }

    fn read_entry(&mut self, object: Object<'_>, each: &mut impl FnMut(Item<'_>)) -> Result<(), ProblemKind> {
        let read = Read::of(object, self.version.unwrap_or(VERSION), self.zero)?;
        let entry = read.entry();
        if self.last.is_some_and(|last| last >= entry.number) {
            self.tell(self.lines, ProblemKind::NotAscending { number: entry.number }, each);
        }
        self.last = Some(entry.number);
        each(Item::Entry { entry, others: &read.others });
        Ok(())
    }

    fn tell(&self, line: u64, kind: ProblemKind, each: &mut impl FnMut(Item<'_>)) {
        each(Item::Problem(&Problem { line, kind }));
    }

    fn stop(&mut self, kind: ProblemKind, each: &mut impl FnMut(Item<'_>)) {
        self.state = State::Over;
        self.begun = Vec::new();
        self.tell(self.lines.max(1), kind, each);
    }
}

/// What a file is that is not text in UTF-8, by its first bytes.
fn foreign(bytes: &[u8]) -> Option<ProblemKind> {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(ProblemKind::Utf16),
        [0x1F, 0x8B, ..] => Some(ProblemKind::Compressed),
        _ => None,
    }
}
