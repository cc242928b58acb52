//! What of a message in the making a reload leaves as it was.

use fibocom_at::args::TopicForm;
use leptos::prelude::*;
use workbench_payload::Encoding;

use super::draft::{MessageForm, View};
use super::model::Message;
use super::model::run::{Repeating, What};
use crate::state::{KEPT_QOS, KEPT_RETAIN, KeptPayload, keep_choice, keep_draft, keep_payload};

const TOPIC_FORMS: [(&str, TopicForm); 2] = [("name", TopicForm::Name), ("id", TopicForm::Id)];
const ENCODINGS: [(&str, Encoding); 3] =
    [("utf-8", Encoding::Utf8), ("gbk", Encoding::Gbk), ("latin-1", Encoding::Latin1)];
const VIEWS: [(&str, View); 2] = [("text", View::Text), ("hex", View::Hex)];
const WHAT: [(&str, What); 2] = [("this", What::This), ("templates", What::Templates)];

/// Gives the form what was kept, and keeps it from now on: topic, choices, the settings of a run, and the payload where it may be.
pub(super) fn keep(form: MessageForm) {
    let (draft, message) = (form.draft, form.draft.message);
    let topic = part(message, |message| message.topic.clone());
    keep_draft("publish.topic", move || topic.get(), |kept| message.update(|message| message.topic = kept));
    let way = part(message, |message: &Message| message.topic_form);
    keep_choice(
        "publish.topic-form",
        &TOPIC_FORMS,
        move || way.get(),
        |kept| {
            message.update(|message| message.topic_form = kept);
        },
    );
    let qos = part(message, |message| message.qos);
    keep_choice("publish.qos", &KEPT_QOS, move || qos.get(), |kept| message.update(|message| message.qos = kept));
    let retain = part(message, |message| message.retain);
    keep_choice(
        "publish.retain",
        &KEPT_RETAIN,
        move || retain.get(),
        |kept| {
            message.update(|message| message.retain = kept);
        },
    );
    keep_choice("publish.encoding", &ENCODINGS, move || draft.encoding.get(), |kept| draft.encoding.set(kept));
    let payload = move || draft.editor.with(|editor| editor.bytes().to_vec());
    keep_payload(form.workbench, "publish.payload", payload, |kept| match kept {
        KeptPayload::Payload(bytes) => draft.take_payload(&bytes),
        KeptPayload::Withheld => draft.is_withheld.set(true),
    });
    // Bytes that are no text are shown as bytes, whatever was chosen.
    keep_choice("publish.view", &VIEWS, move || draft.view.get(), |kept| draft.view.set(kept));
    keep_run(draft.repeating);
    // What is typed now takes its place.
    Effect::new(move |before: Option<u64>| {
        let revision = form.revision.get();
        if before.is_some_and(|before| before != revision) {
            draft.is_withheld.set(false);
        }
        revision
    });
}

fn keep_run(repeating: RwSignal<Repeating>) {
    let every = part(repeating, |typed| typed.every.clone());
    keep_draft("publish.every", move || every.get(), |kept| repeating.update(|typed| typed.every = kept));
    let times = part(repeating, |typed| typed.times.clone());
    keep_draft("publish.times", move || times.get(), |kept| repeating.update(|typed| typed.times = kept));
    let what = part(repeating, |typed| typed.what);
    keep_choice("publish.what", &WHAT, move || what.get(), |kept| repeating.update(|typed| typed.what = kept));
}

/// A part of what was typed, which is kept when it changes and not whenever anything else does.
fn part<W, T>(whole: RwSignal<W>, read: fn(&W) -> T) -> Memo<T>
where
    W: Send + Sync + 'static,
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| whole.with(read))
}
