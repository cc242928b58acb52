//! Leads the conversation with the module: one command has the line, a queue stands behind it, and nothing is lost in between.
//!
//! Sans-I/O: [`Engine::handle`] takes what happened, [`Engine::poll`] gives what to do. **One rule: after each `handle`, drain
//! `poll` until it returns [`Output::Wait`].** `handle` does not fail; a command's failure is the value that its requester gets.
//! What the lines are is the [conversation](crate::conversation)'s to say; here is decided what is sent, and when.

mod fetch;
mod outputs;
mod pause;
mod prompt;
mod queue;
mod silence;

use std::collections::VecDeque;
use std::time::Duration;

pub use crate::conversation::{Event, Role, Timestamp};
pub use prompt::Answer;

use crate::args::ClientIndex;
use crate::conversation::{Conversation, Ended, Owner, Turn};
use crate::reply::Failure;
use crate::request::{Request, RequestId};
use crate::urc::Urc;
use fetch::Announced;
use outputs::Outputs;
use pause::Pause;
use prompt::Asking;
use queue::{Queue, Queued};
use silence::Recovery;

/// What happened.
#[derive(Debug)]
pub enum Input<'a> {
    /// Bytes came from the module.
    Received(&'a [u8]),
    /// Somebody wants a command sent.
    Submitted(RequestId, Request),
    /// Somebody no longer wants it.
    Cancelled(RequestId),
    /// Somebody has chosen what to do about a prompt that nobody had data for, or about data mode.
    Answered(Answer),
    /// The moment named by [`Output::Wait`] has come.
    Tick,
    /// The link is gone.
    Lost,
}

/// What to do.
#[derive(Clone, PartialEq, Eq)]
pub enum Output {
    /// Write this command to the module.
    Transmit(Vec<u8>),
    /// Write this data to the module: it asked for it.
    Data(Vec<u8>),
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
            Self::Data(bytes) => write!(f, "Data({} bytes)", bytes.len()),
            Self::Event(event) => f.debug_tuple("Event").field(event).finish(),
            Self::Wait(due) => f.debug_tuple("Wait").field(due).finish(),
        }
    }
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
    /// What to do about an upload while messages are printed as they come.
    pub uploads: Uploads,
    /// Bits a second on the line, which say when data has left.
    pub baud_rate: u32,
}

/// Who fetches announced messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drain {
    /// The engine.
    Automatic,
    /// The user of the engine.
    ByHand,
}

/// What to do about an upload while messages are printed as they come: one of them could print a prompt, and the data would go
/// before the module asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uploads {
    /// Nothing.
    AsTheyAre,
    /// Have messages announced meanwhile, and printed again afterwards. Where the module does not take that, the upload is not
    /// sent, and fails as [`Failure::Unsafe`].
    Guarded,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            drain: Drain::Automatic,
            message_max: 1500,
            pause_after_urc: Duration::from_millis(100),
            uploads: Uploads::AsTheyAre,
            baud_rate: 115_200,
        }
    }
}

