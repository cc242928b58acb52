//! What the payload is made of, as a tree whose rows lead to their bytes.

use leptos::prelude::*;
use workbench_payload::structure::{Mistake, MistakeKind, Node, Value};
use workbench_payload::{Format, Structure};

use super::draft::{MessageForm, View};
use super::model::taken::Taken;
use crate::t;
use crate::ui::{Button, Choice, Note, Select, Tone, Variant, outside};

/// How many rows are drawn at first, and how many more each time that more are asked for.
const ROWS: usize = 200;

#[component]
pub(super) fn StructureView(form: MessageForm) -> impl IntoView {
    let draft = form.draft;
    let formats = std::iter::once(Choice::new(None, t!("publish-structure-auto")))
        .chain(Format::ALL.map(|format| Choice::new(Some(format), format.name())));
    let formats: Vec<_> = formats.collect();
    let select = move |range: std::ops::Range<usize>| {
        draft.view.set(View::Hex);
        draft.editor.update(|editor| editor.select(&range));
    };
    let go = UnsyncCallback::new(move |(range,)| select(range));
    let quiet = |text: String| view! { <p class="muted small">{text}</p> }.into_any();
    let tree = move || match form.taken.get() {
        Taken::Empty => quiet(t!("publish-structure-empty")),
        Taken::Unknown => quiet(t!("publish-structure-none")),
        Taken::Large => view! {
            <p class="muted small">{t!("publish-structure-large")}</p>
            <Button on_press=move || form.take_apart()>{t!("publish-structure-go-on")}</Button>
        }
        .into_any(),
        Taken::Rows(format, Structure { nodes, cut, mistake }) => view! {
            {mistake.map(|mistake| view! { <Wrong format mistake go/> })}
            <Rows nodes cut go/>
        }
        .into_any(),
    };
    view! {
        <div class="structure-as"><Select label=t!("publish-structure-as") value=draft.format options=formats/></div>
        {tree}
    }
}

/// The rows, so many at a time.
#[component]
fn Rows(nodes: Vec<Node>, cut: bool, go: Go) -> impl IntoView {
    let total = nodes.len();
    let nodes = StoredValue::new(nodes);
    let shown = RwSignal::new(ROWS.min(total));
    let node = move |at: usize| nodes.with_value(|nodes| nodes.get(at).cloned());
    let more = move || {
        (shown.get() < total).then(|| {
            view! {
                <p class="muted small">{t!("publish-structure-shown", shown = shown.get(), total = total)}</p>
                <Button on_press=move || shown.update(|shown| *shown = (*shown + ROWS).min(total))>
                    {t!("publish-structure-more")}
                </Button>
            }
        })
    };
    // What was read but not kept: mistakes in it are told all the same.
    let end = move || {
        (cut && shown.get() == total)
            .then(|| view! { <p class="muted small">{t!("publish-structure-cut", total = total)}</p> })
    };
    view! {
        <ul class="structure" aria-label=t!("publish-structure")>
            <For each=move || 0..shown.get() key=|at| *at children=move |at| node(at).map(|node| view! { <NodeRow node go/> })/>
            {move || more().map(|more| view! { <li class="structure-more">{more}</li> })}
        </ul>
        {end}
    }
}

type Go = UnsyncCallback<(std::ops::Range<usize>,)>;

#[component]
fn NodeRow(node: Node, go: Go) -> impl IntoView {
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
                {(!label.is_empty()).then(|| view! { <span class="structure-label">{outside(label)}</span> })}
                <span class="structure-value">{outside(shown)}</span>
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
