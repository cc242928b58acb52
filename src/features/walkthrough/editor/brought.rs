//! What the link brings: what each of its values is for, and what it is to be, for the link, the scenarios and a run.

use leptos::prelude::*;
use workbench_walkthrough::{Kind, Value};

use super::super::editing::{Editing, of_link};
use super::super::prose::line;
use super::super::step::usual_label;
use super::Seen;
use crate::t;
use crate::ui::{Binding, Field, FieldKind, outside};

/// A field for each value that the link can bring; nothing, where it brings none.
#[component]
pub(super) fn Brought(editing: Editing, seen: Seen) -> impl IntoView {
    let names = Memo::new(move |_| {
        seen.with(|(document, _)| of_link(document).map(|value| value.name.clone()).collect::<Vec<_>>())
    });
    move || {
        let fields = names.get().into_iter().map(|name| field(editing, seen, name)).collect_view();
        names.with(|names| !names.is_empty()).then(|| {
            view! {
                <fieldset class="walk-edit-item">
                    <legend>{t!("walkthrough-edit-brings")}</legend>
                    <p class="muted small">{t!("walkthrough-edit-brings-text")}</p>
                    {fields}
                </fieldset>
            }
        })
    }
}

fn field(editing: Editing, seen: Seen, name: String) -> AnyView {
    let of = StoredValue::new(name);
    let value = Memo::new(move |_| {
        seen.with(|(document, _)| of.with_value(|name| of_link(document).find(|value| value.name == *name).cloned()))
    });
    let read = Memo::new(move |_| {
        editing.brought.with(|brought| of.with_value(|name| brought.get(name).cloned()).unwrap_or_default())
    });
    let write = Binding::new(read, move |text: String| {
        editing.brought.update(|brought| {
            brought.insert(of.get_value(), text);
        });
    });
    let of_value = move |read: fn(&Value) -> String| {
        Signal::derive(move || value.with(|value| value.as_ref().map(read).unwrap_or_default()))
    };
    let error = Signal::derive(move || {
        let text = read.get();
        let is_wrong = value.with(|value| value.as_ref().is_some_and(|value| value.kind.admits(&text).is_err()));
        (is_wrong && !text.is_empty()).then(|| t!("walkthrough-not-allowed"))
    });
    let kind = match value.with_untracked(|value| value.as_ref().map(|value| value.kind.clone())) {
        Some(Kind::Port | Kind::Number(_)) => FieldKind::Number,
        _ => FieldKind::Mono,
    };
    view! { <Field label=of_value(label) hint=of_value(about) value=write kind=kind error=error/> }.into_any()
}

/// What the customer reads beside it.
fn label(value: &Value) -> String {
    value.label.as_ref().map_or_else(|| usual_label(&value.kind), line)
}

/// Its name in the link, and what it is where the link does not bring it.
fn about(value: &Value) -> String {
    let name = outside(&value.name);
    match &value.usual {
        Some(usual) => t!("walkthrough-edit-brings-usual", name = name, usual = outside(usual)),
        None => t!("walkthrough-edit-brings-asked", name = name),
    }
}
