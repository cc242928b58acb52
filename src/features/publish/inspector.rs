//! What the bytes at the caret are, as values that can be changed.

use leptos::{ev::KeyboardEvent, prelude::*};
use workbench_payload::{Editor, Kind, Order};

use super::draft::MessageForm;
use crate::t;
use crate::ui::{Choice, Segmented, outside, value_of};

/// The most bytes that a value takes.
const WIDEST: usize = 8;

#[component]
pub(super) fn Inspector(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let orders = vec![
        Choice::new(Order::Big, t!("publish-big-endian")),
        Choice::new(Order::Little, t!("publish-little-endian")),
    ];
    let here = Memo::new(move |_| {
        draft.editor.with(|editor| {
            let start = editor.selection().range().start;
            editor.bytes().iter().skip(start).take(WIDEST).copied().collect::<Vec<u8>>()
        })
    });
    let values = Kind::ALL.map(|kind| view! { <Value form kind here/> }).collect_view();
    view! {
        <Segmented label=t!("publish-byte-order") value=draft.order options=orders label_hidden=true/>
        <dl class="inspect">{values}</dl>
    }
}

/// Of which bytes the values are: where some are selected, the caret may stand behind them.
pub(super) fn heading(form: MessageForm) -> impl Fn() -> String + Copy {
    let selection = Memo::new(move |_| form.draft.editor.with(Editor::selection));
    move || {
        let selection = selection.get();
        if selection.is_empty() {
            return t!("publish-inspector");
        }
        t!("publish-inspector-at", at = format!("{:04X}", selection.range().start))
    }
}

#[component]
fn Value(form: MessageForm, kind: Kind, here: Memo<Vec<u8>>) -> impl IntoView {
    let draft = form.draft;
    let wrong = RwSignal::new(false);
    let read = Memo::new(move |_| here.with(|bytes| kind.read(bytes, draft.order.get())));
    let text = move || read.get().map(|(text, _)| text).unwrap_or_default();
    let write = move |typed: String| {
        let Some((before, length)) = read.get_untracked() else { return };
        if typed == before {
            return wrong.set(false);
        }
        let bytes = kind.write(&typed, draft.order.get_untracked());
        wrong.set(bytes.is_err());
        if let Ok(bytes) = bytes {
            draft.editor.update(|editor| {
                let start = editor.selection().range().start;
                editor.replace(&(start..start + length), &bytes);
                editor.select(&(start..start));
            });
        }
    };
    // Enter would publish.
    let keyed = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            if let Some(input) = event.target() {
                write(value_of(&input));
            }
        }
    };
    let name = if matches!(kind, Kind::Time32 | Kind::Time64) {
        t!("publish-unix-time", bits = if kind == Kind::Time32 { 32 } else { 64 })
    } else {
        kind.name().to_owned()
    };
    view! {
        <div class:is-wide=kind.is_wide()>
            <dt>{name.clone()}</dt>
            <dd>
                <input class="inspect-value" spellcheck="false" autocomplete="off" aria-label=name
                    readonly=move || read.with(Option::is_none) placeholder="–" prop:value=text title=move || outside(text())
                    aria-invalid=move || wrong.get().then_some("true")
                    on:keydown=keyed on:change:target=move |event| write(value_of(&event.target()))/>
            </dd>
        </div>
    }
}
