//! What a step does it with: a command, values, seconds, a question.

use leptos::prelude::*;
use workbench_walkthrough::draft::{Act, OptionDraft, StepDraft};
use workbench_walkthrough::{CheckWhat, Ending, Of, Part, TlsFile};

use super::branches::remove_from;
use super::fields::Form;
use super::{preview, says};
use crate::t;
use crate::ui::{Button, FieldKind, Icon, Variant};

const CHECKS: [CheckWhat; 6] = [
    CheckWhat::Module,
    CheckWhat::Sim,
    CheckWhat::Signal,
    CheckWhat::Registration,
    CheckWhat::Address,
    CheckWhat::Clock,
];

const FILES: [TlsFile; 3] = [TlsFile::Trust, TlsFile::Certificate, TlsFile::Key];

const ENDINGS: [Ending; 3] = [Ending::Works, Ending::Found, Ending::Open];

#[component]
pub(super) fn Arguments(form: Form) -> impl IntoView {
    let act = form.step_now(|step: &StepDraft| Some(step.act));
    let argument = Part::Argument(0);
    move || match act.get()? {
        Act::Say | Act::Close => None,
        Act::Send => Some(form.line(
            argument,
            t!("walkthrough-edit-command"),
            FieldKind::Mono,
            Some(t!("walkthrough-edit-command-hint", example = "\"{apn}\"")),
        )),
        Act::Wait | Act::Message => Some(form.line(argument, t!("walkthrough-edit-seconds"), FieldKind::Number, None)),
        Act::Ask => Some(form.line(
            argument,
            t!("walkthrough-edit-asked"),
            FieldKind::Mono,
            Some(t!("walkthrough-edit-asked-hint")),
        )),
        Act::Check => Some(form.of_step(
            t!("walkthrough-edit-check"),
            &CHECKS,
            says::check,
            |step| Some(step.check),
            |step, check| step.check = check,
        )),
        Act::End => Some(form.of_step(
            t!("walkthrough-edit-ending"),
            &ENDINGS,
            says::ending,
            |step| Some(step.ending),
            |step, ending| step.ending = ending,
        )),
        Act::Choose => Some(view! { <Options form/> }.into_any()),
        act => {
            let file = (act == Act::Upload).then(|| {
                form.of_step(
                    t!("walkthrough-edit-file"),
                    &FILES,
                    says::file,
                    |step| Some(step.file),
                    |step, file| step.file = file,
                )
            });
            let values = labels(act).into_iter().enumerate();
            let values = values.map(|(at, label)| form.value(Part::Argument(at), label)).collect_view();
            Some(view! { {file}{values} }.into_any())
        }
    }
}

/// What the values of an action are for.
fn labels(act: Act) -> Vec<String> {
    match act {
        Act::Dial => vec![t!("walkthrough-value-apn")],
        Act::SetClock => vec![t!("walkthrough-value-host")],
        Act::Subscribe => vec![t!("walkthrough-value-topic")],
        Act::Upload => vec![t!("walkthrough-value-pem")],
        Act::Open | Act::OpenTls => vec![t!("walkthrough-value-host"), t!("walkthrough-value-port")],
        Act::Publish => vec![t!("walkthrough-value-topic"), t!("walkthrough-value-text")],
        Act::Login => {
            vec![t!("walkthrough-edit-user"), t!("walkthrough-value-secret"), t!("walkthrough-edit-client-id")]
        }
        _ => Vec::new(),
    }
}

/// What the person can say.
#[component]
fn Options(form: Form) -> impl IntoView {
    let count = form.step_now(|step: &StepDraft| step.options.len());
    let add = move || form.change_step(|step| step.options.push(OptionDraft::default()));
    view! {
        {form.told(Part::Argument(0))}
        <For each=move || 0..count.get() key=|at| *at children=move |at| option(form, at)/>
        <div class="bar"><Button icon=Icon::Plus on_press=add>{t!("walkthrough-edit-add-option")}</Button></div>
    }
}

fn option(form: Form, at: usize) -> AnyView {
    let remove = move || form.change_step(|step| remove_from(&mut step.options, at));
    view! {
        <fieldset class="walk-edit-item">
            <legend>{t!("walkthrough-edit-option", number = at + 1)}</legend>
            {preview::reached_by(form, at)}
            {form.words(Part::Option(at, Of::Say), t!("walkthrough-edit-option-text"))}
            {form.way(Part::Option(at, Of::Go), t!("walkthrough-edit-choose"))}
            {form.line(Part::Option(at, Of::Times), t!("walkthrough-edit-times"), FieldKind::Number, Some(t!("walkthrough-edit-times-hint")))}
            <div class="bar"><Button variant=Variant::Quiet icon=Icon::Trash on_press=remove>{t!("walkthrough-edit-remove-option", number = at + 1)}</Button></div>
        </fieldset>
    }
    .into_any()
}
