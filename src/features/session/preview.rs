//! What will be sent, the button that sends it, and what became of it.

use std::time::Duration;

use fibocom_at::ClientIndex;
use fibocom_at::codes::TlsError;
use leptos::prelude::*;

use super::draft::{Attempt, SessionForm, now};
use super::model::typed::FarEnd;
use super::model::{Preview, Secret, Waits, lacks_address, preview};
use crate::link::procedure::Step as Action;
use crate::state::{ClientState, Facts, WorkError};
use crate::t;
use crate::ui::{
    Binding, Button, Card, Checkbox, CheckboxKind, Icon, Mistakes, Note, Progress, Step, StepStatus, Steps, Tone,
    Variant, every,
};
use crate::words;

/// How many seconds opening a client may take.
const OPENING_MAX: f64 = 75.0;

#[component]
pub(super) fn Sending(form: SessionForm) -> impl IntoView {
    let secret = form.secret();
    let shown = Binding::new(Signal::derive(move || secret.get() == Secret::Shown), move |shown| {
        secret.set(if shown { Secret::Shown } else { Secret::Hidden });
    });
    let has_password = Memo::new(move |_| {
        form.far_end.get() == FarEnd::Broker && form.typed().with(|typed| !typed.password.is_empty())
    });
    let steps = move || match form.plan.get() {
        Ok(plan) => {
            let client = plan.open.client;
            let rows = preview(&plan, secret.get()).into_iter().enumerate();
            let rows = rows.map(|(index, row)| step_view(index + 1, client, row)).collect_view();
            view! { <Steps>{rows}</Steps> }.into_any()
        }
        Err(wrong) => {
            let texts = wrong.iter().map(words::problem).collect();
            view! { <Mistakes title=t!("session-missing") texts/> }.into_any()
        }
    };
    let actions = move || {
        view! {
            <Show when=move || has_password.get()>
                <Checkbox label=t!("session-show-password") value=shown kind=CheckboxKind::Switch/>
            </Show>
        }
    };
    view! {
        <Card title=t!("session-sending") actions>
            {steps}
            <StillOpen form/>
            <Connect form/>
            <Outcome form/>
        </Card>
    }
}

fn step_view(number: usize, client: ClientIndex, row: Preview) -> impl IntoView {
    let (client, at_gateway) = (client.number(), client.is_sn());
    let title = match row.step {
        Action::Free => t!("session-step-free"),
        Action::Close => t!("session-step-close", client = client),
        Action::Conf => t!("session-step-conf"),
        Action::User => t!("session-step-user"),
        Action::SnClientId => t!("session-step-sn-client-id"),
        Action::Will => t!("session-step-will"),
        Action::Open if at_gateway => t!("session-step-open-gateway"),
        Action::Open => t!("session-step-open"),
        Action::TlsError => t!("session-step-tls-error"),
    };
    let mut detail = match row.waits {
        Waits::Final(seconds) => t!("session-waits-final", seconds = seconds),
        Waits::Status(line, seconds) => t!("session-waits-status", line = line, seconds = seconds),
    };
    if let Some(bytes) = row.data {
        detail = t!("session-waits-data", bytes = bytes, then = detail);
    }
    view! { <Step status=StepStatus::Wait number title detail code=row.line/> }
}

/// Connecting ends what the client is connected to now. Right after it has connected, that goes without saying.
#[component]
fn StillOpen(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let client = Memo::new(move |_| form.plan.with(|plan| plan.as_ref().map(|plan| plan.open.client).ok()));
    let fresh = move |client| form.attempt().with(|last| opened(last, facts)) == Some(client);
    let broker = move || {
        let client = client.get().filter(|client| !fresh(*client))?;
        let found = facts.with(|facts| facts.client(client));
        found.broker.filter(|_| found.state == ClientState::Open).map(|(host, port)| format!("{host}:{port}"))
    };
    move || {
        broker().map(|broker| {
            view! { <div class="session-send"><Note tone=Tone::Info>{t!("session-already-open", broker = broker)}</Note></div> }
        })
    }
}

