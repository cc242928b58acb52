//! Ends a command, and does what follows from its end.

use std::time::Duration;

use super::{Active, Conversation, Event, Phase, Timestamp, Turn, owed};
use crate::args::ClientIndex;
use crate::commands::{Command, Effect, Form, ReadMessage};
use crate::reply::{Failure, Final, Malformed, Rejection, Reply};
use crate::request::Outcome;

/// How long lines may follow an OK, one behind the other.
const LINES_LIMIT: Duration = Duration::from_secs(30);

impl Conversation {
    /// A final result came.
    pub(super) fn final_result(&mut self, now: Timestamp, result: Final) {
        let Some(mut active) = self.active.take() else {
            self.late(now, &result);
            return;
        };
        active.echoed = true;
        if active.request.spec.is_some_and(|spec| spec.name.is_empty()) {
            // What answers a bare AT may be the late answer of the command before it.
            self.overdue_answered(now, &result);
        }
        match result {
            Final::Rejected(rejection) => self.end(now, active, Err(Failure::Rejected(rejection))),
            Final::DataMode => {
                self.in_data_mode = true;
                let reply = std::mem::take(&mut active.reply);
                self.end(now, active, Ok(reply));
                self.tell_event(Event::DataModeEntered);
            }
            Final::Ok => self.ok(now, active),
        }
    }

    fn ok(&mut self, now: Timestamp, mut active: Active) {
        if active.phase == Phase::Prompt {
            self.end(now, active, Err(Malformed.into()));
            return;
        }
        if let Some(verdict) = active.verdict() {
            self.paid(now, &active);
            self.end(now, active, verdict);
            return;
        }
        match active.request.outcome {
            Outcome::Status { within, .. } if active.abandoned => {
                self.owes(now + within, &active, owed::FORGIVEN);
                self.end(now, active, Err(Failure::Cancelled));
            }
            Outcome::Status { .. } if active.broken => {
                self.owes(now, &active, owed::FORGIVEN_SOON);
                self.end(now, active, Err(Failure::Broken));
            }
            Outcome::Status { within, .. } => {
                (active.phase, active.deadline) = (Phase::Status, now + within);
                self.waiting.push(active);
            }
            Outcome::Lines { first, more } if active.reply.lines.is_empty() => {
                active.deadline = now + first;
                if more.is_some() {
                    active.phase = Phase::Lines;
                    self.active = Some(active);
                } else {
                    active.phase = Phase::Status;
                    self.waiting.push(active);
                }
            }
            Outcome::Lines { .. } | Outcome::Final => {
                let reply = std::mem::take(&mut active.reply);
                self.end(now, active, Ok(reply));
            }
        }
    }

    /// A line of the reply came while the line is held for more of them.
    pub(super) fn reply_line_came(&mut self, now: Timestamp) {
        if let Some(active) = self.active.as_mut().filter(|active| active.phase == Phase::Lines)
            && let Outcome::Lines { more: Some(more), .. } = active.request.outcome
        {
            let at_last = active.sent_at + active.request.within + LINES_LIMIT;
            active.deadline = (now + more).min(at_last.max(now));
        }
    }

    /// The one line came that a command waited for behind OK.
    pub(super) fn late_line_came(&mut self, now: Timestamp, place: usize) {
        if place >= self.waiting.len() {
            return;
        }
        let mut waiting = self.waiting.remove(place);
        self.paid(now, &waiting);
        let reply = std::mem::take(&mut waiting.reply);
        let result = if waiting.owed_before > 0 { Err(Failure::Uncertain) } else { Ok(reply) };
        self.end(now, waiting, result);
    }

    /// A status line came for a command that waits for it.
    pub(super) fn status_came(&mut self, now: Timestamp, place: usize) {
        let Some(verdict) = self.waiting.get_mut(place).and_then(Active::verdict) else { return };
        let waiting = self.waiting.remove(place);
        self.paid(now, &waiting);
        self.end(now, waiting, verdict);
    }

