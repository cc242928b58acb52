//! The Wire panel: everything that goes over the cable, with what it means, and a line to send a command.

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
};

use crate::parts::command_line::{Recall, SendState, send_line, takes_no_commands};
use crate::parts::log::{
    ClearButton, ExchangeLog, FilterBar, LogView, PauseButton, provide_shared_log, use_shared_log,
};
use crate::parts::save_dialog::SaveMenu;
use crate::parts::session_file::OpenButton;
use crate::state::use_workbench;
use crate::storage::Keep;
use crate::t;
use crate::ui::{Button, Field, FieldKind, Glyph, Icon};

/// Where it is kept that the panel beside the screen is folded away.
const FOLDED: &str = "module-workbench.wire-folded";

/// What stays while the panel is closed.
#[derive(Debug, Clone, Copy)]
struct WireDraft {
    log: LogView,
    /// Whether the panel beside the screen is a narrow edge. In a drawer it is always whole.
    folded: RwSignal<bool>,
    line: RwSignal<String>,
    recall: RwSignal<Recall>,
    sending: SendState,
}

/// Makes the draft, and the exchanges that the panel shares with the Terminal.
pub fn provide_draft() {
    provide_shared_log();
    provide_context(WireDraft {
        log: LogView::default(),
        folded: RwSignal::new(Keep::InBrowser.read(FOLDED).is_some()),
        line: RwSignal::new(String::new()),
        recall: RwSignal::new(Recall::default()),
        sending: SendState::default(),
    });
}

/// The panel. It fills the element that it is put into.
#[component]
pub fn WirePanel() -> impl IntoView {
    let WireDraft { log, folded, .. } = expect_context();
    view! {
        <div class="wire" class:is-folded=move || folded.get()>
            <div class="wire-head">
                <FoldButton/>
                <h2>{t!("wire-title")}</h2>
                <span class="grow"></span>
                <PauseButton view=log/>
                <OpenButton/>
                <SaveMenu/>
                <ClearButton/>
            </div>
            <FilterBar view=log/>
            <ExchangeLog label=t!("wire-log") view=log empty=t!("wire-empty")/>
            <CommandLine/>
        </div>
    }
}

/// Folds the panel away, and unfolds it. It stays so in this browser.
#[component]
fn FoldButton() -> impl IntoView {
    let WireDraft { folded, .. } = expect_context();
    let toggle = move |_| {
        let now = !folded.get_untracked();
        folded.set(now);
        if now {
            // A browser that keeps nothing unfolds it again with the next page.
            let _ = Keep::InBrowser.write(FOLDED, "yes");
        } else {
            Keep::InBrowser.remove(FOLDED);
        }
    };
    let name = move || if folded.get() { t!("wire-unfold") } else { t!("wire-fold") };
    view! {
        <button type="button" class="button is-quiet wire-fold" title=name aria-label=name
            aria-expanded=move || if folded.get() { "false" } else { "true" } on:click=toggle><Glyph icon=Icon::Chevron/></button>
    }
}

/// Sends what is typed. The arrows walk through what was typed before.
#[component]
fn CommandLine() -> impl IntoView {
    let (workbench, shared) = (use_workbench(), use_shared_log());
    let WireDraft { line, recall, sending, .. } = expect_context();
    let connected = workbench.is_connected();
    let busy = takes_no_commands(workbench);
    let reason = move || busy.get().or_else(|| (!connected.get()).then(|| t!("wire-not-connected")));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if connected.get_untracked()
            && busy.with_untracked(Option::is_none)
            && send_line(workbench, shared, sending, &line.get_untracked(), None, |request| request)
        {
            line.set(String::new());
            recall.set(Recall::default());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let history = shared.history.read_untracked();
        let found = match event.key().as_str() {
            "ArrowUp" => recall.try_update(|recall| history.older(recall, &line.get_untracked())).flatten(),
            "ArrowDown" => recall.try_update(|recall| history.newer(recall)).flatten(),
            _ => return,
        };
        if let Some(found) = found {
            event.prevent_default();
            line.set(found);
        }
    };
    Effect::new(move |_| {
        line.track();
        sending.clear();
    });
    view! {
        <form class="wire-command no-labels" on:submit=on_submit on:keydown=on_key>
            <Field kind=FieldKind::Mono label=t!("wire-command") value=line error=Signal::derive(move || sending.why_not_sent()) placeholder=t!("wire-command-placeholder")/>
            <Button sends=true submit=true icon=Icon::Send disabled_reason=reason>{t!("wire-send")}</Button>
        </form>
    }
}
