//! What waits to be sent, and whose turn it is.

use std::collections::VecDeque;
use std::time::Duration;

use super::{Drain, Engine, Owner, Timestamp, Uploads};
use crate::commands::{Conf, FreeClients, Receive};
use crate::conversation::Event;
use crate::reply::{Failure, Reply};
use crate::request::{Request, RequestId};

/// When a command that was too early for its client is tried again.
const RETRY: Duration = Duration::from_millis(1_500);

#[derive(Debug)]
pub(super) struct Queued {
    pub(super) owner: Owner,
    pub(super) request: Request,
    pub(super) not_before: Timestamp,
}

impl Queued {
    /// A command of the engine's own.
    pub(super) fn own(now: Timestamp, owner: Owner) -> Self {
        Self { owner, request: Request::of(&FreeClients), not_before: now }
    }
}

/// Commands in the order in which they were submitted.
#[derive(Debug, Default)]
pub(super) struct Queue(VecDeque<Queued>);

impl Queue {
    pub(super) fn push(&mut self, queued: Queued) {
        self.0.push_back(queued);
    }

    pub(super) fn push_front(&mut self, queued: Queued) {
        self.0.push_front(queued);
    }

    pub(super) fn retry(&mut self, now: Timestamp, id: RequestId, request: Request) {
        let request = Request { retry_after_open: false, ..request };
        self.push_front(Queued { owner: Owner::Caller(id), request, not_before: now + RETRY });
    }

    /// Takes out a request; whether it was there.
    pub(super) fn remove(&mut self, id: RequestId) -> bool {
        let found = self.0.iter().position(|queued| queued.owner == Owner::Caller(id));
        found.map(|at| self.0.remove(at)).is_some()
    }

    /// Takes out everything, and names the requests that somebody waits for.
    pub(super) fn drain(&mut self) -> Vec<RequestId> {
        let callers = |queued: Queued| match queued.owner {
            Owner::Caller(id) => Some(id),
            _ => None,
        };
        self.0.drain(..).filter_map(callers).collect()
    }

    /// The commands that may go as far as others are concerned, with their places. One that is held back is passed by others, but
    /// not by those of its client.
    fn free<'a>(&'a self, holds_back: impl Fn(&Request) -> bool + 'a) -> impl Iterator<Item = (usize, &'a Queued)> {
        let mut passed = Vec::new();
        self.0.iter().enumerate().filter(move |(_, queued)| {
            let client = queued.request.client;
            let waits = holds_back(&queued.request) || (client.is_some() && passed.contains(&client));
            if waits {
                passed.push(client);
            }
            !waits
        })
    }

    /// The place of the first command that may go now.
    fn first(&self, now: Timestamp, holds_back: impl Fn(&Request) -> bool) -> Option<usize> {
        self.free(holds_back).find(|(_, queued)| queued.not_before <= now).map(|(place, _)| place)
    }

    /// When the next one may go.
    fn due(&self, holds_back: impl Fn(&Request) -> bool) -> Option<Timestamp> {
        self.free(holds_back).map(|(_, queued)| queued.not_before).min()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn has_upload(&self) -> bool {
        self.0.iter().any(|queued| queued.request.data.is_some())
    }
}

impl Engine {
    /// Sends the next command, if one may be sent.
    pub(super) fn start_next(&mut self, now: Timestamp) {
        if !self.is_free() || now < self.quiet_until {
            return;
        }
        let place = self.queue.first(now, |request| self.conversation.holds_back(request));
        if let Some(client) = self.next_fetch(now).filter(|_| !(self.fetched_last && place.is_some())) {
            self.fetched_last = true;
            self.fetch(now, client);
            return;
        }
        if let Some(place) = place {
            self.start(now, place);
        } else if self.prints_again && !self.queue.has_upload() {
            self.send(now, Owner::Switch, Request::of(&Conf(Receive::Direct)));
        }
    }

    /// When a command or a fetch can be sent next, as far as time goes.
    pub(super) fn next_start(&self) -> Option<Timestamp> {
        let queued = self.queue.due(|request| self.conversation.holds_back(request));
        let again = (self.prints_again && !self.queue.has_upload()).then_some(self.quiet_until);
        [queued, self.fetch_due(), again].into_iter().flatten().min()
    }

    fn start(&mut self, now: Timestamp, place: usize) {
        let unsafe_upload = |queued: &Queued| {
            queued.request.data.is_some()
                && self.config.uploads == Uploads::Guarded
                && self.conversation.clients().print_payloads()
        };
        if self.queue.0.get(place).is_some_and(unsafe_upload) {
            self.send(now, Owner::Switch, Request::of(&Conf(Receive::Indicated)));
            return;
        }
        let Some(queued) = self.queue.0.remove(place) else { return };
        self.fetched_last = false;
        if let Owner::Caller(id) = queued.owner {
            self.event(Event::Started(id));
        }
        self.send(now, queued.owner, queued.request);
    }

    /// Messages are announced from now on, or printed again; or the module did not take it.
    pub(super) fn switched(&mut self, result: &Result<Reply, Failure>) {
        let prints = self.conversation.clients().print_payloads();
        match result {
            Ok(_) => self.prints_again = !prints && !self.prints_again,
            Err(_) if self.prints_again => self.prints_again = false,
            Err(_) => self.refuse_uploads(),
        }
    }

    /// Whether the engine itself has to fetch what is announced.
    pub(super) fn drains(&self) -> bool {
        self.config.drain == Drain::Automatic || self.prints_again
    }

    fn refuse_uploads(&mut self) {
        let (uploads, others): (VecDeque<_>, VecDeque<_>) =
            self.queue.0.drain(..).partition(|queued| queued.request.data.is_some());
        self.queue.0 = others;
        for queued in uploads {
            if let Owner::Caller(id) = queued.owner {
                self.event(Event::Completed(id, Err(Failure::Unsafe)));
            }
        }
    }
}
