//! What is under way, and how it ended when it did not connect.

use leptos::prelude::*;

use super::actions::Actions;
use super::detail::{Detail, detail};
use super::model::Stage;
use crate::t;
use crate::ui::{Card, Progress};

/// A progress bar while a port is opened, asked, or looked for.
#[component]
pub(super) fn Progressing(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let speed = Memo::new(move |_| facts.with(|facts| facts.trying_speed));
    let shown = move || match (actions.draft.searching.get(), actions.stage.get()) {
        (true, _) => Some(waiting(actions, t!("connect-searching"), t!("connect-searching-text"))),
        (false, Stage::Starting) if speed.get().is_some() => {
            let text = t!("connect-speed-text", baud = speed.get().unwrap_or_default());
            Some(waiting(actions, t!("connect-speed"), text))
        }
        (false, Stage::Opening) => Some(waiting(actions, t!("connect-opening"), t!("connect-probing-text"))),
        (false, Stage::Probing) => Some(waiting(actions, t!("connect-probing"), t!("connect-probing-text"))),
        (false, Stage::Starting) => Some(waiting(actions, t!("connect-starting"), t!("connect-starting-text"))),
        (false, Stage::Idle | Stage::Up | Stage::Lost | Stage::Failed) => None,
    };
    view! { <div role="status">{shown}</div> }
}

fn waiting(actions: Actions, label: String, text: String) -> AnyView {
    view! {
        <Card>
            <Progress label on_cancel=move || actions.disconnect()/>
            <p class="muted small">{text}</p>
        </Card>
    }
    .into_any()
}

/// How the last attempt, or the connection itself, ended.
#[component]
pub(super) fn Ended(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let shown = move || {
        if draft.searching.get() {
            return None;
        }
        let outcome = match (actions.stage.get(), draft.outcome.get()) {
            (Stage::Opening | Stage::Probing | Stage::Starting | Stage::Up, _) | (Stage::Idle, None) => return None,
            (Stage::Idle | Stage::Lost | Stage::Failed, outcome) => outcome,
        };
        Some(detail(actions, Detail::Ended(outcome)))
    };
    view! { <div class="connect-note" role="status">{shown}</div> }
}
