//! The form of a step: its words, what it does, and what the customer sees of it.

use leptos::prelude::*;
use web_sys::File;
use workbench_walkthrough::draft::{Act, Draft, StepDraft};
use workbench_walkthrough::{PICTURE, Part, SIDE, data_url};

use super::super::draft::whole_file;
use super::super::editing::Editing;
use super::super::prose::{line, prose};
use super::super::step::usual_button;
use super::fields::Form;
use super::{Seen, branches, does, says};
use crate::t;
use crate::ui::{Button, Card, DropSize, FieldKind, FileDrop, Icon, Tone, Variant, go_on, use_toaster};

#[component]
pub(super) fn StepForm(editing: Editing, seen: Seen, at: usize) -> impl IntoView {
    let form = Form { editing, seen, step: Some(at) };
    let title = form.step_now(move |step: &StepDraft| says::step(at, &step.title.en));
    let has_button = form.step_now(|step| !matches!(step.act, Act::End | Act::Choose) || !step.button.is_empty());
    let button = move || has_button.get().then(|| form.words(Part::Button, t!("walkthrough-edit-button")));
    let read = move |draft: &Draft| draft.steps.get(at).map(|step| step.act);
    let write = move |draft: &mut Draft, act| draft.set_act(at, act);
    view! {
        <div class="walk-edit-form">
            <Card title=move || Some(title.get())>
                {form.told(Part::Whole)}
                {form.words(Part::Title, t!("walkthrough-edit-title"))}
                {form.prose(Part::Text, t!("walkthrough-edit-text"))}
                {button}
                <Picture form/>
                {form.line(Part::Id, t!("walkthrough-edit-step-id"), FieldKind::Mono, Some(t!("walkthrough-edit-step-id-hint")))}
            </Card>
            <Card title=t!("walkthrough-edit-does")>
                {form.chosen(t!("walkthrough-edit-act"), &Act::ALL, says::act, read, write)}
                <does::Arguments form/>
            </Card>
            <branches::Must form/>
            <branches::Good form/>
            <branches::Branches form/>
            <Customer seen at/>
        </div>
    }
}

#[component]
fn Picture(form: Form) -> impl IntoView {
    let toaster = use_toaster();
    let picture = form.step_now(|step: &StepDraft| step.picture.clone());
    let value = form.text(Part::Picture);
    let take = move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        go_on(async move {
            match whole_file(&file).await.as_deref().map(data_url) {
                Some(Ok(url)) => value.set(url),
                _ => toaster
                    .show(Tone::Bad, t!("walkthrough-edit-no-picture", size = PICTURE.most / 1024, side = SIDE.most)),
            }
        });
    };
    let shown = move || {
        let picture = picture.get();
        (!picture.is_empty()).then(|| {
            view! {
                <img class="walk-picture" src=picture alt=t!("walkthrough-edit-picture")/>
                <div class="bar"><Button variant=Variant::Quiet icon=Icon::Trash on_press=move || value.set(String::new())>{t!("walkthrough-edit-remove-picture")}</Button></div>
            }
        })
    };
    view! {
        <FileDrop size=DropSize::Line text=t!("walkthrough-edit-drop-picture") label=t!("walkthrough-edit-choose-picture") on_files=take/>
        {shown}
        {form.told(Part::Picture)}
    }
}

/// What the customer sees of it.
#[component]
fn Customer(seen: Seen, at: usize) -> impl IntoView {
    let step = Memo::new(move |_| seen.with(|(document, _)| document.steps.get(at).cloned()));
    let shown = move || {
        step.get().map(|step| {
            let button = step.button.as_ref().map_or_else(|| usual_button(&step.does), line);
            view! {
                <p class="walk-edit-seen-title">{line(&step.title)}</p>
                {step.text.as_ref().map(prose)}
                {step.picture.clone().map(|picture| view! { <img class="walk-picture" src=picture alt=""/> })}
                <p class="walk-edit-seen-button" aria-hidden="true">{button}</p>
            }
        })
    };
    view! { <Card title=t!("walkthrough-edit-customer")><div class="walk-edit-seen">{shown}</div></Card> }
}
