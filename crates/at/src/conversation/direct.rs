//! Puts together a message that the module prints directly, whose payload may fill several lines.
//!
//! `+MQTTMSG` neither escapes its payload nor says how long it is. The payload ends at the last quote before something that
//! is recognisably not part of it, or before a silence. While its quote is open, what reads like an answer or a code is held back: it
//! was part of the payload if the closing quote follows, and counts if not.

use std::time::Duration;

use super::{Active, Conversation, Event, Role, Timestamp};
use crate::frame::{Line, Raw};
use crate::message::{self, Begun, Direct};
use crate::reply::Final;
use crate::urc::{self, Urc};

/// How long a message that can be whole waits for more of itself.
const WHOLE_PATIENCE: Duration = Duration::from_millis(30);

/// How long a message that has no end yet waits for it.
const OPEN_PATIENCE: Duration = Duration::from_millis(300);

/// How long what reads like an answer is held back, though more of the message seems to come all the time.
const HELD_MAX: Duration = Duration::from_secs(2);

/// How long a message may take: more than any firmware needs for a packet (8,192 bytes) at 4,800 bits a second.
const LONGEST: Duration = Duration::from_secs(20);

/// How many bytes its lines may have: more than any firmware sends in one packet.
const MOST: usize = 65_536;

#[derive(Debug, Clone)]
pub(super) struct PendingMessage {
    direct: Direct,
    closed: bool,
    /// Lines that belong to it if a closing quote follows.
    tail: Vec<Raw>,
    /// The first of them that means something of its own, and when it came.
    held: Option<(usize, Timestamp)>,
    began: Timestamp,
    /// How many bytes its lines have so far.
    size: usize,
    damaged: bool,
}

/// A line, with what several questions want to know of it.
pub(super) struct Read<'a> {
    pub(super) line: Line<'a>,
    /// Its tag, and whether the beginning of that was lost.
    pub(super) tag: Option<(&'a str, bool)>,
    /// The message that begins in it.
    pub(super) message: Option<Begun<'a>>,
}

impl<'a> Read<'a> {
    /// A line of these raw bytes.
    pub(super) fn of(line: Line<'a>, raw: &'a [u8]) -> Self {
        let tag = urc::mended_tag(&line);
        let message = if matches!(tag, Some(("+MQTTMSG", _))) { Begun::of(body_of(raw)) } else { None };
        Self { line, tag, message }
    }
}

/// What stands behind the first colon of the raw line, with its line end, since a payload may end in blanks.
fn body_of(raw: &[u8]) -> &[u8] {
    memchr::memchr(b':', raw).and_then(|colon| raw.get(colon + 1..)).unwrap_or_default()
}

/// Whether a line is more of the message under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It is not.
    No,
    /// It is or may be.
    Text,
    /// It may be, and means something of its own if not.
    Held,
}

impl PendingMessage {
    /// A message that begins. `tail` is empty, and saves making room anew.
    pub(super) fn new(now: Timestamp, direct: Direct, damaged: bool, tail: Vec<Raw>) -> Self {
        let (closed, size) = (direct.is_closed(), direct.body.len());
        Self { direct, closed, tail, held: None, began: now, size, damaged }
    }

    /// Whether it can be whole.
    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    /// When it is over, if nothing comes behind what came last.
    pub(super) fn due(&self, last_received: Timestamp) -> Timestamp {
        let silence = last_received + if self.closed { WHOLE_PATIENCE } else { OPEN_PATIENCE };
        let held = self.held.map_or(silence, |(_, since)| since + HELD_MAX);
        silence.min(held).min(self.began + LONGEST)
    }

    /// Takes a line more, and gives back those that are part of the payload since then.
    fn extend(&mut self, now: Timestamp, raw: Raw, part: Part) -> Option<Vec<Raw>> {
        let is_held = part == Part::Held;
        let closes = !is_held && message::closes(&raw);
        if is_held && self.held.is_none() {
            self.held = Some((self.tail.len(), now));
        }
        self.size = self.size.saturating_add(raw.len());
        self.tail.push(raw);
        if !closes {
            return None;
        }
        (self.closed, self.held) = (true, None);
        let merged = std::mem::take(&mut self.tail);
        for line in &merged {
            self.direct.body.extend_from_slice(line);
        }
        Some(merged)
    }
}

