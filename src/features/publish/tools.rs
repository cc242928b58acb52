//! The tools above the payload: in and out, undo, placeholders.

use leptos::{ev::DragEvent, ev::Event, html, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};
use workbench_payload::checksum::CHECKSUMS;
use workbench_payload::{Editor, Notation};

use super::draft::{MessageForm, View};
use super::model::Sequence;
use super::model::firmware::{Words, c_code};
use super::paste::paste_from_clipboard;
use crate::limits::PAYLOAD_FILE;
use crate::ui::{Bar, Button, Icon, Menu, MenuItem, Tone, Variant, go_on, use_toaster};
use crate::{t, words};

#[component]
pub(super) fn Tools(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let file = NodeRef::<html::Input>::new();
    let pick = move || {
        if let Some(file) = file.get_untracked() {
            file.click();
        }
    };
    let picked = move |event: Event| {
        let input: Option<HtmlInputElement> = event.target().and_then(|target| target.dyn_into().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open_file(form, file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let can = Memo::new(move |_| draft.editor.with(|editor| (editor.can_undo(), editor.can_redo())));
    let no_undo = move || (!can.get().0).then(|| t!("publish-nothing-to-undo"));
    let no_redo = move || (!can.get().1).then(|| t!("publish-nothing-to-redo"));
    let is_empty = form.of_bytes(<[u8]>::is_empty);
    let edits = Signal::derive(move || edit_items(form, is_empty.get()));
    view! {
        <div class="bar payload-tools" role="toolbar" aria-label=t!("publish-tools")>
            <Button variant=Variant::Quiet icon=Icon::Undo name=t!("publish-undo") disabled_reason=no_undo on_press=move || draft.editor.update(Editor::undo)/>
            <Button variant=Variant::Quiet icon=Icon::Redo name=t!("publish-redo") disabled_reason=no_redo on_press=move || draft.editor.update(Editor::redo)/>
            <Button variant=Variant::Quiet on_press=move || paste_from_clipboard(form)>{t!("publish-paste")}</Button>
            <Menu label=t!("publish-copy-as") items=Signal::stored(copy_items(form))/>
            <Menu label=t!("publish-insert") items=Signal::stored(insert_items(form))/>
            <Menu label=t!("publish-edit") items=edits/>
            <Button variant=Variant::Quiet icon=Icon::Upload on_press=pick>{t!("publish-open-file")}</Button>
            <input type="file" class="hidden" tabindex="-1" aria-hidden="true" node_ref=file on:change=picked/>
        </div>
    }
}

/// What can be done to the bytes beyond typing.
fn edit_items(form: MessageForm, is_empty: bool) -> Vec<MenuItem> {
    let draft = form.draft;
    // Text can be found in both views.
    let bar = move |bar: Bar| {
        move || {
            if bar != Bar::Find {
                draft.view.set(View::Hex);
            }
            draft.bar.set(bar);
        }
    };
    let nothing = is_empty.then(|| t!("publish-nothing-there"));
    vec![
        MenuItem::new(t!("publish-find"), bar(Bar::Find)).by_keys(&["Ctrl", "F"]).unless(nothing.clone()),
        MenuItem::new(t!("publish-go-to"), bar(Bar::GoTo)).by_keys(&["Ctrl", "G"]).unless(nothing.clone()),
        MenuItem::new(t!("publish-fill-selection"), bar(Bar::Fill)).unless(nothing.clone()),
        MenuItem::new(t!("publish-select-all"), move || draft.editor.update(Editor::select_all))
            .by_keys(&["Ctrl", "A"])
            .unless(nothing.clone()),
        MenuItem::new(t!("publish-clear"), move || {
            draft.editor.update(|editor| {
                editor.select_all();
                editor.delete_on();
            });
        })
        .unless(nothing),
    ]
}

fn copy_items(form: MessageForm) -> Vec<MenuItem> {
    let toaster = use_toaster();
    let draft = form.draft;
    let copy = move |text: String| {
        go_on(async move {
            match JsFuture::from(window().navigator().clipboard().write_text(&text)).await {
                Ok(_) => toaster.show(Tone::Ok, t!("publish-copied")),
                Err(_) => toaster.show(Tone::Bad, t!("publish-not-copied")),
            }
        });
    };
    let as_notation = move |notation: Notation| {
        let name = match notation {
            Notation::Hex => t!("publish-as-hex"),
            Notation::C => t!("publish-as-c"),
            Notation::Rust => t!("publish-as-rust"),
            Notation::Python => t!("publish-as-python"),
            Notation::Base64 => t!("publish-as-base64"),
            Notation::Dump => t!("publish-as-dump"),
            Notation::Text => t!("publish-as-text"),
        };
        // What is selected, or all of it.
        MenuItem::new(name, move || {
            copy(draft.editor.with_untracked(|editor| {
                let bytes = if editor.selection().is_empty() { editor.bytes() } else { editor.selected() };
                notation.write(bytes, draft.encoding.get_untracked())
            }));
        })
    };
    let firmware = MenuItem::new(t!("publish-as-firmware"), move || {
        let sequence = form.command.with_untracked(|command| command.as_ref().ok().map(Sequence::of));
        match sequence {
            Some(sequence) => copy(c_code(&sequence, &firmware_words())),
            None => toaster.show(Tone::Warn, t!("publish-as-firmware-not-yet")),
        }
    });
    Notation::ALL.into_iter().map(as_notation).chain([firmware]).collect()
}

fn firmware_words() -> Words {
    Words {
        send: t!("publish-c-send"),
        prompt: t!("publish-c-prompt", seconds = "{seconds}"),
        end: t!("publish-c-end", line = "{line}", seconds = "{seconds}"),
    }
}

/// Placeholders: once one is put in by this menu, they are filled in.
fn insert_items(form: MessageForm) -> Vec<MenuItem> {
    let put = move |text: String| {
        form.draft.editor.update(|editor| editor.insert(text.as_bytes()));
        form.draft.message.update(|message| message.fill = true);
    };
    let named = [
        (t!("publish-insert-counter"), "counter"),
        (t!("publish-insert-time"), "time"),
        (t!("publish-insert-date"), "date"),
        (t!("publish-insert-random"), "random:u32be"),
        (t!("publish-insert-imei"), "imei"),
    ];
    let plain = named.map(|(name, text)| MenuItem::new(name, move || put(format!("{{{{{text}}}}}"))));
    let checksums = CHECKSUMS.iter().map(|checksum| {
        // Modbus sends its checksum with the low byte first; the others are written as numbers are on the network.
        let order = if checksum.name == "crc16-modbus" { "le" } else { "be" };
        let text = format!("{{{{{}:{order}}}}}", checksum.name);
        MenuItem::new(t!("publish-insert-checksum", name = checksum.name.to_uppercase()), move || put(text.clone()))
    });
    plain.into_iter().chain(checksums).collect()
}

/// Opens a file that was dropped.
pub(super) fn drop_file(event: &DragEvent, form: MessageForm) {
    let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
    if let Some(file) = file {
        event.prevent_default();
        open_file(form, file);
    }
}

fn open_file(form: MessageForm, file: File) {
    let toaster = use_toaster();
    if let Err(over) = PAYLOAD_FILE.admit_file(&file) {
        return toaster.show(Tone::Bad, words::over(over, &file.name()));
    }
    go_on(async move {
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => form.draft.take_payload(&js_sys::Uint8Array::new(&buffer).to_vec()),
            Err(_) => toaster.show(Tone::Bad, t!("publish-file-unreadable", name = file.name())),
        }
    });
}
