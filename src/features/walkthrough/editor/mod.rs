//! Writes a walkthrough in a form, and shows the same document to somebody who has a phone in the hand: a piece of its own.

mod branches;
mod brought;
mod checker;
mod choices;
mod does;
mod fields;
mod preview;
mod says;
mod share;
mod step;
mod steps;
mod support;
mod whole;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use workbench_walkthrough::{Document, Outlook};

use super::draft::WalkDraft;
use super::editing::Editing;
use crate::piece::piece;
use crate::t;
use crate::ui::{ActionBar, Button, Icon, Tone, Variant};

/// What is shown of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Desk {
    /// A form to write it in.
    Editor,
    /// What to say on the phone.
    Support,
}

piece! {
    editor, fetched by fetch_editor;
    /// The editor, or the view for the phone.
    pub(crate) fn desk(desk: Desk) -> AnyView {
        let draft = expect_context::<WalkDraft>();
        match desk {
            Desk::Editor => view! { <Editor draft/> }.into_any(),
            Desk::Support => view! { <support::Support draft/> }.into_any(),
        }
    }
}

/// The document as it is, with all that the checker says of it.
type Seen = Memo<(Document, Outlook)>;

#[component]
fn Editor(draft: WalkDraft) -> impl IntoView {
    let editing = draft.editing;
    let seen = Memo::new(move |_| editing.history.with(|history| history.now().outlook()));
    let title = move || {
        let title = seen.with(|(document, _)| document.title.en.clone());
        if title.trim().is_empty() { t!("walkthrough-edit-untitled") } else { crate::ui::outside(title) }
    };
    let can = move |which: fn(&workbench_walkthrough::draft::History) -> bool| editing.history.with(which);
    let nothing_back = move || (!can(|history| history.can_undo())).then(|| t!("walkthrough-edit-no-undo"));
    let nothing_again = move || (!can(|history| history.can_redo())).then(|| t!("walkthrough-edit-no-redo"));
    let tone = move || match seen.with(|(_, outlook)| outlook.problems.is_empty()) {
        true => Tone::Ok,
        false => Tone::Warn,
    };
    let gist = move || {
        seen.with(|(_, outlook)| match (outlook.problems.len(), outlook.most) {
            (0, Some(most)) => t!("walkthrough-edit-sound", most = most),
            (count, _) => t!("walkthrough-edit-problems", count = count),
        })
    };
    view! {
        <div class="walk-edit" on:keydown=move |event| by_key(editing, &event)>
            <div class="walk-edit-head">
                <h1>{title}</h1>
                <div class="bar">
                    <Button variant=Variant::Quiet icon=Icon::Undo disabled_reason=nothing_back on_press=move || editing.undo()>{t!("walkthrough-edit-undo")}</Button>
                    <Button variant=Variant::Quiet icon=Icon::Redo disabled_reason=nothing_again on_press=move || editing.redo()>{t!("walkthrough-edit-redo")}</Button>
                    <Button variant=Variant::Quiet icon=Icon::Book on_press=move || draft.to_library()>{t!("walkthrough-to-library")}</Button>
                </div>
            </div>
            <div class="walk-edit-parts">
                <steps::Steps editing seen/>
                <Form editing seen/>
                <div class="walk-edit-side">
                    <checker::Checker editing seen/>
                    <preview::Preview editing seen/>
                    <share::Share draft seen/>
                </div>
            </div>
        </div>
        <ActionBar tone=Signal::derive(tone) title=Signal::derive(gist)>
            <share::Save seen/>
        </ActionBar>
    }
}

/// What is shown in the middle: the document as a whole, or one of its steps.
#[component]
fn Form(editing: Editing, seen: Seen) -> impl IntoView {
    let at = Memo::new(move |_| editing.at.get());
    move || match at.get() {
        None => view! { <whole::Whole editing seen/> }.into_any(),
        Some(at) => view! { <step::StepForm editing seen at/> }.into_any(),
    }
}

/// Undo and redo, wherever the keyboard is: what a field shows follows.
fn by_key(editing: Editing, event: &KeyboardEvent) {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => editing.undo(),
        ("z", true) | ("y", false) => editing.redo(),
        _ => return,
    }
    event.prevent_default();
}
