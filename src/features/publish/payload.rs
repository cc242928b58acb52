//! The payload: as text or as bytes, with what it means beside it.

use fibocom_at::Field as Arg;
use fibocom_at::commands::{Choice as FormWish, PublishForm};
use leptos::prelude::*;
use workbench_payload::placeholder::placed;
use workbench_payload::split::touchy;
use workbench_payload::{Editor, Reading, reading::obvious, readings};

use super::draft::{Form, Pasting, View};
use super::inspector::Inspector;
use super::paste::PasteDialog;
use super::structure::StructureView;
use super::text_view::TextView;
use super::tools::{Tools, drop_file};
use crate::t;
use crate::ui::{Card, Checkbox, Choice, Details, HexEditor, Meter, Note, Segmented, Tabs, Tone};

/// The card.
#[component]
pub(super) fn Payload(form: Form) -> impl IntoView {
    let draft = form.draft;
    let views = vec![Choice::new(View::Text, t!("publish-view-text")), Choice::new(View::Hex, t!("publish-view-hex"))];
    let shown = move || match draft.view.get() {
        View::Text => view! { <TextView form/> }.into_any(),
        View::Hex => view! { <Bytes form/> }.into_any(),
    };
    view! {
        <Card title=t!("publish-payload") actions=move || view! { <Fill form/> }>
            <div class="payload" on:dragover=|event| event.prevent_default() on:drop=move |event| drop_file(&event, form)>
                <Tools form/>
                <Tabs label=t!("publish-payload-as") value=draft.view options=views>{shown}</Tabs>
                <Remarks form/>
                <div class="payload-side">
                    <Details summary=t!("publish-inspector") open=true><Inspector form/></Details>
                    <Details summary=t!("publish-structure")><StructureView form/></Details>
                </div>
                <Wish form/>
            </div>
            <PasteDialog form/>
        </Card>
    }
}

/// The bytes themselves.
#[component]
fn Bytes(form: Form) -> impl IntoView {
    let draft = form.draft;
    let paste = move |text: String| {
        let readings = readings(&text, draft.encoding.get_untracked());
        let in_text = draft.editor.with_untracked(Editor::column) == workbench_payload::Column::Text;
        let itself = readings.iter().find(|reading| reading.way == workbench_payload::Way::Text);
        match if in_text { itself } else { obvious(&readings) } {
            Some(Reading { bytes, .. }) => draft.editor.update(|editor| editor.insert(bytes)),
            None => draft.pasting.set(Some(Pasting { text, readings })),
        }
    };
    let limit = Signal::derive(move || Some(form.profile.get().payload_max));
    let error = form.error(Arg::Payload);
    view! {
        <HexEditor label=t!("publish-bytes-editor") editor=draft.editor bar=draft.bar encoding=draft.encoding limit
            on_paste=UnsyncCallback::new(move |(text,)| paste(text))/>
        {move || error.get().map(|text| view! { <p class="field-error" role="status">{text}</p> })}
    }
}

/// What is worth saying of these bytes: some that firmware acts upon, and placeholders.
#[component]
fn Remarks(form: Form) -> impl IntoView {
    let draft = form.draft;
    let found = Memo::new(move |_| draft.editor.with(|editor| touchy(editor.bytes())));
    let remark = move || {
        found.get().map(|(at, byte)| {
            let text = t!("publish-touchy", byte = format!("{byte:02X}"), at = format!("{at:X}"));
            view! { <Note tone=Tone::Info>{text}</Note> }
        })
    };
    let count = Memo::new(move |_| draft.editor.with(|editor| placed(editor.bytes()).len()));
    let fill = form.part(|message| &message.fill, |message| &mut message.fill);
    let placeholders = move || {
        (count.get() > 0).then(|| {
            view! {
                <Checkbox label=t!("publish-fill") value=fill hint=t!("publish-fill-hint", count = count.get())/>
            }
        })
    };
    view! { <div class="payload-remarks">{remark}{placeholders}</div> }
}

/// How it is to travel.
#[component]
fn Wish(form: Form) -> impl IntoView {
    let wish = form.part(|message| &message.form, |message| &mut message.form);
    let wishes = vec![
        Choice::new(FormWish::Auto, t!("publish-form-auto")),
        Choice::new(FormWish::Only(PublishForm::Quoted), t!("publish-form-quoted")),
        Choice::new(FormWish::Only(PublishForm::ByLength), t!("publish-form-length")),
    ];
    let meaning = move || {
        Some(match wish.get() {
            FormWish::Auto => t!("publish-form-auto-hint"),
            FormWish::Only(PublishForm::Quoted) => t!("publish-form-quoted-hint"),
            FormWish::Only(PublishForm::ByLength) => t!("publish-form-length-hint"),
        })
    };
    view! { <Segmented label=t!("publish-form-wish") value=wish options=wishes hint=meaning/> }
}

/// How many bytes there are, and may be.
#[component]
fn Fill(form: Form) -> impl IntoView {
    let bytes = form.len();
    let most = move || form.profile.get().payload_max;
    let tone = Signal::derive(move || if bytes.get() > most() { Tone::Bad } else { Tone::Plain });
    let fraction = Signal::derive(move || share(bytes.get(), most()));
    let text = Signal::derive(move || t!("publish-bytes", bytes = bytes.get(), most = most()));
    view! { <Meter label=t!("publish-payload-size") fraction text tone/> }
}

#[expect(clippy::cast_precision_loss, reason = "a payload is far smaller than what a float counts exactly")]
fn share(bytes: usize, most: usize) -> f64 {
    bytes as f64 / most.max(1) as f64
}
