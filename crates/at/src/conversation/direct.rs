//! Puts together a message that the module prints directly, whose payload may fill several lines.
//!
//! `+MQTTMSG` neither escapes its payload nor says how long it is. The payload ends at the last quote before something that
//! is recognisably not part of it, or before a silence.

use std::time::Duration;

use super::{Conversation, Event, Role, Timestamp};
use crate::frame::Line;
use crate::message::Direct;
use crate::reply::Final;
use crate::urc::{self, Urc};

/// How long a message that can be whole waits for more of itself.
const WHOLE_PATIENCE: Duration = Duration::from_millis(30);

/// How long a message that has no end yet waits for it.
const OPEN_PATIENCE: Duration = Duration::from_millis(300);

/// More than any firmware sends in one packet (8,192 bytes).
const BODY_MAX: usize = 65_536;

#[derive(Debug)]
pub(super) struct PendingMessage {
    direct: Direct,
    closed: bool,
    /// Lines that belong to it if a closing quote follows.
    tail: Vec<Vec<u8>>,
    damaged: bool,
}

impl PendingMessage {
    pub(super) fn new(direct: Direct, damaged: bool) -> Self {
        let closed = direct.is_closed();
        Self { direct, closed, tail: Vec::new(), damaged }
    }

    /// Whether it can be whole.
    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    pub(super) const fn patience(&self) -> Duration {
        if self.closed { WHOLE_PATIENCE } else { OPEN_PATIENCE }
    }

    fn extend(&mut self, raw: Vec<u8>) -> Vec<Vec<u8>> {
        let closes = raw.trim_ascii_end().last() == Some(&b'"');
        self.tail.push(raw);
        if !closes {
            return Vec::new();
        }
        self.closed = true;
        let merged = std::mem::take(&mut self.tail);
        self.direct.body.extend(merged.iter().flatten());
        merged
    }
}

impl Conversation {
    /// Whether a line is, or may be, more of the message under way.
    pub(super) fn continues_message(&self, line: &Line<'_>) -> bool {
        let Some(pending) = &self.pending else { return false };
        if line.is_blank() {
            return true;
        }
        if !pending.direct.quoted || pending.direct.body.len() > BODY_MAX {
            return false;
        }
        if urc::is_start(line) {
            return !pending.closed;
        }
        if Final::parse(line).is_some() {
            return !pending.closed && self.active.is_none();
        }
        if let Some(active) = &self.active {
            let own_text = active.expects_text() && pending.closed;
            if active.echo_length(line).is_some() || (active.owns(line) && (line.tag().is_some() || own_text)) {
                return false;
            }
        }
        match urc::mended_tag(line) {
            Some(("+MQTTMSG", _)) => !Direct::is_one(line.rest()),
            Some((tag, _)) if self.under_way().any(|active| active.status(tag, line).is_some()) => false,
            _ => matches!(Urc::parse(line), None | Some(Urc::Unlisted(_))),
        }
    }

    pub(super) fn extend_message(&mut self, raw: Vec<u8>) {
        let merged = self.pending.as_mut().map(|pending| pending.extend(raw)).unwrap_or_default();
        for line in merged {
            self.tell(&line, Role::Continuation, false, None);
        }
    }

    /// Ends the message under way: nothing more of it will come.
    pub(super) fn flush_message(&mut self) {
        let Some(mut pending) = self.pending.take() else { return };
        if !pending.closed {
            let text = pending.tail.iter().rposition(|line| !Line::of(line).is_blank()).map_or(0, |last| last + 1);
            let blanks = pending.tail.split_off(text);
            for line in std::mem::replace(&mut pending.tail, blanks) {
                pending.direct.body.extend(&line);
                self.tell(&line, Role::Continuation, false, None);
            }
        }
        let mut message = pending.direct.finish(self.message_max);
        message.may_be_cut |= pending.damaged;
        message.damaged = pending.damaged;
        self.tell_event(Event::Message(message));
        for line in pending.tail {
            let role = if Line::of(&line).is_blank() { Role::Blank } else { Role::Unrecognised };
            self.tell(&line, role, false, None);
        }
    }

    /// Ends the message under way when it has waited long enough.
    pub(super) fn end_message_in_silence(&mut self, now: Timestamp) {
        if self.pending.as_ref().is_some_and(|pending| now >= self.last_received + pending.patience()) {
            self.flush_message();
        }
    }
}
