//! The payload as text: a view of its bytes from which every one of them comes back.

use fibocom_at::Field as Arg;
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use workbench_payload::history::Joining;
use workbench_payload::text::{bytes_of, text_of};
use workbench_payload::visible::half_in;
use workbench_payload::{Editor, Encoding, LineEnds};

use super::draft::{MessageForm, PublishDraft};
use crate::t;
use crate::ui::{Binding, Choice, Segmented, TextArea, once_drawn};

/// The text with its encoding and its line ends.
#[component]
pub(super) fn TextView(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let place = NodeRef::<html::Div>::new();
    let refused = RwSignal::new(None::<char>);
    let text = Memo::new(move |_| draft.text());
    let write = move |text: String| match bytes_of(&text, draft.encoding.get_untracked(), draft.ends_now()) {
        Ok(bytes) => {
            refused.set(None);
            draft.unread.set(None);
            draft.editor.update(|editor| editor.become_bytes(&bytes, Joining::Typing));
            draft.show_in(place);
        }
        // Half of a character stays where it was typed: the other half may follow.
        Err(_) if half_in(&text).is_some() => draft.unread.set(Some(text)),
        Err(missing) => {
            draft.unread.set(None);
            refused.set(Some(missing.character));
            draft.show_in(place);
        }
    };
    let value = Binding::new(text, write);
    let found = form.error(Arg::Payload);
    let error = move || match refused.get() {
        Some(character) => Some(t!("publish-not-encodable", character = character.to_string())),
        None => found.get(),
    };
    let encodings = vec![
        Choice::new(Encoding::Utf8, "UTF-8"),
        Choice::new(Encoding::Gbk, "GBK"),
        Choice::new(Encoding::Latin1, "Latin-1"),
    ];
    let ends = Binding::new(Signal::derive(move || draft.ends()), move |ends: LineEnds| {
        draft.line_ends.set(ends);
        draft.editor.update(|editor| {
            let ended = ends.end(editor.bytes());
            editor.become_bytes(&ended, Joining::Alone);
        });
    });
    let ends_options = vec![Choice::new(LineEnds::Lf, "LF"), Choice::new(LineEnds::CrLf, "CR LF")];
    let ends_meaning = move || {
        Some(match ends.get() {
            LineEnds::Lf => t!("publish-ends-lf"),
            LineEnds::CrLf => t!("publish-ends-crlf"),
        })
    };
    let keyed = move |event: KeyboardEvent| {
        let key = event.key().to_ascii_lowercase();
        let command = event.ctrl_key() || event.meta_key();
        match (key.as_str(), event.shift_key()) {
            ("z", false) if command => draft.editor.update(Editor::undo),
            ("z", true) | ("y", _) if command => draft.editor.update(Editor::redo),
            _ => return,
        }
        event.prevent_default();
        draft.show_in(place);
    };
    view! {
        <div class="form">
            <div node_ref=place on:keydown=keyed on:keyup=move |_| draft.follow(place) on:pointerup=move |_| draft.follow(place)>
                <TextArea label=t!("publish-payload-text") value rows=8 hint=t!("publish-payload-hint") error/>
            </div>
            <div class="span-6"><Segmented label=t!("publish-encoding") value=draft.encoding options=encodings hint=move || Some(t!("publish-encoding-hint"))/></div>
            <div class="span-6"><Segmented label=t!("publish-ends") value=ends options=ends_options hint=ends_meaning/></div>
        </div>
    }
}

impl PublishDraft {
    fn text(self) -> String {
        if let Some(unread) = self.unread.get() {
            return unread;
        }
        let (encoding, ends) = (self.encoding.get(), self.ends());
        self.editor.with(|editor| text_of(editor.bytes(), encoding, ends))
    }

    /// How the lines end; what was chosen, where there is only one.
    fn ends(self) -> LineEnds {
        let chosen = self.line_ends.get();
        self.editor.with(|editor| LineEnds::of(editor.bytes())).unwrap_or(chosen)
    }

    fn ends_now(self) -> LineEnds {
        untrack(|| self.ends())
    }

    /// Makes the text area show the bytes, with the caret where the editor has it. Nothing happens where it shows them already.
    fn show_in(self, place: NodeRef<html::Div>) {
        once_drawn(place, move |_| {
            let Some(area) = area_in(place) else { return };
            if self.unread.with_untracked(Option::is_some) {
                return;
            }
            let text = untrack(|| self.text());
            let caret = self.editor.with_untracked(|editor| editor.selection().caret);
            let before = self.editor.with_untracked(|editor| {
                text_of(editor.bytes().get(..caret).unwrap_or_default(), self.encoding.get_untracked(), self.ends_now())
            });
            let before = u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX);
            let moved = area.selection_start().ok().flatten() != Some(before);
            if area.value() != text {
                area.set_value(&text);
            } else if !moved {
                return;
            }
            // A place beyond the end is the end.
            let _ = area.set_selection_range(before, before);
        });
    }

    /// Takes the caret of the text area over, for the inspector and for the other view.
    fn follow(self, place: NodeRef<html::Div>) {
        let Some(area) = area_in(place) else { return };
        let text: Vec<u16> = area.value().encode_utf16().collect();
        let bytes_before = |units: Option<u32>| {
            let units = usize::try_from(units.unwrap_or_default()).unwrap_or_default();
            let before = String::from_utf16_lossy(text.get(..units).unwrap_or(&text));
            bytes_of(&before, self.encoding.get_untracked(), self.ends_now()).map_or(0, |bytes| bytes.len())
        };
        let range =
            bytes_before(area.selection_start().ok().flatten())..bytes_before(area.selection_end().ok().flatten());
        if self.editor.with_untracked(|editor| editor.selection().range() != range) {
            self.editor.update(|editor| editor.select(&range));
        }
    }
}

fn area_in(place: NodeRef<html::Div>) -> Option<HtmlTextAreaElement> {
    place.get_untracked()?.query_selector("textarea").ok().flatten()?.dyn_into().ok()
}
