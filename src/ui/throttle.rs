//! Changes that come too often for eyes.

use std::time::Duration;

use leptos::prelude::*;

/// A signal that changes when `often` does, but not again before `pause` is over. The last change is never left out.
pub fn throttled(often: impl Into<Signal<u64>>, pause: Duration) -> Signal<u64> {
    let often = often.into();
    let throttle = Throttle {
        often,
        seen: RwSignal::new(often.get_untracked()),
        pausing: StoredValue::new(None::<TimeoutHandle>),
        pause,
    };
    Effect::new(move |_| {
        often.track();
        if throttle.pausing.with_value(Option::is_none) {
            throttle.tell();
        }
    });
    on_cleanup(move || {
        if let Some(Some(timer)) = throttle.pausing.try_update_value(Option::take) {
            timer.clear();
        }
    });
    throttle.seen.into()
}

#[derive(Clone, Copy)]
struct Throttle {
    often: Signal<u64>,
    seen: RwSignal<u64>,
    pausing: StoredValue<Option<TimeoutHandle>>,
    pause: Duration,
}

impl Throttle {
    /// Tells the newest value, if it is new, and pauses.
    fn tell(self) {
        let newest = self.often.get_untracked();
        if newest == self.seen.get_untracked() {
            self.pausing.set_value(None);
            return;
        }
        self.seen.set(newest);
        // Without a timer each change is told, which is only slower.
        self.pausing.set_value(set_timeout_with_handle(move || self.tell(), self.pause).ok());
    }
}
