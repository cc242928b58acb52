//! The chosen message: what it was, all of its bytes and what can be done with them, what changed, and its numbers over time.

use std::ops::Range;

use fibocom_at::args::{TopicForm, TopicRef};
use fibocom_at::message::Way;
use fibocom_at::{ClientIndex, Message};
use leptos::{ev::KeyboardEvent, prelude::*};
use workbench_payload::Editor;
use workbench_payload::diff::differences;
use workbench_payload::notation;

use super::Places;
use super::changed::Changed;
use super::chart::NumberOverTime;
use super::draft::{MessagesDraft, with_traffic};
use super::model::{Direction, Entry, JsonProblem, PayloadForm, Place, Rendered, View, before, is_named, render};
use crate::address::go;
use crate::parts::frame_fields::FrameFields;
use crate::parts::log::use_shared_log;
use crate::state::{MessageStart, Workbench, use_workbench};
use crate::ui::{
    Access, Button, Choice, CopyButton, Details, Empty, HexEditor, Icon, Note, Segmented, Tone, Variant, outside,
    provide_hex_words, save_file, use_toaster,
};
use crate::words::hex_words;
use crate::{t, words};

/// All that is shown of a message.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) place: Place,
    pub(super) at: u64,
    pub(super) topic: String,
    pub(super) payload: Vec<u8>,
    /// The one before it on the topic, and when that was.
    pub(super) before: Option<(u64, Vec<u8>)>,
    direction: Direction,
    number: u64,
    client: ClientIndex,
    qos: Option<u8>,
    is_printed: bool,
    may_be_cut: bool,
    /// It is as long as a module reads at most.
    is_at_limit: bool,
    /// The number that its topic came by, where its name is known too.
    by_id: Option<String>,
    /// Where an answer goes.
    answer_to: TopicRef<String>,
    /// How it differs from what was last sent to its topic.
    from_sent: Option<Vec<Range<usize>>>,
}

impl Opened {
    fn of(workbench: Workbench, place: Place) -> Option<Self> {
        with_traffic(workbench, |traffic| {
            let entry = traffic.at(place)?;
            let (number, message) = match entry {
                Entry::Came(stored) => (stored.number, Some(&stored.message)),
                Entry::Sent(sent) => (sent.number, None),
            };
            let by_id = message.filter(|message| is_named(message)).and_then(|message| message.topic_id);
            let sent = message.and_then(|message| workbench.last_published_before(number, &message.topic));
            Some(Self {
                place,
                at: entry.at(),
                topic: entry.topic().into_owned(),
                payload: entry.payload().to_vec(),
                before: before(traffic, entry).map(|earlier| (earlier.at(), earlier.payload().to_vec())),
                direction: entry.direction(),
                number,
                client: entry.client(),
                qos: message.map(|message| message.qos),
                is_printed: message.is_some_and(|message| message.way == Way::Direct),
                may_be_cut: message.is_some_and(|message| message.may_be_cut),
                is_at_limit: message.is_some_and(Message::is_at_read_limit),
                by_id: by_id.map(|id| words::topic_text(TopicForm::Id, &id.to_string())),
                answer_to: message.map_or_else(|| TopicRef::Name(entry.raw_topic().to_owned()), topic_of),
                from_sent: sent.map(|sent| differences(&sent, entry.payload())),
            })
        })
    }
}

/// The message that is chosen in the list.
pub(super) fn detail(places: Places) -> impl IntoView {
    provide_hex_words(hex_words());
    let workbench = use_workbench();
    let draft: MessagesDraft = expect_context();
    let open = move || match draft.selected.get().and_then(|place| Opened::of(workbench, place)) {
        Some(opened) => view! { <Open opened places/> }.into_any(),
        None => view! { <Empty icon=Icon::File text=t!("messages-choose")/> }.into_any(),
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            places.go_to_list();
        }
    };
    view! {
        <section class="card messages-pane messages-open" class:is-nothing=move || draft.selected.get().is_none() tabindex="-1"
            aria-label=t!("messages-open") node_ref=places.open on:keydown=on_key>{open}</section>
    }
}

#[component]
fn Open(opened: Opened, places: Places) -> impl IntoView {
    let workbench = use_workbench();
    let start = |payload| MessageStart { client: Some(opened.client), topic: opened.answer_to.clone(), payload };
    let (answer, again) = (start(None), start(Some(opened.payload.clone())));
    let publish = move |start: &MessageStart| {
        workbench.prepare_message(start.clone());
        go("/publish");
    };
    let by_id = opened.by_id.clone().map(|id| view! { <span class="message-by-id">{id}</span> });
    let cut = opened.may_be_cut.then(|| {
        view! { <Note tone=Tone::Warn title=t!("messages-may-be-cut")>{t!("messages-may-be-cut-why")}</Note> }
    });
    let bytes = opened.payload.len();
    let at_limit = (opened.is_at_limit && !opened.may_be_cut).then(|| {
        view! { <Note tone=Tone::Warn title=t!("messages-may-be-cut")>{t!("messages-at-limit", bytes = bytes)}</Note> }
    });
    let compared = opened.from_sent.clone().map(|differences| view! { <Compared differences/> });
    view! {
        <div class="messages-head">
            <span class="messages-back"><Button variant=Variant::Quiet icon=Icon::Chevron name=t!("messages-back") on_press=move || places.go_to_list()/></span>
            <h2 class="messages-title">{outside(&opened.topic)}{by_id}</h2>
            <Button variant=Variant::Quiet icon=Icon::Send on_press=move || publish(&answer)>{t!("messages-answer")}</Button>
        </div>
        <div class="messages-detail">
            <Facts opened=opened.clone()/>
            {cut}
            {at_limit}
            {compared}
            <Data opened=opened.clone() on_again=UnsyncCallback::new(move |()| publish(&again))/>
            <Changed opened=opened.clone()/>
            <NumberOverTime opened/>
        </div>
    }
}

