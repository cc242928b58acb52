//! What must come back of a step, what is kept of it, and what follows.

use leptos::prelude::*;
use workbench_walkthrough::draft::{Act, BranchDraft, ConditionDraft, KeepDraft, StepDraft, WhenName};
use workbench_walkthrough::{Of, Part};

use super::fields::Form;
use super::{preview, says};
use crate::t;
use crate::ui::{Button, Card, FieldKind, Icon, Variant};

/// Takes one out of a list.
pub(super) fn remove_from<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

/// Conditions, what is kept, and attempts: where something comes back, or something was said of it before.
#[component]
pub(super) fn Must(form: Form) -> impl IntoView {
    let is_shown = form.step_now(|step: &StepDraft| {
        step.act.hears() || !step.must.is_empty() || !step.keep.is_empty() || !step.times.is_empty()
    });
    let must = form.step_now(|step: &StepDraft| step.must.len());
    let keep = form.step_now(|step: &StepDraft| step.keep.len());
    let add = move || form.change_step(|step| step.must.push(ConditionDraft::default()));
    let add_keep = move || form.change_step(|step| step.keep.push(KeepDraft::default()));
    let one = move |at| {
        let remove = move || form.change_step(|step| remove_from(&mut step.must, at));
        let legend = t!("walkthrough-edit-condition-of", number = at + 1);
        condition(form, move |of| Part::Must(at, of), legend, remove)
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <Card title=t!("walkthrough-edit-must")>
                    <p class="muted small">{t!("walkthrough-edit-must-text")}</p>
                    <For each=move || 0..must.get() key=|at| *at children=one/>
                    <div class="bar"><Button icon=Icon::Plus on_press=add>{t!("walkthrough-edit-add-condition")}</Button></div>
                    <For each=move || 0..keep.get() key=|at| *at children=move |at| kept(form, at)/>
                    <div class="bar"><Button icon=Icon::Plus on_press=add_keep>{t!("walkthrough-edit-add-keep")}</Button></div>
                    {form.line(Part::Again(Of::Times), t!("walkthrough-edit-again"), FieldKind::Number, Some(t!("walkthrough-edit-again-hint")))}
                    {form.line(Part::Again(Of::Every), t!("walkthrough-edit-every"), FieldKind::Number, None)}
                </Card>
            }
        })
    }
}

/// The fields that the step brings.
fn fields(form: Form) -> impl Fn() -> Vec<String> + Send + Sync + Clone + 'static {
    let at = form.step.unwrap_or_default();
    move || form.seen.with(|(document, _)| document.fields_of_step(at).into_iter().map(str::to_owned).collect())
}

fn condition(form: Form, part: impl Fn(Of) -> Part, legend: String, remove: impl Fn() + 'static) -> AnyView {
    let gone = Signal::stored(t!("walkthrough-edit-remove", what = legend.as_str()));
    view! {
        <fieldset class="walk-edit-item">
            <legend>{legend}</legend>
            {form.offered(part(Of::Name), t!("walkthrough-edit-field-name"), fields(form))}
            {form.line(part(Of::Is), t!("walkthrough-edit-is"), FieldKind::Mono, Some(t!("walkthrough-edit-list")))}
            {form.line(part(Of::Not), t!("walkthrough-edit-not"), FieldKind::Mono, None)}
            {form.line(part(Of::Least), t!("walkthrough-edit-least"), FieldKind::Number, None)}
            {form.line(part(Of::Most), t!("walkthrough-edit-most"), FieldKind::Number, None)}
            <div class="bar"><Button variant=Variant::Quiet icon=Icon::Trash on_press=remove>{gone}</Button></div>
        </fieldset>
    }
    .into_any()
}

fn kept(form: Form, at: usize) -> AnyView {
    let remove = move || form.change_step(|step| remove_from(&mut step.keep, at));
    let legend = t!("walkthrough-edit-keep", number = at + 1);
    let gone = Signal::stored(t!("walkthrough-edit-remove", what = legend.as_str()));
    view! {
        <fieldset class="walk-edit-item">
            <legend>{legend}</legend>
            {form.offered(Part::Keep(at, Of::Name), t!("walkthrough-edit-field-name"), fields(form))}
            {form.value(Part::Keep(at, Of::As), t!("walkthrough-edit-keep-as"))}
            <div class="bar"><Button variant=Variant::Quiet icon=Icon::Trash on_press=remove>{gone}</Button></div>
        </fieldset>
    }
    .into_any()
}

/// What follows when it came back.
#[component]
pub(super) fn Good(form: Form) -> impl IntoView {
    let is_shown = form.step_now(|step: &StepDraft| {
        !matches!(step.act, Act::End | Act::Choose) || !step.go.is_empty() || !step.good.is_empty()
    });
    move || {
        is_shown.get().then(|| {
            view! {
                <Card title=t!("walkthrough-edit-good")>
                    {preview::reached_by_good(form)}
                    {form.words(Part::Good(Of::Say), t!("walkthrough-edit-say"))}
                    {form.way(Part::Good(Of::Go), t!("walkthrough-edit-next"))}
                </Card>
            }
        })
    }
}

