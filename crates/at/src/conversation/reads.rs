//! Replies by length that are still to come: of reads that ended without theirs.
//!
//! The module has given the message away, so that it is told whenever it comes; and what stands in its payload is no line, whoever
//! else has the line by then.

use super::{Active, Conversation, Event, Phase, Role, Timestamp, owed};
use crate::args::ClientIndex;
use crate::commands::{Command, ReadMessage};
use crate::frame::{Counted, Expect};
use crate::reply::{Failure, Reply};

/// The reads whose reply may still come, and until when.
#[derive(Debug, Default)]
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

    fn owed_by(&self, client: Option<ClientIndex>) -> bool {
        self.0.iter().any(|(owing, _)| client == Some(*owing))
    }

    /// A reply came that names this client: whose it is.
    fn came(&mut self, named: Option<ClientIndex>) -> Option<ClientIndex> {
        let place = self.0.iter().position(|(owing, _)| named == Some(*owing)).unwrap_or(0);
        if place < self.0.len() { Some(self.0.remove(place).0) } else { named }
    }
}

impl Conversation {
    /// What may come next besides a line.
    pub(super) fn expects(&self, now: Timestamp) -> Expect<'_> {
        let echo = self.active.as_ref().map_or(&[][..], Active::awaited_echo);
        let reads = self.expects_reply_by_length(now);
        let uploads = self.active.as_ref().is_some_and(|active| active.phase == Phase::Upload);
        match &self.pending {
            _ if self.in_data_mode => Expect::Lines,
            Some(pending) if !pending.is_closed() => Expect::Lines,
            pending if reads => {
                let prompt = !uploads && (pending.is_none() || self.waits_for_prompt());
                Expect::Counted { echo, prompt }
            }
            Some(_) if !self.waits_for_prompt() => Expect::Lines,
            _ if uploads => Expect::Lines,
            _ => Expect::Prompt { echo },
        }
    }

    fn waits_for_prompt(&self) -> bool {
        self.active.as_ref().is_some_and(|active| active.phase == Phase::Prompt)
    }

    /// Whether a reply by length is due, of the command under way or of an earlier one.
    pub(super) fn expects_reply_by_length(&self, now: Timestamp) -> bool {
        self.active.as_ref().is_some_and(Active::reads_by_length) || self.reads.any(now)
    }

    /// Takes in a reply by length: the command's under way, or that of an earlier one.
    pub(super) fn counted(&mut self, counted: Counted) {
        self.flush_message();
        let named = u8::try_from(counted.client).ok().and_then(ClientIndex::new);
        let is_own = |active: &&mut Active| {
            active.reads_by_length() && (active.request.client == named || !self.reads.owed_by(named))
        };
        if let Some(active) = self.active.as_mut().filter(is_own) {
            active.echoed = true;
            let owner = active.owner;
            let (raw, damaged) = (counted.raw.clone(), counted.damaged);
            active.reply.counted = Some(counted);
            self.tell(&raw, Role::Response, damaged, Some(owner));
            return;
        }
        self.tell(&counted.raw, Role::Response, counted.damaged, None);
        let Some(client) = self.reads.came(named) else { return };
        let reply = Reply { counted: Some(counted), ..Reply::default() };
        if let Ok(Some(message)) = (ReadMessage { client }).read(&reply) {
            self.tell_event(Event::Message(message));
        }
    }

    /// A command has ended. Where it was a read and had no reply, that may still come, whoever the end was for.
    pub(super) fn read_ended(&mut self, now: Timestamp, active: &Active, result: &Result<Reply, Failure>) {
        let reply = result.as_ref().ok().unwrap_or(&active.reply);
        if let Some(client) = active.request.client.filter(|_| active.is_read() && reply.counted.is_none()) {
            self.reads.owes(now, client);
        }
    }

    /// A line came behind a reply by length and before the end of its command, and nobody knows it, or a sign that nobody asked for: it
    /// is the rest of a payload that was longer than its length.
    pub(super) fn disturbs_reply_by_length(&mut self) {
        if let Some(counted) = self.active.as_mut().and_then(|active| active.reply.counted.as_mut()) {
            counted.damaged = true;
        }
    }
}
