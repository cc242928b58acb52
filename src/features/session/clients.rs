//! The clients as a row of chips, and the chosen one while it is connected or has lost its connection.

use fibocom_at::codes::BreakCause;
use fibocom_at::commands::Security;
use fibocom_at::profile::Feature;
use fibocom_at::{ClientIndex, Field as Arg};
use leptos::prelude::*;

use super::attempt::Attempt;
use super::draft::SessionForm;
use super::model::typed::FarEnd;
use crate::link::procedure::{Login, OpenPlan};
use crate::parts::not_open::Answer;
use crate::state::{ClientFacts, ClientState, Opened};
use crate::ui::{Binding, Button, Choice, Icon, Pill, Segmented, Tone, Variant, outside};
use crate::{t, words};

/// All clients. Those that the series lacks are shown, and cannot be chosen: each says why.
#[component]
pub(super) fn ClientChoice(form: SessionForm) -> impl IntoView {
    let part = form.part(|typed| &typed.client, |typed| &mut typed.client);
    let typed = Binding::new(Signal::derive(move || part.get()), move |client| {
        // To change the one is not to change the other.
        form.changing().set(false);
        part.set(client);
    });
    let facts = form.workbench.facts();
    let choice = move |client: ClientIndex| {
        let found = facts.with(|facts| facts.client(client));
        let profile = form.profile.get();
        let missing = client.is_sn() && profile.denies(Feature::MqttSn);
        let (tone, word) = standing(form, client, &found);
        let name = t!("session-client-name", client = client.number());
        Choice::new(u32::from(client.number()), name).stands(tone, word).unless(missing.then(|| words::no_sn(&profile)))
    };
    let options = Signal::derive(move || ClientIndex::ALL.into_iter().map(choice).collect());
    let missing = move || {
        let profile = form.profile.get();
        (!profile.has(Feature::MqttSn)).then(|| words::no_sn(&profile))
    };
    let error = form.error(Arg::Client);
    view! {
        <div class="clients">
            <Segmented label=t!("session-clients") label_hidden=true chips=true value=typed options hint=missing/>
            {move || error.get().map(|text| view! { <div class="field-error">{text}</div> })}
        </div>
    }
}

/// How a client stands, in a word.
fn standing(form: SessionForm, client: ClientIndex, found: &ClientFacts) -> (Tone, String) {
    let is_unopened = form.workbench.facts().with(|facts| facts.is_unopened(client));
    let failed = form.attempt().with(|attempt| match attempt {
        Attempt::Failed(failed) if failed.client == client => Some(failed.diagnosis.as_ref().map(|found| found.answer)),
        _ => is_unopened.then_some(None),
    });
    match (found.state, failed) {
        (ClientState::Free, Some(answer)) => (Tone::Bad, not_open(answer)),
        (ClientState::Free, None) if client.is_sn() => (Tone::Plain, t!("session-state-free-sn")),
        (ClientState::Free, None) => (Tone::Plain, t!("session-state-free")),
        (ClientState::Opening, _) => (Tone::Info, t!("session-state-opening")),
        (ClientState::Open, _) => {
            let host = found.broker.as_ref().map(|(host, _)| outside(host));
            (Tone::Ok, host.unwrap_or_else(|| t!("session-state-open")))
        }
        (ClientState::Closing, _) => (Tone::Info, t!("session-state-closing")),
        (ClientState::Broken, _) => (Tone::Bad, t!("session-state-broken")),
    }
}

/// Why a client is not connected, in a word: a broker said no, or it is not known what did.
fn not_open(answer: Option<Answer>) -> String {
    match answer {
        Some(Answer::Reason(_)) => t!("session-state-refused"),
        Some(Answer::AtOnce | Answer::Slow | Answer::Late) | None => t!("session-state-failed"),
    }
}

/// The chosen client, unless it is free: what it is connected to, and what can be done with it.
#[component]
pub(super) fn ChosenClient(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let client = form.client();
    let found = Memo::new(move |_| facts.with(|facts| facts.client(client.get())));
    let state = Memo::new(move |_| found.with(|found| found.state));
    let is_shown = Memo::new(move |_| !matches!(state.get(), ClientState::Free | ClientState::Opening));
    let is_unverified = Memo::new(move |_| found.with(|found| found.opened.is_some_and(Opened::is_unverified)));
    let (tone, word) = (Signal::derive(move || tone(state.get())), move || word(state.get()));
    let name = move || t!("session-client-name", client = client.get().number());
    view! {
        <Show when=move || is_shown.get()>
            <section class="card" role="group" aria-label=name>
                <div class="card-head">
                    <h2 class="card-title">{name}</h2>
                    <Pill tone>{word}</Pill>
                    <div class="card-actions"><Actions form client state/></div>
                </div>
                {move || is_unverified.get().then(|| view! { <Pill tone=Tone::Warn>{t!("session-unverified")}</Pill> })}
                {move || about(client.get(), &found.get(), form.plan_of(client.get()).as_ref())}
            </section>
        </Show>
    }
}

