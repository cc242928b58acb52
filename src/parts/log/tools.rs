//! The controls around a log: filter, pause, clear, save, and what can be done with the open exchange.

use leptos::prelude::*;
use workbench_record::{Exchange, Kind, Record};

use super::copied::text_of;
use super::draw::{go_there, name_of};
use super::look_up::{self, LookUp};
use super::row::mends;
use super::{LogView, use_shared_log};
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Button, Choice, CopyButton, Field, Glyph, Icon, Select, Variant, use_toaster};

/// Chooses the kind, and the text to look for.
#[component]
pub fn FilterBar(view: LogView) -> impl IntoView {
    let kinds = Kind::ALL.map(|kind| Choice::new(kind, kind_name(kind))).to_vec();
    view! {
        <div class="wire-filter no-labels" role="search" aria-label=t!("wire-search")>
            <Select label=t!("wire-filter") value=view.kind options=Signal::stored(kinds)/>
            <Field label=t!("wire-search") value=view.text placeholder=t!("wire-search-placeholder")/>
            <Switches view/>
        </div>
    }
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::All => t!("wire-kind-all"),
        Kind::Commands => t!("wire-kind-commands"),
        Kind::Unsolicited => t!("wire-kind-unsolicited"),
        Kind::Errors => t!("wire-kind-errors"),
        Kind::Unknown => t!("wire-kind-unknown"),
    }
}

/// Whether echo, blank lines and line ends are shown, and secrets.
#[component]
pub fn Switches(view: LogView) -> impl IntoView {
    view! {
        <button type="button" class="button is-quiet wire-toggle" title=t!("wire-every-byte") aria-label=t!("wire-every-byte")
            aria-pressed=move || if view.every_byte.get() { "true" } else { "false" }
            on:click=move |_| view.every_byte.update(|shown| *shown = !*shown)></button>
        <button type="button" class="button is-quiet wire-secrets" title=t!("wire-show-secrets") aria-label=t!("wire-show-secrets")
            aria-pressed=move || if view.secrets.get() { "true" } else { "false" }
            on:click=move |_| view.secrets.update(|shown| *shown = !*shown)><Glyph icon=Icon::Eye/></button>
    }
}

/// Holds the log still, and lets it go on.
#[component]
pub fn PauseButton(view: LogView) -> impl IntoView {
    view! { <HoldButton paused=view.paused waiting=view.waiting hold=t!("wire-pause") go_on=|waiting| t!("wire-resume", waiting = waiting)/> }
}

/// Holds a list still that grows by itself, and lets it go on; how much waits meanwhile stands beside it.
#[component]
pub fn HoldButton(
    paused: RwSignal<bool>,
    /// How many wait to be shown.
    #[prop(into)]
    waiting: Signal<u64>,
    /// What it is called while the list goes on.
    #[prop(into)]
    hold: String,
    /// What it is called while so many wait.
    go_on: fn(u64) -> String,
) -> impl IntoView {
    let name = Signal::derive(move || if paused.get() { go_on(waiting.get()) } else { hold.clone() });
    let icon = Signal::derive(move || if paused.get() { Icon::Play } else { Icon::Pause });
    let count = move || (waiting.get() > 0).then(|| waiting.get().to_string());
    view! {
        <button type="button" class="button is-quiet" title=move || name.get() aria-label=move || name.get()
            on:click=move |_| paused.update(|paused| *paused = !*paused)>
            <Glyph icon/>
            <span class="wire-waiting number" aria-hidden="true">{count}</span>
        </button>
    }
}

/// Clears the record, and offers to bring it back.
#[component]
pub fn ClearButton() -> impl IntoView {
    let (workbench, shared, toaster) = (use_workbench(), use_shared_log(), use_toaster());
    let is_empty = Memo::new(move |_| {
        workbench.record_version().track();
        workbench.with_record(|record| record.first() == record.next() && record.set_aside() == 0)
    });
    let nothing = Signal::derive(move || is_empty.get().then(|| t!("wire-nothing")));
    let clear = move || {
        let Some(held) = workbench.clear_lines() else { return };
        let bring_back = move || workbench.bring_back_lines(&held);
        shared.offer_back(toaster, t!("wire-cleared"), bring_back);
    };
    view! { <Button sends=true variant=Variant::Quiet icon=Icon::Trash name=t!("wire-clear") disabled_reason=nothing on_press=clear/> }
}

/// What can be done with the open exchange.
#[component]
pub fn Strip(view: LogView) -> impl IntoView {
    let (workbench, shared) = (use_workbench(), use_shared_log());
    let of_chosen = move |read: &dyn Fn(&Exchange, &Record) -> Option<AnyView>| {
        let line = view.selected.get()?;
        shared.grouped.with_value(|grouped| {
            let exchange = grouped.at(grouped.place_of_line(line)?)?;
            workbench.with_record(|record| read(exchange, record))
        })
    };
    let text = Signal::derive(move || {
        let Some(line) = view.selected.get() else { return String::new() };
        shared.grouped.with_value(|grouped| {
            let Some(exchange) = grouped.place_of_line(line).and_then(|place| grouped.at(place)) else {
                return String::new();
            };
            workbench.with_secrets(|record, secrets| {
                let entries: Vec<_> = exchange.entries(record).collect();
                text_of(&entries, secrets, shared.clock().base)
            })
        })
    });
    let look_up = move || {
        of_chosen(&|exchange, record| {
            let LookUp { name, link } = look_up::of_exchange(exchange, record)?;
            let title = t!("wire-look-up", command = name.as_str());
            Some(view! { <a class="button is-quiet" href=link title=title><Glyph icon=Icon::Book/><span>{name}</span></a> }.into_any())
        })
    };
    let mend = move || {
        of_chosen(&|exchange, record| {
            let place = mends(exchange, record)?;
            Some(view! { <Button on_press=move || go_there(place)>{name_of(place)}</Button> }.into_any())
        })
    };
    let bytes = move || if view.bytes.get() { t!("wire-hide-bytes") } else { t!("wire-show-bytes") };
    view! {
        <Show when=move || view.selected.get().is_some()>
            <div class="wire-strip" role="group" aria-label=t!("wire-chosen")>
                <div class="wire-strip-do">
                    <CopyButton text label=t!("wire-copy-exchange")/>
                    <Button variant=Variant::Quiet icon=Icon::Eye on_press=move || view.bytes.update(|shown| *shown = !*shown)>
                        {bytes}
                    </Button>
                    {look_up}
                    {mend}
                </div>
                <Button variant=Variant::Quiet icon=Icon::Cross name=t!("wire-unchoose") on_press=move || view.selected.set(None)/>
            </div>
        </Show>
    }
}
