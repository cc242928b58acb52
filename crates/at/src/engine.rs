//! Runs the conversation with the module: one command in flight, a queue behind it, and nothing lost in between.
//!
//! Sans-I/O: [`Engine::handle`] takes what happened, [`Engine::poll`] gives what to do. **One rule: after each `handle`, drain
//! `poll` until it returns [`Output::Wait`].** `handle` does not fail; a command's failure is the value that its requester gets.

mod active;
mod complete;
mod direct;
mod route;
mod silence;

use std::collections::VecDeque;
use std::time::Duration;

use active::{Active, Phase};
use direct::PendingMessage;
use silence::Recovery;

use crate::args::ClientIndex;
use crate::frame::{Expect, Frame, Framer};
use crate::message::Message;
use crate::reply::{Failure, Reply};
use crate::request::{Request, RequestId};
use crate::urc::Urc;

/// A moment, in milliseconds since any fixed one. The engine has no clock; its caller does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub u64);

impl std::ops::Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)))
    }
}

/// What happened.
#[derive(Debug)]
pub enum Input<'a> {
    /// Bytes came from the module.
    Received(&'a [u8]),
    /// Somebody wants a command sent.
    Submitted(RequestId, Request),
    /// Somebody no longer wants it.
    Cancelled(RequestId),
    /// The moment named by [`Output::Wait`] has come.
    Tick,
    /// The link is gone.
    Lost,
}

/// What to do.
#[derive(Clone, PartialEq, Eq)]
pub enum Output {
    /// Write these bytes to the module.
    Transmit(Vec<u8>),
    /// Tell whoever listens.
    Event(Event),
    /// Nothing until something happens, or until then.
    Wait(Option<Timestamp>),
}

impl std::fmt::Debug for Output {
    /// Bytes are counted, not shown: they may be a password or a key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Transmit(bytes) => write!(f, "Transmit({} bytes)", bytes.len()),
            Self::Event(event) => f.debug_tuple("Event").field(event).finish(),
            Self::Wait(due) => f.debug_tuple("Wait").field(due).finish(),
        }
    }
}

/// What a line turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The module repeated the command.
    Echo,
    /// Part of a reply.
    Response,
    /// The end of a reply.
    Final,
    /// The status line of the command in flight.
    Status,
    /// The request for data.
    Prompt,
    /// An unsolicited code.
    Unsolicited,
    /// Part of a message that was printed over several lines.
    Continuation,
    /// The end of a reply to a command that is no longer waited for.
    Late,
    /// Nothing that is known.
    Unrecognised,
    /// An empty line.
    Blank,
    /// Bytes without a line end, at the end of the link.
    Fragment,
}

/// Something worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A command is on its way. What is sent stands in the transmission that follows.
    Started(RequestId),
    /// A line came. The raw bytes of all lines, in order, are what the module sent.
    Line {
        /// The bytes, with the line end.
        raw: Vec<u8>,
        /// What it is.
        role: Role,
        /// Whether junk stood before it or its beginning was lost.
        damaged: bool,
        /// The request that it belongs to.
        request: Option<RequestId>,
    },
    /// An unsolicited code came.
    Urc(Urc),
    /// A message came.
    Message(Message),
    /// A request is done.
    Completed(RequestId, Result<Reply, Failure>),
    /// The module started anew: every client, setting and certificate is gone.
    Rebooted,
    /// A command had no answer; the engine finds out whether the module still listens.
    Resynchronising,
    /// It does.
    Resynchronised,
    /// It does not.
    Unresponsive,
}

/// How the engine behaves.
#[derive(Debug, Clone)]
pub struct Config {
    /// Whether to fetch each announced message with MQTTREAD by itself.
    pub drain: Drain,
    /// The longest payload that the series prints directly; a message of that length may be cut.
    pub message_max: usize,
    /// How long to leave the module alone after an unsolicited code, before the next command.
    pub pause_after_urc: Duration,
}

/// Who fetches announced messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drain {
    /// The engine.
    Automatic,
    /// The user of the engine.
    ByHand,
}

impl Default for Config {
    fn default() -> Self {
        Self { drain: Drain::Automatic, message_max: 1500, pause_after_urc: Duration::from_millis(100) }
    }
}

/// The conversation with one module.
#[derive(Debug)]
pub struct Engine {
    config: Config,
    framer: Framer,
    outputs: VecDeque<Output>,
    queue: VecDeque<Queued>,
    /// Clients that have announced a message, in the order of their announcements.
    waiting: VecDeque<ClientIndex>,
    active: Option<Active>,
    recovery: Option<Recovery>,
    pending: Option<PendingMessage>,
    opened: Vec<(ClientIndex, Timestamp)>,
    last_received: Timestamp,
    /// Whether the silence after the last bytes has been looked at.
    stall_checked: bool,
    /// Not before this may a command be sent.
    quiet_until: Timestamp,
    /// Whether the last command was a fetch, so that the queue has its turn.
    fetched_last: bool,
}

#[derive(Debug)]
struct Queued {
    id: RequestId,
    request: Request,
    not_before: Timestamp,
}

/// Who asked for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// A user of the engine.
    Caller(RequestId),
    /// The engine, to fetch a message of this client.
    Fetch(ClientIndex),
}

impl Default for Engine {
    fn default() -> Self {
        Self::new(Config::default())
    }
}

