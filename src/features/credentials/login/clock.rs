//! The module's clock: TLS checks certificates by it, and credentials that the module computes may hold it.

use fibocom_at::commands::ClockReading;
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::module_task::ModuleTask;
use crate::link::procedure::CheckName;
use crate::state::{ClockAccuracy, Dialogue, WorkError, unix_seconds};
use crate::ui::{Button, Note, Tone, Variant, use_toaster};
use crate::{t, words};

/// How far, in seconds, the module's clock may be off before it is worth a warning.
const TOLERABLE: i64 = 300;

/// What the clock says, while a module is connected.
#[component]
pub(super) fn Clock(form: CredentialsForm) -> impl IntoView {
    let facts = form.workbench.facts();
    let connected = form.workbench.is_connected();
    let read = Memo::new(move |_| facts.with(|facts| facts.clock_accuracy().zip(facts.clock)));
    let shown = move || match read.get() {
        None => view! { <Ask form/> }.into_any(),
        Some((accuracy, reading)) if is_off(accuracy) => view! { <Off form accuracy reading/> }.into_any(),
        Some((accuracy, reading)) => {
            view! { <p class="muted small">{words::clock_accuracy(accuracy, &reading)}</p> }.into_any()
        }
    };
    view! { <Show when=move || connected.get()><div class="credential-clock">{shown}</div></Show> }
}

fn is_off(accuracy: ClockAccuracy) -> bool {
    match accuracy {
        ClockAccuracy::Unset => true,
        ClockAccuracy::Right => false,
        ClockAccuracy::Shifted { ahead } | ClockAccuracy::Wrong { ahead } => ahead.abs() > TOLERABLE,
    }
}

#[component]
fn Ask(form: CredentialsForm) -> impl IntoView {
    let toaster = use_toaster();
    let ask = move || {
        form.begin(ModuleTask::ReadingClock, async move {
            if let Err(error) = form.workbench.check_one(CheckName::Clock, &Dialogue::default()).await {
                tell(toaster, &error);
            }
        });
    };
    let reading = move || form.is_doing(&ModuleTask::ReadingClock).then(|| t!("credentials-clock-reading"));
    view! {
        <div class="bar">
            <Button variant=Variant::Quiet busy=reading on_press=ask>{t!("credentials-clock-read")}</Button>
            <span class="muted small">{t!("credentials-clock-why")}</span>
        </div>
    }
}

#[component]
fn Off(form: CredentialsForm, accuracy: ClockAccuracy, reading: ClockReading) -> impl IntoView {
    let toaster = use_toaster();
    let set = move || {
        let Some(now) = ClockReading::at(unix_seconds(), 0) else { return };
        form.begin(ModuleTask::SettingClock, async move {
            if let Err(error) = form.workbench.set_clock(now).await {
                tell(toaster, &error);
            }
        });
    };
    let setting = move || form.is_doing(&ModuleTask::SettingClock).then(|| t!("credentials-clock-setting"));
    view! {
        <Note tone=Tone::Warn title=words::clock_accuracy(accuracy, &reading)>
            {t!("credentials-clock-off")}
            <div class="bar"><Button busy=setting on_press=set>{t!("credentials-clock-set")}</Button></div>
        </Note>
    }
}

fn tell(toaster: crate::ui::Toaster, error: &WorkError) {
    toaster.show(Tone::Bad, words::work_error(error).text);
}
