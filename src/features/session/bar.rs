//! The bar of the Session screen: connect, what is under way, what came of it, and where to go next.

use std::time::Duration;

use fibocom_at::ClientIndex;
use fibocom_at::commands::Command;
use leptos::prelude::*;

use super::attempt::Attempt;
use super::clients::cause_text;
use super::draft::SessionForm;
use super::model::typed::FarEnd;
use super::steps::OPENING_MAX;
use crate::link::now_in_browser;
use crate::parts::not_open;
use crate::state::ClientState;
use crate::ui::{ActionBar, Button, Icon, Kbd, Tone, Variant, every, outside};
use crate::{t, words};

/// How things stand with the chosen client: what the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Now {
    /// There is no module.
    Unconnected,
    /// The module has no address, and reaches nobody.
    Addressless,
    /// This is missing or wrong, and perhaps more.
    Unfinished(String),
    /// This line connects it.
    Ready(String),
    /// This client is being connected, since this time in milliseconds.
    Running(ClientIndex, u64),
    /// It is connected to this broker, and how long that took where it was just done.
    Open(String, Option<u64>),
    /// It has lost its connection, for this reason.
    Broken(String),
    /// It did not connect, and this is the likeliest cause.
    Failed(Option<String>),
    Stopped,
}

impl Now {
    fn of(form: SessionForm) -> Self {
        let client = form.client().get();
        let facts = form.workbench.facts();
        if !form.workbench.is_connected().get() {
            return Self::Unconnected;
        }
        let found = facts.with(|facts| facts.client(client));
        form.attempt().with(|attempt| match attempt {
            Attempt::Running { client, since, .. } => Self::Running(*client, *since),
            _ if found.state == ClientState::Broken => Self::Broken(cause_text(FarEnd::of(client), found.cause)),
            _ if found.state == ClientState::Open && !form.changing().get() => {
                let broker = found.broker.map(|(host, port)| outside(format!("{host}:{port}")));
                let took = match attempt {
                    Attempt::Opened(opened, took) if *opened == client => Some(*took),
                    _ => None,
                };
                Self::Open(broker.unwrap_or_else(|| t!("session-unknown-broker")), took)
            }
            Attempt::Failed(failed) if failed.client == client => {
                let likeliest = |cause| format!("{} {}", t!("session-likeliest"), not_open::name(cause));
                Self::Failed(failed.diagnosis.as_ref().map(|found| likeliest(found.first)))
            }
            Attempt::Stopped(stopped) if *stopped == client => Self::Stopped,
            _ => Self::to_do(form),
        })
    }

    fn to_do(form: SessionForm) -> Self {
        let has_address = form.workbench.facts().with(|facts| facts.address.is_some());
        form.plan.with(|plan| match plan {
            _ if !has_address => Self::Addressless,
            Ok(plan) => Self::Ready(plan.open.line().as_str().to_owned()),
            Err(wrong) => Self::Unfinished(wrong.first().map(words::problem).unwrap_or_default()),
        })
    }

    const fn tone(&self) -> Tone {
        match self {
            Self::Open(..) => Tone::Ok,
            Self::Broken(_) | Self::Failed(_) => Tone::Bad,
            Self::Addressless => Tone::Warn,
            Self::Unconnected | Self::Unfinished(_) | Self::Ready(_) | Self::Running(..) | Self::Stopped => Tone::Plain,
        }
    }
}

