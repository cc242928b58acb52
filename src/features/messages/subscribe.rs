//! The form for one more subscription.

use fibocom_at::args::{TopicFilter, TopicForm, TopicId, TopicRef};
use fibocom_at::{ClientIndex, Field as Place, Qos};
use leptos::{ev::SubmitEvent, prelude::*};

use super::draft::MessagesDraft;
use crate::parts::topic_field::{NumberedTopics, TopicWay};
use crate::state::{Subscription, use_workbench};
use crate::ui::{Button, Choice, Field, FieldKind, Limit, Segmented, Select, Variant};
use crate::{t, words};

/// Subscribes to one more filter.
#[component]
pub(super) fn Add() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let busy = draft.subscribing;
    let (facts, profile) = (workbench.facts(), workbench.profile());
    let open = Memo::new(move |_| facts.with(|facts| facts.open_clients().collect::<Vec<_>>()));
    let client = Memo::new(move |_| draft.subscriber(workbench));
    let clients = Signal::derive(move || match open.get() {
        none if none.is_empty() => vec![Choice::new(None, t!("messages-client-none"))],
        open => open.into_iter().map(|client| Choice::new(Some(client), client.number().to_string())).collect(),
    });
    let by_id = Memo::new(move |_| draft.way.get() == TopicForm::Id);
    let at_gateway = Memo::new(move |_| by_id.get() || client.get().is_some_and(ClientIndex::is_sn));
    let filter = Memo::new(move |_| {
        let [first, ..] = ClientIndex::ALL;
        let client = client.get().unwrap_or(first);
        TopicRef::<TopicFilter>::parse(&profile.get(), client, draft.way.get(), draft.filter.read().trim())
    });
    let error = move || {
        let typed = !draft.filter.read().trim().is_empty();
        let place = if by_id.get() { Place::TopicId } else { Place::Topic };
        filter.get().err().filter(|_| typed).map(|problem| words::problem(&problem.at(place)))
    };
    let hint = move || {
        let given = filter.get().ok().filter(|_| at_gateway.get()).zip(client.get());
        Some(match given {
            Some((topic, client)) => words::given(&facts.with(|facts| facts.given(client, &topic))),
            None if by_id.get() => t!("topic-id-hint"),
            None => t!("messages-filter-hint"),
        })
    };
    let label = move || if by_id.get() { t!("topic-id-label") } else { t!("messages-filter") };
    let example = move || Some(if by_id.get() { "1".to_owned() } else { t!("messages-filter-placeholder") });
    let pick = move |(id,): (TopicId,)| {
        draft.way.set(TopicForm::Id);
        draft.filter.set(id.to_string());
    };
    let reason = move || match (client.get(), filter.get()) {
        (None, _) => Some(t!("messages-no-client")),
        (_, Err(_)) if error().is_some() => Some(t!("messages-filter-wrong")),
        (_, Err(_)) => Some(t!("messages-filter-first")),
        (Some(client), Ok(filter)) => {
            let again = Subscription { client, filter, qos: draft.qos.get() };
            facts.with(|facts| facts.subscriptions.contains(&again)).then(|| t!("messages-already"))
        }
    };
    let qos = Signal::stored(
        [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce]
            .map(|qos| Choice::new(qos, qos.number().to_string()))
            .to_vec(),
    );
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(client), Ok(filter), None) = (client.get_untracked(), filter.get_untracked(), untrack(reason)) {
            draft.subscribe(workbench, client, filter);
        }
    };
    let waits = move || busy.get().then(|| t!("messages-subscribing"));
    let limit = Signal::derive(move || {
        (!by_id.get() && draft.filter.read().len() * 2 > profile.get().topic_max)
            .then(|| Limit::Bytes(profile.get().topic_max))
    });
    view! {
        <form class="subs-add" class:is-sn=move || at_gateway.get() on:submit=on_submit>
            <div class="subs-way topic-way"><TopicWay client form=draft.way.into() text=draft.filter.into()/></div>
            <div class="subs-filter">
                <Field kind=FieldKind::Mono label=Signal::derive(label) value=draft.filter error limit placeholder=example hint/>
                <NumberedTopics client on_pick=UnsyncCallback::new(pick)/>
            </div>
            <Segmented label=t!("messages-qos") value=draft.qos options=qos/>
            <div class="subs-client">
                <Select label=t!("messages-client") value=crate::ui::Binding::new(client, move |client| draft.client.set(client)) options=clients/>
            </div>
            <div class="subs-go"><Button sends=true variant=Variant::Primary submit=true disabled_reason=reason busy=waits>{t!("messages-subscribe")}</Button></div>
        </form>
    }
}