/// The conversation with one module.
#[derive(Debug)]
pub struct Engine {
    config: Config,
    conversation: Conversation,
    outputs: Outputs,
    queue: Queue,
    /// Clients that have announced a message, in the order of their announcements.
    announced: VecDeque<Announced>,
    recovery: Option<Recovery>,
    /// Whether somebody has told the module to answer in numbers or not at all: the way back into step asks it for words.
    asks_for_words: bool,
    /// Not before its end may a command be sent.
    pause: Pause,
    /// Whether the last command was a fetch, so that the queue has its turn.
    fetched_last: bool,
    /// Whether messages are to be printed again, once no upload is left.
    prints_again: bool,
    /// What was told of what the module asks for.
    asks: Option<Asking>,
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
            conversation: Conversation::new(config.message_max),
            config,
            outputs: Outputs::default(),
            queue: Queue::default(),
            announced: VecDeque::new(),
            recovery: None,
            asks_for_words: false,
            pause: Pause::default(),
            fetched_last: false,
            prints_again: false,
            asks: None,
        }
    }

    /// Changes how it behaves, as when the model becomes known.
    pub const fn configure(&mut self, config: Config) {
        self.conversation.set_message_max(config.message_max);
        self.config = config;
    }

    /// How it behaves.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// Takes in what happened.
    pub fn handle(&mut self, now: Timestamp, input: Input<'_>) {
        self.conversation.settle(now);
        match input {
            Input::Received(bytes) => self.conversation.received(now, bytes),
            Input::Submitted(id, request) => self.submitted(now, id, request),
            Input::Cancelled(id) => self.cancelled(now, id),
            Input::Answered(answer) => self.answered(now, answer),
            Input::Tick => {}
            Input::Lost => self.lost(),
        }
        self.conversation.expire(now);
        self.take_turns(now);
        self.ask_the_silent(now);
        self.recover(now);
        self.start_next(now);
        self.expire_queue(now);
    }

    /// What to do next.
    pub fn poll(&mut self) -> Output {
        match self.outputs.next() {
            Some(output) => output,
            None => Output::Wait(self.deadline()),
        }
    }

    /// Bytes that came and are no whole line yet.
    #[must_use]
    pub fn unfinished(&self) -> &[u8] {
        self.conversation.unfinished()
    }

    /// How many bytes were examined in looking for the ends of lines.
    #[must_use]
    pub const fn examined(&self) -> u64 {
        self.conversation.examined()
    }

    /// Does what follows from what was said. A command is started only when all of it has been taken in: no byte that came before
    /// a command was sent can answer it.
    fn take_turns(&mut self, now: Timestamp) {
        while let Some(turn) = self.conversation.turn() {
            match turn {
                Turn::Told(count) => self.outputs.take(self.conversation.told(), count),
                Turn::Code(code) => self.note_code(now, &code),
                Turn::Ended(ended) => self.ended(now, ended),
                Turn::Prompted { at, stray } => self.prompted(now, at, stray),
                Turn::Late => self.late_result(now),
                Turn::Doubtful => self.queue.push_front(Queued::own(now, Owner::Check)),
                Turn::Restarted => self.rebooted(),
            }
        }
        self.note_the_end_of_asking();
    }

    fn note_code(&mut self, now: Timestamp, code: &Urc) {
        match code {
            Urc::MessageWaiting { client, .. } => {
                self.announce(now, *client);
                return;
            }
            Urc::Broken(client, _) | Urc::Closed(client) => self.forget_messages_of(*client),
            _ => {}
        }
        if self.conversation.active().is_none() {
            self.pause.extend(now, self.config.pause_after_urc);
        }
    }

    /// A command has ended: whoever wanted it gets its answer, and the way back into step begins where it was lost.
    fn ended(&mut self, now: Timestamp, ended: Ended) {
        let way_back = self.way_back(now, &ended);
        self.queue.moved(now);
        let out_of_step = way_back.is_some();
        if let Some(way_back) = way_back {
            if let Recovery::WaitingOut { until } = way_back
                && (until.is_none() || silence::may_want_more(&ended))
            {
                self.asks(None, ended.active.request.end_of_data(), until);
            }
            self.recovery = Some(way_back);
        }
        self.note_the_end_of_asking();
        match ended.active.owner {
            Owner::Caller(id) => self.caller_served(now, id, ended),
            Owner::Fetch(client) => self.fetched(now, client, &ended.result),
            Owner::Probe => self.probed(now, &ended.result),
            Owner::Check => {}
            Owner::Switch => self.switched(&ended.result),
        }
        if out_of_step {
            self.event(Event::Resynchronising);
        }
    }

    fn caller_served(&mut self, now: Timestamp, id: RequestId, ended: Ended) {
        let Ended { active, result } = ended;
        let (request, abandoned) = (&active.request, active.abandoned);
        let refused = matches!(result, Err(Failure::Rejected(_) | Failure::Failed(_)));
        let fresh = || request.client.is_some_and(|client| self.conversation.clients().opened_recently(now, client));
        if refused && !abandoned && request.retry_after_open && fresh() {
            self.queue.retry(now, id, active.request);
            return;
        }
        if request.opens().next().is_some() && matches!(result, Err(Failure::Failed(_))) {
            // The reason may come behind it.
            self.pause.extend(now, self.config.pause_after_urc);
        }
        if request.chooses_how_messages_come() && result.is_ok() {
            // Whoever chose that wants it to stay.
            self.prints_again = false;
        }
        if !abandoned {
            self.event(Event::Completed(id, result));
        }
    }

    fn cancelled(&mut self, now: Timestamp, id: RequestId) {
        if self.queue.remove(id) {
            self.event(Event::Completed(id, Err(Failure::Cancelled)));
        } else {
            self.conversation.cancel(now, id);
        }
    }

    fn lost(&mut self) {
        // The module may go on waiting for its data: nothing says that it does not.
        self.asks = None;
        self.conversation.lost();
        self.take_turns(Timestamp::default());
        self.fail_queue(&Failure::Lost);
        self.recovery = None;
        self.pause.end();
    }

    fn rebooted(&mut self) {
        self.fail_queue(&Failure::Rebooted);
        self.recovery = None;
        self.note_the_end_of_asking();
        self.event(Event::Rebooted);
    }

    /// Ends everything that waits to be sent.
    fn fail_queue(&mut self, failure: &Failure) {
        for id in self.queue.drain() {
            self.event(Event::Completed(id, Err(failure.clone())));
        }
        self.announced.clear();
        self.prints_again = false;
    }

    fn event(&mut self, event: Event) {
        self.outputs.tell(event);
    }

    /// Whether nothing keeps a command from being sent but time.
    fn is_free(&self) -> bool {
        let is_quiet = !self.conversation.is_in_data_mode() && !self.conversation.holds_lines_back();
        self.conversation.active().is_none() && self.recovery.is_none() && is_quiet
    }

    fn deadline(&self) -> Option<Timestamp> {
        let next = if self.is_free() { self.next_start().map(|due| due.max(self.pause.until())) } else { None };
        let recovery = self.recovery.as_ref().and_then(Recovery::deadline);
        Timestamp::earliest(&[self.conversation.deadline(), recovery, next, self.queue_deadline()])
    }

    fn send(&mut self, now: Timestamp, owner: Owner, mut request: Request) {
        if request.silences_results() && owner != Owner::Probe {
            request.within = request.within.min(silence::NO_WORD);
            self.asks_for_words = true;
        }
        let mut bytes = Vec::with_capacity(request.line.len() + 1);
        bytes.extend_from_slice(&request.line);
        bytes.push(b'\r');
        self.outputs.send(Output::Transmit(bytes));
        self.pause.end();
        self.queue.moved(now);
        self.conversation.sent(now, owner, request);
    }

    fn forget_messages_of(&mut self, client: ClientIndex) {
        self.announced.retain(|announced| announced.client != client);
    }
}

#[cfg(test)]
mod tests;
