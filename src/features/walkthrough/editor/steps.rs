//! The list of steps: which there are, what is wrong with them, and which no scenario came to.

use leptos::prelude::*;
use workbench_walkthrough::draft::StepDraft;

use super::super::editing::Editing;
use super::{Seen, preview, says};
use crate::t;
use crate::ui::{Button, Glyph, Icon, Variant};

#[component]
pub(super) fn Steps(editing: Editing, seen: Seen) -> impl IntoView {
    let count = Memo::new(move |_| editing.history.with(|history| history.now().steps.len()));
    let is_whole = move || editing.at.get().is_none();
    let wrong_in_whole = move || seen.with(|(_, outlook)| outlook.problems.iter().any(|one| one.step.is_none()));
    let add = move || {
        let mut place = 0;
        let behind = editing.at.get_untracked();
        editing.change(|draft| place = draft.add_step(behind.unwrap_or(draft.steps.len().saturating_sub(1))));
        editing.at.set(Some(place));
    };
    let shift = move |forwards: bool| {
        let Some(at) = editing.at.get_untracked() else { return };
        let mut place = at;
        editing.change(|draft| place = draft.move_step(at, forwards));
        editing.at.set(Some(place));
    };
    let remove = move || {
        if let Some(at) = editing.at.get_untracked() {
            editing.change(|draft| draft.remove_step(at));
        }
    };
    let none = move || editing.at.get().is_none().then(|| t!("walkthrough-edit-choose-step"));
    let first = move || none().or_else(|| (editing.at.get() == Some(0)).then(|| t!("walkthrough-edit-is-first")));
    let last = move || {
        let is_last = editing.at.get().is_some_and(|at| at + 1 >= count.get());
        none().or_else(|| is_last.then(|| t!("walkthrough-edit-is-last")))
    };
    view! {
        <nav class="card walk-edit-steps" aria-label=t!("walkthrough-edit-steps")>
            <button type="button" class="walk-edit-step" aria-current=move || is_whole().then_some("true")
                on:click=move |_| editing.at.set(None)>
                <span>{t!("walkthrough-edit-whole")}</span>
                {move || wrong_in_whole().then(wrong)}
            </button>
            <ol>
                <For each=move || 0..count.get() key=|at| *at children=move |at| row(editing, seen, at)/>
            </ol>
            <div class="bar">
                <Button icon=Icon::Plus on_press=add>{t!("walkthrough-edit-add-step")}</Button>
                <Button variant=Variant::Quiet disabled_reason=first on_press=move || shift(false)>{t!("walkthrough-edit-up")}</Button>
                <Button variant=Variant::Quiet disabled_reason=last on_press=move || shift(true)>{t!("walkthrough-edit-down")}</Button>
                <Button variant=Variant::Quiet icon=Icon::Trash disabled_reason=none on_press=remove>{t!("walkthrough-edit-remove-step")}</Button>
            </div>
        </nav>
    }
}

fn wrong() -> AnyView {
    view! { <span class="walk-edit-wrong"><Glyph icon=Icon::Warning/><span class="hidden">{t!("walkthrough-edit-mend")}</span></span> }
        .into_any()
}

fn row(editing: Editing, seen: Seen, at: usize) -> AnyView {
    let step = move |read: fn(&StepDraft) -> String| {
        editing.history.with(|history| history.now().steps.get(at).map(read).unwrap_or_default())
    };
    let name = Memo::new(move |_| says::step(at, &step(|step| step.title.en.clone())));
    let does = Memo::new(move |_| step(|step| says::act(step.act)));
    let is_here = Memo::new(move |_| editing.at.get() == Some(at));
    let is_wrong =
        Memo::new(move |_| seen.with(|(_, outlook)| outlook.problems.iter().any(|one| one.step == Some(at + 1))));
    let missed = Memo::new(move |_| preview::missed(editing, seen, at));
    let note = move || {
        missed.get().map(
            |missed| view! { <span class="walk-edit-missed">{t!("walkthrough-edit-missed", count = missed)}</span> },
        )
    };
    view! {
        <li>
            <button type="button" class="walk-edit-step" class:is-missed=move || missed.get().is_some()
                aria-current=move || is_here.get().then_some("true")
                on:click=move |_| editing.at.set(Some(at))>
                <span>{name}</span>
                {move || is_wrong.get().then(wrong)}
                <span class="muted small">{does}</span>
                {note}
            </button>
        </li>
    }
    .into_any()
}
