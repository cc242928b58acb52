//! Has the module work out the same login, so that its answer can be judged.

use fibocom_at::Failure;
use fibocom_at::profile::Feature;
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::module_task::ModuleTask;
use crate::state::{WorkError, login_command, worked_out};
use crate::ui::{Button, Icon, Note, Tone};
use crate::{t, words};

/// The button. What the module answers stands in the fields below it.
#[component]
pub(super) fn Ask(form: CredentialsForm) -> impl IntoView {
    let failed = form.not_worked_out();
    let connected = form.workbench.is_connected();
    let login = Memo::new(move |_| form.values.with(|values| login_command(form.scheme.get(), values)));
    let reason = move || {
        if !connected.get() {
            Some(t!("credentials-ask-connect"))
        } else if !form.profile.get().has(Feature::CloudAuth) {
            Some(t!("credentials-ask-series", lacks = words::lacking(Feature::CloudAuth, &form.profile.get())))
        } else if login.with(|login| matches!(login, Ok(None))) {
            Some(t!("cloud-ask-kind"))
        } else {
            form.mistakes.with(|wrong| !wrong.is_empty()).then(|| t!("credentials-fill-first"))
        }
    };
    let ask = move || {
        let Ok(Some(login)) = login.get_untracked() else { return };
        failed.set(None);
        form.begin(ModuleTask::WorkingOut, async move {
            match form.workbench.work_out_login(login).await {
                Ok(Some(answer)) => form.judge_answer(worked_out(&answer)),
                Ok(None) => {}
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let asking = move || form.is_doing(&ModuleTask::WorkingOut).then(|| t!("credentials-asking"));
    view! {
        <div class="bar credentials-about">
            <Button sends=true icon=Icon::Send busy=asking disabled_reason=reason on_press=ask>{t!("credentials-ask")}</Button>
            <span class="muted small grow">{move || reason().unwrap_or_else(|| t!("credentials-ask-hint"))}</span>
        </div>
        <div role="status" class="asked">{move || failed.get().map(|error| refused(&error))}</div>
    }
}

fn refused(error: &WorkError) -> impl IntoView + use<> {
    let said = words::work_error(error);
    let advice = said.advice.map(|advice| view! { " " {advice.text} });
    let needs = matches!(error, WorkError::Command(Failure::Rejected(_)))
        .then(|| view! { <p>{t!("credentials-ask-needs")}</p> });
    view! { <Note tone=Tone::Bad title=t!("credentials-ask-refused")>{said.text} {advice} {needs}</Note> }
}
