//! What happens when the module does not answer: the way back into step.
//!
//! After a time-out a late answer may still come, and must not answer the next command. So the engine waits for quiet, sends
//! `AT`, and after its OK waits for quiet again; whatever ends a command meanwhile is late. Data that the module may still be
//! waiting for is waited out first: whatever is typed then becomes payload. Where the module has no time of its own for that, or
//! nobody knows it, nothing is typed until the module has said that it is over or a person has ended it, however long that takes.
//! The same way is taken when the module ends an upload before all of its data has gone: the rest would run into the next command.

use std::time::Duration;

use super::{Engine, Owner, Timestamp};
use crate::commands::{Attention, End, UPLOAD_LIMIT};
use crate::conversation::{Ended, Event};
use crate::reply::{Failure, Reply, TimedOut};
use crate::request::Request;

const QUIET: Duration = Duration::from_millis(300);
/// The same behind a late answer, which others may follow.
const QUIET_AFTER_LATE: Duration = Duration::from_millis(1_000);
const SETTLE: Duration = Duration::from_millis(500);
/// The same where another final result may still come: of the command that had none in time, or of a probe.
const SETTLE_UNSURE: Duration = Duration::from_millis(1_500);
const PROBES: u8 = 3;

/// How long a result is waited for that comes as a number, or not at all.
pub(super) const NO_WORD: Duration = Duration::from_secs(1);

/// What brings results back, in words (V.250, 6.2.5 and 6.2.6).
const ASK_FOR_WORDS: &str = "ATQ0V1";

/// The way back into step.
#[derive(Debug)]
pub(super) enum Recovery {
    /// The module may be waiting for data: until then, or for as long as it likes.
    WaitingOut { until: Option<Timestamp> },
    /// Nothing is sent until it is quiet.
    Quiet { until: Timestamp, probes: u8 },
    /// `AT` is on its way. The conversation knows how long.
    Probing { probes: u8 },
    /// It was answered; a late answer may still come.
    Settling { until: Timestamp },
    /// It was not answered. The module may come back at any time, and will then answer all that it was sent: before the next
    /// command it is asked again.
    Silent,
}

impl Recovery {
    pub(super) const fn deadline(&self) -> Option<Timestamp> {
        match self {
            Self::WaitingOut { until } => *until,
            Self::Quiet { until, .. } | Self::Settling { until } => Some(*until),
            Self::Probing { .. } | Self::Silent => None,
        }
    }
}

impl Engine {
    /// The way back that begins with the end of this command, if it was out of step with it.
    pub(super) fn way_back(&self, now: Timestamp, ended: &Ended) -> Option<Recovery> {
        let end = || ended.active.request.end_of_data();
        let waits_for_data = |since: Timestamp| {
            // What a person has ended had its time, and has it once more.
            let is_over = self.asks.as_ref().is_some_and(|asking| asking.may_be_over);
            let patience = end().patience().or_else(|| is_over.then_some(UPLOAD_LIMIT));
            Recovery::WaitingOut { until: patience.map(|patience| since + patience) }
        };
        match (&ended.result, ended.active.owner) {
            (_, Owner::Probe) => None,
            // Whatever it answered: the next command would be waited for in vain.
            _ if ended.active.request.silences_results() => Some(Recovery::Quiet { until: now + QUIET, probes: 1 }),
            (Err(Failure::TimedOut(TimedOut::Prompt)), _) => Some(waits_for_data(now)),
            (Err(Failure::TimedOut(TimedOut::Final | TimedOut::Upload)), _) if may_want_more(ended) => {
                Some(waits_for_data(now))
            }
            (Err(Failure::TimedOut(TimedOut::Final)), _) if ended.active.asked.is_some() => {
                ended.active.uploaded.max(ended.active.asked).map(waits_for_data)
            }
            // The prompt may still come, and what is typed then becomes data.
            (Err(Failure::TimedOut(TimedOut::Final)), _)
                if end() == End::AtControlZ || ended.active.request.missing_data().is_some() =>
            {
                Some(waits_for_data(now))
            }
            _ if ended.active.out_of_step => Some(Recovery::Quiet { until: now + QUIET, probes: 0 }),
            (Err(Failure::Rejected(_)), _) => {
                Some(Recovery::Quiet { until: ended.active.uploaded?.max(now) + QUIET, probes: 1 })
            }
            _ => None,
        }
    }

