//! The last publications, to look up and to use again.

use fibocom_at::commands::{PublishForm, Retain};
use leptos::prelude::*;

use super::draft::{MessageForm, Outcome, Publication};
use super::text::{copied, glance};
use crate::ui::{Button, CopyButton, Details, Icon, Pill, Tone, Variant, use_toaster};
use crate::{t, words};

/// How many characters of a payload a row shows.
const SHOWN: usize = 160;

/// The list, folded, once there is something in it.
#[component]
pub(super) fn Publications(form: MessageForm) -> impl IntoView {
    let history = form.draft.history;
    let any = Memo::new(move |_| history.with(|history| !history.is_empty()));
    let toaster = use_toaster();
    let clear = move || {
        let before = history.get_untracked();
        history.update(super::model::History::clear);
        toaster.offer(t!("publish-forgotten"), t!("publish-undo"), move || {
            history.update(|history| history.bring_back(before.clone()));
        });
    };
    let count = move || Some(history.with(|history| history.entries().len().to_string()));
    view! {
        <Show when=move || any.get()>
            <Details summary=t!("publish-history") value=count>
                <ol class="sent">
                    <For each=move || history.with(|history| history.entries()) key=|(number, _)| *number
                        children=move |(_, sent)| view! { <PublicationRow form sent/> }/>
                </ol>
                <div class="bar"><Button variant=Variant::Quiet icon=Icon::Trash on_press=clear>{t!("publish-forget")}</Button></div>
            </Details>
        </Show>
    }
}

#[component]
fn PublicationRow(form: MessageForm, sent: Publication) -> impl IntoView {
    let Publication { message, payload, form: sent_form, at, outcome } = sent;
    let facts = t!("publish-row-facts", client = message.client, qos = message.qos.number(), bytes = payload.len());
    let form_word = match sent_form {
        PublishForm::Quoted => t!("publish-row-quoted"),
        PublishForm::ByLength => t!("publish-row-length"),
    };
    let retained = (message.retain == Retain::Yes).then(|| format!(" · {}", t!("publish-row-retained")));
    let (topic, shown, text) =
        (words::topic_text(message.topic_form, &message.topic), glance(&payload, SHOWN), copied(&payload));
    let again = StoredValue::new((message, payload));
    let again = move || again.with_value(|(message, payload)| form.use_again(message.clone(), payload));
    let (tone, word) = match outcome {
        Outcome::Confirmed(millis) => (Tone::Ok, t!("publish-row-confirmed", millis = millis)),
        Outcome::Unconfirmed => (Tone::Info, t!("publish-row-sent")),
        Outcome::Stopped(..) => (Tone::Warn, t!("publish-row-stopped")),
        Outcome::Failed(_) => (Tone::Bad, t!("publish-row-failed")),
    };
    view! {
        <li class="sent-row">
            <span class="sent-when">{at}</span>
            <div class="sent-what">
                <div class="bar"><span class="sent-topic">{topic}</span><Pill tone>{word}</Pill></div>
                <pre>{shown}</pre>
                <span class="muted small">{facts} " · " {form_word} {retained}</span>
            </div>
            <div class="bar sent-do">
                <Button variant=Variant::Quiet icon=Icon::Undo on_press=again>
                    {t!("publish-use-again")}
                </Button>
                <CopyButton text label=t!("publish-copy")/>
            </div>
        </li>
    }
}
