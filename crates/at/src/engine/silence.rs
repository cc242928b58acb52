//! What happens when the module does not answer: time limits, and the way back into step.
//!
//! After a time-out a late answer may still come, and must not answer the next command. So the engine waits for quiet, sends
//! `AT`, and after its OK waits for quiet again; whatever ends a command meanwhile is late. Data that the module may still be
//! waiting for is waited out first: whatever is typed then becomes payload.

use std::time::Duration;

use super::active::Phase;
use super::{Engine, Event, Output, Timestamp};
use crate::commands::UPLOAD_LIMIT;
use crate::frame::Frame;
use crate::reply::{Failure, TimedOut};

/// How long a reply by length may pause before it is taken for shorter than announced.
pub(super) const STALL: Duration = Duration::from_millis(1_000);

const QUIET: Duration = Duration::from_millis(300);
const PROBE: Duration = Duration::from_secs(2);
const SETTLE: Duration = Duration::from_millis(500);
const PROBES: u8 = 3;

/// The way back into step.
#[derive(Debug)]
pub(super) enum Recovery {
    /// The module may be waiting for data.
    WaitingOut { until: Timestamp },
    /// Nothing is sent until it is quiet.
    Quiet { until: Timestamp, probes: u8 },
    /// `AT` is on its way.
    Probing { until: Timestamp, probes: u8 },
    /// It was answered; a late answer may still come.
    Settling { until: Timestamp },
}

impl Recovery {
    pub(super) const fn is_probing(&self) -> bool {
        matches!(self, Self::Probing { .. })
    }

    pub(super) const fn prompt_may_come(&self) -> bool {
        matches!(self, Self::WaitingOut { .. })
    }

    pub(super) const fn deadline(&self) -> Timestamp {
        match self {
            Self::WaitingOut { until }
            | Self::Quiet { until, .. }
            | Self::Probing { until, .. }
            | Self::Settling { until } => *until,
        }
    }
}

impl Engine {
    /// Acts on every limit that has passed.
    pub(super) fn expire(&mut self, now: Timestamp) {
        self.expire_message(now);
        if self.framer.is_stalled() && !self.stall_checked && now >= self.last_received + STALL {
            self.stall_checked = true;
            if let Some(Frame::Counted(counted)) = self.framer.cut_short() {
                self.counted(counted);
                self.drain_frames(now);
            }
        }
        if let Some(active) = &self.active
            && now >= active.deadline
        {
            self.time_out(now, active.phase);
        }
        if let Some(recovery) = &self.recovery
            && now >= recovery.deadline()
        {
            self.advance(now);
        }
    }

    fn time_out(&mut self, now: Timestamp, phase: Phase) {
        let (waited_for, recovery) = match phase {
            Phase::Status => {
                match self.active.as_ref().map(|active| &active.request.outcome) {
                    Some(crate::request::Outcome::Status { required: false, .. }) => self.complete_with_status(now),
                    _ => self.complete(now, Err(Failure::TimedOut(TimedOut::Status))),
                }
                return;
            }
            Phase::Lines => {
                match self.active.as_ref().map(|active| &active.request.outcome) {
                    Some(crate::request::Outcome::Lines { more: None, .. }) => {
                        self.complete(now, Err(Failure::TimedOut(TimedOut::Status)));
                    }
                    _ => self.complete_with_status(now),
                }
                return;
            }
            Phase::Prompt => (TimedOut::Prompt, Recovery::WaitingOut { until: now + UPLOAD_LIMIT }),
            Phase::Final => (TimedOut::Final, Recovery::Quiet { until: now + QUIET, probes: 0 }),
            Phase::Upload => (TimedOut::Upload, Recovery::Quiet { until: now + QUIET, probes: 0 }),
        };
        self.complete(now, Err(Failure::TimedOut(waited_for)));
        self.recovery = Some(recovery);
        self.event(Event::Resynchronising);
        self.drain_frames(now);
    }

    /// Goes on with the recovery when a step's time is over.
    fn advance(&mut self, now: Timestamp) {
        let quiet = self.last_received + QUIET;
        match self.recovery.take() {
            Some(Recovery::WaitingOut { .. }) => self.recovery = Some(Recovery::Quiet { until: now, probes: 0 }),
            Some(Recovery::Quiet { probes, .. }) if now < quiet && probes == 0 => {
                self.recovery = Some(Recovery::Quiet { until: quiet, probes: 1 });
            }
            Some(Recovery::Quiet { probes, .. }) => self.probe(now, probes.min(1)),
            Some(Recovery::Probing { probes, .. }) if probes < PROBES => self.probe(now, probes),
            Some(Recovery::Probing { .. }) => {
                self.event(Event::Unresponsive);
                self.fail_all(&Failure::Unresponsive);
            }
            Some(Recovery::Settling { .. }) => self.event(Event::Resynchronised),
            None => {}
        }
        if matches!(&self.recovery, Some(recovery) if now >= recovery.deadline()) {
            self.advance(now);
        }
    }

    fn probe(&mut self, now: Timestamp, probes: u8) {
        self.outputs.push_back(Output::Transmit(b"AT\r".to_vec()));
        self.recovery = Some(Recovery::Probing { until: now + PROBE, probes: probes + 1 });
    }

    /// A final result came while nothing but the probe was in flight.
    pub(super) fn probe_answered(&mut self, now: Timestamp) {
        if self.recovery.as_ref().is_some_and(Recovery::is_probing) {
            self.recovery = Some(Recovery::Settling { until: now + SETTLE });
        }
    }

    /// A late final result came: the quiet begins anew, and data is no longer waited for.
    pub(super) fn late_result(&mut self, now: Timestamp) {
        self.recovery = match self.recovery.take() {
            Some(Recovery::WaitingOut { .. } | Recovery::Quiet { .. }) => {
                Some(Recovery::Quiet { until: now + QUIET, probes: 1 })
            }
            Some(Recovery::Settling { .. }) => Some(Recovery::Settling { until: now + SETTLE }),
            other => other,
        };
    }

    /// A prompt came that nobody waits for any more: the module now waits for data.
    pub(super) fn late_prompt(&mut self, now: Timestamp) {
        self.recovery = Some(Recovery::WaitingOut { until: now + UPLOAD_LIMIT });
    }
}
