//! The found entries as links: one tab stop, in which the arrow keys move.

use fibocom_at::Profile;
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::model::{Group, Item, grouped};
use crate::t;
use crate::ui::next_frame;

/// What the ids of the links begin with; their place follows.
const LINK: &str = "reference-link-";

/// The list of what a search found, with the open entry marked. What the series lacks is in it, and says so.
pub(super) fn list(found: Memo<Vec<Item>>, chosen: Memo<Option<Item>>, profile: Memo<Profile>) -> impl IntoView {
    let groups = Memo::new(move |_| grouped(&found.get()));
    let count = move || groups.with_untracked(|groups| groups.iter().map(|(_, items)| items.len()).sum::<usize>());
    let at = RwSignal::new(0_usize);
    // The list is entered at the entry that is open.
    Effect::new(move |_| {
        let chosen = chosen.get();
        let place =
            groups.with(|groups| groups.iter().flat_map(|(_, items)| items).position(|item| Some(*item) == chosen));
        at.set(place.unwrap_or(0));
        if let Some(place) = place {
            next_frame(place, show_link);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let (now, last) = (at.get_untracked(), count().saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowDown" => (now + 1).min(last),
            "ArrowUp" => now.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        at.set(to);
        focus_link(to);
    };
    let row = move |index: usize, item: Item| {
        let off = move || item.lacking(&profile.get()).is_some();
        view! {
            <li>
                <a class="reference-link" class:is-off=off id=format!("{LINK}{index}") href=item.link()
                    tabindex=move || if at.get() == index { "0" } else { "-1" }
                    aria-current=move || (chosen.get() == Some(item)).then_some("true")
                    on:focus=move |_| at.set(index)>
                    <code>{item.name()}</code>
                    <span>{item.title()}</span>
                    {move || off().then(|| view! { <small>{t!("reference-lacking", series = profile.get().name)}</small> })}
                </a>
            </li>
        }
    };
    let list = move || {
        let mut index = 0;
        let mut numbered = |item| {
            index += 1;
            row(index - 1, item)
        };
        let groups = groups.get().into_iter().map(|(group, items)| {
            let rows: Vec<_> = items.into_iter().map(&mut numbered).collect();
            view! { <h2>{group_name(group)}</h2> <ul>{rows}</ul> }
        });
        groups.collect::<Vec<_>>()
    };
    view! {
        <nav class="reference-list" aria-label=t!("reference-list") on:keydown=on_key>
            {list}
            {move || groups.with(Vec::is_empty).then(|| view! { <p class="muted small">{t!("reference-none")}</p> })}
        </nav>
    }
}

/// Moves the focus to a link, by its place.
pub(super) fn focus_link(index: usize) {
    if let Some(link) = document().get_element_by_id(&format!("{LINK}{index}")) {
        // A link can always have the focus.
        let _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Scrolls the list until a link is in view.
fn show_link(index: usize) {
    if let Some(link) = document().get_element_by_id(&format!("{LINK}{index}")) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        link.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

fn group_name(group: Group) -> String {
    match group {
        Group::Module => t!("reference-group-module"),
        Group::Tls => t!("reference-group-tls"),
        Group::Mqtt => t!("reference-group-mqtt"),
        Group::MqttSn => t!("reference-group-sn"),
        Group::Cloud => t!("reference-group-cloud"),
        Group::Unsolicited => t!("reference-group-unsolicited"),
    }
}
