//! The page is built part by part, and between two parts the browser gets its turn: on a slow computer, the whole at once would keep it from drawing
//! and from answering for half a second. What `index.html` paints is shown until the first load is built; whatever is fetched comes after that.

use std::collections::VecDeque;

use leptos::prelude::*;

use crate::clock::{BrowserClock, Clock};

/// The parts that are not built yet, in the order in which they were met. Where nobody provides it, each part is built at once.
#[derive(Clone, Copy)]
pub(crate) struct Turns(StoredValue<Waiting>);

/// Each part waits for its signal.
#[derive(Default)]
struct Waiting {
    own: VecDeque<RwSignal<bool>>,
    fetched: VecDeque<RwSignal<bool>>,
    is_over: bool,
}

/// Where the code of a part comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// It came with the first load.
    Here,
    /// It is fetched, which takes the browser a while to begin.
    Fetched,
}

impl Turns {
    /// From here on, parts wait for their turn.
    pub(crate) fn provide() -> Self {
        let turns = Self(StoredValue::new(Waiting::default()));
        provide_context(turns);
        turns
    }

    /// Gives each part its turn, and those that come to light by that as well; `show` is called between those that are here and those that are
    /// fetched. After that nothing waits any more.
    pub(crate) async fn take(self, show: impl FnOnce()) {
        while self.next(|waiting| waiting.own.pop_front()).await {}
        show();
        self.0.try_update_value(|waiting| waiting.is_over = true);
        while self.next(|waiting| waiting.fetched.pop_front()).await {}
    }

    /// Whether there was one more.
    async fn next(self, pop: fn(&mut Waiting) -> Option<RwSignal<bool>>) -> bool {
        BrowserClock.give_way().await;
        let part = self.0.try_update_value(pop).flatten();
        if let Some(part) = part {
            // What it is a part of may be gone.
            let _ = part.try_set(true);
        }
        part.is_some()
    }

    /// What says that it is the part's turn; `None` once there are no turns any more.
    fn wait(self, code: Code) -> Option<RwSignal<bool>> {
        let wait = |waiting: &mut Waiting| {
            let parts = match code {
                Code::Here => &mut waiting.own,
                Code::Fetched => &mut waiting.fetched,
            };
            (!waiting.is_over).then(|| {
                let turn = RwSignal::new(false);
                parts.push_back(turn);
                turn
            })
        };
        self.0.try_update_value(wait).flatten()
    }
}

/// A part of the page that is built when it is its turn.
pub(crate) fn in_turn(code: Code, part: impl FnOnce() -> AnyView + 'static) -> AnyView {
    wait_for_turn(code, Box::new(part))
}

/// One for all parts: each would have code of its own.
fn wait_for_turn(code: Code, part: Box<dyn FnOnce() -> AnyView>) -> AnyView {
    let Some(turn) = use_context::<Turns>().and_then(|turns| turns.wait(code)) else { return part() };
    let part = StoredValue::new_local(Some(part));
    let build = move || {
        let part = turn.get().then(|| part.try_update_value(Option::take).flatten()).flatten();
        part.map(|part| part())
    };
    build.into_any()
}
