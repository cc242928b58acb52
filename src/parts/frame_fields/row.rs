//! One field: its name leads to its bytes, its value is typed or chosen, and what it means stands beside it.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use workbench_payload::Editor;
use workbench_payload::history::Joining;
use workbench_payload::template::{Change, Choice, Holds, Row};

use super::format::{Fields, Format};
use super::words;
use crate::t;
use crate::ui::{Access, Button, Icon, Variant, outside, value_of};

/// What the rows share.
#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) editor: RwSignal<Editor>,
    pub(super) format: Memo<Option<Format>>,
    pub(super) fields: Memo<Fields>,
    pub(super) access: Access,
    /// The row of the bytes at the caret.
    pub(super) here: Memo<Option<usize>>,
    /// The row that was chosen last.
    pub(super) chosen: RwSignal<Option<usize>>,
    pub(super) on_show: StoredValue<UnsyncCallback<()>, LocalStorage>,
}

impl Table {
    fn row<T>(self, place: usize, read: impl FnOnce(&Row) -> T) -> Option<T> {
        self.fields.with(|fields| fields.rows.get(place).map(read))
    }

    /// Marks the bytes of a row.
    fn mark(self, place: usize) {
        let range = self.fields.with_untracked(|fields| fields.rows.get(place).map(|row| row.range.clone()));
        let Some(range) = range else { return };
        self.chosen.set(Some(place));
        if self.editor.with_untracked(|editor| editor.selection().range() != range) {
            self.editor.update(|editor| editor.select(&range));
        }
    }

    /// Changes a row; what is wrong if it stays as it is.
    fn change(self, place: usize, change: &Change) -> Result<(), String> {
        let Some(Format(template)) = self.format.get_untracked() else { return Ok(()) };
        let edited = self.editor.with_untracked(|editor| template.edit(editor.bytes(), place, change));
        let bytes = edited.map_err(|no| words::no_edit(&no))?;
        self.editor.update(|editor| editor.become_bytes(&bytes, Joining::Alone));
        self.mark(place);
        Ok(())
    }
}

/// How the value of a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Control {
    Nothing,
    Fixed,
    Typed,
    Chosen,
}

#[component]
pub(super) fn FieldRow(place: usize, table: Table) -> impl IntoView {
    let name =
        Memo::new(move |_| table.row(place, |row| (row.label.clone(), row.depth, row.doc.clone())).unwrap_or_default());
    let label = move || name.with(|(label, ..)| label.clone());
    let indent = move || format!("{}px", 6 + name.with(|(_, depth, _)| *depth).min(12) * 14);
    let doc = move || name.with(|(.., doc)| doc.clone()).map(outside);
    let at = Memo::new(move |_| table.row(place, |row| places(&row.range)).unwrap_or_default());
    let show = move |_| {
        table.on_show.with_value(|show| show.run(()));
        table.mark(place);
    };
    view! {
        <div class="fields-row" role="row" data-row=place.to_string() class:is-here=move || table.here.get() == Some(place)>
            <span role="cell"><button type="button" class="fields-name" style:padding-left=indent title=doc on:click=show>{move || outside(label())}</button></span>
            <div class="fields-value" role="cell"><Held place table/></div>
            <span class="fields-at" role="cell">{move || at.get()}</span>
            <span class="fields-meaning" role="cell"><Meaning place table/></span>
        </div>
    }
}

/// The bytes of a field, as the grid counts them.
fn places(range: &std::ops::Range<usize>) -> String {
    match range.len() {
        0 => String::new(),
        1 => format!("{:04X}", range.start),
        _ => format!("{:04X}–{:04X}", range.start, range.end - 1),
    }
}

/// The value, with what can be done to it.
#[component]
fn Held(place: usize, table: Table) -> impl IntoView {
    let can_edit =
        Memo::new(move |_| table.access == Access::Edit && table.fields.with(|fields| fields.mistake.is_none()));
    let control = Memo::new(move |_| {
        let control = table.row(place, |row| match row.holds {
            Holds::Group | Holds::List { .. } | Holds::Missing => Control::Nothing,
            Holds::Fixed(_) => Control::Fixed,
            Holds::Value(_) => Control::Typed,
            Holds::Choice(..) => Control::Chosen,
        });
        match control {
            Some(Control::Typed | Control::Chosen) if !can_edit.get() => Control::Fixed,
            control => control.unwrap_or(Control::Nothing),
        }
    });
    let value = Memo::new(move |_| table.row(place, |row| row.value().to_owned()).unwrap_or_default());
    let unit = Memo::new(move |_| table.row(place, |row| row.unit.clone()).flatten());
    let wrong = RwSignal::new(None::<String>);
    // Whatever changes the value has settled what was wrong with it.
    Effect::new(move |_| {
        value.track();
        wrong.set(None);
    });
    let list = Memo::new(move |_| {
        table
            .row(place, |row| match row.holds {
                Holds::List { count, grows } => Some((count, grows)),
                _ => None,
            })
            .flatten()
    });
    let removable = Memo::new(move |_| can_edit.get() && table.row(place, |row| row.removable).unwrap_or_default());
    let does = move |change: Change| wrong.set(table.change(place, &change).err());
    let shown = move || match control.get() {
        Control::Nothing => ().into_any(),
        Control::Fixed => view! { <code>{move || outside(value.get())}</code> }.into_any(),
        Control::Typed => view! { <Typed place table value wrong/> }.into_any(),
        Control::Chosen => view! { <Listed place table value wrong/> }.into_any(),
    };
    let count = move || {
        list.get().map(|(count, grows)| {
            let add = (grows && can_edit.get()).then(|| {
                view! { <Button variant=Variant::Quiet icon=Icon::Plus on_press=move || does(Change::Add)>{t!("fields-add")}</Button> }
            });
            view! { <span class="muted">{t!("fields-count", count = count)}</span> {add} }
        })
    };
    let remove = move || {
        removable.get().then(|| {
            view! { <Button variant=Variant::Quiet icon=Icon::Trash name=t!("fields-remove", place = place_in_list(table, place)) on_press=move || does(Change::Remove)/> }
        })
    };
    view! {
        {shown}
        {move || unit.get().map(|unit| view! { <span class="muted">{outside(unit)}</span> })}
        {count}
        {remove}
        {move || wrong.get().map(|text| view! { <p class="field-error" role="alert" id=error_id(place)>{outside(text)}</p> })}
    }
}