/// When it was, whose, and how much.
#[component]
fn Facts(opened: Opened) -> impl IntoView {
    let clock = use_shared_log().clock();
    let when = match opened.direction {
        Direction::Came => t!("messages-came"),
        Direction::Sent => t!("messages-sent"),
    };
    let fact = |name: String, says: String| view! { <div><dt>{name}</dt><dd class="number">{says}</dd></div> };
    view! {
        <dl class="messages-facts">
            {fact(when, clock.time_of_day(opened.at))}
            {fact(t!("messages-client"), opened.client.number().to_string())}
            {opened.qos.map(|qos| fact(t!("messages-qos"), qos.to_string()))}
            {fact(t!("messages-size"), t!("messages-bytes", bytes = opened.payload.len()))}
            {opened.is_printed.then(|| fact(t!("messages-way"), t!("messages-direct")))}
        </dl>
    }
}

/// Its bytes as text, as JSON or as they are.
#[component]
fn Data(opened: Opened, on_again: UnsyncCallback<()>) -> impl IntoView {
    let draft: MessagesDraft = expect_context();
    let (clock, toaster) = (use_shared_log().clock(), use_toaster());
    let Opened { at, number, payload, before, from_sent, .. } = opened;
    let views = Signal::stored(vec![
        Choice::new(View::Auto, t!("messages-view-auto")),
        Choice::new(View::Text, t!("messages-view-text")),
        Choice::new(View::Json, t!("messages-view-json")),
        Choice::new(View::Hex, t!("messages-view-hex")),
    ]);
    let text = String::from_utf8_lossy(&payload).into_owned();
    let hex = notation::hex(&payload);
    let marks = from_sent.or_else(|| before.map(|(_, before)| differences(&before, &payload))).unwrap_or_default();
    let editor = RwSignal::new(Editor::new(payload.clone()));
    // The format is kept from message to message.
    let (fields, has_frame) = (draft.frame.fields(editor), untrack(|| draft.frame.is_chosen()));
    let bytes = StoredValue::new(payload);
    let shown = Memo::new(move |_| bytes.with_value(|bytes| render(bytes, draft.view.get())));
    let save = move || {
        let name = format!("message-{}-{number}.bin", clock.file_stamp(at));
        if bytes.with_value(|bytes| save_file(&name, bytes)).is_err() {
            toaster.show(Tone::Bad, t!("messages-save-failed"));
        }
    };
    let body = move || {
        let Rendered { form, text, not_json } = shown.get();
        let reason = not_json.map(|problem| view! { <p class="muted small">{not_json_text(problem)}</p> });
        let body = match form {
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
        };
        view! { {reason} {body} }
    };
    view! {
        <div class="messages-part">
            <div class="messages-part-head"><h3>{t!("messages-data")}</h3><Segmented label=t!("messages-view") label_hidden=true value=draft.view options=views/></div>
            {body}
            <Details summary=t!("fields-title") open=has_frame value=move || draft.frame.name()>
                <FrameFields format=draft.frame editor fields access=Access::Read on_show=move || draft.view.set(View::Hex)/>
            </Details>
            <div class="bar">
                <CopyButton text label=t!("messages-copy-text")/>
                <CopyButton text=hex label=t!("messages-copy-hex")/>
                <Button variant=Variant::Quiet icon=Icon::Download on_press=save>{t!("messages-save-bytes")}</Button>
                <Button variant=Variant::Quiet icon=Icon::Send on_press=move || on_again.run(())>{t!("messages-send-back")}</Button>
            </div>
        </div>
    }
}

fn not_json_text(problem: JsonProblem) -> String {
    match problem {
        JsonProblem::NotText => t!("messages-not-text"),
        JsonProblem::Empty => t!("messages-json-empty"),
        JsonProblem::Words => t!("messages-json-words"),
        JsonProblem::Ends { line, column } => t!("messages-json-ends", line = line, column = column),
        JsonProblem::At { line, column } => t!("messages-not-json", line = line, column = column),
    }
}

/// How the message differs from what was last sent to its topic.
#[component]
fn Compared(differences: Vec<Range<usize>>) -> impl IntoView {
    match differences.first() {
        None => view! { <p class="muted small">{t!("messages-same-as-sent")}</p> }.into_any(),
        Some(first) => {
            let (count, at) = (differences.iter().map(Range::len).sum::<usize>(), format!("{:04X}", first.start));
            view! { <Note tone=Tone::Info>{t!("messages-differs-from-sent", count = count, at = at)}</Note> }.into_any()
        }
    }
}

/// Where an answer goes: by the number, where it came by one.
fn topic_of(message: &Message) -> TopicRef<String> {
    message.topic_id.map_or_else(|| TopicRef::Name(message.topic.clone()), TopicRef::Id)
}
