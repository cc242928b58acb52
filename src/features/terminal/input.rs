//! The command line: history, completions and search, all from the keyboard.

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::model::completions;
use crate::exchange::{Recall, use_exchanges};
use crate::t;
use crate::ui::{Glyph, Icon, fresh_id};

/// The id of the line.
const LINE: &str = "terminal-line";

/// Moves the focus to the line.
pub(super) fn focus_line() {
    if let Some(line) = document().get_element_by_id(LINE) {
        // An input can always have the focus.
        let _ = line.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// What the list above the line offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Popup {
    /// Nothing.
    #[default]
    Closed,
    /// Commands that begin like the line.
    Completions,
    /// Earlier lines that contain it.
    History,
}

/// One line of the list: what it puts into the line, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    line: String,
    says: String,
}

/// The line. Up and down walk through the history, or through the list while it is open; Tab takes what the list offers first,
/// Control and R search the history and, pressed again, go to the next older line; Escape closes the list.
pub(super) fn command_input(
    line: RwSignal<String>,
    recall: RwSignal<Recall>,
    popup: RwSignal<Popup>,
    error: RwSignal<Option<String>>,
) -> impl IntoView {
    let exchanges = use_exchanges();
    let (list, problem) = (StoredValue::new(fresh_id("offers")), fresh_id("command-error"));
    let problem_for = problem.clone();
    let active = RwSignal::new(None::<usize>);
    let offers = Memo::new(move |_| match popup.get() {
        Popup::Closed => Vec::new(),
        Popup::Completions => {
            let found = completions(&line.read()).into_iter();
            found.map(|offer| Offer { line: offer.line, says: offer.syntax }).collect::<Vec<_>>()
        }
        Popup::History => {
            let found = exchanges.history.read().search(&line.read());
            found.into_iter().take(9).map(|line| Offer { says: line.clone(), line }).collect()
        }
    });
    let is_open = Memo::new(move |_| popup.get() != Popup::Closed && !offers.read().is_empty());
    let take = move |index: usize| {
        if let Some(offer) = offers.with_untracked(|offers| offers.get(index).cloned()) {
            line.set(offer.line);
            active.set(None);
            popup.set(Popup::Closed);
        }
    };
    let on_input = move |text: String| {
        line.set(text);
        active.set(None);
        error.set(None);
        recall.set(Recall::default());
        if popup.get_untracked() != Popup::History {
            popup.set(Popup::Completions);
        }
    };
    let walk = move |older: Walk| {
        let history = exchanges.history.read_untracked();
        let found = match older {
            Walk::Older => recall.try_update(|recall| history.older(recall, &line.get_untracked())).flatten(),
            Walk::Newer => recall.try_update(|recall| history.newer(recall)).flatten(),
        };
        if let Some(found) = found {
            line.set(found);
            popup.set(Popup::Closed);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let (open, count) = (is_open.get_untracked(), offers.with_untracked(Vec::len));
        let at = active.get_untracked();
        match event.key().as_str() {
            "r" if event.ctrl_key() && open && popup.get_untracked() == Popup::History => {
                active.set(Some(at.map_or(0, |at| (at + 1).min(count - 1))));
            }
            "r" if event.ctrl_key() => {
                active.set(None);
                popup.set(Popup::History);
            }
            "Escape" if popup.get_untracked() != Popup::Closed => popup.set(Popup::Closed),
            "Tab" if open && !event.shift_key() => take(at.unwrap_or(0)),
            "Enter" if open && (at.is_some() || popup.get_untracked() == Popup::History) => take(at.unwrap_or(0)),
            "ArrowDown" if open => active.set(Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" if open => active.set(Some(at.map_or(count, |at| if at == 0 { count } else { at }) - 1)),
            "ArrowUp" => walk(Walk::Older),
            "ArrowDown" => walk(Walk::Newer),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let option_id = move |index: usize| list.with_value(|list| format!("{list}-{index}"));
    let option = move |(index, offer): (usize, Offer)| {
        let is_active = move || active.get() == Some(index);
        view! {
            <div role="option" class="terminal-offer" id=option_id(index) class:is-active=is_active
                aria-selected=move || if is_active() { "true" } else { "false" }
                on:mousedown=move |event| { event.prevent_default(); take(index); }>{offer.says}</div>
        }
    };
    let heading = move || match popup.get() {
        Popup::History => t!("terminal-history"),
        Popup::Completions | Popup::Closed => t!("terminal-completions"),
    };
    view! {
        <div class="field terminal-field" class:has-error=move || error.get().is_some()>
            <label class="field-label" for=LINE>{t!("terminal-command")}</label>
            <input class="input mono" id=LINE type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-autocomplete="list" aria-haspopup="listbox" aria-controls=list.get_value() placeholder=t!("terminal-placeholder")
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-activedescendant=move || active.get().filter(|_| is_open.get()).map(option_id)
                aria-invalid=move || error.get().map(|_| "true") aria-describedby=format!("terminal-hint {problem_for}")
                prop:value=move || line.get() on:input:target=move |event| on_input(event.target().value())
                on:keydown=on_key on:blur=move |_| popup.set(Popup::Closed)/>
            <div class="terminal-offers" hidden=move || !is_open.get()>
                <div class="terminal-offers-head">{heading}</div>
                <div role="listbox" id=list.get_value() aria-label=heading>
                    {move || offers.get().into_iter().enumerate().map(option).collect_view()}
                </div>
            </div>
            <div class="field-error" id=problem aria-live="polite">
                {move || error.get().map(|text| view! { <Glyph icon=Icon::Warning/><span>{text}</span> })}
            </div>
        </div>
    }
}

/// Which way through the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walk {
    Older,
    Newer,
}
