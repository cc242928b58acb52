//! The clock: what time it is and how to wait, in the browser or in virtual time.
//!
//! A browser slows the timers of a background tab down to one tick a minute, so a sleep may end much too late. Whoever
//! wakes up asks [`Clock::now`] and goes by that.

use std::{cell::RefCell, collections::VecDeque, ops::Add, rc::Rc, time::Duration};

use futures::channel::oneshot;
use futures::future::{FutureExt, LocalBoxFuture};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, Performance};

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

    /// What a clock on the wall shows, in milliseconds since some moment. It goes on while the computer sleeps, where [`Clock::now`] stands still
    /// on some systems, and somebody may set it.
    fn on_the_wall(&self) -> u64;

    /// Resolves when this much time has passed, or later. Dropping the future stops the timer.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()>;

    /// Lets everything else go first that waits for its turn: other tasks, input, drawing.
    fn give_way(&self) -> LocalBoxFuture<'static, ()>;
}

thread_local! {
    /// Asked several times for each piece that comes, so it is not looked for each time.
    static PERFORMANCE: Option<Performance> = web_sys::window().and_then(|window| window.performance());
    static TURNS: Option<Rc<Turns>> = Turns::new();
}

/// The browser's monotonic clock and timers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BrowserClock;

/// A line of messages to oneself, each of which tells the next of those who gave way that it is their turn. There is one for all: the browser takes
/// long to clear away those that are no longer used.
struct Turns {
    channel: MessageChannel,
    waiting: RefCell<VecDeque<oneshot::Sender<()>>>,
}

impl Turns {
    fn new() -> Option<Rc<Self>> {
        let turns = Rc::new(Self { channel: MessageChannel::new().ok()?, waiting: RefCell::default() });
        let told = Rc::clone(&turns);
        let heard = Closure::<dyn Fn()>::new(move || {
            // Whoever waited may be gone.
            let _ = told.waiting.borrow_mut().pop_front().map(|turn| turn.send(()));
        });
        turns.channel.port1().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        Some(turns)
    }

    /// Resolves when the message has come around.
    fn wait(&self) -> Option<oneshot::Receiver<()>> {
        self.channel.port2().post_message(&JsValue::NULL).ok()?;
        let (turn, come) = oneshot::channel();
        self.waiting.borrow_mut().push_back(turn);
        Some(come)
    }
}

impl Clock for BrowserClock {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "time since the load is small and positive"
    )]
    fn now(&self) -> Millis {
        let since_load = PERFORMANCE.with(|clock| clock.as_ref().map_or(0.0, Performance::now));
        Millis(since_load as u64)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since 1970 are positive and fit"
    )]
    fn on_the_wall(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        // A browser treats a longer timer as none at all.
        let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs());
        Box::pin(TimeoutFuture::new(millis))
    }

    /// By a message to itself: a timer of no length takes four milliseconds where there were some before it.
    fn give_way(&self) -> LocalBoxFuture<'static, ()> {
        let turn = TURNS.with(|turns| turns.as_ref().and_then(|turns| turns.wait()));
        match turn {
            Some(come) => Box::pin(come.map(|_| ())),
            None => self.sleep(Duration::ZERO),
        }
    }
}
