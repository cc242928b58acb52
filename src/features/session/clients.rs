//! The clients and where they stand, each with the button that changes it.

use fibocom_at::ClientIndex;
use fibocom_at::codes::BreakCause;
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::typed::FarEnd;
use crate::state::{ClientFacts, ClientState};
use crate::t;
use crate::ui::{Button, Icon, Pill, Tone, Variant, outside};

/// A tile for each client of the profile.
#[component]
pub(super) fn Clients(form: SessionForm) -> impl IntoView {
    let clients =
        move || form.profile.get().clients.iter().filter_map(|number| ClientIndex::new(*number)).collect::<Vec<_>>();
    view! {
        <section class="clients" aria-label=t!("session-clients")>
            <For each=clients key=|client| client.number() children=move |client| view! { <Tile form client/> }/>
        </section>
    }
}

#[component]
fn Tile(form: SessionForm, client: ClientIndex) -> impl IntoView {
    let facts = form.workbench.facts();
    let found = Memo::new(move |_| facts.with(|facts| facts.client(client)));
    let state = Memo::new(move |_| found.with(|found| found.state));
    let tone = Signal::derive(move || match state.get() {
        ClientState::Free => Tone::Plain,
        ClientState::Opening | ClientState::Closing => Tone::Info,
        ClientState::Open => Tone::Ok,
        ClientState::Broken => Tone::Bad,
    });
    let word = move || match state.get() {
        ClientState::Free => t!("session-state-free"),
        ClientState::Opening => t!("session-state-opening"),
        ClientState::Open => t!("session-state-open"),
        ClientState::Closing => t!("session-state-closing"),
        ClientState::Broken => t!("session-state-broken"),
    };
    let name = match FarEnd::of(client) {
        FarEnd::Broker => t!("session-client-name", client = client.number()),
        FarEnd::Gateway => t!("session-sn-client-name", client = client.number()),
    };
    let label = name.clone();
    view! {
        <div class="card client" role="group" aria-label=label>
            <div class="client-head">
                <h2 class="card-title">{name}</h2>
                <Pill tone>{word}</Pill>
                <div class="bar client-do"><Doing form client state/></div>
            </div>
            {move || about(client, &found.get())}
        </div>
    }
}

/// What there is to do with a client.
#[component]
fn Doing(form: SessionForm, client: ClientIndex, state: Memo<ClientState>) -> impl IntoView {
    let connected = form.workbench.is_connected();
    let reason = move || {
        if !connected.get() {
            return Some(t!("session-connect-first"));
        }
        form.opening().map(|other| t!("session-wait-for", client = other.number()))
    };
    let closing = move || (state.get() == ClientState::Closing).then(|| t!("session-disconnecting"));
    move || match state.get() {
        ClientState::Free | ClientState::Opening => ().into_any(),
        ClientState::Open | ClientState::Closing => view! {
            <Button busy=closing on_press=move || form.disconnect(client)>{t!("session-disconnect")}</Button>
        }
        .into_any(),
        ClientState::Broken => view! {
            <Button variant=Variant::Quiet on_press=move || form.disconnect(client)>{t!("session-dismiss")}</Button>
            <Button icon=Icon::Refresh disabled_reason=reason on_press=move || form.connect_again(client)>
                {t!("session-connect-again")}
            </Button>
        }
        .into_any(),
    }
}

fn about(client: ClientIndex, found: &ClientFacts) -> AnyView {
    let far_end = FarEnd::of(client);
    let broker = found.broker.as_ref().map(|(host, port)| outside(format!("{host}:{port}")));
    let (state, cause) = (found.state, found.cause);
    match (state, broker) {
        (ClientState::Free, None) => view! { <p class="muted small">{t!("session-never-open")}</p> }.into_any(),
        (ClientState::Free, Some(broker)) => {
            let text = match far_end {
                FarEnd::Broker => t!("session-was-open", broker = broker),
                FarEnd::Gateway => t!("session-was-open-gateway", gateway = broker),
            };
            view! { <p class="muted small">{text}</p> }.into_any()
        }
        (_, broker) => view! {
            <dl class="client-facts">
                <dt>{match far_end { FarEnd::Broker => t!("session-fact-broker"), FarEnd::Gateway => t!("session-gateway") }}</dt><dd>{broker.unwrap_or_else(|| t!("session-unknown-broker"))}</dd>
                {(state == ClientState::Broken).then(|| view! {
                    <dt>{t!("session-fact-cause")}</dt><dd class="client-cause">{cause_text(far_end, cause)}</dd>
                })}
            </dl>
        }
        .into_any(),
    }
}

fn cause_text(far_end: FarEnd, cause: Option<BreakCause>) -> String {
    match cause {
        None => t!("session-cause-closed"),
        Some(BreakCause::Server) if far_end == FarEnd::Gateway => t!("session-cause-gateway"),
        Some(BreakCause::Server) => t!("session-cause-server"),
        Some(BreakCause::LinkDown) => t!("session-cause-link"),
        Some(BreakCause::NotRegistered) => t!("session-cause-registration"),
        Some(BreakCause::Unlisted(number)) => t!("session-cause-unlisted", number = number),
    }
}
