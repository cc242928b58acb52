//! What was pasted can be meant in several ways: asks in which.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use workbench_payload::{Reading, Way, reading::stray, readings};

use super::draft::{MessageForm, Pasting};
use super::text::glance;
use crate::t;
use crate::ui::{
    Binding, Button, Dialog, Note, TextArea, Tone, from_browser, unfit, use_toaster, use_words, while_shown,
};

/// How much of a reading is shown.
const SHOWN: usize = 60;

/// The dialog, which has a field for the text as well: some browsers do not let a button read the clipboard.
#[component]
pub(super) fn PasteDialog(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let pasting = draft.pasting.with(Option::is_some);
        if pasting != open.get_untracked() {
            open.set(pasting);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let open = open.get();
        if before == Some(true) && !open {
            draft.pasting.set(None);
        }
        open
    });
    let text = Memo::new(move |_| {
        draft.pasting.with(|pasting| pasting.as_ref().map(|pasting| pasting.text.clone()).unwrap_or_default())
    });
    let text = Binding::new(text, move |text: String| {
        let readings = readings(&text, draft.encoding.get_untracked());
        draft.pasting.set(Some(Pasting { text, readings }));
    });
    let choose = move |bytes: Vec<u8>| {
        draft.editor.update(|editor| editor.insert(&bytes));
        draft.pasting.set(None);
    };
    let found = move || {
        draft.pasting.with(|pasting| pasting.as_ref().map(|pasting| pasting.readings.clone()).unwrap_or_default())
    };
    let list = move || {
        let rows = found().into_iter().filter(|reading| !reading.bytes.is_empty());
        rows.map(|reading| view! { <ReadingRow reading on_choose=UnsyncCallback::new(move |(bytes,)| choose(bytes))/> })
            .collect_view()
    };
    let selected = Memo::new(move |_| draft.editor.with(|editor| editor.selected().len()));
    let replaces = move || {
        let count = selected.get();
        (count > 0).then(|| view! { <Note tone=Tone::Info>{t!("publish-paste-replaces", count = count)}</Note> })
    };
    let doubt = move || {
        let part = draft.pasting.with(|pasting| pasting.as_ref().and_then(|pasting| stray(&pasting.text)));
        part.map(|part| view! { <Note tone=Tone::Warn>{t!("publish-paste-stray", part = part)}</Note> })
    };
    view! {
        <Dialog open title=t!("publish-paste-title")>
            <div class="form">
                <TextArea label=t!("publish-paste-text") value=text rows=4 hint=t!("publish-paste-hint")/>
                {doubt}
                {replaces}
                <ul class="readings" aria-label=t!("publish-paste-readings")>{list}</ul>
            </div>
        </Dialog>
    }
}

#[component]
fn ReadingRow(reading: Reading, on_choose: UnsyncCallback<(Vec<u8>,)>) -> impl IntoView {
    let Reading { way, bytes, .. } = reading;
    let name = match way {
        Way::Dump => t!("publish-paste-dump"),
        Way::Numbers => t!("publish-paste-numbers"),
        Way::Literal => t!("publish-paste-literal"),
        Way::Hex => t!("publish-paste-hex"),
        Way::Base64 => t!("publish-paste-base64"),
        Way::Text => t!("publish-paste-itself"),
    };
    let size = t!("publish-paste-bytes", bytes = bytes.len());
    let shown = glance(&bytes, SHOWN);
    let bytes = StoredValue::new(bytes);
    view! {
        <li class="reading">
            <div class="grow"><b>{name.clone()}</b> " " <span class="muted small">{size}</span><code class="reading-bytes">{shown}</code></div>
            <Button on_press=move || on_choose.run((bytes.get_value(),))>{t!("publish-paste-as", way = name.clone())}</Button>
        </li>
    }
}

/// Reads the clipboard, as far as the browser allows it, and asks what it is.
pub(super) fn paste_from_clipboard(form: MessageForm) {
    let (draft, toaster, words) = (form.draft, use_toaster(), use_words());
    while_shown(async move {
        let text = JsFuture::from(window().navigator().clipboard().read_text()).await;
        let text = text.ok().as_ref().and_then(from_browser).unwrap_or_default();
        if let Some(problem) = unfit(&text, &words) {
            return toaster.show(Tone::Bad, problem);
        }
        let readings = readings(&text, draft.encoding.get_untracked());
        draft.pasting.set(Some(Pasting { text, readings }));
    });
}