#[component]
fn Connect(form: SessionForm) -> impl IntoView {
    let connected = form.workbench.is_connected();
    let facts = form.workbench.facts();
    let addressless = Memo::new(move |_| connected.get() && facts.with(|facts| facts.address.is_none()));
    let reason = move || (!connected.get()).then(|| t!("session-connect-first"));
    let busy = move || form.opening().map(|client| t!("session-connecting", client = client.number()));
    let planned = Memo::new(move |_| form.plan.with(|plan| plan.as_ref().map(|plan| plan.open.client).ok()));
    let again =
        move || planned.get().is_some_and(|client| facts.with(|facts| facts.client(client).state == ClientState::Open));
    view! {
        <div class="bar session-send">
            <Button variant=Variant::Primary icon=Icon::Link submit=true disabled_reason=reason busy>
                {move || if again() { t!("session-connect-again") } else { t!("session-connect") }}
            </Button>
            {move || reason().map(|text| view! { <span class="muted small">{text}</span> })}
            <Show when=move || addressless.get()>
                <span class="session-beside">
                    {t!("session-address-first")} " " <a href="#/network">{t!("session-go-network")}</a>
                </span>
            </Show>
        </div>
    }
}

/// The client that the last attempt opened, while it is open.
fn opened(attempt: &Attempt, facts: Signal<Facts>) -> Option<ClientIndex> {
    let Attempt::Opened(client) = attempt else { return None };
    facts.with(|facts| facts.client(*client).state == ClientState::Open).then_some(*client)
}

/// What is happening, or what has happened.
#[component]
fn Outcome(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    // What was opened and has been lost since is told by the client's card.
    let is_open = Memo::new(move |_| form.attempt().with(|last| opened(last, facts)).is_some());
    let content = move || {
        match form.attempt().get() {
        Attempt::None | Attempt::Running { .. } => ().into_any(),
        Attempt::Opened(client) if is_open.get() => view! { <Opened form client/> }.into_any(),
        Attempt::Opened(_) => ().into_any(),
        Attempt::Stopped(client) => view! {
            <Note tone=Tone::Info title=t!("session-stopped")>{t!("session-stopped-text", client = client.number())}</Note>
        }
        .into_any(),
        Attempt::Failed(client, error)
            if facts.with_untracked(|facts| lacks_address(&error, facts.address)) =>
        {
            view! {
                <Note tone=Tone::Bad title=t!("session-failed", client = client.number())>
                    {t!("session-failed-address")} " " <a href="#/network">{t!("session-go-network")}</a>
                </Note>
            }
            .into_any()
        }
        Attempt::Failed(client, error) => {
            let said = words::work_error(&error);
            let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
            let tls = error_of_tls(&error).map(|_| view! { <TlsFailed form/> });
            view! {
                <Note tone=Tone::Bad title=t!("session-failed", client = client.number())>{said.text} {advice} {tls}</Note>
            }
            .into_any()
        }
    }
    };
    // Beside the outcome and not inside it: its seconds are not to be read out.
    let opening = move || match form.attempt().get() {
        Attempt::Running { client, since, .. } => Some(view! { <Opening form client since/> }),
        _ => None,
    };
    view! {
        <div class="session-outcome">{opening}</div>
        <div class="session-outcome" role="status">{content}</div>
    }
}

/// Why TLS failed, where that is why the client did not connect.
fn error_of_tls(error: &WorkError) -> Option<TlsError> {
    if let WorkError::OpenStep(failed) = error { failed.tls } else { None }
}

/// What is known of the clock, which is the usual cause, and where to look on.
#[component]
fn TlsFailed(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts().get_untracked();
    let clock =
        facts.clock_accuracy().zip(facts.clock).map(|(accuracy, reading)| words::clock_accuracy(accuracy, &reading));
    view! { <p>{clock} " " <a href="#/tls">{t!("session-check-tls")}</a></p> }
}

#[component]
fn Opening(form: SessionForm, client: ClientIndex, since: f64) -> impl IntoView {
    let seconds = RwSignal::new(0.0_f64);
    every(Duration::from_secs(1), move || seconds.set(((now() - since) / 1000.0).floor()));
    let label = t!("session-opening", client = client.number());
    let elapsed = move || Some(t!("session-opening-time", seconds = seconds.get(), max = OPENING_MAX));
    let fraction = Signal::derive(move || Some(seconds.get() / OPENING_MAX));
    view! { <Progress label fraction text=elapsed on_cancel=move || form.stop()/> }
}

#[component]
fn Opened(form: SessionForm, client: ClientIndex) -> impl IntoView {
    let broker = form.workbench.facts().with_untracked(|facts| facts.client(client).broker).unwrap_or_default();
    let text = t!("session-opened-text", client = client.number(), broker = format!("{}:{}", broker.0, broker.1));
    view! {
        <Note tone=Tone::Ok title=t!("session-opened")>
            {text} " " <a href="#/publish">{t!("session-go-publish")}</a> " · " <a href="#/messages">{t!("session-go-messages")}</a>
        </Note>
    }
}
