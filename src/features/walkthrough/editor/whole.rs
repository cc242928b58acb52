//! The document as a whole: what it is called, who made it, and its values.

use leptos::prelude::*;
use workbench_walkthrough::draft::{Draft, ValueDraft};
use workbench_walkthrough::{KindName, Of, Part, Source};

use super::super::editing::Editing;
use super::fields::Form;
use super::{Seen, says};
use crate::t;
use crate::ui::{Button, Card, Checkbox, CheckboxKind, FieldKind, Icon, Variant};

#[component]
pub(super) fn Whole(editing: Editing, seen: Seen) -> impl IntoView {
    let form = Form { editing, seen, step: None };
    let count = form.now(|draft| draft.values.len());
    let checked = form.now(|draft| draft.checked_with.join(", "));
    let add = move || {
        editing.change(|draft| {
            let value = new_value(draft);
            draft.values.push(value);
        });
    };
    let with = move || match checked.get() {
        none if none.is_empty() => t!("walkthrough-edit-checked-nothing"),
        names => t!("walkthrough-edit-checked", names = names.as_str()),
    };
    view! {
        <div class="walk-edit-form">
            <Card title=t!("walkthrough-edit-whole")>
                {form.told(Part::Whole)}
                {form.words(Part::Title, t!("walkthrough-edit-title"))}
                {form.prose(Part::About, t!("walkthrough-edit-about"))}
                <Checkbox kind=CheckboxKind::Switch label=t!("walkthrough-edit-chinese") value=editing.chinese/>
                {form.line(Part::Id, t!("walkthrough-edit-id"), FieldKind::Mono, Some(t!("walkthrough-edit-id-hint")))}
                {form.line(Part::From(Of::Name), t!("walkthrough-edit-from"), FieldKind::Text, None)}
                {form.line(Part::From(Of::Contact), t!("walkthrough-edit-contact"), FieldKind::Text, None)}
                {form.line(Part::From(Of::Day), t!("walkthrough-edit-day"), FieldKind::Mono, None)}
                <p class="muted">{with}</p>
            </Card>
            <Card title=t!("walkthrough-edit-values")>
                <p class="muted small">{t!("walkthrough-edit-values-text")}</p>
                <For each=move || 0..count.get() key=|at| *at children=move |at| value(form, at)/>
                <div class="bar"><Button icon=Icon::Plus on_press=add>{t!("walkthrough-edit-add-value")}</Button></div>
            </Card>
        </div>
    }
}

fn new_value(draft: &Draft) -> ValueDraft {
    let is_free = |name: &String| draft.values.iter().all(|value| value.name != *name);
    let name = (1..).map(|number| format!("value-{number}")).find(is_free).unwrap_or_default();
    ValueDraft {
        name,
        kind: KindName::Apn,
        min: String::new(),
        max: String::new(),
        words: String::new(),
        from: Source::Person,
        label: Default::default(),
        usual: String::new(),
    }
}

fn value(form: Form, at: usize) -> AnyView {
    const SOURCES: [Source; 3] = [Source::Person, Source::Link, Source::Module];
    let kind = form.now(move |draft| draft.values.get(at).map(|value| value.kind));
    let remove = move || {
        form.editing.change(|draft| {
            if at < draft.values.len() {
                draft.values.remove(at);
            }
        });
    };
    let part = move |of| Part::Value(at, of);
    let more = move || match kind.get() {
        Some(KindName::Number(())) => view! {
            {form.line(part(Of::Least), t!("walkthrough-edit-least"), FieldKind::Number, None)}
            {form.line(part(Of::Most), t!("walkthrough-edit-most"), FieldKind::Number, None)}
        }
        .into_any(),
        Some(KindName::OneOf(())) => {
            form.line(part(Of::Kind), t!("walkthrough-edit-words"), FieldKind::Mono, Some(t!("walkthrough-edit-list")))
        }
        _ => form.told(part(Of::Kind)),
    };
    view! {
        <fieldset class="walk-edit-item">
            <legend>{t!("walkthrough-edit-value", number = at + 1)}</legend>
            {form.line(part(Of::Name), t!("walkthrough-edit-name"), FieldKind::Mono, Some(t!("walkthrough-edit-slot", example = "{name}")))}
            {form.of_value(at, t!("walkthrough-edit-kind"), &KindName::ALL, says::kind, |value| value.kind, |value, kind| value.kind = kind)}
            {more}
            {form.of_value(at, t!("walkthrough-edit-source"), &SOURCES, says::source, |value| value.from, |value, from| value.from = from)}
            {form.words(part(Of::Say), t!("walkthrough-edit-label"))}
            {form.line(part(Of::Is), t!("walkthrough-edit-usual"), FieldKind::Mono, None)}
            <div class="bar"><Button variant=Variant::Quiet icon=Icon::Trash on_press=remove>{t!("walkthrough-edit-remove-value", number = at + 1)}</Button></div>
        </fieldset>
    }
    .into_any()
}
