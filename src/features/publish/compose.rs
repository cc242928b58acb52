//! Where the message goes: client, topic, quality of service and retain.

use fibocom_at::commands::Retain;
use fibocom_at::{ClientIndex, Field as Arg, Qos};
use leptos::prelude::*;

use super::draft::MessageForm;
use super::model::publishing_client;
use super::topic::TopicField;
use crate::ui::{Answers, Binding, Card, Checkbox, CheckboxKind, Choice, Details, Segmented, Select};
use crate::words::Concept;
use crate::{t, words};

#[component]
pub(super) fn Compose(form: MessageForm) -> impl IntoView {
    let qos = form.part(|message| &message.qos, |message| &mut message.qos);
    let kept = form.part(|message| &message.retain, |message| &mut message.retain);
    let retain = Binding::new(Signal::derive(move || kept.get() == Retain::Yes), move |retain| {
        kept.set(if retain { Retain::Yes } else { Retain::No });
    });
    let levels = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];
    let levels: Vec<_> = levels.into_iter().map(|qos| Choice::new(qos, qos.number().to_string())).collect();
    let meaning = move || {
        Some(match qos.get() {
            Qos::AtMostOnce => t!("publish-qos-0"),
            Qos::AtLeastOnce => t!("publish-qos-1"),
            Qos::ExactlyOnce => t!("publish-qos-2"),
        })
    };
    let at_gateway = Memo::new(move |_| form.effective().get().likely_client().is_sn());
    view! {
        <Card>
            <div class="publish-top" class:is-gateway=move || at_gateway.get()>
                <ClientChoice form/>
                <TopicField form/>
                <Segmented label=t!("publish-qos") value=qos options=levels hint=meaning/>
                <div class="align-field"><Checkbox label=t!("publish-retain") value=retain kind=CheckboxKind::Switch hint=t!("publish-retain-hint")/></div>
            </div>
        </Card>
    }
}

/// What QoS, retain and topic ids are.
#[component]
pub(super) fn Notions(form: MessageForm) -> impl IntoView {
    let at_gateway = Memo::new(move |_| form.effective().get().likely_client().is_sn());
    let explained = move || {
        let topic_id = at_gateway.get().then_some(Concept::TopicId);
        let notions = topic_id.into_iter().chain([Concept::Qos, Concept::Retain]);
        view! { <Answers of=notions.map(words::concept).collect()/> }
    };
    view! { <Details summary=t!("publish-notions")>{explained}</Details> }
}

/// The clients of the profile, those that are connected first.
#[component]
fn ClientChoice(form: MessageForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let chosen = form.part(|message| &message.client, |message| &mut message.client);
    let effective = Signal::derive(move || form.open.with(|open| publishing_client(chosen.get(), open)));
    let value = Binding::new(effective, move |client| chosen.set(client));
    let entry = move |client: ClientIndex| {
        let found = facts.with(|facts| facts.client(client));
        let is_open = form.open.with(|open| open.contains(&client));
        let label = match found.broker.filter(|_| is_open) {
            Some((host, _)) => format!("{client} · {host}"),
            None => client.to_string(),
        };
        Choice::new(u32::from(client.number()), label).unless((!is_open).then(|| t!("publish-not-connected")))
    };
    let options = Signal::derive(move || {
        let ids = form.profile.get().clients.iter().filter_map(|number| ClientIndex::new(*number));
        let mut choices: Vec<_> = ids.map(entry).collect();
        choices.sort_by_key(|choice| choice.disabled_reason.is_some());
        choices
    });
    view! { <Select label=t!("publish-client") value options error=form.error(Arg::Client)/> }
}
