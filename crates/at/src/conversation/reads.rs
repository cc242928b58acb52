//! Replies by length that are still to come: of reads that ended without theirs.
//!
//! The module has given the message away, so that it is told whenever it comes; and what stands in its payload is no line, whoever
//! else has the line by then.

use super::{Active, Conversation, Event, Phase, Role, Timestamp, owed};
use crate::args::ClientIndex;
use crate::commands::{PROMPT_LIMIT, ReadMessage};
use crate::frame::{Counted, Expect, Frame, Raw};
use crate::reply::Fetched;

/// The reads whose reply may still come, and until when.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads(Vec<(ClientIndex, Timestamp)>);

impl Reads {
    /// A read of this client has ended without its reply.
    pub(super) fn owes(&mut self, now: Timestamp, client: ClientIndex) {
        self.0.retain(|(_, until)| now < *until);
        self.0.push((client, now + owed::FORGIVEN));
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn any(&self, now: Timestamp) -> bool {
        self.0.iter().any(|(_, until)| now < *until)
    }

    /// When none is waited for any more.
    pub(super) fn until(&self) -> Option<Timestamp> {
        self.0.iter().map(|(_, until)| *until).max()
    }

    fn are_owed_by(&self, client: Option<ClientIndex>) -> bool {
        self.0.iter().any(|(owing, _)| client == Some(*owing))
    }

    /// A reply came that names this client: whose it is.
    fn came(&mut self, named: Option<ClientIndex>) -> Option<ClientIndex> {
        let place = self.0.iter().position(|(owing, _)| named == Some(*owing)).unwrap_or(0);
        if place < self.0.len() { Some(self.0.remove(place).0) } else { named }
    }
}

impl Conversation {
    /// The next piece of what came. What may come next besides a line is decided anew for each.
    pub(super) fn next_frame(&mut self, now: Timestamp) -> Option<Frame> {
        if self.framer.pending().is_empty() {
            return None;
        }
        let active = self.active.as_deref();
        let phase = active.map(|active| active.phase);
        let echo = active.map_or(&[][..], Active::awaited_echo);
        let waits_for_prompt = phase == Some(Phase::Prompt);
        let uploads = phase == Some(Phase::Upload);
        let reads = active.is_some_and(Active::reads_by_length) || self.reads.any(now);
        let expects = match &self.pending {
            _ if self.in_data_mode || self.awaits_text(now) => Expect::Lines,
            Some(pending) if !pending.is_closed() => Expect::Lines,
            pending if reads => Expect::Counted { echo, prompt: !uploads && (pending.is_none() || waits_for_prompt) },
            Some(_) if !waits_for_prompt => Expect::Lines,
            _ if uploads => Expect::Lines,
            _ => Expect::Prompt { echo },
        };
        self.framer.next(expects)
    }

    /// Whether a reply by length is due, of the command under way or of an earlier one.
    pub(super) fn expects_reply_by_length(&self, now: Timestamp) -> bool {
        self.active.as_ref().is_some_and(|active| active.reads_by_length()) || self.reads.any(now)
    }

    /// Takes in a reply by length: the command's under way, or that of an earlier one.
    pub(super) fn counted(&mut self, raw: Raw, counted: Box<Counted>) {
        self.flush_message();
        let named = u8::try_from(counted.client).ok().and_then(ClientIndex::new);
        let is_own = |active: &Active| {
            active.reads_by_length() && (active.reads_left.contains(&named) || !self.reads.are_owed_by(named))
        };
        let owner = self.active.as_ref().filter(|active| is_own(active)).map(|active| active.owner);
        self.tell(raw, Role::Response, counted.damaged, owner);
        if let (Some(active), Some(_)) = (&mut self.active, owner) {
            // Each command on a line brings its own.
            active.reply.fetched = Some(if counted.is_empty() { Fetched::Nothing } else { Fetched::Message });
            let before = (active.counted.replace(counted), active.read_of);
            active.read_came(named);
            if active.phase == Phase::Prompt {
                // The command behind it begins now.
                active.deadline = active.deadline.max(self.last_received + PROMPT_LIMIT);
            }
            self.tell_read(before.0, before.1);
        } else {
            let client = self.reads.came(named);
            self.tell_read(Some(counted), client);
        }
    }

    /// Tells the message that a reply brought, of a read of this client.
    fn tell_read(&mut self, counted: Option<Box<Counted>>, client: Option<ClientIndex>) {
        let (Some(counted), Some(client)) = (counted, client) else { return };
        if let Some(message) = (ReadMessage { client }).message(*counted) {
            self.tell_event(Event::Message(message));
        }
    }

    /// The message that a command brought last, even where its reply did not come to its end.
    pub(super) fn tell_message(&mut self, active: &mut Active) {
        self.tell_read(active.counted.take(), active.read_of);
    }

    /// The line goes on behind a reply by length, with the sign of another command: what comes from now on is no rest of its payload.
    pub(super) fn read_is_over(&mut self) {
        let Some(active) = &mut self.active else { return };
        let (counted, client) = (active.counted.take(), active.read_of.take());
        self.tell_read(counted, client);
    }

    /// A final result came for a command, or it has ended. The replies of its reads that have not come may still do so, whoever the
    /// end was for.
    pub(super) fn reads_ended(&mut self, now: Timestamp, active: &mut Active) {
        for client in active.reads_left.drain(..).flatten() {
            self.reads.owes(now, client);
        }
    }

    /// A line came behind a reply by length and before the end of its command, and nobody knows it, or a sign that nobody asked for: it
    /// is the rest of a payload that was longer than its length.
    pub(super) fn disturbs_reply_by_length(&mut self) {
        if let Some(counted) = self.active.as_mut().and_then(|active| active.counted.as_mut()) {
            counted.damaged = true;
        }
    }
}
