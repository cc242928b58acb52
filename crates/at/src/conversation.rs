//! What is said on the line, by both sides: which command is under way, what each line is, and what is still owed.
//!
//! It sends nothing and chooses nothing. The [engine](crate::engine) leads a conversation and the [listener](crate::listener)
//! only hears one; both tell it what was sent and what came, and take what it tells.

mod active;
mod clients;
mod direct;
mod due;
mod end;
mod event;
mod failed_opens;
mod finals;
mod header;
mod owed;
mod reads;
mod restart;
mod route;
mod silence;

use std::collections::VecDeque;
use std::time::Duration;

pub(crate) use active::{Active, Phase};
pub(crate) use clients::Clients;
use direct::PendingMessage;
use due::Due;
pub use event::{Event, Role, Timestamp};
use failed_opens::FailedOpens;
use header::Header;
pub(crate) use owed::Debtor;
use owed::{Debts, Overdue};
use reads::Reads;

use crate::args::ClientIndex;
use crate::commands::UPLOAD_LIMIT;
use crate::frame::{Frame, Framer, Raw};
use crate::reply::{Failure, Reply};
use crate::request::{Part, Request, RequestId};
use crate::urc::Urc;

/// How long the final result of a command that was called off is waited for, before the way back into step begins.
const CALLED_OFF: Duration = Duration::from_secs(1);

/// Who asked for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Whoever uses the engine, or whoever was listened to.
    Caller(RequestId),
    /// The engine, to fetch a message of this client.
    Fetch(ClientIndex),
    /// The engine, to find out whether the module listens.
    Probe,
    /// The engine, to find out whether the module has started anew.
    Check,
    /// The engine, to have messages announced during an upload, or printed again.
    Switch,
}

impl Owner {
    const fn caller(self) -> Option<RequestId> {
        match self {
            Self::Caller(id) => Some(id),
            Self::Fetch(_) | Self::Probe | Self::Check | Self::Switch => None,
        }
    }
}

/// What follows from the conversation for the one who leads or hears it.
#[derive(Debug, Clone)]
pub(crate) enum Turn {
    /// So many events are worth [telling](Conversation::told).
    Told(usize),
    /// The last of them was this code.
    Code(Urc),
    /// A command has ended.
    Ended(Ended),
    /// The module asks for data. Nobody was under way, if `stray`.
    Prompted {
        /// When.
        at: Timestamp,
        /// Whether no command is under way.
        stray: bool,
    },
    /// A final result came that answers nobody.
    Late,
    /// The module says that it has started, and somebody else could have made it print that.
    Doubtful,
    /// The module has started anew.
    Restarted,
}

/// A command that has ended.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    /// How far it had come.
    pub(crate) active: Box<Active>,
    pub(crate) result: Result<Reply, Failure>,
}

/// What was said, and what of it is not over yet.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    framer: Framer,
    turns: VecDeque<Turn>,
    /// The events that they speak of. They are large: nobody moves them without need.
    told: VecDeque<Event>,
    /// How many of them no turn speaks of yet.
    last_told: usize,
    /// The command that has the line.
    active: Option<Box<Active>>,
    /// Commands that are past their OK and wait for a status line.
    #[expect(clippy::vec_box, reason = "a command goes in and comes out as it is, and is large")]
    waiting: Vec<Box<Active>>,
    debts: Debts,
    reads: Reads,
    clients: Clients,
    pending: Option<PendingMessage>,
    /// What the last line announced.
    header: Option<Header>,
    /// Room for the lines behind the next message.
    no_tail: Vec<Raw>,
    /// A message of that length may be cut.
    message_max: usize,
    /// Whether the module passes bytes on.
    in_data_mode: bool,
    /// How many `+` were sent last: three ask it to take commands again (V.250 leaves it to makers; all have it from Hayes).
    escape: u8,
    /// Whether it was told not to repeat commands.
    echo_is_off: bool,
    /// Whether it is not clear whether the module has started anew.
    in_doubt: bool,
    /// When the module started, while nothing has been sent since.
    started_at: Option<Timestamp>,
    failed_opens: FailedOpens,
    /// Until when the next ring of a call may come, once one came.
    rings_until: Option<Timestamp>,
    /// When the last command was ended by a final result that left nothing to wait for: firmware may end it twice.
    ended_at: Option<Timestamp>,
    /// How many final results may still come that answer nobody: of a command that had none in time, and of probes.
    finals_owed: u32,
    /// What the command that had none owes when it comes.
    timed_out: Vec<Overdue>,
    last_received: Timestamp,
    /// Whether the silence after the last bytes has been looked at for a prompt, and for the end of a reply by length.
    looked_for_prompt: bool,
    looked_for_end: bool,
}

