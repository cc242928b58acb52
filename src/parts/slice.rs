//! Long work in slices: the page goes on between them.

use std::time::Duration;

use crate::clock::{BrowserClock, Clock};

/// How long the page may be kept busy at a time, in milliseconds.
const LONGEST: u64 = 8;

/// Work that is done now, until it is time to let the page go on.
pub(crate) struct Slice {
    since: u64,
    steps: u32,
}

impl Slice {
    pub(crate) fn begin() -> Self {
        Self { since: BrowserClock.now().0, steps: 0 }
    }

    /// Whether it is time for a pause. A large step may look at the clock each time; for small ones it is too slow.
    pub(crate) fn is_over(&self) -> bool {
        BrowserClock.now().0.saturating_sub(self.since) >= LONGEST
    }

    /// The same after a small step: the clock is looked at once in 64 of them.
    pub(crate) fn is_over_after_step(&mut self) -> bool {
        self.steps = self.steps.wrapping_add(1);
        self.steps.is_multiple_of(64) && self.is_over()
    }

    /// Lets the page go on, and begins the next slice.
    pub(crate) async fn pause(&mut self) {
        pause().await;
        self.since = BrowserClock.now().0;
    }
}

/// Lets the page go on.
pub(crate) async fn pause() {
    BrowserClock.sleep(Duration::ZERO).await;
}
