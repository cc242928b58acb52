//! The payload: as text or as bytes, with what it means beside it.

use fibocom_at::Field as Arg;
use leptos::prelude::*;
use workbench_payload::placeholder::placed;
use workbench_payload::split::touchy;
use workbench_payload::{Editor, Reading, reading::obvious, readings};

use super::compare::Compare;
use super::draft::{MessageForm, Pasting, View};
use super::inspector::{Inspector, heading};
use super::model::taken::Taken;
use super::paste::PasteDialog;
use super::structure::StructureView;
use super::text_view::TextView;
use super::tools::{Tools, drop_file};
use crate::parts::frame_fields::{Fields, FrameFields};
use crate::t;
use crate::ui::{Card, Checkbox, Choice, Details, HexEditor, Note, Tabs, Tone};

#[component]
pub(super) fn Payload(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let views = vec![Choice::new(View::Text, t!("publish-view-text")), Choice::new(View::Hex, t!("publish-view-hex"))];
    // Told to show what it shows, it stays as it is: the grid is not made anew, and keeps the focus.
    let view = Memo::new(move |_| draft.view.get());
    let at_byte = Memo::new(move |_| draft.editor.with(|editor| editor.selection().range().start < editor.len()));
    let is_empty = form.of_bytes(<[u8]>::is_empty);
    // Plain text that is nothing else has no parts worth the room.
    let has_structure = Memo::new(move |_| form.taken.with(|taken| !matches!(taken, Taken::Empty | Taken::Unknown)));
    // It stays open over a visit to another screen.
    let has_frame = untrack(move || draft.frame.is_chosen());
    let structure = move || {
        let open = has_structure.get();
        view! { <Details summary=t!("publish-structure") open><StructureView form/></Details> }
    };
    let shown = move || match view.get() {
        View::Text => view! { <TextView form/> }.into_any(),
        View::Hex => view! { <Bytes form/> }.into_any(),
    };
    view! {
        <Card>
            <div class="payload" on:dragover=|event| event.prevent_default() on:drop=move |event| drop_file(&event, form)>
                <Tools form/>
                <Tabs label=t!("publish-payload-as") value=draft.view options=views>{shown}</Tabs>
                <Remarks form/>
                <Details summary=t!("fields-title") open=has_frame value=move || draft.frame.name()>
                    <FrameFields format=draft.frame editor=draft.editor fields=form.fields on_show=move || draft.view.set(View::Hex)/>
                </Details>
                <Compare form/>
                <Show when=move || !is_empty.get()>
                    <div class="payload-side">
                        <Show when=move || view.get() == View::Hex && at_byte.get()>
                            <Details summary=Signal::derive(heading(form)) open=has_room()><Inspector form/></Details>
                        </Show>
                        {structure}
                    </div>
                </Show>
            </div>
            <PasteDialog form/>
        </Card>
    }
}

/// The least width of the page, in CSS pixels, at which the values stand beside the structure and not above it.
const ROOMY: f64 = 640.0;

/// Whether the values can be open from the start without pushing the button that publishes far down.
fn has_room() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_none_or(|width| width >= ROOMY)
}

#[component]
fn Bytes(form: MessageForm) -> impl IntoView {
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
    // What is compared shows what differs; what is chosen as a frame is nothing else.
    let marks = Signal::derive(move || {
        if let Some(differing) = draft.editor.with(|editor| form.compared.marks(editor.bytes())) {
            return differing;
        }
        let frame = form.fields.with(Fields::mistake);
        let taken = (!draft.frame.is_chosen()).then(|| form.taken.with(Taken::mistake)).flatten();
        frame.or(taken).into_iter().collect()
    });
    view! {
        <HexEditor label=t!("publish-bytes-editor") editor=draft.editor bar=draft.bar encoding=draft.encoding limit marks
            on_paste=UnsyncCallback::new(move |(text,)| paste(text))/>
        {move || error.get().map(|text| view! { <p class="field-error" role="status">{text}</p> })}
    }
}

/// What is worth saying of these bytes: some that firmware acts upon, and placeholders.
#[component]
fn Remarks(form: MessageForm) -> impl IntoView {
    let found = form.of_bytes(touchy);
    let remark = move || {
        found.get().map(|(at, byte)| {
            let text = t!("publish-touchy", byte = format!("{byte:02X}"), at = format!("{at:X}"));
            view! { <Note tone=Tone::Info>{text}</Note> }
        })
    };
    let count = form.of_bytes(|bytes| placed(bytes).len());
    let fill = form.part(|message| &message.fill, |message| &mut message.fill);
    let placeholders = move || {
        (count.get() > 0).then(|| {
            view! {
                <Checkbox label=t!("publish-fill") value=fill hint=t!("publish-fill-hint", count = count.get())/>
            }
        })
    };
    let withheld =
        move || form.draft.is_withheld.get().then(|| view! { <Note tone=Tone::Info>{t!("payload-not-kept")}</Note> });
    view! { <div class="payload-remarks">{withheld}{remark}{placeholders}</div> }
}
