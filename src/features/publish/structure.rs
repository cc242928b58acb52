//! What the payload is made of, as a tree whose rows lead to their bytes.

use leptos::prelude::*;
use workbench_payload::structure::{Mistake, MistakeKind, Node, Value};
use workbench_payload::{Editor, Format, Structure};

use super::draft::{Form, View};
use crate::t;
use crate::ui::{Button, Choice, Note, Select, Tone, Variant};

/// Larger payloads are not taken apart at every key.
const LARGEST: usize = 65_536;

/// How many rows are drawn.
const ROWS: usize = 200;

/// The tree.
#[component]
pub(super) fn StructureView(form: Form) -> impl IntoView {
    let draft = form.draft;
    let chosen = RwSignal::new(None::<Format>);
    let formats = std::iter::once(Choice::new(None, t!("publish-structure-auto")))
        .chain(Format::ALL.map(|format| Choice::new(Some(format), format.name())));
    let formats: Vec<_> = formats.collect();
    let read = Memo::new(move |_| {
        let chosen = chosen.get();
        draft.editor.with(|editor| {
            let bytes = Some(editor.bytes()).filter(|bytes| !bytes.is_empty() && bytes.len() <= LARGEST)?;
            let format = chosen.or_else(|| Format::of(bytes))?;
            Some((format, format.read(bytes)))
        })
    });
    let select = move |range: std::ops::Range<usize>| {
        draft.view.set(View::Hex);
        draft.editor.update(|editor| editor.select(&range));
    };
    let go = UnsyncCallback::new(move |(range,)| select(range));
    let tree = move || match read.get() {
        None => {
            let large = draft.editor.with(Editor::len) > LARGEST;
            let text = if large { t!("publish-structure-large") } else { t!("publish-structure-none") };
            view! { <p class="muted small">{text}</p> }.into_any()
        }
        Some((format, Structure { nodes, cut, mistake })) => {
            let more = cut || nodes.len() > ROWS;
            let rows = nodes.into_iter().take(ROWS).map(|node| view! { <Row node go/> }).collect_view();
            let mistake = mistake.map(|mistake| view! { <Wrong format mistake go/> });
            let more = more.then(|| view! { <p class="muted small">{t!("publish-structure-more")}</p> });
            view! { {mistake}<ul class="structure" aria-label=t!("publish-structure")>{rows}</ul>{more} }.into_any()
        }
    };
    view! {
        <div class="structure-as"><Select label=t!("publish-structure-as") value=chosen options=formats/></div>
        {tree}
    }
}

type Go = UnsyncCallback<(std::ops::Range<usize>,)>;

#[component]
fn Row(node: Node, go: Go) -> impl IntoView {
    let Node { depth, label, value, range } = node;
    let (start, end) = (range.start, range.end);
    let shown = match value {
        Value::List(count) => t!("publish-structure-list", count = count),
        Value::Map(count) => t!("publish-structure-map", count = count),
        Value::Text(text) => format!("\"{text}\""),
        Value::Bytes(count) => t!("publish-structure-bytes", count = count),
        Value::Plain(text) => text,
        Value::Tag(tag) => t!("publish-structure-tag", tag = tag),
    };
    view! {
        <li>
            <button type="button" class="structure-row" style:padding-left=format!("{}px", 6 + depth.min(20) * 14)
                on:click=move |_| go.run((start..end,))>
                {(!label.is_empty()).then(|| view! { <span class="structure-label">{label}</span> })}
                <span class="structure-value">{shown}</span>
                <span class="structure-at">{format!("{start:04X}")}</span>
            </button>
        </li>
    }
}

#[component]
fn Wrong(format: Format, mistake: Mistake, go: Go) -> impl IntoView {
    let Mistake { at, kind } = mistake;
    let (name, offset) = (format.name(), format!("{at:04X}"));
    let text = match kind {
        MistakeKind::EndsEarly => t!("publish-structure-ends-early", format = name, at = offset),
        MistakeKind::NotAllowed => t!("publish-structure-not-allowed", format = name, at = offset),
        MistakeKind::LeftOver => t!("publish-structure-left-over", format = name, at = offset),
        MistakeKind::TooDeep => t!("publish-structure-too-deep", format = name, at = offset),
        MistakeKind::NotUtf8 => t!("publish-structure-not-utf8", format = name, at = offset),
    };
    view! {
        <Note tone=Tone::Warn>
            {text} " "
            <Button variant=Variant::Quiet on_press=move || go.run((at..at + 1,))>{t!("publish-structure-show")}</Button>
        </Note>
    }
}
