//! What the clock of a module in a record showed when a certificate was refused: the clock may have been the reason.

use fibocom_at::commands::ClockReading;
use fibocom_sim::{Scenario, faults};

/// A clock that is off by less than this is taken for right, in seconds: the certificates of brokers are valid for longer. A wrong clock is
/// wrong by years.
const RIGHT_WITHIN: u64 = 30 * 86_400;

/// A clock, as far as the lines of a record tell of it.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// The Unix time in seconds from which the times of the record count.
    zero: u64,
    shown: Option<Shown>,
    /// What it showed when a certificate was last refused.
    then: Option<Shown>,
    /// Whether nothing has changed it since that moment: what it shows, it showed then.
    is_as_then: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Right,
    Behind,
    Ahead,
}

impl Clock {
    /// One of a record whose times count from this Unix time in milliseconds.
    pub(super) fn from(zero: u64) -> Self {
        Self { zero: zero / 1_000, ..Self::default() }
    }

    /// It shows this.
    pub(super) fn shows(&mut self, at: u64, time: ClockReading) {
        self.shown = Some(self.judge(at, time));
        if self.is_as_then && self.then.is_none() {
            self.then = self.shown;
        }
    }

    /// It was set to this, or to the right time.
    pub(super) fn is_set(&mut self, at: u64, time: Option<ClockReading>) {
        self.shown = Some(time.map_or(Shown::Right, |time| self.judge(at, time)));
        self.is_as_then = false;
    }

    /// It forgets the time.
    pub(super) const fn restarts(&mut self) {
        self.shown = None;
        self.is_as_then = false;
    }

    /// A certificate was refused.
    pub(super) const fn is_held_against_a_certificate(&mut self) {
        (self.then, self.is_as_then) = (self.shown, true);
    }

    /// What a virtual module needs to refuse the certificate as well. One whose clock nobody sets is in 1980, and refuses it for that.
    pub(super) const fn explains(&self) -> Option<Scenario> {
        match self.then {
            Some(Shown::Right) => Some(faults::tls::WRONG_CA),
            Some(Shown::Ahead) => Some(faults::tls::CLOCK_AHEAD),
            Some(Shown::Behind) | None => None,
        }
    }

    fn judge(&self, at: u64, time: ClockReading) -> Shown {
        let shows = u64::try_from(time.unix_seconds()).unwrap_or_default();
        let is = self.zero.saturating_add(at / 1_000);
        if !time.is_plausible() || shows.saturating_add(RIGHT_WITHIN) < is {
            Shown::Behind
        } else if shows > is.saturating_add(RIGHT_WITHIN) {
            Shown::Ahead
        } else {
            Shown::Right
        }
    }
}
