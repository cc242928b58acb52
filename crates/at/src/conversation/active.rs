//! A command that was sent: how far it has come, and what it still waits for.

use super::{Debtor, Owner, Timestamp};
use crate::commands::{Form, PROMPT_LIMIT};
use crate::frame::{Line, int};
use crate::reply::{Failure, Final, Reply};
use crate::request::{Outcome, Request};

/// What a command waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The prompt, before its data can go.
    Prompt,
    /// The final result.
    Final,
    /// The final result: the module has asked for data, and may still wait for it, or for more of it.
    Asked,
    /// The final result, all of its data being sent.
    Upload,
    /// The lines that follow OK, while the line is held for them.
    Lines,
    /// The status line or the one line after OK. The line is free for others meanwhile.
    Status,
}

#[derive(Debug)]
pub(crate) struct Active {
    pub(crate) owner: Owner,
    pub(crate) request: Request,
    pub(crate) phase: Phase,
    pub(super) sent_at: Timestamp,
    pub(crate) deadline: Timestamp,
    pub(crate) reply: Reply,
    /// Whether the echo has been seen, or can no longer come.
    pub(crate) echoed: bool,
    /// Whether nobody waits for the answer any more.
    pub(crate) abandoned: bool,
    /// Whether the connection of its client broke meanwhile.
    pub(crate) broken: bool,
    /// When the last of the data that was sent has left.
    pub(crate) uploaded: Option<Timestamp>,
    /// When the module asked for data.
    pub(crate) asked: Option<Timestamp>,
    /// How many status lines of the same name and client were still to come when it was sent.
    pub(super) owed_before: usize,
    /// The status lines that came since: its own, or those.
    pub(super) statuses: Vec<u32>,
}

impl Active {
    pub(super) fn new(now: Timestamp, owner: Owner, request: Request, owed_before: usize) -> Self {
        let (phase, limit) =
            if request.data.is_some() { (Phase::Prompt, PROMPT_LIMIT) } else { (Phase::Final, request.within) };
        Self {
            owner,
            request,
            phase,
            sent_at: now,
            deadline: now + limit,
            reply: Reply::default(),
            echoed: false,
            abandoned: false,
            broken: false,
            uploaded: None,
            asked: None,
            owed_before,
            statuses: Vec::new(),
        }
    }

    /// Whose status line it waits for, or would.
    pub(super) fn debtor(&self) -> Option<Debtor> {
        Debtor::of(&self.request)
    }

    /// Whether the next reply comes by length.
    pub(super) fn reads_by_length(&self) -> bool {
        let is_read = self
            .request
            .parts
            .iter()
            .any(|part| part.form == Form::Set && part.spec.is_some_and(|spec| spec.reads_by_length));
        is_read && self.phase == Phase::Final && self.reply.counted.is_none()
    }

    /// The echo that may still come.
    pub(super) fn awaited_echo(&self) -> &[u8] {
        if self.echoed { &[] } else { &self.request.line }
    }

    /// How many bytes of a line are this command's echo: all, or those glued before something else. Junk may stand before it,
    /// and its own beginning may be lost. A final result is none, though the command may end like one.
    pub(super) fn echo_length(&self, line: &Line<'_>) -> Option<usize> {
        if self.echoed || Final::parse(line).is_some() {
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

    /// Whether a line is part of the reply, rather than the unsolicited code of the same name.
    pub(super) fn owns(&self, line: &Line<'_>) -> bool {
        let by_a_part = || self.request.parts.iter().any(|part| part.owns(line, &self.request.outcome));
        match self.phase {
            Phase::Prompt | Phase::Upload | Phase::Lines => line.tag().is_some() && by_a_part(),
            Phase::Final | Phase::Asked => by_a_part() || self.goes_on_untagged(line),
            Phase::Status => {
                matches!(self.request.outcome, Outcome::Lines { .. }) && line.tag().is_some() && by_a_part()
            }
        }
    }

    /// Whether a line without tag goes on with a list of ranges, as the last one of MQTTAUTHCFG does (003, 1.18).
    fn goes_on_untagged(&self, line: &Line<'_>) -> bool {
        let begins_with_a_number = line.bytes().first().is_some_and(u8::is_ascii_digit) && line.bytes().contains(&b',');
        let is_test = self.request.parts.last().is_some_and(|part| part.form == Form::Test);
        line.tag().is_none() && is_test && !self.reply.lines.is_empty() && begins_with_a_number
    }

    /// Whether bare text can be part of the reply.
    pub(super) fn expects_text(&self) -> bool {
        matches!(self.phase, Phase::Final | Phase::Asked) && self.request.parts.iter().any(|part| part.expects_text())
    }

    /// The number of this command's status line, if the line is that. Before the data has gone there can be none.
    pub(super) fn status(&self, tag: &str, line: &Line<'_>) -> Option<u32> {
        let Outcome::Status { tag: own, client, .. } = &self.request.outcome else { return None };
        if tag != *own || matches!(self.phase, Phase::Prompt | Phase::Asked) {
            return None;
        }
        let values = line.values();
        let unasked = self.request.parts.last().and_then(|part| part.spec?.unasked_status);
        match client {
            None => int(&values, 0),
            Some(client) => (int(&values, 0) == Some(client.number().into()))
                .then(|| int(&values, 1))
                .flatten()
                .filter(|status| unasked != Some(*status)),
        }
    }

    /// What its status lines make of it, once there are enough of them. Where an earlier command's are among them, they only say
    /// something when all say the same.
    pub(super) fn verdict(&mut self) -> Option<Result<Reply, Failure>> {
        if self.statuses.len() <= self.owed_before {
            return None;
        }
        let first = self.statuses.first().copied()?;
        if self.statuses.iter().any(|status| *status != first) {
            return Some(Err(Failure::Uncertain));
        }
        let reply = Reply { status: Some(first), ..std::mem::take(&mut self.reply) };
        Some(if first == 1 { Ok(reply) } else { Err(Failure::Failed(first)) })
    }

    /// How many status lines of its name and client are still to come when it ends now.
    pub(super) fn owed_after(&self) -> usize {
        (self.owed_before + 1).saturating_sub(self.statuses.len())
    }
}
