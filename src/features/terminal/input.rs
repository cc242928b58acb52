//! The command line: completions, history and search, all from the keyboard.

use std::ops::Range;

use fibocom_at::{Field as Place, Problem, Request};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

use super::completion::{SuggestionKind, Typing, suggestions, units_before};
use crate::parts::command_line::{Recall, SendState};
use crate::parts::log::use_shared_log;
use crate::state::use_workbench;
use crate::ui::{
    FIELD_MAX, Glyph, Icon, Intake, Sight, fresh_id, next_frame, once_drawn, outside, scroll_into_view, to_browser,
    use_words,
};
use crate::{t, words};

/// The id of the line.
const LINE: &str = "terminal-line";

/// How many earlier lines a search shows.
const FOUND: usize = 24;

/// Moves the focus to the line.
pub(super) fn focus_line() {
    if let Some(line) = document().get_element_by_id(LINE) {
        // An input can always have the focus.
        let _ = line.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Selects a part of the line, by its bytes, so that it can be typed over.
pub(super) fn select_in_line(line: &str, part: &Range<usize>) {
    let Some(input) = document().get_element_by_id(LINE) else { return };
    let input: web_sys::HtmlInputElement = input.unchecked_into();
    // An input can have the focus, and one of text takes every range.
    let _ = input.focus();
    let _ = input.set_selection_range(units_before(line, part.start), units_before(line, part.end));
}

/// What the list above the line offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Popup {
    #[default]
    Closed,
    /// What the line can become.
    Completions,
    /// Earlier lines that contain it.
    History,
}

/// What is typed, and what helps with it. Copies share it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CommandLine {
    pub(super) typing: RwSignal<Typing>,
    pub(super) recall: RwSignal<Recall>,
    pub(super) popup: RwSignal<Popup>,
}

impl Default for CommandLine {
    fn default() -> Self {
        Self {
            typing: RwSignal::new(Typing::default()),
            recall: RwSignal::new(Recall::default()),
            popup: RwSignal::new(Popup::Closed),
        }
    }
}

impl CommandLine {
    /// Closes the list of completions, which would lie over what is to be seen.
    pub(super) fn close_list(self) {
        self.popup.set(Popup::Closed);
    }

    /// Puts another line in its place.
    pub(super) fn replace(self, line: String) {
        self.typing.set(Typing::at_end(line));
        self.recall.set(Recall::default());
        self.popup.set(Popup::Closed);
    }
}

/// One line of the list: what it makes of the line, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    after: Typing,
    shown: String,
    means: String,
    off: Option<String>,
}