#[component]
pub(super) fn Bar(form: SessionForm) -> impl IntoView {
    let now = Memo::new(move |_| Now::of(form));
    let client = form.client();
    let is_open = Memo::new(move |_| {
        let facts = form.workbench.facts();
        facts.with(|facts| facts.client(client.get()).state == ClientState::Open)
    });
    let title = Signal::derive(move || {
        let number = client.get().number();
        match now.get() {
            Now::Unconnected => t!("session-offline"),
            Now::Addressless => t!("session-no-address"),
            Now::Unfinished(_) => t!("session-missing"),
            Now::Ready(_) => t!("session-ready"),
            Now::Running(opening, _) => t!("session-opening", client = opening.number()),
            Now::Open(_, None) => t!("session-opened"),
            Now::Open(_, Some(took)) => t!("session-opened-in", seconds = words::seconds(took)),
            Now::Broken(_) => t!("session-lost", client = number),
            Now::Failed(_) => t!("session-failed", client = number),
            Now::Stopped => t!("session-stopped"),
        }
    });
    let text = move || {
        let number = client.get().number();
        match now.get() {
            Now::Unconnected => Some(t!("session-offline-text")),
            Now::Addressless => Some(t!("session-no-address-text")),
            Now::Unfinished(what) | Now::Broken(what) => Some(what),
            Now::Ready(_) => is_open.get().then(|| t!("session-ends-first")),
            Now::Running(..) => Some(t!("session-opening-text", max = OPENING_MAX)),
            Now::Open(broker, _) => Some(t!("session-opened-text", client = number, broker = broker)),
            Now::Failed(cause) => cause,
            Now::Stopped => Some(t!("session-stopped-text", client = number)),
        }
    };
    let code = move || match now.get() {
        Now::Ready(line) if !is_open.get() => Some(line),
        _ => None,
    };
    view! {
        <ActionBar tone=Signal::derive(move || now.with(Now::tone)) title text code>
            {move || buttons(form, now.get())}
        </ActionBar>
    }
}

/// What can be done, the next step last.
fn buttons(form: SessionForm, now: Now) -> AnyView {
    let connect = move || {
        view! {
            <span class="not-small"><Kbd key="Ctrl"/> " " <Kbd key="Enter"/></span>
            <Button sends=true variant=Variant::Primary icon=Icon::Link submit=true>{t!("session-connect")}</Button>
        }
    };
    match now {
        Now::Unconnected => {
            view! { <a class="button is-primary" href="#/connect">{t!("session-go-connect")}</a> }.into_any()
        }
        // The module may know better: it can be tried.
        Now::Addressless => view! {
            <Button sends=true icon=Icon::Link submit=true>{t!("session-connect")}</Button>
            <a class="button is-primary" href="#/network">{t!("session-go-network")}</a>
        }
        .into_any(),
        Now::Running(_, since) => view! {
            <Elapsed since/>
            <Button icon=Icon::Stop on_press=move || form.stop()>{t!("session-stop")}</Button>
        }
        .into_any(),
        Now::Open(..) if is_subscribed(form) => view! {
            <a class="button" href="#/publish">{t!("session-publish")}</a>
            <a class="button is-primary" href="#/messages">{t!("session-open-messages")}</a>
        }
        .into_any(),
        Now::Open(..) => view! {
            <a class="button" href="#/publish">{t!("session-go-publish")}</a>
            <a class="button is-primary" href="#/messages/subscribe">{t!("session-go-messages")}</a>
        }
        .into_any(),
        Now::Broken(_) if form.is_changed() => connect().into_any(),
        Now::Broken(_) => {
            let client = form.client();
            view! {
                <Button sends=true variant=Variant::Primary icon=Icon::Refresh on_press=move || form.connect_again(client.get_untracked())>
                    {t!("session-connect-again")}
                </Button>
            }
            .into_any()
        }
        Now::Unfinished(_) | Now::Ready(_) | Now::Failed(_) | Now::Stopped => connect().into_any(),
    }
}

/// Whether the chosen client has a subscription, so that to subscribe is not what comes next.
fn is_subscribed(form: SessionForm) -> bool {
    let client = form.client().get();
    let facts = form.workbench.facts();
    Memo::new(move |_| facts.with(|facts| facts.subscriptions.iter().any(|held| held.client == client))).get()
}

/// How long it has taken. It is not read out: it changes every second.
#[component]
fn Elapsed(since: u64) -> impl IntoView {
    let seconds = RwSignal::new(0_u64);
    every(Duration::from_secs(1), move || seconds.set(now_in_browser().saturating_sub(since) / 1_000));
    view! { <span class="muted number" aria-hidden="true">{move || t!("session-opening-time", seconds = seconds.get())}</span> }
}
