//! Fills in the device id of China Unicom: the number of the SIM, which the module can read.

use fibocom_cloud::Key;
use leptos::{prelude::*, task::spawn_local};

use super::draft::Form;
use crate::ui::{Button, Tone, Variant, use_toaster};
use crate::{t, words};

/// The button, while a module is connected.
#[component]
pub(super) fn SimNumber(form: Form) -> impl IntoView {
    let (busy, toaster) = (RwSignal::new(false), use_toaster());
    let connected = form.workbench.is_connected();
    let read = move || {
        busy.set(true);
        spawn_local(async move {
            match form.workbench.read_sim_number().await {
                Ok(number) => {
                    form.touch(Key::DeviceIdChoice);
                    form.set(Key::DeviceIdChoice, &number);
                }
                Err(error) => toaster.show(Tone::Bad, words::work_error(&error).text),
            }
            busy.try_set(false);
        });
    };
    let reading = move || busy.get().then(|| t!("credentials-sim-reading"));
    view! {
        <Show when=move || connected.get()>
            <Button variant=Variant::Quiet busy=reading on_press=read>{t!("credentials-sim-read")}</Button>
        </Show>
    }
}