fn place_in_list(table: Table, place: usize) -> String {
    table.fields.with_untracked(|fields| fields.rows.get(place).map(|row| row.label.clone())).unwrap_or_default()
}

fn error_id(place: usize) -> String {
    format!("fields-wrong-{place}")
}

/// What a control says of itself: the name of its field.
fn label(table: Table, place: usize) -> Signal<String> {
    Signal::derive(move || table.row(place, |row| outside(row.label.clone())).unwrap_or_default())
}

#[component]
fn Typed(place: usize, table: Table, value: Memo<String>, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let label = label(table, place);
    let write = move |text: String| {
        if text == value.get_untracked() {
            return wrong.set(None);
        }
        match table.change(place, &Change::Value(text)) {
            Ok(()) => {
                wrong.set(None);
                // A text that means the value that was there is shown as that value.
                if let Some(input) = input.get_untracked() {
                    input.set_value(&value.get_untracked());
                }
            }
            Err(text) => wrong.set(Some(text)),
        }
    };
    let keyed = move |event: KeyboardEvent| {
        let Some(input) = input.get_untracked() else { return };
        match event.key().as_str() {
            // Enter would publish.
            "Enter" if !event.ctrl_key() && !event.meta_key() => write(value_of(&input)),
            "Escape" if value_of(&input) != value.get_untracked() => {
                input.set_value(&value.get_untracked());
                wrong.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input class="fields-input" spellcheck="false" autocomplete="off" autocapitalize="off" node_ref=input
            aria-label=move || label.get() prop:value=move || value.get()
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            aria-describedby=move || wrong.with(Option::is_some).then(|| error_id(place))
            on:focus=move |_| table.mark(place) on:keydown=keyed on:change:target=move |event| write(value_of(&event.target()))/>
    }
}

#[component]
fn Listed(place: usize, table: Table, value: Memo<String>, wrong: RwSignal<Option<String>>) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    let label = label(table, place);
    let choices = Memo::new(move |_| {
        table
            .row(place, |row| match &row.holds {
                Holds::Choice(_, choices) => choices.clone(),
                _ => Vec::new(),
            })
            .unwrap_or_default()
    });
    let entries = move || {
        let now = value.get();
        let entry = |text: String, value: String, now: &str| {
            let is_now = value == now;
            view! { <option value=value selected=is_now>{outside(text)}</option> }
        };
        choices.with(|choices| {
            let unlisted = choices.iter().all(|choice| choice.value != now);
            let unlisted = unlisted.then(|| entry(now.clone(), now.clone(), &now));
            let one = |Choice { value, name }: &Choice| entry(format!("{name} ({value})"), value.clone(), &now);
            (unlisted, choices.iter().map(one).collect_view())
        })
    };
    let write = move |text: String| match table.change(place, &Change::Value(text)) {
        Ok(()) => wrong.set(None),
        Err(text) => {
            wrong.set(Some(text));
            // It shows what is there.
            if let Some(select) = select.get_untracked() {
                select.set_value(&value.get_untracked());
            }
        }
    };
    view! {
        <select class="fields-input" node_ref=select aria-label=move || label.get()
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            aria-describedby=move || wrong.with(Option::is_some).then(|| error_id(place))
            on:focus=move |_| table.mark(place) on:change:target=move |event| write(value_of(&event.target()))>
            {entries}
        </select>
    }
}

/// What the value means, what it follows from, and what it should be.
#[component]
fn Meaning(place: usize, table: Table) -> impl IntoView {
    let facts = Memo::new(move |_| {
        table.row(place, |row| {
            // What is chosen from a list says its meaning there.
            let is_chosen = matches!(row.holds, Holds::Choice(..)) && table.access == Access::Edit;
            let meaning = row
                .meaning
                .clone()
                .filter(|_| !is_chosen)
                .or_else(|| row.doc.clone().filter(|_| row.follows.is_none()));
            (meaning, row.follows.as_ref().map(words::follows), row.expected.clone())
        })
    });
    let correct = move |value: String| drop(table.change(place, &Change::Value(value)));
    move || {
        let (meaning, follows, expected) = facts.get().unwrap_or_default();
        let wrong = expected.map(|value| {
            let button = (table.access == Access::Edit).then(|| {
                let value = value.clone();
                view! { <Button variant=Variant::Quiet on_press=move || correct(value.clone())>{t!("fields-correct")}</Button> }
            });
            view! { <span class="tone-warn">{t!("fields-expected", value = value)}</span> {button} }
        });
        let said = [meaning, follows].into_iter().flatten().collect::<Vec<_>>().join(", ");
        view! { {outside(said)} " " {wrong} }
    }
}
