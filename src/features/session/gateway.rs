//! The gateway of a client that is connected to one: the topics that have an id there, and one more.

use fibocom_at::ClientIndex;
use fibocom_at::args::TopicRef;
use fibocom_at::commands::RegisteredTopic;
use fibocom_at::profile::Feature;
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::draft::SessionForm;
use super::gateway_draft::GatewayTask;
use super::model::gateway::{NoRegistration, client_at_gateway, no_registration, registration, room};
use super::new_will::NewWill;
use crate::address::go;
use crate::state::{Heard, MessageStart, NumberedTopic, SubscriptionStart};
use crate::ui::{
    Binding, Button, Card, Choice, Code, CopyButton, Empty, Explanations, Field, FieldKind, Icon, Limit, Note, Pill,
    Segmented, Tone, Variant, focus_first_mistake, outside,
};
use crate::words::Concept;
use crate::{t, words};

/// The cards, while a client of MQTT-SN is connected.
#[component]
pub(super) fn AtGateway(form: SessionForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let open =
        Memo::new(move |_| facts.with(|facts| facts.open_clients().filter(|one| one.is_sn()).collect::<Vec<_>>()));
    let chosen = form.at_gateway().client;
    let client = Memo::new(move |_| open.with(|open| client_at_gateway(open, chosen.get())));
    let choice = Binding::new(client, move |client: Option<ClientIndex>| chosen.set(client));
    let options = Signal::derive(move || {
        open.get().into_iter().map(|client| Choice::new(Some(client), client.to_string())).collect::<Vec<_>>()
    });
    let several = move || open.with(|open| open.len() > 1);
    move || {
        client.get().map(|client| {
            let actions = move || {
                view! {
                    <Show when=several><Segmented label=t!("session-clients") label_hidden=true value=choice options/></Show>
                    <Reread form/>
                }
            };
            view! {
                <Card title=t!("session-topics", client = client.number()) actions>
                    <Topics form client/>
                    <Register form client/>
                    <Explanations of=vec![words::concept(Concept::TopicId)]/>
                </Card>
                <NewWill form client/>
            }
        })
    }
}

/// Asks the module again which topics have an id.
#[component]
fn Reread(form: SessionForm) -> impl IntoView {
    let doing = form.at_gateway().doing;
    let waits = move || (doing.get() == Some(GatewayTask::Reading)).then(|| t!("session-topics-reading"));
    let missing = move || {
        let missing = form.profile.get().denies(Feature::MqttSnCommands);
        missing.then(|| words::no_sn_commands(&form.profile.get()))
    };
    view! {
        <Button sends=true variant=Variant::Quiet icon=Icon::Refresh busy=waits disabled_reason=missing on_press=move || form.read_topics()>
            {t!("session-topics-read")}
        </Button>
    }
}

/// The topics that have an id, each with what can be done with it.
#[component]
fn Topics(form: SessionForm, client: ClientIndex) -> impl IntoView {
    let facts = form.workbench.facts();
    let known = Memo::new(move |_| facts.with(|facts| facts.numbered(client).cloned().collect::<Vec<_>>()));
    move || match known.get() {
        none if none.is_empty() => view! { <Empty icon=Icon::Link text=t!("session-topics-none")/> }.into_any(),
        known => {
            let rows = known.into_iter().map(|known| view! { <TopicRow form known/> }).collect_view();
            view! { <ul class="gateway-topics" aria-label=t!("session-topics", client = client.number())>{rows}</ul> }
                .into_any()
        }
    }
}

#[component]
fn TopicRow(form: SessionForm, known: NumberedTopic) -> impl IntoView {
    let NumberedTopic { registered: RegisteredTopic { client, id, topic }, heard } = known;
    let (tone, heard) = match heard {
        Heard::Asked => (Tone::Ok, t!("session-topic-asked")),
        Heard::Announced => (Tone::Info, t!("session-topic-announced")),
        Heard::Listed => (Tone::Plain, t!("session-topic-listed")),
    };
    let workbench = form.workbench;
    let publish = move || {
        workbench.prepare_message(MessageStart { client: Some(client), topic: TopicRef::Id(id), payload: None });
        go("/publish");
    };
    let subscribe = move || {
        workbench.prepare_subscription(SubscriptionStart { client, topic: TopicRef::Id(id) });
        go("/messages");
    };
    let number = id.number();
    let publish_name = t!("session-topic-publish-name", id = number);
    let subscribe_name = t!("session-topic-subscribe-name", id = number);
    view! {
        <li class="gateway-topic">
            <span class="gateway-topic-id number">{number}</span>
            <span class="gateway-topic-name">{outside(topic)}</span>
            <Pill tone>{heard}</Pill>
            <div class="bar">
                <CopyButton text=number.to_string() label=t!("session-topic-copy")/>
                <Button variant=Variant::Quiet icon=Icon::Send name=publish_name on_press=publish>{t!("session-topic-publish")}</Button>
                <Button sends=true variant=Variant::Quiet icon=Icon::Plus name=subscribe_name on_press=subscribe>{t!("session-topic-subscribe")}</Button>
            </div>
        </li>
    }
}

/// Asks the gateway for one more.
#[component]
fn Register(form: SessionForm, client: ClientIndex) -> impl IntoView {
    let (facts, profile, text) = (form.workbench.facts(), form.profile, form.at_gateway().topic);
    let asked = RwSignal::new(false);
    let typed = Memo::new(move |_| registration(&profile.get(), client, text.read().trim()));
    let obstacle = Memo::new(move |_| facts.with(|facts| no_registration(&profile.get(), facts, client)));
    let reason = move || {
        obstacle.get().map(|obstacle| match obstacle {
            NoRegistration::Missing => words::no_sn_commands(&profile.get()),
            NoRegistration::Full => t!("session-topics-full", most = RegisteredTopic::KEPT),
        })
    };
    let left = move || {
        let (left, most) = (facts.with(|facts| room(facts, client)), RegisteredTopic::KEPT);
        Some(t!("session-topics-left", left = left, most = most))
    };
    let error = move || {
        let shown = asked.get() || !text.read().is_empty();
        typed.get().err().filter(|_| shown).map(|invalid| words::problem(&invalid))
    };
    let limit = Signal::derive(move || Some(Limit::Bytes(profile.get().topic_max)));
    let busy = move || {
        (form.at_gateway().doing.get() == Some(GatewayTask::Registering)).then(|| t!("session-topic-registering"))
    };
    let element = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asked.set(true);
        match typed.get_untracked() {
            Ok((topic, _)) if obstacle.get_untracked().is_none() => {
                form.register(client, topic);
                asked.set(false);
            }
            Ok(_) => {}
            Err(_) => focus_first_mistake(element),
        }
    };
    let line = move || typed.get().ok().map(|(_, line)| view! { <Code text=line/> });
    let failed = move || {
        form.at_gateway().not_registered.get().map(|said| {
            let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
            view! { <Note tone=Tone::Bad announce=true title=t!("session-topic-failed")>{said.text} {advice}</Note> }
        })
    };
    view! {
        <form class="gateway-register" novalidate node_ref=element on:submit=submit aria-label=t!("session-topic-register")>
            <Field label=t!("session-topic-name") value=text kind=FieldKind::Mono required=true limit hint=left
                placeholder="plant/7/state" error disabled_reason=reason/>
            <Button sends=true icon=Icon::Plus submit=true disabled_reason=reason busy>{t!("session-topic-register")}</Button>
            <div class="gateway-line">{line}</div>
        </form>
        <div class="session-outcome">{failed}</div>
    }
}
