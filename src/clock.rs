//! The clock: what time it is and how to wait, in the browser or in virtual time.
//!
//! A browser slows the timers of a background tab down to one tick a minute, so a sleep may end much too late. Whoever
//! wakes up asks [`Clock::now`] and goes by that.

use std::{ops::Add, time::Duration};

use futures::channel::oneshot;
use futures::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use web_sys::MessageChannel;

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

    /// Lets everything else go first that waits for its turn: other tasks, input, drawing.
    fn give_way(&self) -> LocalBoxFuture<'static, ()>;
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

    /// By a message to itself: a timer of no length takes four milliseconds where there were some before it.
    fn give_way(&self) -> LocalBoxFuture<'static, ()> {
        let Ok(channel) = MessageChannel::new() else { return self.sleep(Duration::ZERO) };
        let (turn, come) = oneshot::channel();
        let heard = Closure::once_into_js(move || {
            let _ = turn.send(());
        });
        channel.port1().set_onmessage(Some(heard.unchecked_ref()));
        let posted = channel.port2().post_message(&JsValue::NULL);
        Box::pin(async move {
            if posted.is_ok() {
                let _ = come.await;
            }
            channel.port1().close();
        })
    }
}
