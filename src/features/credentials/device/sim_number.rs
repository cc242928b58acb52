//! Fills in the device id of China Unicom: the number of the SIM, which the module can read.

use fibocom_cloud::Key;
use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::features::credentials::module_task::ModuleTask;
use crate::ui::{Button, Tone, Variant, use_toaster};
use crate::{t, words};

/// The button, while a module is connected.
#[component]
pub(super) fn SimNumber(form: CredentialsForm) -> impl IntoView {
    let toaster = use_toaster();
    let connected = form.workbench.is_connected();
    let read = move || {
        form.begin(ModuleTask::ReadingSim, async move {
            match form.workbench.read_sim_number().await {
                Ok(number) => {
                    form.touch(Key::DeviceIdChoice);
                    form.set(Key::DeviceIdChoice, &number);
                }
                Err(error) => toaster.show(Tone::Bad, words::work_error(&error).text),
            }
        });
    };
    let reading = move || form.is_doing(&ModuleTask::ReadingSim).then(|| t!("credentials-sim-reading"));
    view! {
        <Show when=move || connected.get()>
            <Button sends=true variant=Variant::Quiet busy=reading on_press=read>{t!("credentials-sim-read")}</Button>
        </Show>
    }
}
