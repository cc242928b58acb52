//! The open message: all of its bytes, how they differ from what was sent, and what can be done with them.

use std::ops::Range;

use fibocom_at::Message;
use fibocom_at::args::TopicRef;
use leptos::prelude::*;
use workbench_payload::Editor;
use workbench_payload::diff::differences;
use workbench_payload::notation;

use super::MessagesDraft;
use super::list::topic_id_note;
use super::model::{OPEN_LINE, PayloadForm, Rendered, render, shown_topic};
use crate::parts::log::use_shared_log;
use crate::state::{MessageStart, StoredMessage, use_workbench};
use crate::t;
use crate::ui::{
    Access, Button, CopyButton, HexEditor, Icon, Note, Tone, Variant, outside, provide_hex_words, save_file,
    use_toaster,
};
use crate::words::hex_words;

/// The message that is chosen in the list.
pub(super) fn detail() -> impl IntoView {
    provide_hex_words(hex_words());
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let open = move || {
        let number = draft.selected.get()?;
        workbench.with_messages(|all| all.by_number(number).cloned()).map(|stored| view! { <Open stored/> })
    };
    view! { <div class="message-open-place">{open}</div> }
}

#[component]
fn Open(stored: StoredMessage) -> impl IntoView {
    let draft: MessagesDraft = expect_context();
    let (clock, toaster, workbench) = (use_shared_log().clock(), use_toaster(), use_workbench());
    let StoredMessage { number, at, message } = stored;
    let payload = message.payload.clone();
    let text = String::from_utf8_lossy(&payload).into_owned();
    let (hex, bytes) = (notation::hex(&payload), StoredValue::new(payload.clone()));
    let save = move || {
        let name = format!("message-{}-{number}.bin", clock.file_stamp(at));
        if bytes.with_value(|bytes| save_file(&name, bytes)).is_err() {
            toaster.show(Tone::Bad, t!("messages-save-failed"));
        }
    };
    let compared = workbench.last_published_before(number, &message.topic).map(|sent| differences(&sent, &payload));
    let marks = compared.clone().unwrap_or_default();
    let editor = RwSignal::new(Editor::new(payload.clone()));
    let shown = Memo::new(move |_| bytes.with_value(|bytes| render(bytes, draft.view.get(), OPEN_LINE)));
    let body = move || {
        let Rendered { form, text, .. } = shown.get();
        match form {
            PayloadForm::Empty => view! { <p class="muted">{t!("messages-empty-payload")}</p> }.into_any(),
            PayloadForm::Hex => {
                let marks = Signal::stored(marks.clone());
                view! { <HexEditor label=t!("messages-payload") editor access=Access::Read marks max_rows=10/> }
                    .into_any()
            }
            PayloadForm::Text | PayloadForm::Json => {
                view! { <pre class="code message-whole" tabindex="0" aria-label=t!("messages-payload")>{text}</pre> }
                    .into_any()
            }
        }
    };
    let says = t!(
        "messages-open-facts",
        time = clock.time_of_day(at),
        client = message.client.number(),
        qos = message.qos,
        bytes = payload.len()
    );
    let again = MessageStart { client: Some(message.client), topic: topic_of(&message), payload: Some(payload) };
    let again = StoredValue::new(again);
    let send_back = move || {
        workbench.prepare_message(again.get_value());
        // The address is what navigates; a browser that refuses a fragment has refused the page.
        let _ = window().location().set_hash("/publish");
    };
    view! {
        <section class="message-open" aria-label=t!("messages-open")>
            <div class="bar">
                <div class="grow"><span class="message-topic">{outside(shown_topic(&message))}</span>{topic_id_note(&message)}<div class="muted small">{says}</div></div>
                <Button variant=Variant::Quiet icon=Icon::Cross name=t!("messages-close") on_press=move || draft.selected.set(None)/>
            </div>
            {message.may_be_cut.then(|| view! { <Note tone=Tone::Warn title=t!("messages-may-be-cut")>{t!("messages-may-be-cut-why")}</Note> })}
            {compared.map(|differences| view! { <Compared differences/> })}
            {body}
            <div class="bar">
                <Button icon=Icon::Send on_press=send_back>{t!("messages-send-back")}</Button>
                <CopyButton text label=t!("messages-copy-text")/>
                <CopyButton text=hex label=t!("messages-copy-hex")/>
                <Button variant=Variant::Quiet icon=Icon::Download on_press=save>{t!("messages-save-bytes")}</Button>
            </div>
        </section>
    }
}

/// How the message differs from what was last sent to its topic.
#[component]
fn Compared(differences: Vec<Range<usize>>) -> impl IntoView {
    match differences.first() {
        None => view! { <Note tone=Tone::Ok>{t!("messages-same-as-sent")}</Note> },
        Some(first) => {
            let (count, at) = (differences.iter().map(Range::len).sum::<usize>(), format!("{:04X}", first.start));
            view! { <Note tone=Tone::Info>{t!("messages-differs-from-sent", count = count, at = at)}</Note> }
        }
    }
}

/// Where an answer goes: by the number, where it came by one.
fn topic_of(message: &Message) -> TopicRef<String> {
    message.topic_id.map_or_else(|| TopicRef::Name(message.topic.clone()), TopicRef::Id)
}