/// The line. Up and down walk through the history, or through the list while it is open; Tab takes what the list offers first,
/// Control and R search the history and, pressed again, go to the next older line; Escape closes the list.
pub(super) fn command_input(command: CommandLine, sending: SendState) -> impl IntoView {
    let CommandLine { typing, recall, popup } = command;
    let shared = use_shared_log();
    let profile = use_workbench().profile();
    let (list, problem_id) = (StoredValue::new(fresh_id("offers")), fresh_id("command-error"));
    let problem_for = problem_id.clone();
    let input = NodeRef::<html::Input>::new();
    let active = RwSignal::new(None::<usize>);
    let offers = Memo::new(move |_| match popup.get() {
        Popup::Closed => Vec::new(),
        Popup::Completions => suggestions(&typing.read(), &profile.get())
            .into_iter()
            .map(|found| Offer {
                means: match found.kind {
                    SuggestionKind::Command(spec) => words::command(spec),
                    SuggestionKind::Client => String::new(),
                    SuggestionKind::Value(id) => words::value(id),
                },
                off: found.lacks.map(words::lacks),
                after: found.after,
                shown: found.shown,
            })
            .collect::<Vec<_>>(),
        Popup::History => {
            let found = shared.history.read().search(&typing.read().line);
            let offer = |line: String| Offer {
                after: Typing::at_end(line.clone()),
                shown: line,
                means: String::new(),
                off: None,
            };
            found.into_iter().take(FOUND).map(offer).collect()
        }
    });
    let is_open = Memo::new(move |_| popup.get() != Popup::Closed && !offers.read().is_empty());
    // The browser puts the cursor at the end of a value that a program sets.
    let place_cursor = move || {
        once_drawn(input, move |input| {
            let typing = typing.get_untracked();
            let at = units_before(&typing.line, typing.cursor);
            // An input of text takes every range.
            let _ = input.set_selection_range(at, at);
        });
    };
    let take = move |index: usize| {
        let Some(offer) = offers.with_untracked(|offers| offers.get(index).cloned()) else { return };
        let goes_on = popup.get_untracked() == Popup::Completions && offer.after.line.ends_with(['=', ',']);
        typing.set(offer.after);
        sending.clear();
        active.set(None);
        popup.set(if goes_on { Popup::Completions } else { Popup::Closed });
        place_cursor();
    };
    let intake = Intake::new(FIELD_MAX, use_words());
    let read_cursor = move || {
        let Some(input) = input.get_untracked() else { return };
        let units = input.selection_start().ok().flatten().map_or(usize::MAX, |units| units as usize);
        let before = || typing.with_untracked(|typing| typing.line.clone());
        let Some(line) = intake.typed(&input, before) else { return };
        let now = Typing::in_browser(line, units);
        if typing.with_untracked(|typing| *typing != now) {
            typing.set(now);
        }
    };
    let on_input = move || {
        read_cursor();
        active.set(None);
        sending.clear();
        recall.set(Recall::default());
        if popup.get_untracked() != Popup::History {
            popup.set(Popup::Completions);
        }
    };
    let walk = move |older: Walk| {
        let history = shared.history.read_untracked();
        let found = match older {
            Walk::Older => recall.try_update(|recall| history.older(recall, &typing.read_untracked().line)).flatten(),
            Walk::Newer => recall.try_update(|recall| history.newer(recall)).flatten(),
        };
        if let Some(found) = found {
            typing.set(Typing::at_end(found));
            sending.clear();
            popup.set(Popup::Closed);
        }
    };
    let choose = move |index: usize| {
        active.set(Some(index));
        let id = list.with_value(|list| format!("{list}-{index}"));
        next_frame(id, |id| {
            if let Some(option) = document().get_element_by_id(&id) {
                scroll_into_view(&option);
            }
        });
    };
    let on_key = move |event: KeyboardEvent| {
        let (open, count) = (is_open.get_untracked(), offers.with_untracked(Vec::len));
        let (at, searching) = (active.get_untracked(), popup.get_untracked() == Popup::History);
        match event.key().as_str() {
            "r" if event.ctrl_key() && open && searching => choose(at.map_or(0, |at| (at + 1).min(count - 1))),
            "r" if event.ctrl_key() => {
                active.set(None);
                popup.set(Popup::History);
            }
            " " if event.ctrl_key() => popup.set(Popup::Completions),
            "Escape" if popup.get_untracked() != Popup::Closed => popup.set(Popup::Closed),
            "Tab" if open && !event.shift_key() => take(at.unwrap_or(0)),
            "Enter" if open && (at.is_some() || searching) => take(at.unwrap_or(0)),
            "ArrowDown" if open => choose(at.map_or(0, |at| (at + 1) % count)),
            "ArrowUp" if open => choose(at.map_or(count, |at| if at == 0 { count } else { at }) - 1),
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
        let Offer { shown, means, off, .. } = offer;
        let is_off = off.is_some();
        view! {
            <div role="option" class="terminal-offer" id=option_id(index) class:is-active=is_active class:is-off=is_off
                aria-selected=move || if is_active() { "true" } else { "false" }
                on:mousedown=move |event| { event.prevent_default(); take(index); }>
                <code>{outside(shown)}</code> " " <span>{means}</span>
                {off.map(|off| view! { <small><Glyph icon=Icon::Warning/>{off}</small> })}
            </div>
        }
    };
    let heading = move || match popup.get() {
        Popup::History => t!("terminal-history"),
        Popup::Completions | Popup::Closed => t!("terminal-completions"),
    };
    // What no line can be is told while it is typed; what a command lacks, when it is sent.
    let problem = Memo::new(move |_| {
        let too_long = || {
            let bytes = typing.with(|typing| typing.line.len());
            let problem = Problem::TooLong { bytes, max: Request::LINE_MAX };
            (bytes > Request::LINE_MAX).then(|| words::problem(&problem.at(Place::Command)))
        };
        let typed = intake.problem(Sight::Open, || typing.with(|typing| typing.line.clone()));
        typed.or_else(too_long).or_else(|| sending.error.get())
    });
    let wrong = move || problem.with(Option::is_some) || sending.doubts.get().is_some();
    view! {
        <div class="field terminal-field" class:has-error=wrong>
            <label class="field-label" for=LINE>{t!("terminal-command")}</label>
            <input node_ref=input class="input mono" id=LINE type="text" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-autocomplete="list" aria-haspopup="listbox" aria-controls=list.get_value() placeholder=t!("terminal-placeholder")
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-activedescendant=move || active.get().filter(|_| is_open.get()).map(option_id)
                aria-invalid=move || wrong().then_some("true") aria-describedby=format!("terminal-hint {problem_for}")
                prop:value=move || to_browser(&typing.read().line) on:input=move |_| on_input() on:paste=move |event| intake.admits(&event)
                on:keydown=on_key on:keyup=move |_| read_cursor() on:click=move |_| read_cursor()
                on:blur=move |_| popup.set(Popup::Closed)/>
            <div class="terminal-offers" hidden=move || !is_open.get()>
                <div class="terminal-offers-head">{heading}</div>
                <div role="listbox" id=list.get_value() aria-label=heading>
                    {move || offers.get().into_iter().enumerate().map(option).collect_view()}
                </div>
            </div>
            <div class="field-error" id=problem_id aria-live="polite">
                {move || problem.get().map(|text| view! { <Glyph icon=Icon::Warning/><span>{text}</span> })}
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
