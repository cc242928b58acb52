//! What to try first: topics that the cloud knows, each one click away.

use fibocom_at::args::{TopicFilter, TopicRef};
use fibocom_at::{ClientIndex, Qos};
use fibocom_cloud::Publication;
use leptos::prelude::*;

use crate::address::go;
use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::module_task::ModuleTask;
use crate::state::MessageStart;
use crate::ui::{Button, Card, Icon, Tone, outside, outside_lines, use_toaster};
use crate::{t, words};

/// The card, while the cloud has topics to try.
#[component]
pub(in crate::features::credentials) fn FirstTopics(form: CredentialsForm) -> impl IntoView {
    let topics =
        Memo::new(move |_| form.made.with(|made| made.as_ref().map(|made| made.topics.clone())).unwrap_or_default());
    let any = move || topics.with(|topics| !topics.publish.is_empty() || !topics.subscribe.is_empty());
    let publish = move || topics.get().publish.into_iter().map(|one| view! { <ToPublish form one/> }).collect_view();
    let subscribe =
        move || topics.get().subscribe.into_iter().map(|filter| view! { <ToSubscribe form filter/> }).collect_view();
    view! {
        <Show when=any>
            <Card title=t!("credentials-topics")>
                <p class="muted small">{t!("credentials-topics-remark")}</p>
                <ul class="first-topics">{publish} {subscribe}</ul>
            </Card>
        </Show>
    }
}

#[component]
fn ToPublish(form: CredentialsForm, one: Publication) -> impl IntoView {
    let (topic, payload) = (one.topic.clone(), one.payload.clone());
    let prepare = move || {
        form.workbench.prepare_message(MessageStart {
            client: None,
            topic: TopicRef::Name(one.topic.clone()),
            payload: Some(one.payload.clone().into_bytes()),
        });
        go("/publish");
    };
    view! {
        <li>
            <div><code class="sent-topic">{outside(topic)}</code><pre>{outside_lines(payload)}</pre></div>
            <Button icon=Icon::Send on_press=prepare>{t!("credentials-publish")}</Button>
        </li>
    }
}

#[component]
fn ToSubscribe(form: CredentialsForm, filter: String) -> impl IntoView {
    let (workbench, toaster) = (form.workbench, use_toaster());
    let facts = workbench.facts();
    let client = Memo::new(move |_| ClientIndex::on(&form.profile.get(), form.client().get()).ok());
    let is_open = Memo::new(move |_| {
        client.get().is_some_and(|client| facts.with(|facts| facts.open_clients().any(|open| open == client)))
    });
    let held = {
        let filter = filter.clone();
        Memo::new(move |_| facts.with(|facts| facts.subscriptions.iter().any(|held| held.filter.text() == filter)))
    };
    let (shown, wanted, doing) = (filter.clone(), filter.clone(), ModuleTask::Subscribing(filter));
    let what = doing.clone();
    let subscribe = move || {
        let Some(client) = client.get_untracked() else { return };
        let Ok(filter) = TopicFilter::parse(&workbench.profile_now(), &wanted) else { return };
        form.begin(what.clone(), async move {
            if let Err(error) = workbench.subscribe(client, filter, Qos::AtLeastOnce).await {
                toaster.show(Tone::Bad, words::work_error(&error).text);
            }
        });
    };
    let reason = move || {
        if held.get() {
            Some(t!("credentials-subscribed"))
        } else {
            (!is_open.get()).then(|| t!("credentials-open-first", client = form.client().get()))
        }
    };
    let doing = Signal::derive(move || form.is_doing(&doing).then(|| t!("credentials-subscribing")));
    // What is done shows no plus any longer.
    let button = move || match held.get() {
        true => view! { <Button icon=Icon::Check disabled_reason=reason>{t!("credentials-subscribed")}</Button> },
        false => view! {
            <Button sends=true icon=Icon::Plus disabled_reason=reason busy=doing on_press=subscribe.clone()>{t!("credentials-subscribe")}</Button>
        },
    };
    view! {
        <li>
            <div><code class="sent-topic">{outside(shown)}</code></div>
            {button}
        </li>
    }
}
