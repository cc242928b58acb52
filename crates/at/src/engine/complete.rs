//! Ends the command in flight, and does what follows from its end.

use std::time::Duration;

use super::active::Phase;
use super::{Engine, Event, Owner, Queued, Timestamp};
use crate::args::ClientIndex;
use crate::commands::{Command, Form, ReadMessage};
use crate::reply::{Failure, Final, Malformed, Reply};
use crate::request::{Outcome, Request};

/// A subscription refused within this time after the open is tried again.
const FRESH: Duration = Duration::from_secs(2);

/// When it is tried again.
const RETRY: Duration = Duration::from_millis(1_500);

impl Engine {
    pub(super) fn final_result(&mut self, now: Timestamp, result: Final) {
        let Some(active) = &mut self.active else {
            self.probe_answered(now);
            return;
        };
        active.echoed = true;
        match (result, active.phase) {
            (Final::Rejected(rejection), _) => self.complete(now, Err(Failure::Rejected(rejection))),
            (Final::Ok, Phase::Status | Phase::Lines) => {}
            (Final::Ok, Phase::Prompt) => self.complete(now, Err(Malformed.into())),
            (Final::Ok, Phase::Final | Phase::Upload) => match (&active.request.outcome, active.reply.status) {
                (Outcome::Status { within, .. }, None) => {
                    active.phase = Phase::Status;
                    active.deadline = now + *within;
                }
                (Outcome::Lines { first, .. }, None) if active.reply.lines.is_empty() => {
                    active.phase = Phase::Lines;
                    active.deadline = now + *first;
                }
                _ => self.complete_with_status(now),
            },
        }
    }

    /// A line of the reply came. Behind OK it is the only one, or others follow at once.
    pub(super) fn reply_line_came(&mut self, now: Timestamp) {
        let Some(active) = self.active.as_mut().filter(|active| active.phase == Phase::Lines) else { return };
        match active.request.outcome {
            Outcome::Lines { more: Some(more), .. } => active.deadline = now + more,
            _ => self.complete_with_status(now),
        }
    }

    pub(super) fn status_came(&mut self, now: Timestamp) {
        if self.active.as_ref().is_some_and(|active| active.phase == Phase::Status) {
            self.complete_with_status(now);
        }
    }

    pub(super) fn complete_with_status(&mut self, now: Timestamp) {
        let Some(active) = &mut self.active else { return };
        let reply = std::mem::take(&mut active.reply);
        let result = match reply.status {
            None | Some(1) => Ok(reply),
            Some(other) => Err(Failure::Failed(other)),
        };
        self.complete(now, result);
    }

    pub(super) fn complete(&mut self, now: Timestamp, result: Result<Reply, Failure>) {
        let Some(active) = self.active.take() else { return };
        self.quiet_until = self.quiet_until.max(now);
        match active.owner {
            Owner::Fetch(client) => self.fetched(client, &result),
            Owner::Caller(id) => {
                let refused = matches!(result, Err(Failure::Rejected(_) | Failure::Failed(_)));
                if refused && active.request.retry_after_open && self.opened_recently(now, &active.request) {
                    let request = Request { retry_after_open: false, ..active.request };
                    self.queue.push_front(Queued { id, request, not_before: now + RETRY });
                    return;
                }
                if result.is_ok() {
                    self.note_clients(now, &active.request);
                }
                if let Ok(reply) = &result
                    && reply.counted.is_some()
                    && let Some(client) = client_of(&active.request)
                    && let Ok(Some(message)) = (ReadMessage { client }).read(reply)
                {
                    self.event(Event::Message(message));
                }
                if !active.abandoned {
                    self.event(Event::Completed(id, result));
                }
            }
        }
    }

    /// Takes the message that the engine fetched, and goes on until none is left.
    fn fetched(&mut self, client: ClientIndex, result: &Result<Reply, Failure>) {
        let message = result.as_ref().ok().and_then(|reply| ReadMessage { client }.read(reply).ok().flatten());
        self.waiting.retain(|waiting| *waiting != client);
        if let Some(message) = message {
            self.waiting.push_back(client);
            self.event(Event::Message(message));
        }
    }

    fn note_clients(&mut self, now: Timestamp, request: &Request) {
        let (Some(spec), Form::Set) = (request.spec, request.form) else { return };
        if !matches!(spec.name, "+MQTTOPEN" | "+MQTTCLOSE") {
            return;
        }
        let Some(client) = client_of(request) else { return };
        self.opened.retain(|(open, _)| *open != client);
        if spec.name == "+MQTTOPEN" {
            self.opened.push((client, now));
        }
    }

    fn opened_recently(&self, now: Timestamp, request: &Request) -> bool {
        let Some(client) = client_of(request) else { return false };
        self.opened.iter().any(|(open, since)| *open == client && now < *since + FRESH)
    }
}

fn client_of(request: &Request) -> Option<ClientIndex> {
    match &request.outcome {
        Outcome::Status { client, .. } => *client,
        Outcome::Final | Outcome::Lines { .. } => {
            let typed = crate::commands::recognise(&String::from_utf8_lossy(&request.line));
            typed.text(0)?.parse().ok().and_then(ClientIndex::new)
        }
    }
}