impl Conversation {
    pub(crate) fn new(message_max: usize) -> Self {
        Self {
            framer: Framer::default(),
            turns: VecDeque::new(),
            told: VecDeque::new(),
            last_told: 0,
            active: None,
            waiting: Vec::new(),
            debts: Debts::default(),
            reads: Reads::default(),
            clients: Clients::default(),
            pending: None,
            header: None,
            no_tail: Vec::new(),
            message_max,
            in_data_mode: false,
            escape: 0,
            echo_is_off: false,
            in_doubt: false,
            started_at: None,
            failed_opens: FailedOpens::default(),
            rings_until: None,
            ended_at: None,
            finals_owed: 0,
            timed_out: Vec::new(),
            last_received: Timestamp::default(),
            looked_for_prompt: true,
            looked_for_end: true,
        }
    }

    pub(crate) const fn set_message_max(&mut self, message_max: usize) {
        self.message_max = message_max;
    }

    /// A command line was sent.
    pub(crate) fn sent(&mut self, now: Timestamp, owner: Owner, request: Request) {
        self.release();
        let dues = Due::all_of(&request, |debtor| self.debts.count(now, debtor));
        self.started_at = None;
        self.active = Some(Box::new(Active::new(now, owner, request, dues, self.echo_is_off)));
    }

    /// Data of the command under way was sent, and the last of it leaves then. Where it is not known to be all of it, the module may
    /// wait for more.
    pub(crate) fn data_sent(&mut self, leaves: Timestamp, is_all: bool) {
        let Some(active) = &mut self.active else { return };
        if is_all {
            active.phase = Phase::Upload;
        }
        active.uploaded = Some(leaves);
        active.deadline = leaves + UPLOAD_LIMIT.max(active.request.within);
    }

