//! The command in flight: how far it has come, and what it still waits for.

use super::{Owner, Timestamp};
use crate::commands::{Form, Lines, PROMPT_LIMIT};
use crate::frame::Line;
use crate::reply::Reply;
use crate::request::{Outcome, Request};

/// What the command in flight waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The prompt, before its data can go.
    Prompt,
    /// The final result.
    Final,
    /// The final result, its data being sent.
    Upload,
    /// The status line, after OK.
    Status,
    /// The lines that follow OK.
    Lines,
}

#[derive(Debug)]
pub(super) struct Active {
    pub(super) owner: Owner,
    pub(super) request: Request,
    pub(super) phase: Phase,
    pub(super) deadline: Timestamp,
    pub(super) reply: Reply,
    /// Whether the echo has been seen, or can no longer come.
    pub(super) echoed: bool,
    /// Whether nobody waits for the answer any more.
    pub(super) abandoned: bool,
}

impl Active {
    pub(super) fn new(now: Timestamp, owner: Owner, request: Request) -> Self {
        let (phase, limit) =
            if request.data.is_some() { (Phase::Prompt, PROMPT_LIMIT) } else { (Phase::Final, request.within) };
        Self { owner, request, phase, deadline: now + limit, reply: Reply::default(), echoed: false, abandoned: false }
    }

    /// Whether the next reply comes by length.
    pub(super) fn reads_by_length(&self) -> bool {
        let is_read = self.request.spec.is_some_and(|spec| spec.name == "+MQTTREAD");
        is_read && self.request.form == Form::Set && self.phase == Phase::Final && self.reply.counted.is_none()
    }

    /// How many bytes of a line are this command's echo: all, or those glued before something else. Junk may stand before it,
    /// and its own beginning may be lost.
    pub(super) fn echo_length(&self, line: &Line<'_>) -> Option<usize> {
        if self.echoed {
            return None;
        }
        let (sent, came) = (self.request.line.as_slice(), line.bytes());
        if let Some(head) = came.get(..sent.len())
            && head.eq_ignore_ascii_case(sent)
        {
            return Some(sent.len());
        }
        let lost_start = came.len() >= 2
            && sent.len() > came.len()
            && sent.get(sent.len() - came.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(came));
        let junk_before = sent.len() >= 4
            && came.len() > sent.len()
            && came.get(came.len() - sent.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(sent));
        (lost_start || junk_before).then_some(came.len())
    }

    /// Whether a line with this tag is part of the reply, rather than the unsolicited code of the same name.
    pub(super) fn owns(&self, line: &Line<'_>) -> bool {
        if self.phase == Phase::Status {
            return false;
        }
        let Some(tag) = line.tag() else { return self.expects_text() || self.goes_on_untagged(line) };
        match self.request.spec {
            Some(spec) if spec.owns_tag(tag) => match self.request.form {
                Form::Read => spec.is_reply(&line.values()),
                Form::Set => !matches!(self.request.outcome, Outcome::Status { .. }) && spec.name != "+MIPCALL",
                Form::Execute | Form::Test => true,
            },
            Some(_) => false,
            None => {
                crate::commands::recognise(&String::from_utf8_lossy(&self.request.line)).name
                    == tag.to_ascii_uppercase()
            }
        }
    }

    /// Whether a line without tag goes on with a list of ranges, as the last one of MQTTAUTHCFG does (003, 1.18).
    fn goes_on_untagged(&self, line: &Line<'_>) -> bool {
        let begins_with_a_number = line.bytes().first().is_some_and(u8::is_ascii_digit) && line.bytes().contains(&b',');
        self.request.form == Form::Test && !self.reply.lines.is_empty() && begins_with_a_number
    }

    /// Whether bare text can be part of the reply.
    pub(super) fn expects_text(&self) -> bool {
        self.phase == Phase::Final && self.request.spec.is_none_or(|spec| spec.lines == Lines::Text)
    }

    /// The number of this command's status line, if the line is that.
    pub(super) fn status(&self, tag: &str, line: &Line<'_>) -> Option<u32> {
        let Outcome::Status { tag: own, client, .. } = &self.request.outcome else { return None };
        if tag != *own {
            return None;
        }
        let values = line.values();
        let unasked = self.request.spec.and_then(|spec| spec.unasked_status);
        match client {
            None => crate::frame::int(&values, 0),
            Some(client) => (crate::frame::int(&values, 0) == Some(client.number().into()))
                .then(|| crate::frame::int(&values, 1))
                .flatten()
                .filter(|status| unasked != Some(*status)),
        }
    }
}