    /// The lines behind OK are over.
    pub(super) fn end_with_lines(&mut self, now: Timestamp) {
        let Some(mut active) = self.active.take() else { return };
        let reply = std::mem::take(&mut active.reply);
        self.end(now, active, Ok(reply));
    }

    /// A command that waits for its status was refused behind its OK: the refusal comes in the place of the status line or before it,
    /// as the reasons of a broker do (003, 1.20).
    pub(super) fn refused_behind_ok(&mut self, now: Timestamp, place: usize, rejection: Rejection) {
        if place >= self.waiting.len() {
            return;
        }
        let waiting = self.waiting.remove(place);
        self.owes(now, &waiting, owed::FORGIVEN_SOON);
        self.end(now, waiting, Err(Failure::Rejected(rejection)));
    }

    /// The connection of a client is gone: nothing that waits for its broker will be answered.
    pub(super) fn broke(&mut self, now: Timestamp, client: ClientIndex) {
        self.clients.closed(client);
        let ends = |active: &Active| {
            let closes = active.request.spec.is_some_and(|spec| spec.effect == Effect::Closes);
            active.request.client == Some(client) && !closes
        };
        if let Some(active) = self.active.as_mut().filter(|active| ends(active)) {
            active.broken = true;
        }
        while let Some(at) = self.waiting.iter().position(ends) {
            let waiting = self.waiting.remove(at);
            self.owes(now, &waiting, owed::FORGIVEN_SOON);
            self.end(now, waiting, Err(Failure::Broken));
        }
    }

    /// A final result came that answers nobody.
    fn late(&mut self, now: Timestamp, result: &Final) {
        self.overdue_answered(now, result);
        if self.in_data_mode {
            self.data_mode_left();
        }
        self.turns.push_back(Turn::Late);
    }

    /// The command whose final result did not come in time has one now, or may have.
    fn overdue_answered(&mut self, now: Timestamp, result: &Final) {
        self.may_be_late = false;
        let Some(overdue) = self.timed_out.take() else { return };
        match result {
            // It will not come to a status line.
            Final::Rejected(_) => drop(self.debts.pay(now, overdue.debtor)),
            Final::Ok | Final::DataMode => {
                self.debts.renew(now, overdue.debtor, now + overdue.patience());
            }
        }
    }

    pub(super) fn data_mode_left(&mut self) {
        if std::mem::take(&mut self.in_data_mode) {
            self.tell_event(Event::DataModeLeft);
        }
    }

    fn paid(&mut self, now: Timestamp, active: &Active) {
        if let Some(debtor) = active.debtor() {
            self.debts.set(debtor, 0, now);
        }
    }

    /// The message that a command brought, even where its reply did not come to its end.
    pub(super) fn tell_message(&mut self, active: &Active, result: &Result<Reply, Failure>) {
        let reply = result.as_ref().ok().unwrap_or(&active.reply);
        if reply.counted.is_some()
            && let Some(client) = active.request.client
            && let Ok(Some(message)) = (ReadMessage { client }).read(reply)
        {
            self.tell_event(Event::Message(message));
        }
    }

    /// Ends a command, with what follows for the clients and for whoever waits for messages.
    pub(super) fn end(&mut self, now: Timestamp, active: Active, result: Result<Reply, Failure>) {
        let opens =
            active.request.form == Form::Set && active.request.spec.is_some_and(|spec| spec.effect == Effect::Opens);
        if let Ok(reply) = &result {
            if let (true, Some(client)) = (opens, active.request.client) {
                self.debts.forgive(client);
            }
            self.clients.note(now, &active.request, reply);
        } else if opens {
            self.open_failed_at = Some(now);
        }
        self.tell_message(&active, &result);
        self.settle_doubt(now, &active, &result);
        self.ended(active, result);
    }
}
