//! Below the checks: run, stop, save, and where to go next.

use leptos::prelude::*;

use super::actions::Actions;
use super::model::{Summary, summary};
use super::report;
use crate::state::unix_seconds;
use crate::t;
use crate::ui::{Button, Glyph, Icon, Note, Tone, Variant};

#[component]
pub(super) fn Bar(actions: Actions) -> impl IntoView {
    let running = move || actions.checking.get().map(|_| t!("network-running"));
    let reason = move || if running().is_some() { None } else { actions.unready() };
    let idle = move || actions.checking.get().is_none().then(|| t!("network-stop-idle"));
    view! {
        <div class="bar checks-bar">
            <Button variant=Variant::Primary icon=Icon::Play disabled_reason=reason busy=running
                on_press=move || actions.run_all()>{t!("network-run")}</Button>
            <Button icon=Icon::Stop disabled_reason=idle on_press=move || actions.stop()>{t!("network-stop")}</Button>
            <span class="grow"></span>
            <Save actions/>
        </div>
    }
}

/// A link rather than a button: the browser saves what it points at.
#[component]
fn Save(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let any = Memo::new(move |_| facts.with(|facts| !facts.checks.is_empty()));
    let link = move || {
        let now = report::Moment { text: js_sys::Date::new_0().to_iso_string().into(), unix_seconds: unix_seconds() };
        let lines = actions.draft.lines;
        let text = facts.with(|facts| lines.with(|lines| report::text(facts, lines, &now)));
        let name = format!("network-report-{}.txt", now.text.get(..10).unwrap_or_default());
        view! {
            <a class="button is-quiet" href=report::address(&text) download=name>
                <Glyph icon=Icon::Download/><span>{t!("network-save")}</span>
            </a>
        }
    };
    let none = || {
        view! {
            <Button variant=Variant::Quiet icon=Icon::Download disabled_reason=t!("network-save-first")>{t!("network-save")}</Button>
        }
    };
    view! { <Show when=move || any.get() fallback=none>{link}</Show> }
}

/// All checks together, once they are made.
#[component]
pub(super) fn Result(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let done = Memo::new(move |_| facts.with(summary));
    let idle = move || actions.checking.get().is_none() && !actions.dialling.get();
    let passed = |tone: Tone, title: String| {
        view! {
            <Note tone title>
                {t!("network-all-passed-text")}
                <div class="bar"><a class="button is-primary" href="#/session">{t!("network-next")}</a></div>
            </Note>
        }
        .into_any()
    };
    let shown = move || {
        Some(match done.get() {
            _ if !idle() => return None,
            Summary::Unfinished => return None,
            Summary::Passed => passed(Tone::Ok, t!("network-all-passed")),
            Summary::Doubtful => passed(Tone::Warn, t!("network-all-passed-warnings")),
            Summary::Failing(count) => {
                let text = t!("network-stands-text");
                view! { <Note tone=Tone::Bad title=t!("network-stands", count = count)>{text}</Note> }.into_any()
            }
        })
    };
    view! { <div class="network-note" role="status">{shown}</div> }
}
