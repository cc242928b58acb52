//! Ends a command, and does what follows from its end.

use std::time::Duration;

use super::{Active, Conversation, Event, Overdue, Owner, Phase, Timestamp, Turn, owed};
use crate::args::ClientIndex;
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
            if active.owner != Owner::Probe {
                self.in_step_again();
            }
        }
        let waiting = self.waiting.len();
        match result {
            Final::Rejected(rejection) => self.rejected(now, active, rejection),
            Final::DataMode => {
                (self.in_data_mode, self.escape) = (true, 0);
                self.end_well(now, active);
                self.tell_event(Event::DataModeEntered);
            }
            Final::Ok => self.ok(now, active),
        }
        self.ended_at = (self.waiting.len() <= waiting).then_some(now);
    }

    fn rejected(&mut self, now: Timestamp, active: Box<Active>, rejection: Rejection) {
        // What stands before the last command on a line may have been taken.
        for due in &active.dues {
            self.debts.set(due.debtor, due.owed_after_refusal(), now + due.within + owed::FORGIVEN);
        }
        // The module says that it was done, and refuses it.
        let contradicts_itself = active.says_success();
        let failure = if contradicts_itself { Failure::Uncertain } else { Failure::Rejected(rejection) };
        self.end(now, active, Err(failure));
    }

    fn ok(&mut self, now: Timestamp, mut active: Box<Active>) {
        if active.phase == Phase::Prompt {
            self.end(now, active, Err(Malformed.into()));
            return;
        }
        if !active.is_answered() {
            // That was the end of another command, or its reply was lost.
            self.is_overdue(now, &mut active);
            self.end(now, active, Err(Malformed.into()));
            return;
        }
        if let Some(rejection) = active.unclear_refusal.take() {
            self.settle_unclear_refusal(now, rejection);
        }
        active.takes_lines_before_ok();
        if let Some(verdict) = active.verdict() {
            self.paid(now, &active);
            self.end(now, active, verdict);
            return;
        }
        if active.dues.is_empty() {
            match active.list_within() {
                Some(first) if active.reply.lines.is_empty() => {
                    (active.phase, active.deadline) = (Phase::Lines, now + first);
                    self.active = Some(active);
                }
                _ => self.end_well(now, active),
            }
        } else if active.abandoned {
            self.owes(now, &active, |due| due.within + owed::FORGIVEN);
            self.end(now, active, Err(Failure::Cancelled));
        } else if active.broken {
            self.owes(now, &active, |_| owed::FORGIVEN_SOON);
            self.end(now, active, Err(Failure::Broken));
        } else {
            (active.phase, active.ok_at) = (Phase::Status, now);
            active.deadline = now + active.status_within();
            self.reads_ended(now, &mut active);
            self.waiting.push(active);
        }
    }

    fn end_well(&mut self, now: Timestamp, mut active: Box<Active>) {
        let reply = std::mem::take(&mut active.reply);
        self.end(now, active, Ok(reply));
    }

    /// A line of the reply came while the line is held for more of them.
    pub(super) fn reply_line_came(&mut self, now: Timestamp) {
        if let Some(active) = self.active.as_mut().filter(|active| active.phase == Phase::Lines)
            && let Some(more) = active.request.parts.iter().find_map(|part| match part.outcome {
                Outcome::Lines { more, .. } => more,
                _ => None,
            })
        {
            let at_last = active.sent_at + active.request.within + LINES_LIMIT;
            active.deadline = (now + more).min(at_last.max(now));
        }
    }

    /// A status line came for a command that waits for it, or the one line that it waited for behind OK.
    pub(super) fn status_came(&mut self, now: Timestamp, place: usize) {
        let Some(waiting) = self.waiting.get_mut(place) else { return };
        let Some(verdict) = waiting.verdict() else {
            waiting.deadline = waiting.ok_at + waiting.status_within();
            return;
        };
        let waiting = self.waiting.remove(place);
        self.paid(now, &waiting);
        self.end(now, waiting, verdict);
    }

    /// The lines behind OK are over.
    pub(super) fn end_with_lines(&mut self, now: Timestamp) {
        if let Some(active) = self.active.take() {
            self.end_well(now, active);
        }
    }

    /// A command that waits for its status was refused behind its OK: the refusal comes in the place of the status line or before it,
    /// as the reasons of a broker do (003, 1.20).
    pub(super) fn refused_behind_ok(&mut self, now: Timestamp, place: usize, rejection: Rejection) {
        if place >= self.waiting.len() {
            return;
        }
        let waiting = self.waiting.remove(place);
        // Its reason is here; its status line may come behind it.
        for due in &waiting.dues {
            self.debts.set(due.debtor, due.owed_after(), now + owed::FORGIVEN_SOON);
        }
        self.end(now, waiting, Err(Failure::Rejected(rejection)));
    }

    /// The connection of a client is gone: nothing that waits for its broker will be answered.
    pub(super) fn broke(&mut self, now: Timestamp, client: ClientIndex) {
        self.clients.closed(client);
        let ends = |active: &Active| active.dues.iter().any(|due| due.ends_with(client));
        if let Some(active) = self.active.as_deref_mut().filter(|active| ends(active)) {
            active.broken = true;
        }
        while let Some(at) = self.waiting.iter().position(|waiting| ends(waiting)) {
            let waiting = self.waiting.remove(at);
            self.owes(now, &waiting, |_| owed::FORGIVEN_SOON);
            self.end(now, waiting, Err(Failure::Broken));
        }
    }

    /// A final result came that answers nobody.
    fn late(&mut self, now: Timestamp, result: &Final) {
        self.finals_owed = self.finals_owed.saturating_sub(1);
        self.overdue_answered(now, result);
        self.data_mode_left();
        self.ended_at = Some(now);
        self.follows(Turn::Late);
    }

    /// The command whose final result did not come in time has one now, or may have.
    fn overdue_answered(&mut self, now: Timestamp, result: &Final) {
        for Overdue { debtor, patience } in std::mem::take(&mut self.timed_out) {
            match result {
                // It will not come to a status line.
                Final::Rejected(_) => {
                    self.debts.pay(now, debtor);
                    if self.debts.count(now, debtor) == 0 {
                        self.failed_opens.refused(debtor);
                    }
                }
                Final::Ok | Final::DataMode => {
                    self.debts.renew(now, debtor, now + patience);
                    self.failed_opens.owes(debtor, now + patience);
                }
            }
        }
    }

    pub(super) fn data_mode_left(&mut self) {
        if std::mem::take(&mut self.in_data_mode) {
            self.tell_event(Event::DataModeLeft);
        }
    }

    fn paid(&mut self, now: Timestamp, active: &Active) {
        for due in &active.dues {
            self.debts.set(due.debtor, 0, now);
        }
    }

    /// Ends a command, with what follows for the clients and for whoever waits for messages.
    pub(super) fn end(&mut self, now: Timestamp, mut active: Box<Active>, result: Result<Reply, Failure>) {
        let opens: Vec<_> = active.request.opens().collect();
        if let Ok(reply) = &result {
            for client in opens {
                self.debts.forgive(client);
                self.failed_opens.forget(client);
            }
            self.clients.note(now, &active.request, reply);
            self.echo_is_off = active.request.turns_echo_off().unwrap_or(self.echo_is_off);
        } else if let Err(failure) = &result {
            for client in opens {
                self.failed_opens.failed(now, client, failure);
            }
        }
        self.reads_ended(now, &mut active);
        self.settle_doubt(now, &active, &result);
        self.ended(active, result);
    }
}
