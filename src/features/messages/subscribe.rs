//! The subscriptions: those there are, and one more.

use fibocom_at::args::{TopicFilter, TopicForm, TopicId, TopicRef};
use fibocom_at::{ClientIndex, Field as Place, Qos};
use leptos::{ev::SubmitEvent, prelude::*};

use super::MessagesDraft;
use crate::parts::topic_field::{NumberedTopics, TopicWay};
use crate::state::{Facts, Subscription, use_workbench};
use crate::ui::{
    Button, Card, Choice, Explanations, Field, FieldKind, Glyph, Icon, Limit, Note, Pill, Segmented, Select, Tone,
    Variant, go_on, outside, use_toaster,
};
use crate::words::Concept;
use crate::{t, words};

pub(super) fn subscriptions() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let facts = workbench.facts();
    let held = Memo::new(move |_| facts.with(|facts| facts.subscriptions.clone()));
    let failed = move || {
        draft.failed.get().map(|said| {
            let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b>" "{advice.text}</p> });
            view! { <Note tone=Tone::Bad announce=true>{said.text}{advice}</Note> }
        })
    };
    view! {
        <Card>
            <Show when=move || !held.with(Vec::is_empty) fallback=|| view! { <p class="muted small">{t!("messages-no-subscription")}</p> }>
                <div class="subs" role="list" aria-label=t!("messages-subscriptions")>
                    {move || held.get().into_iter().map(|held| view! { <Held held/> }).collect_view()}
                </div>
            </Show>
            <Add/>
            <Explanations of=[Concept::Qos, Concept::Retain].map(words::concept).to_vec()/>
            <div class="subs-failed">{failed}</div>
        </Card>
    }
}

/// One subscription, with the button that ends it.
#[component]
fn Held(held: Subscription) -> impl IntoView {
    let (workbench, toaster) = (use_workbench(), use_toaster());
    let draft: MessagesDraft = expect_context();
    let facts = workbench.facts();
    let (filter, client) = (words::topic(&held.filter), held.client.number());
    let says = t!("messages-subscription", filter = filter.clone(), qos = held.qos.number(), client = client);
    // What a number stands for may become known later.
    let named = held.clone();
    let about = Memo::new(move |_| facts.with(|facts| stands_for(facts, &named)));
    let name = t!("messages-unsubscribe", filter = filter);
    let what = (held.client, held.filter);
    let busy = {
        let what = what.clone();
        Memo::new(move |_| draft.ending.with(|ending| ending.contains(&what)))
    };
    let end = move |_| {
        if busy.get_untracked() {
            return;
        }
        let what = what.clone();
        draft.ending.update(|ending| ending.push(what.clone()));
        go_on(async move {
            if let Err(error) = workbench.unsubscribe(what.0, what.1.clone()).await {
                toaster.show(Tone::Bad, words::work_error(&error).text);
            }
            draft.ending.update(|ending| ending.retain(|other| *other != what));
        });
    };
    let mark = move || match busy.get() {
        true => view! { <span class="spinner"></span> }.into_any(),
        false => view! { <Glyph icon=Icon::Cross/> }.into_any(),
    };
    view! {
        <span class="sub" role="listitem">
            <Pill tone=Tone::Ok><span class="mono">{says}{move || about.get().map(|topic| outside(format!(" · {topic}")))}</span></Pill>
            <button type="button" class="sub-end" title=name.clone() aria-label=name aria-busy=move || busy.get().then_some("true") on:click=end>
                {mark}
            </button>
        </span>
    }
}

/// Subscribes to one more filter.
#[component]
fn Add() -> impl IntoView {
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let busy = draft.subscribing;
    if let Some(start) = workbench.take_subscription_start() {
        draft.client.set(Some(start.client));
        draft.way.set(start.topic.form());
        draft.filter.set(start.topic.text());
    }
    let (facts, profile) = (workbench.facts(), workbench.profile());
    let open = Memo::new(move |_| facts.with(|facts| facts.open_clients().collect::<Vec<_>>()));
    let client = Memo::new(move |_| chosen_client(&open.read(), draft.client.get()));
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
        _ => None,
    };
    let qos = Signal::stored(
        [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce]
            .map(|qos| Choice::new(qos, qos.number().to_string()))
            .to_vec(),
    );
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(client), Ok(filter), false) = (client.get_untracked(), filter.get_untracked(), busy.get_untracked())
        else {
            return;
        };
        busy.set(true);
        draft.failed.set(None);
        go_on(async move {
            match workbench.subscribe(client, filter, draft.qos.get_untracked()).await {
                Ok(()) => draft.filter.set(String::new()),
                Err(error) => draft.failed.set(Some(words::work_error(&error))),
            }
            busy.set(false);
        });
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
            <div class="subs-go"><Button variant=Variant::Primary submit=true disabled_reason=reason busy=waits>{t!("messages-subscribe")}</Button></div>
        </form>
    }
}

/// The client that was chosen, if it is still open, or the first one that is.
fn chosen_client(open: &[ClientIndex], chosen: Option<ClientIndex>) -> Option<ClientIndex> {
    chosen.filter(|client| open.contains(client)).or_else(|| open.first().copied())
}

/// The topic that the number of a subscription stands for.
fn stands_for(facts: &Facts, held: &Subscription) -> Option<String> {
    let TopicRef::Id(id) = held.filter else { return None };
    facts.topic_of(held.client, id).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_closed_gives_way_to_one_that_is_open() {
        let all = ClientIndex::ALL;
        for (open, chosen, expected) in [
            (&all[..2], Some(all[1]), Some(all[1])),
            (&all[..1], Some(all[1]), Some(all[0])),
            (&all[..1], None, Some(all[0])),
            (&[][..], Some(all[0]), None),
        ] {
            assert_eq!(chosen_client(open, chosen), expected);
        }
    }
}
