//! Changes that come too often for eyes.

use std::time::Duration;

use leptos::prelude::*;

/// How long the next change is waited for once a pause is over: longer than the screens stand still while changes go on.
const GRACE: Duration = Duration::from_millis(220);

/// A signal that changes when `often` does, but not again before `pause` is over. Then it changes together with the next change, so that the
/// page is laid out once for both. The last change is never left out: where none follows it, it is told a moment later.
pub fn throttled(often: impl Into<Signal<u64>>, pause: Duration) -> Signal<u64> {
    let often = often.into();
    let throttle = Throttle {
        often,
        seen: RwSignal::new(often.get_untracked()),
        pausing: StoredValue::new(false),
        timer: StoredValue::new(None::<TimeoutHandle>),
        pause,
    };
    Effect::new(move |_| {
        often.track();
        if !throttle.pausing.get_value() {
            throttle.tell();
        }
    });
    on_cleanup(move || throttle.end_timer());
    throttle.seen.into()
}

#[derive(Clone, Copy)]
struct Throttle {
    often: Signal<u64>,
    seen: RwSignal<u64>,
    /// Whether the next change waits for the end of the pause.
    pausing: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    pause: Duration,
}

impl Throttle {
    /// Tells the newest value, if it is new, and pauses.
    fn tell(self) {
        let newest = self.often.get_untracked();
        if newest == self.seen.get_untracked() {
            return;
        }
        self.seen.set(newest);
        self.end_timer();
        // Without a timer each change is told, which is only slower.
        let pausing = self.goes_on(self.pause, Self::pause_is_over);
        self.pausing.set_value(pausing);
    }

    fn pause_is_over(self) {
        self.pausing.set_value(false);
        if self.often.get_untracked() != self.seen.get_untracked() && !self.goes_on(GRACE, Self::tell) {
            self.tell();
        }
    }

    /// Does something later, and whether there is a timer for it.
    fn goes_on(self, time: Duration, act: fn(Self)) -> bool {
        let timer = set_timeout_with_handle(move || act(self), time).ok();
        let is_set = timer.is_some();
        self.timer.set_value(timer);
        is_set
    }

    fn end_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }
}