    /// Something was sent in data mode: the way back to commands, or anything else.
    pub(crate) fn sent_in_data_mode(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.escape = if *byte == b'+' { self.escape.saturating_add(1) } else { 0 };
        }
    }

    /// Bytes came.
    pub(crate) fn received(&mut self, now: Timestamp, bytes: &[u8]) {
        self.last_received = now;
        (self.looked_for_prompt, self.looked_for_end) = (false, false);
        self.framer.push(bytes);
        self.drain_frames(now);
    }

    /// What follows, in order.
    pub(crate) fn turn(&mut self) -> Option<Turn> {
        let told = || (self.last_told > 0).then(|| Turn::Told(std::mem::take(&mut self.last_told)));
        self.turns.pop_front().or_else(told)
    }

    /// The events that are worth telling, of which each [`Turn::Told`] names the first.
    pub(crate) const fn told(&mut self) -> &mut VecDeque<Event> {
        &mut self.told
    }

    /// The command that has the line.
    pub(crate) const fn active(&self) -> Option<&Active> {
        match &self.active {
            Some(active) => Some(active),
            None => None,
        }
    }

    /// Whether a command may not be sent yet, though the line is free: one of the same name and client waits for its status, its
    /// client is being opened or closed, or it opens one whose last open failed just now.
    pub(crate) fn holds_back(&self, request: &Request) -> bool {
        let too_early = request.opens().any(|client| self.failed_opens.holds_back(client));
        if too_early || self.waiting.is_empty() {
            return too_early;
        }
        let debtors: Vec<_> = request.parts.iter().filter_map(Debtor::of).collect();
        let is_for =
            |client: Option<ClientIndex>| client.is_some() && request.parts.iter().any(|part| part.client == client);
        let changes_client =
            |part: &Part| is_for(part.client) && part.spec.is_some_and(|spec| spec.effect.changes_the_client());
        self.waiting.iter().any(|waiting| {
            let same_status = waiting.dues.iter().any(|due| !due.is_settled() && debtors.contains(&due.debtor));
            same_status || waiting.request.parts.iter().any(changes_client)
        })
    }

    pub(crate) const fn clients(&self) -> &Clients {
        &self.clients
    }

    pub(crate) const fn is_in_data_mode(&self) -> bool {
        self.in_data_mode
    }

    pub(crate) const fn last_received(&self) -> Timestamp {
        self.last_received
    }

    /// Bytes that came and are no whole line yet.
    pub(crate) fn unfinished(&self) -> &[u8] {
        self.framer.pending()
    }

    /// How many bytes were examined in looking for the ends of lines.
    pub(crate) const fn examined(&self) -> u64 {
        self.framer.examined()
    }

    /// Nobody waits for this request any more. Whether it was known.
    pub(crate) fn cancel(&mut self, now: Timestamp, id: RequestId) -> bool {
        let owner = Owner::Caller(id);
        if let Some(at) = self.waiting.iter().position(|waiting| waiting.owner == owner) {
            let waiting = self.waiting.remove(at);
            self.owes(now.max(waiting.deadline), &waiting, |_| owed::FORGIVEN);
            self.ended(waiting, Err(Failure::Cancelled));
            return true;
        }
        let Some(active) = self.active.as_mut().filter(|active| active.owner == owner) else { return false };
        if active.phase == Phase::Lines {
            self.end_active(Err(Failure::Cancelled));
        } else if !active.abandoned {
            // The module is still busy with it. Its answer goes nowhere, and is not waited for long, unless what is typed next could become
            // the data that the module may have asked for.
            active.abandoned = true;
            if active.can_be_left() {
                active.deadline = active.deadline.min(now + CALLED_OFF);
            }
            self.tell_event(Event::Completed(id, Err(Failure::Cancelled)));
        }
        true
    }

    /// Forgets the command under way, which asked for data that will not be sent.
    pub(crate) fn drop_active(&mut self) {
        self.active = None;
        self.timed_out.clear();
    }

    /// The other side sends the next command: it no longer waits for the one under way.
    pub(crate) fn supersede(&mut self, now: Timestamp) {
        self.release();
        let Some(mut active) = self.active.take() else { return };
        self.is_overdue(now, &mut active);
        self.end(now, active, Err(Failure::Cancelled));
    }

    /// The link is gone.
    pub(crate) fn lost(&mut self) {
        self.flush_message();
        let rest = self.framer.flush();
        if !rest.is_empty() {
            self.tell_event(Event::Line { raw: rest, role: Role::Fragment, damaged: true, request: None });
        }
        self.fail_all(&Failure::Lost);
        self.in_data_mode = false;
    }

    /// The module does not answer any more: nobody waits for it, though what is owed may still come.
    pub(crate) fn give_up_waiting(&mut self, now: Timestamp, failure: &Failure) {
        for waiting in std::mem::take(&mut self.waiting) {
            self.owes(now.max(waiting.deadline), &waiting, |_| owed::FORGIVEN);
            self.ended(waiting, Err(failure.clone()));
        }
        // The question whether it has started anew goes with the others; the next start raises it again.
        self.in_doubt = false;
    }

    /// Ends everything that is under way: the module has forgotten it, or cannot be heard.
    fn fail_all(&mut self, failure: &Failure) {
        self.end_active(Err(failure.clone()));
        for waiting in std::mem::take(&mut self.waiting) {
            self.ended(waiting, Err(failure.clone()));
        }
        self.debts.clear();
        self.reads.clear();
        self.clients = Clients::default();
        self.failed_opens.clear();
        (self.in_doubt, self.echo_is_off) = (false, false);
        self.in_step_again();
        self.timed_out.clear();
    }

    /// All commands whose end has not come.
    fn under_way(&self) -> impl Iterator<Item = &Active> {
        self.active.iter().chain(&self.waiting).map(|active| &**active)
    }

    fn drain_frames(&mut self, now: Timestamp) {
        while let Some(frame) = self.next_frame(now) {
            match frame {
                Frame::Line(raw) => self.line(now, raw),
                Frame::Prompt(raw) => self.prompt(now, raw),
                Frame::Counted(raw, counted) => self.counted(raw, counted),
            }
        }
    }

    fn ended(&mut self, mut active: Box<Active>, result: Result<Reply, Failure>) {
        self.tell_message(&mut active);
        self.follows(Turn::Ended(Ended { active, result }));
    }

    fn end_active(&mut self, result: Result<Reply, Failure>) {
        if let Some(active) = self.active.take() {
            self.ended(active, result);
        }
    }

    fn tell_event(&mut self, event: Event) {
        self.told.push_back(event);
        self.last_told += 1;
    }

    fn tell_code(&mut self, code: Urc) {
        self.tell_event(Event::Urc(code.clone()));
        self.follows(Turn::Code(code));
    }

    /// This follows, behind what was told before it.
    fn follows(&mut self, turn: Turn) {
        if self.last_told > 0 {
            self.turns.push_back(Turn::Told(std::mem::take(&mut self.last_told)));
        }
        self.turns.push_back(turn);
    }
}
