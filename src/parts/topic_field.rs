//! How a topic is asked for where it may be a name or a topic id: shared by the Publish and Messages screens.

use fibocom_at::ClientIndex;
use fibocom_at::args::{TopicForm, TopicId};
use leptos::prelude::*;

use crate::state::use_workbench;
use crate::t;
use crate::ui::{Binding, Choice, Segmented};

/// Name or topic id. Only the clients of MQTT-SN have the choice; what was chosen for one can be taken back for another.
#[component]
pub fn TopicWay(
    /// The client that is told the topic.
    #[prop(into)]
    client: Signal<Option<ClientIndex>>,
    form: Binding<TopicForm>,
    /// The topic, which changes with the choice where both its name and its id are known.
    text: Binding<String>,
) -> impl IntoView {
    let facts = use_workbench().facts();
    let is_sn = Memo::new(move |_| client.get().is_some_and(ClientIndex::is_sn));
    let chosen = Binding::new(Signal::derive(move || form.get()), move |way| {
        let other = client
            .get_untracked()
            .and_then(|client| facts.with_untracked(|facts| facts.in_form(client, way, text.get_untracked().trim())));
        form.set(way);
        if let Some(other) = other {
            text.set(other);
        }
    });
    let options = Signal::derive(move || {
        vec![
            Choice::new(TopicForm::Name, t!("topic-by-name")),
            Choice::new(TopicForm::Id, t!("topic-by-id")).unless((!is_sn.get()).then(|| t!("topic-by-id-sn"))),
        ]
    });
    view! {
        <Show when=move || is_sn.get() || form.get() == TopicForm::Id>
            <Segmented label=t!("topic-by") value=chosen options/>
        </Show>
    }
}

/// The topics that have a number at a client, each of which is a button that takes it.
#[component]
pub fn NumberedTopics(
    #[prop(into)] client: Signal<Option<ClientIndex>>,
    on_pick: UnsyncCallback<(TopicId,)>,
) -> impl IntoView {
    let facts = use_workbench().facts();
    let known = Memo::new(move |_| {
        let Some(client) = client.get() else { return Vec::new() };
        let row = |known: &crate::state::NumberedTopic| (known.registered.id, known.registered.topic.clone());
        facts.with(|facts| facts.numbered(client).map(row).collect::<Vec<_>>())
    });
    let one = move |(id, topic): (TopicId, String)| {
        let label = t!("topic-registered-use", id = id.number(), topic = topic);
        view! { <button type="button" class="chip mono" on:click=move |_| on_pick.run((id,))>{label}</button> }
    };
    view! {
        <Show when=move || known.with(|known| !known.is_empty())>
            <div class="chips" role="group" aria-label=t!("topic-registered")>{move || known.get().into_iter().map(one).collect_view()}</div>
        </Show>
    }
}