const fn tone(state: ClientState) -> Tone {
    match state {
        ClientState::Free => Tone::Plain,
        ClientState::Opening | ClientState::Closing => Tone::Info,
        ClientState::Open => Tone::Ok,
        ClientState::Broken => Tone::Bad,
    }
}

fn word(state: ClientState) -> String {
    match state {
        ClientState::Free => t!("session-state-free"),
        ClientState::Opening => t!("session-state-opening"),
        ClientState::Open => t!("session-state-open"),
        ClientState::Closing => t!("session-state-closing"),
        ClientState::Broken => t!("session-state-broken"),
    }
}

#[component]
fn Actions(form: SessionForm, client: Memo<ClientIndex>, state: Memo<ClientState>) -> impl IntoView {
    let changing = form.changing();
    let closing = move || (state.get() == ClientState::Closing).then(|| t!("session-disconnecting"));
    let disconnect = move || form.disconnect(client.get_untracked());
    move || {
        match state.get() {
        ClientState::Free | ClientState::Opening => ().into_any(),
        ClientState::Open | ClientState::Closing => view! {
            <Button variant=Variant::Quiet on_press=move || changing.update(|changing| *changing = !*changing)>
                {move || if changing.get() { t!("session-change-no") } else { t!("session-change") }}
            </Button>
            <Button sends=true busy=closing on_press=disconnect>{move || t!("session-disconnect", client = client.get().number())}</Button>
        }
        .into_any(),
        ClientState::Broken => view! {
            <Button sends=true variant=Variant::Quiet icon=Icon::Cross on_press=disconnect>{t!("session-dismiss")}</Button>
        }
        .into_any(),
    }
    }
}

/// Where it is connected to, and how, where it was connected from here to the same broker.
fn about(client: ClientIndex, found: &ClientFacts, plan: Option<&OpenPlan>) -> impl IntoView + use<> {
    let far_end = FarEnd::of(client);
    let place = match far_end {
        FarEnd::Broker => t!("session-broker"),
        FarEnd::Gateway => t!("session-gateway"),
    };
    let broker = found.broker.as_ref().map(|(host, port)| outside(format!("{host}:{port}")));
    let broker = broker.unwrap_or_else(|| t!("session-unknown-broker"));
    let cause = (found.state == ClientState::Broken).then(|| cause_text(far_end, found.cause));
    let is_its = |plan: &&OpenPlan| {
        let open = &plan.open;
        found.broker.as_ref().is_some_and(|(host, port)| host == open.host.as_str() && *port == open.port.number())
    };
    let facts = plan.filter(is_its).map(how).unwrap_or_default();
    let facts = facts.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! {
        <dl class="client-facts">
            <div><dt>{place}</dt><dd class="mono">{broker}</dd></div>
            {facts.collect_view()}
            {found.is_found.then(|| view! { <div><dt>{t!("session-fact-found")}</dt><dd>{t!("session-found")}</dd></div> })}
            {cause.map(|cause| view! { <div class="client-cause"><dt>{t!("session-fact-cause")}</dt><dd>{cause}</dd></div> })}
        </dl>
    }
}

/// How a client was connected, in rows.
fn how(plan: &OpenPlan) -> Vec<(String, String)> {
    let OpenPlan { open, login, .. } = plan;
    let mut rows = vec![(
        t!("session-encryption"),
        match open.security {
            Security::Plain => t!("session-plain"),
            Security::Tls => t!("session-tls"),
        },
    )];
    if let Login::Mqtt(user) = login {
        let (name, id) = (user.username.as_str(), user.client_id.as_ref().map(|id| id.as_str()));
        rows.extend((!name.is_empty()).then(|| (t!("session-username"), outside(name))));
        rows.extend(id.map(|id| (t!("session-client-id"), outside(id))));
    }
    rows.push((t!("session-keep-alive"), t!("session-opening-time", seconds = open.keep_alive.seconds())));
    rows
}

/// Why a connection was lost.
pub(super) fn cause_text(far_end: FarEnd, cause: Option<BreakCause>) -> String {
    match cause {
        None => t!("session-cause-closed"),
        Some(BreakCause::Server) if far_end == FarEnd::Gateway => t!("session-cause-gateway"),
        Some(BreakCause::Server) => t!("session-cause-server"),
        Some(BreakCause::LinkDown) => t!("session-cause-link"),
        Some(BreakCause::NotRegistered) => t!("session-cause-registration"),
        Some(BreakCause::Unlisted(number)) => t!("session-cause-unlisted", number = number),
    }
}