impl Conversation {
    /// Whether the message under way has room for so many bytes more. A blank line is always part of it.
    pub(super) fn message_takes(&self, size: usize) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.size.saturating_add(size) <= MOST)
    }

    /// Whether a line that is not blank is, or may be, more of the message under way.
    pub(super) fn part_of_message(&self, read: &Read<'_>, size: usize) -> Part {
        let Read { line, tag, message } = read;
        let Some(pending) = self.pending.as_ref().filter(|_| self.message_takes(size)) else { return Part::No };
        if !pending.direct.quoted || (urc::is_start(line) && pending.closed) {
            return Part::No;
        }
        match tag.map(|(tag, _)| tag) {
            _ if urc::is_start(line) => Part::Text,
            _ if message.is_some() || (pending.closed && urc::looks_like_a_code(line)) => Part::No,
            tag if !self.means_something(line, tag, pending.closed) => Part::Text,
            _ if pending.closed => Part::No,
            _ => Part::Held,
        }
    }

    /// Whether a line is known for something else than a payload.
    fn means_something(&self, line: &Line<'_>, tag: Option<&str>, closed: bool) -> bool {
        if Final::parse(line).is_some() {
            return true;
        }
        let is_own = |active: &Active| {
            let own_text = active.expects_text() && closed;
            active.echo_length(line).is_some() || (active.owns(line) && (line.tag().is_some() || own_text))
        };
        let is_status = |tag: &str| self.under_way().any(|active| active.status(tag, line).is_some());
        let is_code = || !matches!(Urc::parse(line), None | Some(Urc::Unlisted(_)));
        self.active.as_deref().is_some_and(is_own)
            || tag.is_some_and(is_status)
            || (tag != Some("+MQTTMSG") && is_code())
    }

    /// Whether lines are held back that may answer a command.
    pub(crate) fn holds_lines_back(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.held.is_some())
    }

    /// What was held back counts: it came before what happens now.
    pub(super) fn release(&mut self) {
        if self.holds_lines_back() {
            self.flush_message();
        }
    }

    pub(super) fn extend_message(&mut self, now: Timestamp, raw: Raw, part: Part) {
        let Some(pending) = &mut self.pending else { return };
        if let Some(merged) = pending.extend(now, raw, part) {
            for line in merged {
                self.tell(line, Role::Continuation, false, None);
            }
        }
    }

    /// Ends the message under way: nothing more of it will come.
    pub(super) fn flush_message(&mut self) {
        let Some(mut pending) = self.pending.take() else { return };
        let held = pending.held.map(|(first, _)| pending.tail.split_off(first));
        if !pending.closed {
            let text = pending.tail.iter().rposition(|line| !Line::is_none(line)).map_or(0, |last| last + 1);
            let blanks = pending.tail.split_off(text);
            for line in std::mem::replace(&mut pending.tail, blanks) {
                pending.direct.body.extend_from_slice(&line);
                self.tell(line, Role::Continuation, false, None);
            }
        }
        let mut message = pending.direct.finish(self.message_max);
        message.may_be_cut |= pending.damaged;
        message.damaged = pending.damaged;
        self.tell_event(Event::Message(message));
        for line in pending.tail.drain(..) {
            let role = if Line::is_none(&line) { Role::Blank } else { Role::Unrecognised };
            self.tell(line, role, false, None);
        }
        self.no_tail = pending.tail;
        for line in held.into_iter().flatten() {
            // A start was acted upon when it came.
            if urc::is_start(&Line::of(&line)) {
                self.tell(line, Role::Unsolicited, false, None);
            } else {
                self.line(self.last_received, line);
            }
        }
    }

    /// Ends the message under way when it has waited long enough.
    pub(super) fn end_message_in_silence(&mut self, now: Timestamp) {
        if self.pending.as_ref().is_some_and(|pending| now >= pending.due(self.last_received)) {
            self.flush_message();
        }
    }
}
