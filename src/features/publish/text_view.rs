//! The payload as text: a view of its bytes from which every one of them comes back.

use std::ops::Range;

use fibocom_at::Field as Arg;
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use workbench_payload::history::Joining;
use workbench_payload::text::{bytes_of, text_of};
use workbench_payload::visible::half_in;
use workbench_payload::{Editor, Encoding, LineEnds};

use super::draft::{MessageForm, PublishDraft};
use super::model::found::{Hit, found_in};
use crate::t;
use crate::ui::{Bar, Binding, Choice, FindInText, Segmented, TextArea, once_drawn, outside, scroll_into_view};

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
            ("f", false) if command => draft.bar.set(Bar::Find),
            _ => return,
        }
        event.prevent_default();
        draft.show_in(place);
    };
    // What is found is selected in the text area, for whoever goes back there.
    let is_finding = Memo::new(move |_| draft.bar.get() == Bar::Find);
    let selected = Memo::new(move |_| draft.editor.with(|editor| editor.selection().range()));
    Effect::new(move |_| {
        let range = selected.get();
        if is_finding.get() && !range.is_empty() {
            draft.select_in(place, range);
        }
    });
    let finding = move || {
        is_finding.get().then(|| {
            view! { <FindInText editor=draft.editor bar=draft.bar encoding=draft.encoding root=place/> <Found draft/> }
        })
    };
    view! {
        <div class="form">
            {finding}
            <div class="payload-text" node_ref=place on:keydown=keyed on:keyup=move |_| draft.follow(place) on:pointerup=move |_| draft.follow(place)>
                <TextArea label=t!("publish-payload-text") value rows=8 hint=t!("publish-payload-hint") error/>
            </div>
            <div class="span-6"><Segmented label=t!("publish-encoding") value=draft.encoding options=encodings hint=move || Some(t!("publish-encoding-hint"))/></div>
            <div class="span-6"><Segmented label=t!("publish-ends") value=ends options=ends_options hint=ends_meaning/></div>
        </div>
    }
}

/// What was found, in its line: the browser shows nothing selected in a text area that has not the focus.
#[component]
fn Found(draft: PublishDraft) -> impl IntoView {
    let found = Memo::new(move |_| {
        let (encoding, ends) = (draft.encoding.get(), draft.ends());
        draft.editor.with(|editor| found_in(editor.bytes(), editor.selection().range(), encoding, ends))
    });
    let shown = move || {
        found.get().map(|Hit { line, before, hit, behind }| {
            let [before, hit, behind] = [before, hit, behind].map(outside);
            view! { <p class="found-at"><span class="muted">{t!("publish-found-at", line = line)}</span> " " <code>{before}<mark>{hit}</mark>{behind}</code></p> }
        })
    };
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if found.with(Option::is_some) {
            once_drawn(place, |place| {
                scroll_into_view(&place);
            });
        }
    });
    view! { <div role="status" aria-label=t!("publish-found") node_ref=place>{shown}</div> }
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

    /// Selects the same bytes in the text area, and scrolls to them.
    fn select_in(self, place: NodeRef<html::Div>, range: Range<usize>) {
        once_drawn(place, move |_| {
            let Some(area) = area_in(place) else { return };
            let text = untrack(|| self.text());
            if area.value() != text {
                area.set_value(&text);
            }
            let (encoding, ends) = (self.encoding.get_untracked(), self.ends_now());
            let [start, end] = self.editor.with_untracked(|editor| {
                [range.start, range.end].map(|to| text_of(editor.bytes().get(..to).unwrap_or_default(), encoding, ends))
            });
            let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
            // A place beyond the end is the end.
            let _ = area.set_selection_range(units(&start), units(&end));
            let (above, lines) = (start.matches('\n').count(), text.matches('\n').count() + 1);
            let line = f64::from(area.scroll_height()) / lines as f64;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a text area is far fewer pixels high than an i32 counts"
            )]
            area.set_scroll_top((line * above as f64) as i32 - area.client_height() / 2);
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