impl Engine {
    /// A conversation that has not begun.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self {
            config,
            framer: Framer::default(),
            outputs: VecDeque::new(),
            queue: VecDeque::new(),
            waiting: VecDeque::new(),
            active: None,
            recovery: None,
            pending: None,
            opened: Vec::new(),
            last_received: Timestamp::default(),
            stall_checked: false,
            quiet_until: Timestamp::default(),
            fetched_last: false,
        }
    }

    /// Changes how it behaves, as when the model becomes known.
    pub fn configure(&mut self, config: Config) {
        self.config = config;
    }

    /// How it behaves.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// Takes in what happened.
    pub fn handle(&mut self, now: Timestamp, input: Input<'_>) {
        match input {
            Input::Received(bytes) => self.received(now, bytes),
            Input::Submitted(id, request) => self.queue.push_back(Queued { id, request, not_before: now }),
            Input::Cancelled(id) => self.cancelled(now, id),
            Input::Tick => {}
            Input::Lost => self.lost(),
        }
        self.expire(now);
        self.start_next(now);
    }

    /// What to do next.
    pub fn poll(&mut self) -> Output {
        self.outputs.pop_front().unwrap_or_else(|| Output::Wait(self.deadline()))
    }

    /// Bytes that came and are no whole line yet.
    #[must_use]
    pub fn unfinished(&self) -> &[u8] {
        self.framer.pending()
    }

    fn received(&mut self, now: Timestamp, bytes: &[u8]) {
        self.last_received = now;
        self.stall_checked = false;
        self.framer.push(bytes);
        self.drain_frames(now);
    }

    fn drain_frames(&mut self, now: Timestamp) {
        while let Some(frame) = self.next_frame() {
            match frame {
                Frame::Line(raw) => self.line(now, raw),
                Frame::Prompt(raw) => self.prompt(now, raw),
                Frame::Counted(counted) => self.counted(counted),
            }
            self.start_next(now);
        }
    }

    fn next_frame(&mut self) -> Option<Frame> {
        let expect = match &self.active {
            Some(active) if active.phase == Phase::Prompt => Expect::Prompt { echo: &active.request.line },
            Some(active) if active.reads_by_length() => Expect::Counted,
            _ => match &self.recovery {
                Some(recovery) if recovery.prompt_may_come() => Expect::Prompt { echo: &[] },
                _ => Expect::Lines,
            },
        };
        self.framer.next(expect)
    }

    /// Sends the next command, if one may be sent.
    fn start_next(&mut self, now: Timestamp) {
        if self.active.is_some() || self.recovery.is_some() || now < self.quiet_until {
            return;
        }
        let due = self.queue.iter().position(|queued| queued.not_before <= now);
        if self.fetches() && !(self.fetched_last && due.is_some()) {
            if let Some(client) = self.waiting.front().copied() {
                let request = Request::of(&crate::commands::ReadMessage { client });
                self.fetched_last = true;
                self.start(now, Owner::Fetch(client), request);
            }
        } else if let Some(queued) = due.and_then(|at| self.queue.remove(at)) {
            self.fetched_last = false;
            self.event(Event::Started(queued.id));
            self.start(now, Owner::Caller(queued.id), queued.request);
        }
    }

    /// Whether a message waits that is the engine's to fetch.
    fn fetches(&self) -> bool {
        self.config.drain == Drain::Automatic && !self.waiting.is_empty()
    }

    fn start(&mut self, now: Timestamp, owner: Owner, request: Request) {
        let mut bytes = request.line.clone();
        bytes.push(b'\r');
        self.outputs.push_back(Output::Transmit(bytes));
        self.active = Some(Active::new(now, owner, request));
    }

    fn cancelled(&mut self, now: Timestamp, id: RequestId) {
        if let Some(at) = self.queue.iter().position(|queued| queued.id == id) {
            self.queue.remove(at);
            self.event(Event::Completed(id, Err(Failure::Cancelled)));
            return;
        }
        let Some(active) = self.active.as_mut().filter(|active| active.owner == Owner::Caller(id)) else { return };
        if matches!(active.phase, Phase::Status | Phase::Lines) {
            self.complete(now, Err(Failure::Cancelled));
        } else if !active.abandoned {
            // The module is still busy with it; its answer is waited for, and goes nowhere.
            active.abandoned = true;
            self.event(Event::Completed(id, Err(Failure::Cancelled)));
        }
    }

    fn lost(&mut self) {
        self.flush_message();
        let rest = self.framer.flush();
        if !rest.is_empty() {
            self.event(Event::Line { raw: rest, role: Role::Fragment, damaged: true, request: None });
        }
        self.fail_all(&Failure::Lost);
        self.recovery = None;
        self.quiet_until = Timestamp::default();
    }

    /// Ends everything that is under way or waits.
    fn fail_all(&mut self, failure: &Failure) {
        if let Some(active) = self.active.take()
            && let (Owner::Caller(id), false) = (active.owner, active.abandoned)
        {
            self.event(Event::Completed(id, Err(failure.clone())));
        }
        while let Some(queued) = self.queue.pop_front() {
            self.event(Event::Completed(queued.id, Err(failure.clone())));
        }
        self.waiting.clear();
        self.opened.clear();
    }

    fn event(&mut self, event: Event) {
        self.outputs.push_back(Output::Event(event));
    }

    fn deadline(&self) -> Option<Timestamp> {
        let idle = self.active.is_none() && self.recovery.is_none();
        let due = match self.queue.iter().map(|queued| queued.not_before).min() {
            _ if self.fetches() => Some(self.quiet_until),
            due => due.map(|due| due.max(self.quiet_until)),
        };
        let queued = due.filter(|_| idle);
        let stall = (self.framer.is_stalled() && !self.stall_checked).then(|| self.last_received + silence::STALL);
        [
            self.active.as_ref().map(|active| active.deadline),
            self.recovery.as_ref().map(Recovery::deadline),
            self.pending.as_ref().map(|pending| self.last_received + pending.patience()),
            stall,
            queued,
        ]
        .into_iter()
        .flatten()
        .min()
    }
}

#[cfg(test)]
mod tests;
