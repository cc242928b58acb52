//! The list of exchanges, and what can be done with the chosen one.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::filter::{Filter, Kind};
use super::row::{Detail, RowContext, Shown, draw};
use super::store::{Exchanges, use_exchanges};
use super::tools::Strip;
use super::window::{Window, entry};
use crate::state::{LinkState, Workbench, use_workbench};
use crate::t;
use crate::ui::{Empty, Extent, Icon, RowHeight, Rows, VirtualList};

/// How a log is looked at. Its screen keeps it, so that leaving the screen loses nothing.
#[derive(Debug, Clone, Copy)]
pub struct LogView {
    /// The kind that is shown.
    pub kind: RwSignal<Kind>,
    /// The text that is looked for.
    pub text: RwSignal<String>,
    /// Whether it stands still.
    pub paused: RwSignal<bool>,
    /// Whether echo, blank lines and line ends are shown.
    pub every_byte: RwSignal<bool>,
    /// The exchange that is open.
    pub selected: RwSignal<Option<u64>>,
    /// Whether the open one shows its bytes.
    pub bytes: RwSignal<bool>,
    /// Exchanges that came while it stood still.
    pub waiting: RwSignal<u64>,
}

impl Default for LogView {
    fn default() -> Self {
        Self {
            kind: RwSignal::new(Kind::All),
            text: RwSignal::new(String::new()),
            paused: RwSignal::new(false),
            every_byte: RwSignal::new(false),
            selected: RwSignal::new(None),
            bytes: RwSignal::new(false),
            waiting: RwSignal::new(0),
        }
    }
}

/// The exchanges that a view admits, newest last. Choosing one opens it; Escape closes it.
#[component]
pub fn ExchangeLog(
    /// What is listed.
    #[prop(into)]
    label: Signal<String>,
    /// How it is looked at.
    view: LogView,
    /// What to say while there is nothing.
    #[prop(into)]
    empty: Signal<String>,
) -> impl IntoView {
    let (workbench, exchanges) = (use_workbench(), use_exchanges());
    let window = StoredValue::new(Window::default());
    let extent = RwSignal::new(Extent::default());
    let link = workbench.facts();
    let busy = Memo::new(move |_| {
        link.with(|facts| matches!(facts.link, LinkState::Busy | LinkState::Prompt | LinkState::Probing))
    });
    let context = RowContext { clock: exchanges.clock, selected: view.selected, bytes: view.bytes, busy };
    let nothing = Memo::new(move |_| extent.with(|extent| extent.len == 0));
    let filtered = move || view.kind.get() != Kind::All || !view.text.with(|text| text.trim().is_empty());
    let why = Signal::derive(move || if filtered() { t!("wire-nothing-matches") } else { empty.get() });

    Effect::new(move |_| {
        workbench.journal_version().track();
        view.every_byte.track();
        let filter = Filter::new(view.kind.get(), &view.text.read());
        let paused = view.paused.get();
        extent.set(refresh(workbench, exchanges, window, &filter, paused));
        let waiting = exchanges.grouped.with_value(|grouped| window.with_value(|window| window.waiting(grouped)));
        let gone = |number| exchanges.grouped.with_value(|grouped| grouped.named(number).is_none());
        if view.selected.get_untracked().is_some_and(gone) {
            view.selected.set(None);
        }
        if view.waiting.get_untracked() != waiting {
            view.waiting.set(waiting);
        }
    });

    let rows = Rows::new(extent, move |range| {
        let detail = if view.every_byte.get_untracked() { Detail::EveryByte } else { Detail::Read };
        range.filter_map(|row| fetch(workbench, exchanges, window, row, detail)).collect()
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && view.selected.get_untracked().is_some() {
            event.prevent_default();
            event.stop_propagation();
            view.selected.set(None);
        }
    };
    view! {
        <div class="wire-log" on:keydown=on_key>
            <VirtualList label rows height=RowHeight::About(64.0) row=move |shown| draw(shown, context) selected=view.selected/>
            <Show when=move || nothing.get()><div class="wire-empty"><Empty icon=Icon::Wire text=why/></div></Show>
        </div>
        <Strip view/>
    }
}

/// Takes in what is new, and says how many rows there are.
fn refresh(
    workbench: Workbench,
    exchanges: Exchanges,
    window: StoredValue<Window>,
    filter: &Filter,
    paused: bool,
) -> Extent {
    workbench.with_journal(|journal| {
        exchanges.grouped.update_value(|grouped| {
            let before = grouped.end();
            grouped.grow(journal);
            window.update_value(|window| {
                window.hold(paused.then_some(window.held().unwrap_or(before)));
                window.refresh(grouped, journal, filter);
            });
        });
    });
    exchanges.grouped.with_value(|grouped| window.with_value(|window| window.extent(grouped)))
}

/// The exchange in a row with its entries.
fn fetch(
    workbench: Workbench,
    exchanges: Exchanges,
    window: StoredValue<Window>,
    row: usize,
    detail: Detail,
) -> Option<(u64, Shown)> {
    let (exchange, newest) = exchanges.grouped.with_value(|grouped| {
        let place = window.with_value(|window| window.place(grouped, row))?;
        Some((grouped.at(place)?.clone(), grouped.newest_command() == Some(place)))
    })?;
    let entries = workbench.with_journal(|journal| {
        exchange.entries.iter().filter_map(|number| entry(journal, *number)).cloned().collect()
    });
    Some((exchange.number(), Shown { exchange, entries, newest, detail }))
}
