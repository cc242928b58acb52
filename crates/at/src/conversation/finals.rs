//! Decides whose a final result is: the command's under way, that of one that waits behind its OK, or nobody's.

use std::time::Duration;

use super::route::Class;
use super::{Active, Conversation, Phase, Timestamp};
use crate::commands::{Effect, Form};
use crate::reply::{Final, Rejection};
use crate::request::Part;

/// The numbers with which a broker's refusal of a connection is told (003, 1.20).
const REFUSALS: std::ops::RangeInclusive<u16> = 700..=704;

/// How long behind the end of a command firmware may end it a second time.
const SECOND_END: Duration = Duration::from_secs(1);

/// The name of the command that takes a call (V.250, 6.3.5).
const ANSWERS: &str = "A";

/// How long behind a ring the next one may come: networks ring every three to six seconds.
const RING: Duration = Duration::from_secs(10);

impl Conversation {
    /// A ring came: the end of a call may be the caller's from now on, who rings every few seconds for as long as nobody answers.
    pub(super) fn rings(&mut self, now: Timestamp) {
        self.rings_until = Some(now + RING);
    }

    pub(super) fn classify_final(&self, now: Timestamp, result: Final) -> Class {
        if self.in_data_mode {
            return self.classify_in_data_mode(result);
        }
        let rings = self.rings_until.is_some_and(|until| now < until);
        match &result {
            Final::Rejected(Rejection::Ended(ending))
                if ending.is_of_a_call()
                    && !self.active.as_deref().is_some_and(|active| active.may_be_a_call(rings)) =>
            {
                return Class::CallEnded;
            }
            Final::Rejected(rejection) if rejection.code().is_some_and(|code| REFUSALS.contains(&code)) => {
                if let Some(class) = self.classify_reason(rejection) {
                    return class;
                }
            }
            _ => {}
        }
        // An error behind OK, where nothing else can be meant.
        let may_be_second = self.ended_at.is_some_and(|at| now < at + SECOND_END);
        match (result, self.waiting.len()) {
            (Final::Rejected(rejection), 1) if self.active.is_none() && self.finals_owed == 0 && !may_be_second => {
                Class::Refusal(0, rejection)
            }
            (result, _) => Class::Final(result),
        }
    }

    /// What the other end sends may look like any result. A call ends with its own word, and data mode with OK only where that was
    /// asked for.
    fn classify_in_data_mode(&self, result: Final) -> Class {
        match result {
            Final::Rejected(Rejection::Ended(ending)) if ending.ends_data_mode() => Class::CallEnded,
            Final::Ok if self.escape == 3 => Class::Final(Final::Ok),
            _ => Class::Nothing,
        }
    }

    /// A broker's refusal belongs to the open that waits for its status, or comes behind the status line of one that failed. It
    /// names no client: where several can be meant, it answers none of them.
    fn classify_reason(&self, rejection: &Rejection) -> Option<Class> {
        let another = self.failed_opens.any();
        let opening = self.opening();
        if self.active.as_ref().is_some_and(|active| active.request.opens().next().is_some()) {
            return (another || !opening.is_empty()).then(|| Class::UnclearRefusal(rejection.clone()));
        }
        match opening.as_slice() {
            [] if !another => None,
            [only] if !another => Some(Class::Refusal(*only, rejection.clone())),
            _ => Some(Class::LateRefusal),
        }
    }

    /// The places of the opens that wait for their status.
    fn opening(&self) -> Vec<usize> {
        let numbered = self.waiting.iter().enumerate();
        numbered.filter(|(_, waiting)| waiting.request.opens().next().is_some()).map(|(place, _)| place).collect()
    }

    /// An open was taken before whose OK a broker's refusal came: that was not its own.
    pub(super) fn settle_unclear_refusal(&mut self, now: Timestamp, rejection: Rejection) {
        if let ([only], false) = (self.opening().as_slice(), self.failed_opens.any()) {
            self.refused_behind_ok(now, *only, rejection);
        } else {
            self.failed_opens.reason_came();
        }
    }
}

impl Active {
    /// Whether the result of a call may end it: of the commands whose manual is known here only that which dials makes one. Of others those
    /// may that give an order, and no question. While a caller rings, it is the caller's call that ends, unless that is just answered.
    /// Data that it asked for goes on.
    fn may_be_a_call(&self, rings: bool) -> bool {
        let may_dial = |part: &Part| match part.spec {
            Some(_) => part.has(Effect::Dials),
            None => part.form == Form::Set || !part.name.starts_with(['+', '^', '$', '*', '#', '%']),
        };
        let answers = |part: &Part| part.name == ANSWERS;
        let counts = |part: &Part| may_dial(part) && (!rings || answers(part));
        self.phase == Phase::Final && self.request.parts.iter().any(counts)
    }
}
