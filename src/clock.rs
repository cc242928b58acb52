//! The clock: what time it is and how to wait, in the browser or in virtual time.
//!
//! A browser slows the timers of a background tab down to one tick a minute, so a sleep may end much too late. Whoever
//! wakes up asks [`Clock::now`] and goes by that.

use std::{ops::Add, time::Duration};

use futures::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;

#[cfg(test)]
pub(crate) mod virtual_time;

/// A moment, in milliseconds since the page was loaded. It never goes backwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Millis(pub(crate) u64);

impl Add<Duration> for Millis {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)))
    }
}

/// Tells the time and waits.
pub(crate) trait Clock {
    fn now(&self) -> Millis;

    /// Resolves when this much time has passed, or later. Dropping the future stops the timer.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()>;
}

/// The browser's monotonic clock and timers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BrowserClock;

impl Clock for BrowserClock {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "time since the load is small and positive"
    )]
    fn now(&self) -> Millis {
        let since_load = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
        Millis(since_load as u64)
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        // A browser treats a longer timer as none at all.
        let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs());
        Box::pin(TimeoutFuture::new(millis))
    }
}
