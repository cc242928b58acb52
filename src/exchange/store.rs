//! What the screens share: the grouped journal, the history of typed lines, the wall clock.

use leptos::prelude::*;

use super::{group::Grouped, history::History, remembered::Remembered, wall_clock::WallClock};

/// The exchanges of this page. Copies share them.
#[derive(Clone, Copy)]
pub struct Exchanges {
    pub(super) grouped: StoredValue<Grouped>,
    /// The lines that were typed.
    pub history: RwSignal<History>,
    /// Which of them outlive the page.
    pub remembered: Remembered,
    /// The time of day.
    pub clock: WallClock,
}

impl Exchanges {
    /// Keeps a line that was typed.
    pub(super) fn keep(self, line: &str) {
        self.history.update(|history| history.keep(line));
        self.remembered.keep(line);
    }

    /// Forgets every line that was typed, here and in this browser.
    pub fn forget_history(self) {
        self.history.set(History::default());
        self.remembered.forget();
    }
}

/// Makes the exchanges of this page, or gives those that are there already.
pub fn provide_exchanges() -> Exchanges {
    if let Some(exchanges) = use_context::<Exchanges>() {
        return exchanges;
    }
    let (remembered, history) = Remembered::of_this_browser();
    let exchanges = Exchanges {
        grouped: StoredValue::new(Grouped::default()),
        history: RwSignal::new(history),
        remembered,
        clock: WallClock::of_this_page(),
    };
    provide_context(exchanges);
    exchanges
}

/// The exchanges of this page.
///
/// # Panics
/// If no [`provide_exchanges`] ran above: a mistake in the shell that shows at the first look.
#[must_use]
pub fn use_exchanges() -> Exchanges {
    expect_context()
}