    /// Goes on when a step's time is over.
    pub(super) fn recover(&mut self, now: Timestamp) {
        while self.recovery.as_ref().and_then(Recovery::deadline).is_some_and(|due| now >= due) {
            self.advance(now);
            self.take_turns(now);
        }
    }

    fn advance(&mut self, now: Timestamp) {
        let quiet = self.conversation.last_received() + QUIET;
        match self.recovery.take() {
            Some(Recovery::WaitingOut { .. }) => self.recovery = Some(Recovery::Quiet { until: now, probes: 0 }),
            Some(Recovery::Quiet { probes, .. }) if now < quiet && probes == 0 => {
                self.recovery = Some(Recovery::Quiet { until: quiet, probes: 1 });
            }
            Some(Recovery::Quiet { .. }) => self.probe(now, 1),
            Some(Recovery::Settling { .. }) => {
                self.conversation.in_step_again();
                self.event(Event::Resynchronised);
            }
            Some(other @ (Recovery::Probing { .. } | Recovery::Silent)) => self.recovery = Some(other),
            None => {}
        }
    }

    fn probe(&mut self, now: Timestamp, probes: u8) {
        self.recovery = Some(Recovery::Probing { probes });
        let words = self.asks_for_words.then(|| Request::raw(ASK_FOR_WORDS, None).ok()).flatten();
        let request = words.unwrap_or_else(|| Request::of(&Attention));
        self.send(now, Owner::Probe, request);
    }

    /// The probe has ended: answered in any way, or not at all.
    pub(super) fn probed(&mut self, now: Timestamp, result: &Result<Reply, Failure>) {
        let Some(Recovery::Probing { probes }) = self.recovery else { return };
        match result {
            Err(Failure::TimedOut(_)) if probes < PROBES => self.probe(now, probes + 1),
            Err(Failure::TimedOut(_)) => {
                self.recovery = Some(Recovery::Silent);
                self.event(Event::Unresponsive);
                self.conversation.give_up_waiting(now, &Failure::Unresponsive);
                self.fail_queue(&Failure::Unresponsive);
            }
            _ => {
                self.asks_for_words = false;
                self.settle(now);
            }
        }
    }

    /// Waits for what may still come, longer where something is known to be missing.
    fn settle(&mut self, now: Timestamp) {
        let patience = if self.conversation.finals_owed() > 0 { SETTLE_UNSURE } else { SETTLE };
        self.recovery = Some(Recovery::Settling { until: now + patience });
    }

    /// Somebody wants something of a module that did not answer: it is asked again.
    pub(super) fn ask_the_silent(&mut self, now: Timestamp) {
        let holds = self.conversation.holds_lines_back();
        if matches!(self.recovery, Some(Recovery::Silent)) && !self.queue.is_empty() && !holds {
            self.event(Event::Resynchronising);
            self.probe(now, 1);
        }
    }

    /// A late final result came: the quiet begins anew, and data is no longer waited for.
    pub(super) fn late_result(&mut self, now: Timestamp) {
        match self.recovery {
            Some(Recovery::WaitingOut { .. } | Recovery::Quiet { .. } | Recovery::Silent) => {
                self.recovery = Some(Recovery::Quiet { until: now + QUIET_AFTER_LATE, probes: 1 });
            }
            Some(Recovery::Settling { .. }) => self.settle(now),
            Some(Recovery::Probing { .. }) | None => {}
        }
    }
}

/// Whether data went to a command that has not ended, and nothing says that it was all: the module may wait for more as long as it
/// likes.
pub(super) fn may_want_more(ended: &Ended) -> bool {
    let end = ended.active.request.end_of_data();
    let is_all = match &ended.active.request.data {
        Some(data) => end.is_met(data),
        // What a person gave. Where that was all, the data itself was not confirmed in time.
        None => matches!(ended.result, Err(Failure::TimedOut(TimedOut::Upload))),
    };
    ended.active.uploaded.is_some() && !matches!(end, End::After(_)) && !is_all
}
