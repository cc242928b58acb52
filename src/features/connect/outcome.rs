//! What is under way, and how it ended when it did not connect.

use leptos::prelude::*;

use super::actions::Actions;
use super::model::{Outcome, Search, Stage};
use crate::state::{Filter, OpenError, Target, WorkError};
use crate::ui::{Button, Card, Note, Progress, Tone, Variant};
use crate::words::{Explanation, work_error};
use crate::{t, words};

/// A progress bar while a port is opened, asked, or looked for.
#[component]
pub(super) fn Progressing(actions: Actions) -> impl IntoView {
    let search = actions.draft.search;
    let shown = move || match (search.get(), actions.stage.get()) {
        (Some(search), _) => Some(view! { <Searching actions search/> }.into_any()),
        (None, Stage::Opening) => Some(waiting(actions, t!("connect-opening"))),
        (None, Stage::Probing) => Some(waiting(actions, t!("connect-probing"))),
        (None, _) => None,
    };
    view! { <div role="status">{shown}</div> }
}

fn waiting(actions: Actions, label: String) -> AnyView {
    view! {
        <Card>
            <Progress label on_cancel=move || actions.disconnect()/>
            <p class="muted small">{t!("connect-probing-text")}</p>
        </Card>
    }
    .into_any()
}

#[component]
fn Searching(actions: Actions, search: Search) -> impl IntoView {
    let Search { tried, total, .. } = search;
    #[expect(clippy::cast_precision_loss, reason = "a handful of ports")]
    let fraction = tried as f64 / total.max(1) as f64;
    let label = move || if actions.draft.stopping.get() { t!("connect-stopping") } else { t!("connect-searching") };
    view! {
        <Card>
            <Progress label=Signal::derive(label) fraction=Some(fraction)
                text=t!("connect-searched", tried = tried, total = total) on_cancel=move || actions.stop_search()/>
        </Card>
    }
}

/// How the last attempt, or the connection itself, ended.
#[component]
pub(super) fn Ended(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let shown = move || {
        if draft.search.with(Option::is_some) {
            return None;
        }
        let body = match (actions.stage.get(), draft.outcome.get()) {
            (Stage::Opening | Stage::Probing | Stage::Up, _) => return None,
            (_, Some(outcome)) => came_to_nothing(actions, outcome),
            (Stage::Lost, None) => lost(actions),
            (Stage::Failed, None) => note(actions, Tone::Bad, t!("connect-failed"), t!("connect-failed-generic")),
            (Stage::Idle, None) => return None,
        };
        Some(body)
    };
    view! { <div class="connect-note" role="status">{shown}</div> }
}

fn came_to_nothing(actions: Actions, outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Failed(WorkError::Open(OpenError::NotChosen)) => {
            let body = t!("connect-not-chosen-text");
            view! { <Note tone=Tone::Info title=t!("connect-not-chosen")>{body}</Note> }.into_any()
        }
        Outcome::Failed(error) => {
            let Explanation { text, advice } = work_error(&error);
            let advice = advice.map(|words::Advice { text, .. }| text).unwrap_or_default();
            note(actions, Tone::Bad, text, advice)
        }
        Outcome::NoneAnswered(count) => {
            note(actions, Tone::Bad, t!("connect-none-answered", count = count), t!("connect-none-answered-text"))
        }
        Outcome::Stopped(tried, total) => {
            let title = t!("connect-stopped", tried = tried, total = total);
            view! { <Note tone=Tone::Info title>{String::new()}</Note> }.into_any()
        }
        Outcome::NotBack => note(actions, Tone::Warn, t!("connect-lost"), t!("connect-not-back")),
    }
}

fn lost(actions: Actions) -> AnyView {
    let last = actions.draft.last.get_untracked();
    let is_virtual = matches!(last.as_ref().map(|last| &last.target), Some(Target::Virtual { .. }));
    let several = last.is_some_and(|last| {
        actions
            .workbench
            .ports()
            .with(|rows| rows.iter().filter(|row| (row.vendor_id, row.product_id) == last.ids).count() > 1)
    });
    let text = match (is_virtual, several) {
        (true, _) => t!("connect-lost-virtual"),
        (false, true) => t!("connect-lost-several"),
        (false, false) => t!("connect-lost-real"),
    };
    note(actions, Tone::Warn, t!("connect-lost"), text)
}

/// A note with the ways on: the same again, or another port.
fn note(actions: Actions, tone: Tone, title: String, text: String) -> AnyView {
    let last = actions.draft.last.get_untracked();
    let is_virtual = matches!(last.as_ref().map(|last| &last.target), Some(Target::Virtual { .. }));
    let again =
        if actions.stage.get_untracked() == Stage::Lost { t!("connect-reconnect") } else { t!("connect-retry") };
    let again = StoredValue::new(again);
    let retry = last.is_some().then(|| {
        view! { <Button variant=Variant::Primary on_press=move || actions.again()>{again.get_value()}</Button> }
    });
    let choose = (!is_virtual).then(|| {
        view! { <Button on_press=move || actions.choose(Filter::All)>{t!("connect-choose-again")}</Button> }
    });
    view! {
        <Note tone title>
            {text}
            <div class="bar">{retry}{choose}</div>
        </Note>
    }
    .into_any()
}
