//! What waits to be sent, and whose turn it is.

use std::collections::VecDeque;
use std::time::Duration;

use super::{Drain, Engine, Owner, Timestamp, Uploads};
use crate::commands::{Conf, FreeClients, Receive};
use crate::conversation::{Debtor, Event};
use crate::reply::{Failure, Reply, TimedOut};
use crate::request::{Request, RequestId};

/// When a command that was too early for its client is tried again.
const RETRY: Duration = Duration::from_millis(1_500);

/// How long commands wait for their turn while none of them is sent or ends.
const TURN_LIMIT: Duration = Duration::from_secs(300);

/// How many commands wait at the most, and how many bytes of them.
const MOST: usize = 1_024;
const MOST_BYTES: usize = 4_000_000;

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

    fn bytes(&self) -> usize {
        self.request.line.len() + self.request.data.as_ref().map_or(0, Vec::len)
    }
}

/// Commands in the order in which they were submitted.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Queued>,
    /// When a command was sent or ended last.
    moved_at: Timestamp,
}

impl Queue {
    pub(super) fn push(&mut self, queued: Queued) {
        self.waiting.push_back(queued);
    }

    pub(super) fn push_front(&mut self, queued: Queued) {
        self.waiting.push_front(queued);
    }

    pub(super) fn retry(&mut self, now: Timestamp, id: RequestId, request: Request) {
        let request = Request { retry_after_open: false, ..request };
        self.push_front(Queued { owner: Owner::Caller(id), request, not_before: now + RETRY });
    }

    /// Takes out a request; whether it was there.
    pub(super) fn remove(&mut self, id: RequestId) -> bool {
        let found = self.waiting.iter().position(|queued| queued.owner == Owner::Caller(id));
        found.map(|at| self.waiting.remove(at)).is_some()
    }

    /// Takes out everything, and names the requests that somebody waits for.
    pub(super) fn drain(&mut self) -> Vec<RequestId> {
        let callers = |queued: Queued| match queued.owner {
            Owner::Caller(id) => Some(id),
            _ => None,
        };
        self.waiting.drain(..).filter_map(callers).collect()
    }

    /// The commands that may go as far as others are concerned, with their places. One that is held back, or whose time has not
    /// come, is passed by others, but not by those of its client, nor by those whose status line would look like its own.
    fn free<'a>(
        &'a self,
        now: Timestamp,
        holds_back: impl Fn(&Request) -> bool + 'a,
    ) -> impl Iterator<Item = (usize, &'a Queued)> {
        let (mut clients, mut debtors) = (Vec::new(), Vec::new());
        self.waiting.iter().enumerate().filter(move |(_, queued)| {
            let parts = &queued.request.parts;
            let is_behind = parts.iter().any(|part| {
                part.client.is_some_and(|client| clients.contains(&client))
                    || Debtor::of(part).is_some_and(|debtor| debtors.contains(&debtor))
            });
            let waits = is_behind || holds_back(&queued.request);
            if waits || now < queued.not_before {
                clients.extend(parts.iter().filter_map(|part| part.client));
                debtors.extend(parts.iter().filter_map(Debtor::of));
            }
            !waits
        })
    }

    /// The place of the first command that may go now.
    fn first(&self, now: Timestamp, holds_back: impl Fn(&Request) -> bool) -> Option<usize> {
        if self.is_empty() {
            return None;
        }
        self.free(now, holds_back).find(|(_, queued)| queued.not_before <= now).map(|(place, _)| place)
    }

    /// When the next one may go.
    fn due(&self, holds_back: impl Fn(&Request) -> bool) -> Option<Timestamp> {
        if self.is_empty() {
            return None;
        }
        // As if the time of none had come: one that is behind another goes after it.
        self.free(Timestamp::default(), holds_back).map(|(_, queued)| queued.not_before).min()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether this one is too much.
    fn is_full(&self, queued: &Queued) -> bool {
        if self.is_empty() {
            return false;
        }
        let bytes = self.waiting.iter().map(Queued::bytes).sum::<usize>();
        self.waiting.len() >= MOST || (bytes > 0 && bytes + queued.bytes() > MOST_BYTES)
    }

    /// The request that somebody has waited for longest, and since when.
    fn longest(&self) -> Option<(RequestId, Timestamp)> {
        let callers = self.waiting.iter().filter_map(|queued| match queued.owner {
            Owner::Caller(id) => Some((id, queued.not_before)),
            _ => None,
        });
        callers.min_by_key(|(_, since)| *since)
    }

    /// A command was sent, or has ended.
    pub(super) const fn moved(&mut self, now: Timestamp) {
        self.moved_at = now;
    }

    fn has_upload(&self) -> bool {
        self.waiting.iter().any(|queued| queued.request.data.is_some())
    }
}

impl Engine {
    /// Somebody wants a command sent.
    pub(super) fn submitted(&mut self, now: Timestamp, id: RequestId, request: Request) {
        let queued = Queued { owner: Owner::Caller(id), request, not_before: now };
        if self.queue.is_full(&queued) {
            self.event(Event::Completed(id, Err(Failure::QueueFull)));
        } else {
            self.queue.push(queued);
        }
    }

    /// When the commands that wait have waited too long. One that is under way has a limit of its own.
    pub(super) fn queue_deadline(&self) -> Option<Timestamp> {
        if self.queue.is_empty() || self.conversation.active().is_some() {
            return None;
        }
        let (_, since) = self.queue.longest()?;
        Some(since.max(self.queue.moved_at) + TURN_LIMIT)
    }

    /// Ends what has waited too long.
    pub(super) fn expire_queue(&mut self, now: Timestamp) {
        while self.queue_deadline().is_some_and(|due| now >= due) {
            let Some((id, _)) = self.queue.longest() else { return };
            self.queue.remove(id);
            self.event(Event::Completed(id, Err(Failure::TimedOut(TimedOut::Queue))));
        }
    }

    /// Sends the next command, if one may be sent.
    pub(super) fn start_next(&mut self, now: Timestamp) {
        if !self.is_free() || now < self.pause.until() {
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
        let again = (self.prints_again && !self.queue.has_upload()).then_some(self.pause.until());
        Timestamp::earliest(&[queued, self.fetch_due(), again])
    }

    fn start(&mut self, now: Timestamp, place: usize) {
        let unsafe_upload = |queued: &Queued| {
            queued.request.data.is_some()
                && self.config.uploads == Uploads::Guarded
                && self.conversation.clients().print_payloads()
        };
        if self.queue.waiting.get(place).is_some_and(unsafe_upload) {
            self.send(now, Owner::Switch, Request::of(&Conf(Receive::Indicated)));
            return;
        }
        let Some(queued) = self.queue.waiting.remove(place) else { return };
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
            self.queue.waiting.drain(..).partition(|queued| queued.request.data.is_some());
        self.queue.waiting = others;
        for queued in uploads {
            if let Owner::Caller(id) = queued.owner {
                self.event(Event::Completed(id, Err(Failure::Unsafe)));
            }
        }
    }
}
