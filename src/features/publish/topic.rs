//! Where the message goes: a topic by its name, or for MQTT-SN by its number.

use fibocom_at::Field as Arg;
use fibocom_at::args::TopicForm;
use leptos::prelude::*;

use super::draft::MessageForm;
use super::model::{is_heard, topic};
use crate::parts::topic_field::{NumberedTopics, TopicWay};
use crate::ui::{Binding, Field, FieldKind, Limit};
use crate::{t, words};

/// The field, and beside it what the clients of MQTT-SN need.
#[component]
pub(super) fn TopicField(form: MessageForm) -> impl IntoView {
    let profile = form.profile;
    let part = form.part(|message| &message.topic, |message| &mut message.topic);
    let way = form.part(|message| &message.topic_form, |message| &mut message.topic_form);
    let touch = move || {
        form.touch(Arg::Topic);
        form.touch(Arg::TopicId);
    };
    let text = Binding::new(Signal::derive(move || part.get()), move |text| {
        touch();
        part.set(text);
    });
    let client = Memo::new(move |_| Some(form.effective().get().likely_client()));
    let by_id = move || way.get() == TopicForm::Id;
    let at_gateway = Memo::new(move |_| by_id() || client.get().is_some_and(|client| client.is_sn()));
    let used = Signal::derive(move || if by_id() { Vec::new() } else { used_topics(form) });
    let hint = move || {
        let facts = form.workbench.facts();
        let given = at_gateway.get().then(|| topic(&profile.get(), &form.effective().get()).ok()).flatten();
        let given = given.zip(client.get()).map(|(topic, client)| facts.with(|facts| facts.given(client, &topic)));
        Some(match given {
            Some(given) => words::given(&given),
            None if by_id() => t!("topic-id-hint"),
            None if facts.with(|facts| is_heard(facts, &part.get())) => t!("publish-topic-heard"),
            None => t!("publish-topic-hint"),
        })
    };
    let (by_name_error, by_id_error) = (form.error(Arg::Topic), form.error(Arg::TopicId));
    let error = move || by_name_error.get().or_else(|| by_id_error.get());
    let label = move || if by_id() { t!("topic-id-label") } else { t!("publish-topic") };
    let limit = move || (!by_id()).then(|| Limit::Bytes(profile.get().topic_max));
    let example = move || Some(if by_id() { "1".to_owned() } else { "plant/7/state".to_owned() });
    let pick = move |(id,): (fibocom_at::args::TopicId,)| {
        way.set(TopicForm::Id);
        text.set(id.to_string());
    };
    view! {
        <div class="topic-way"><TopicWay client form=way text/></div>
        <div class="publish-topic" on:focusout=move |_| touch()>
            <Field label=Signal::derive(label) value=text kind=FieldKind::Mono required=true limit=Signal::derive(limit)
                hint placeholder=example suggestions=used error/>
            <NumberedTopics client on_pick=UnsyncCallback::new(pick)/>
        </div>
    }
}

/// The names of topics that were published to before.
fn used_topics(form: MessageForm) -> Vec<String> {
    form.draft.history.with(|history| {
        let sent = history.entries().into_iter().map(|(_, sent)| sent.message);
        let mut topics: Vec<_> =
            sent.filter(|message| message.topic_form == TopicForm::Name).map(|message| message.topic).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    })
}
