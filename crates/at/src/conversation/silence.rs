//! What follows from silence: a prompt, the end of a message or of a reply by length, and the end of a command's time.

use std::time::Duration;

use super::{Active, Conversation, Phase, Timestamp, owed};
use crate::frame::{Frame, Stall};
use crate::reply::{Failure, TimedOut};

/// How long nothing has to follow a `>` until it is a prompt: adapters hand over bytes every 16 ms.
const PROMPT: Duration = Duration::from_millis(20);

/// How long nothing has to follow a CR until the line is over: the LF of most modules comes with it.
const LINE: Duration = Duration::from_millis(25);

/// How long a reply by length may pause before it is taken for shorter than announced.
const SHORT: Duration = Duration::from_millis(1_000);

/// The same where all the bytes came that were announced, and the closing quote is not behind them.
const MISMATCH: Duration = Duration::from_millis(200);

impl Conversation {
    /// Draws what follows from the silence since the last bytes. To be done before later bytes are taken in.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        self.end_message_in_silence(now);
        self.look_for_prompt(now, self.last_received + PROMPT);
        self.look_for_end(now);
        self.end_line_in_silence(now, self.last_received + LINE);
    }

    /// Ends what has passed its limit.
    pub(crate) fn expire(&mut self, now: Timestamp) {
        self.settle(now);
        if self.under_way().any(|active| now >= self.limit(active)) {
            self.release();
        }
        if self.reasons_due().is_some() {
            self.failed_opens.expire(now);
        }
        while let Some(at) = self.waiting.iter().position(|waiting| now >= waiting.deadline) {
            let waiting = self.waiting.remove(at);
            self.status_did_not_come(now, waiting);
        }
        if let Some(phase) = self.active.as_ref().filter(|active| now >= self.limit(active)).map(|active| active.phase)
        {
            self.time_out(now, phase);
        }
    }

    /// When it wants to be looked at again.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        let waits_for_prompt = !self.looked_for_prompt && self.pending.is_none() && !self.framer.pending().is_empty();
        Timestamp::earliest(&[
            self.active.as_ref().map(|active| self.limit(active)),
            self.waiting.iter().map(|waiting| waiting.deadline).min(),
            self.pending.as_ref().map(|pending| pending.due(self.last_received)),
            waits_for_prompt.then(|| self.last_received + PROMPT),
            self.framer.may_end_with_cr().then(|| self.last_received + LINE),
            self.end_due(),
            self.reasons_due(),
            self.reading_due(),
        ])
    }

    /// Somebody wrote behind a sign that a command under way may have asked for data with: whoever did has waited long enough to take
    /// it for a prompt. A record that tells lines and not their parts has the two at one time.
    pub(crate) fn written_behind_a_sign(&mut self, now: Timestamp) {
        if self.active.is_some() {
            self.look_for_prompt(now, now);
        }
    }

    fn look_for_prompt(&mut self, now: Timestamp, due: Timestamp) {
        if self.looked_for_prompt || self.pending.is_some() || now < due {
            return;
        }
        self.looked_for_prompt = true;
        let echo = match &self.active {
            _ if self.in_data_mode => return,
            Some(active) if active.phase == Phase::Upload => return,
            Some(active) => active.awaited_echo(),
            None => &[],
        };
        if let Some(Frame::Prompt(raw)) = self.framer.prompt_in_silence(echo) {
            self.prompt(due, raw);
        }
    }

    /// A CR was the end of a line, where nothing has followed it.
    fn end_line_in_silence(&mut self, now: Timestamp, due: Timestamp) {
        if now >= due
            && let Some(Frame::Line(raw)) = self.framer.line_in_silence()
        {
            self.line(due, raw);
        }
    }

    /// When the next open that failed can have no reason any more. What a message holds back came before.
    fn reasons_due(&self) -> Option<Timestamp> {
        self.failed_opens.deadline().filter(|_| !self.holds_lines_back())
    }

    fn end_due(&self) -> Option<Timestamp> {
        let patience = match self.framer.stall()? {
            Stall::Short => SHORT,
            Stall::Mismatch => MISMATCH,
        };
        (!self.looked_for_end).then(|| self.last_received + patience)
    }

    /// When nobody waits any more for the rest of a reply by length whose command has ended.
    fn reading_due(&self) -> Option<Timestamp> {
        let is_own = self.active.as_ref().is_some_and(|active| active.reads_by_length());
        self.framer.stall().filter(|_| !is_own).and_then(|_| self.reads.until())
    }

    fn look_for_end(&mut self, now: Timestamp) {
        if self.framer.stall().is_some() && !self.expects_reply_by_length(now) {
            self.give_up_reading();
            self.drain_frames(now);
        }
        if self.end_due().is_none_or(|due| now < due) {
            return;
        }
        self.looked_for_end = true;
        if let Some(Frame::Counted(raw, counted)) = self.framer.cut_short() {
            self.counted(raw, counted);
            self.drain_frames(now);
        }
    }

    /// Takes what came of a reply by length for all of it: part of a message is better than none.
    fn give_up_reading(&mut self) {
        if let Some(Frame::Counted(raw, counted)) = self.framer.give_up() {
            self.counted(raw, counted);
        }
    }

    /// When a command has had its time. A reply by length that is still coming is not cut.
    fn limit(&self, active: &Active) -> Timestamp {
        let has_begun =
            self.framer.stall().is_some() || (active.phase == Phase::Final && active.reply.fetched.is_some());
        let is_coming = active.is_read() && !matches!(active.phase, Phase::Lines | Phase::Status) && has_begun;
        if is_coming { active.deadline.max(self.last_received + SHORT) } else { active.deadline }
    }

    fn time_out(&mut self, now: Timestamp, phase: Phase) {
        let waited_for = match phase {
            Phase::Lines => {
                self.end_with_lines(now);
                return;
            }
            Phase::Status => TimedOut::Status,
            Phase::Prompt => TimedOut::Prompt,
            Phase::Final | Phase::Asked => TimedOut::Final,
            Phase::Upload => TimedOut::Upload,
        };
        if self.active.as_ref().is_some_and(|active| active.reads_by_length()) {
            self.give_up_reading();
        }
        let Some(mut active) = self.active.take() else { return };
        // Without the prompt no data has gone, and nothing will come of it but an error.
        if phase == Phase::Prompt {
            self.misses_its_final(&mut active);
        } else {
            self.is_overdue(now, &mut active);
        }
        let failure = match active.unclear_refusal {
            Some(_) => Failure::Uncertain,
            None => Failure::TimedOut(waited_for),
        };
        self.end(now, active, Err(failure));
        self.drain_frames(now);
    }

    /// A command's status line did not come in time, or too few of them to know which is its own.
    fn status_did_not_come(&mut self, now: Timestamp, mut waiting: Box<Active>) {
        self.owes(now, &waiting, |_| owed::FORGIVEN);
        let result = waiting.verdict_in_time();
        self.end(now, waiting, result);
    }
}
