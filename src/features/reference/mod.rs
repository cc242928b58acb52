//! The command reference: every command with what it takes on a series and what it answers, every unsolicited code with what it
//! means, and where their manuals say so.

mod entry;
mod list;
mod model;

use fibocom_at::Profile;
use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::address::{go, place_on};
use crate::state::use_workbench;
use crate::t;
use crate::ui::{Choice, Select, free_key, fresh_id, once_drawn, to_browser, value_of};

use entry::{code_entry, entry};
use list::{focus_link, list};
use model::{Item, found, index, named};

/// The screen's id in addresses.
const ID: &str = "reference";

/// The screen. The address says which command is open; `/` goes to the search from anywhere.
#[component]
pub fn ReferenceScreen() -> impl IntoView {
    let place = place_on(ID);
    let chosen = Memo::new(move |_| named(&place.get()));
    let search = RwSignal::new(String::new());
    let index = StoredValue::new(index());
    let found = Memo::new(move |_| index.with_value(|index| found(index, &search.read())));
    let series = RwSignal::new(None::<&'static str>);
    let in_use = use_workbench().profile();
    let profile = Memo::new(move |_| series.get().and_then(Profile::named).map_or_else(|| in_use.get(), |row| *row));
    let unknown = move || {
        let place = place.get();
        (!place.is_empty() && chosen.get().is_none()).then(|| t!("reference-unknown", name = place))
    };
    let heading = NodeRef::<html::H2>::new();
    // Whoever follows a link within the screen reads on at the command; who comes from elsewhere begins at the top.
    let arrived = StoredValue::new(false);
    Effect::new(move |_| {
        chosen.track();
        if arrived.get_value() {
            once_drawn(heading, |heading| {
                // A heading that cannot take the focus is read all the same.
                let _ = heading.focus();
            });
        }
        arrived.set_value(true);
    });
    let open = move || match chosen.get() {
        Some(Item::Command(spec)) => entry(spec, profile, heading).into_any(),
        Some(Item::Code(code)) => code_entry(code, profile, heading).into_any(),
        None => {
            let unknown = unknown();
            let is_hint = unknown.is_none();
            let text = unknown.unwrap_or_else(|| t!("reference-choose"));
            view! { <p class="muted reference-nothing" class:is-hint=is_hint>{text}</p> }.into_any()
        }
    };
    view! {
        <h1>{t!("reference-title")}</h1>
        <p class="lede">{t!("reference-lede")}</p>
        <div class="reference-frame">
            <div class="reference" class:has-choice=move || chosen.get().is_some()>
                <div class="reference-side">
                    <Search search found/>
                    {list(found, chosen, profile)}
                </div>
                <div class="reference-main">
                    <Series series in_use/>
                    {open}
                </div>
            </div>
        </div>
    }
}

/// Looks for entries. Enter opens the first, the down arrow goes into the list.
#[component]
fn Search(search: RwSignal<String>, found: Memo<Vec<Item>>) -> impl IntoView {
    let (id, count_id) = (fresh_id("reference-search"), fresh_id("reference-found"));
    let input = NodeRef::<html::Input>::new();
    let focus = move || {
        if let Some(input) = input.get_untracked() {
            // An input can always have the focus.
            let _ = input.focus();
            input.select();
        }
    };
    let slash = window_event_listener(leptos::ev::keydown, move |event| {
        if free_key(&event).as_deref() == Some("/") {
            event.prevent_default();
            focus();
        }
    });
    on_cleanup(move || slash.remove());
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            if let Some(first) = found.with_untracked(|found| found.first().copied()) {
                go(&first.link());
            }
        }
        "ArrowDown" => {
            event.prevent_default();
            focus_link(0);
        }
        "Escape" if !search.with_untracked(String::is_empty) => {
            event.prevent_default();
            search.set(String::new());
        }
        _ => {}
    };
    let described = count_id.clone();
    view! {
        <div class="field reference-search" role="search" aria-label=t!("reference-search")>
            <label class="field-label" for=id.clone()>{t!("reference-search")}</label>
            <div class="field-box">
                <input node_ref=input id=id class="input" type="search" autocomplete="off" autocapitalize="off" spellcheck="false"
                    placeholder=t!("reference-search-placeholder") aria-describedby=described aria-keyshortcuts="/"
                    prop:value=move || to_browser(&search.get()) on:input:target=move |event| search.set(value_of(&event.target())) on:keydown=on_key/>
                <kbd class="reference-slash" title=t!("reference-search-hint", key = "/") aria-hidden="true">"/"</kbd>
            </div>
            <div class="field-hint" id=count_id aria-live="polite">
                {move || t!("reference-found", count = found.with(Vec::len))}
            </div>
        </div>
    }
}

/// For which series the ranges are shown: the one in use unless another is chosen.
#[component]
fn Series(series: RwSignal<Option<&'static str>>, in_use: Memo<Profile>) -> impl IntoView {
    let facts = use_workbench().facts();
    let connected = Memo::new(move |_| facts.with(|facts| facts.module.is_some()));
    let options = Signal::derive(move || {
        let name = in_use.get().name;
        let own = match connected.get() {
            true => t!("reference-series-own", series = name),
            false => t!("reference-series-chosen", series = name),
        };
        let others = Profile::all().filter(|profile| profile.name != name).map(|profile| profile.name);
        let others = others.map(|name| Choice::new(Some(name), name));
        [Choice::new(None, own)].into_iter().chain(others).collect::<Vec<_>>()
    });
    let value = crate::ui::Binding::new(
        Signal::derive(move || series.get().filter(|name| *name != in_use.get().name)),
        move |name| series.set(name),
    );
    view! { <div class="reference-series"><Select label=t!("reference-series") value options/></div> }
}
