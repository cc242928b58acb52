//! The module's clock, which certificates are checked against: how it stands, and two ways to set it.

use std::time::Duration;

use fibocom_at::Command;
use fibocom_at::commands::{SetClock, SynchroniseClock};
use leptos::prelude::*;

use super::actions::{Actions, clock_of_here};
use super::draft::Asking;
use crate::link::procedure::TIME_SERVERS;
use crate::state::ClockAccuracy;
use crate::ui::{Button, Card, Code, Field, FieldKind, Icon, Note, Tone, Variant, every};
use crate::{t, words};

#[component]
pub(super) fn Clock(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let accuracy = Memo::new(move |_| facts.with(|facts| facts.clock_accuracy().zip(facts.clock)));
    let note = move || {
        let (tone, text) = match accuracy.get() {
            None => (Tone::Info, t!("tls-clock-unread")),
            Some((accuracy, reading)) => (tone(accuracy), words::clock_accuracy(accuracy, &reading)),
        };
        view! { <Note tone>{text}</Note> }
    };
    view! {
        <Card title=t!("tls-clock")>
            <div class="stack tls-clock">
                <p class="muted small">{t!("tls-clock-why")}</p>
                <div role="status">{note}</div>
                <FromHere actions/>
                <FromServer actions/>
                <Failed actions/>
            </div>
        </Card>
    }
}

const fn tone(accuracy: ClockAccuracy) -> Tone {
    match accuracy {
        ClockAccuracy::Right => Tone::Ok,
        // It stands in the way of TLS, but nothing has failed yet.
        ClockAccuracy::Shifted { .. } | ClockAccuracy::Unset | ClockAccuracy::Wrong { .. } => Tone::Warn,
    }
}

#[component]
fn FromHere(actions: Actions) -> impl IntoView {
    let line = RwSignal::new(line_of_here());
    every(Duration::from_secs(1), move || line.set(line_of_here()));
    let busy = busy(actions, Asking::SettingFromHere);
    view! {
        <div class="tls-clock-way">
            <Button icon=Icon::Refresh disabled_reason=move || actions.unready_but(Asking::SettingFromHere) busy
                on_press=move || actions.set_clock_from_here()>
                {t!("tls-clock-from-here")}
            </Button>
            <Code text=line/>
        </div>
    }
}

fn line_of_here() -> String {
    clock_of_here().map(|time| SetClock(time).line().as_str().to_owned()).unwrap_or_default()
}

#[component]
fn FromServer(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let has_address = Memo::new(move |_| facts.with(|facts| facts.address.is_some()));
    let wrong = move || actions.server().err().as_ref().map(words::problem);
    let line = move || {
        let (server, port) = actions.server().ok()?;
        Some(SynchroniseClock { server, port }.line().as_str().to_owned())
    };
    let reason = move || {
        actions
            .unready_but(Asking::SettingFromServer)
            .or_else(|| (!has_address.get()).then(|| t!("tls-clock-needs-address")))
            .or_else(wrong)
    };
    view! {
        <div class="tls-clock-way">
            <Button icon=Icon::Signal disabled_reason=reason busy=busy(actions, Asking::SettingFromServer)
                on_press=move || actions.set_clock_from_server()>
                {t!("tls-clock-from-server")}
            </Button>
            <div class="no-labels tls-server">
                <Field label=t!("tls-clock-server") value=actions.draft.server kind=FieldKind::Mono
                    suggestions=TIME_SERVERS.map(str::to_owned).to_vec() error=wrong/>
            </div>
            {move || line().map(|text| view! { <Code text/> })}
            {move || (actions.connected.get() && !has_address.get()).then(|| view! {
                <span class="muted small">{t!("tls-clock-needs-address")} " " <a href="#/network">{t!("tls-go-network")}</a></span>
            })}
        </div>
    }
}

fn busy(actions: Actions, what: Asking) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    move || actions.draft.asking.with(|asking| (*asking == what).then(|| t!("tls-clock-setting")))
}

#[component]
fn Failed(actions: Actions) -> impl IntoView {
    let failed = move || {
        let Asking::Failed(error) = actions.draft.asking.get() else { return None };
        Some(view! {
            <Note tone=Tone::Bad title=t!("tls-asking-failed")>
                {words::failed(&error)} " "
                <Button variant=Variant::Quiet icon=Icon::Refresh on_press=move || actions.read()>{t!("tls-read-again")}</Button>
            </Note>
        })
    };
    view! { <div class="standing" role="status">{failed}</div> }
}