/// What follows when it did not.
#[component]
pub(super) fn Branches(form: Form) -> impl IntoView {
    let is_shown = form.step_now(|step: &StepDraft| step.act.hears() || !step.branches.is_empty());
    let count = form.step_now(|step: &StepDraft| step.branches.len());
    // Whatever else is the last of them: others are asked before it.
    let add = move || {
        form.change_step(|step| {
            let is_otherwise = step.branches.last().is_some_and(|branch| branch.when == WhenName::Otherwise);
            let at = step.branches.len() - usize::from(is_otherwise);
            let when = if is_otherwise { WhenName::Silent } else { WhenName::Otherwise };
            step.branches.insert(at, BranchDraft { when, ..BranchDraft::default() });
        });
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <Card title=t!("walkthrough-edit-branches")>
                    {form.told(Part::Branches)}
                    <For each=move || 0..count.get() key=|at| *at children=move |at| branch(form, at)/>
                    <div class="bar"><Button icon=Icon::Plus on_press=add>{t!("walkthrough-edit-add-branch")}</Button></div>
                </Card>
            }
        })
    }
}

fn branch(form: Form, at: usize) -> AnyView {
    let when = form.step_now(move |step: &StepDraft| step.branches.get(at).map(|branch| branch.when));
    let remove = move || form.change_step(|step| remove_from(&mut step.branches, at));
    let up = move || {
        form.change_step(|step| {
            if at > 0 && at < step.branches.len() {
                step.branches.swap(at, at - 1);
            }
        });
    };
    let part = move |of| Part::Branch(at, of);
    let more = move || match when.get() {
        Some(WhenName::Came) => Some(view! { <Came form branch=at/> }.into_any()),
        Some(WhenName::Refused) => {
            let label = t!("walkthrough-edit-codes");
            Some(form.line(part(Of::Is), label, FieldKind::Mono, Some(t!("walkthrough-edit-codes-hint"))))
        }
        _ => None,
    };
    let legend = t!("walkthrough-edit-branch", number = at + 1);
    let gone = Signal::stored(t!("walkthrough-edit-remove", what = legend.as_str()));
    view! {
        <fieldset class="walk-edit-item">
            <legend>{legend}</legend>
            {preview::reached_by(form, at)}
            {form.of_step(
                t!("walkthrough-edit-when"),
                &WhenName::ALL,
                says::when,
                move |step| step.branches.get(at).map(|branch| branch.when),
                move |step, when| {
                    if let Some(branch) = step.branches.get_mut(at) {
                        branch.when = when;
                        if when == WhenName::Came && branch.came.is_empty() {
                            branch.came.push(ConditionDraft::default());
                        }
                    }
                },
            )}
            {form.told(part(Of::Kind))}
            {more}
            {form.words(part(Of::Say), t!("walkthrough-edit-say"))}
            {form.way(part(Of::Go), t!("walkthrough-edit-choose"))}
            {form.line(part(Of::Times), t!("walkthrough-edit-times"), FieldKind::Number, Some(t!("walkthrough-edit-times-hint")))}
            <div class="bar">
                <Button variant=Variant::Quiet on_press=up disabled_reason=(at == 0).then(|| t!("walkthrough-edit-is-first"))>{t!("walkthrough-edit-branch-up", number = at + 1)}</Button>
                <Button variant=Variant::Quiet icon=Icon::Trash on_press=remove>{gone}</Button>
            </div>
        </fieldset>
    }
    .into_any()
}

/// What came back when a branch is taken.
#[component]
fn Came(form: Form, branch: usize) -> impl IntoView {
    let came = move |step: &StepDraft| step.branches.get(branch).map(|branch| branch.came.len()).unwrap_or_default();
    let count = form.step_now(came);
    let change = move |change: &dyn Fn(&mut Vec<ConditionDraft>)| {
        form.change_step(|step| {
            if let Some(branch) = step.branches.get_mut(branch) {
                change(&mut branch.came);
            }
        });
    };
    let one = move |at| {
        let remove = move || change(&|came| remove_from(came, at));
        let legend = t!("walkthrough-edit-condition-in", branch = branch + 1, number = at + 1);
        condition(form, move |of| Part::Came(branch, at, of), legend, remove)
    };
    let add = move || change(&|came| came.push(ConditionDraft::default()));
    view! {
        <For each=move || 0..count.get() key=|at| *at children=one/>
        <div class="bar"><Button icon=Icon::Plus on_press=add>{t!("walkthrough-edit-add-condition")}</Button></div>
    }
}
