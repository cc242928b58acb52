//! The module's clock: TLS checks certificates by it, and credentials that the module computes may hold it.

use leptos::prelude::*;

use crate::features::credentials::draft::CredentialsForm;
use crate::parts::module_clock::{SetModuleClock, is_off, use_module_clock};
use crate::t;
use crate::ui::Details;

/// What the clock says and what sets it, while a module is connected. It is open where that is worth a look.
#[component]
pub(super) fn Clock(form: CredentialsForm) -> impl IntoView {
    let (clock, connected) = (use_module_clock(), form.workbench.is_connected());
    let accuracy = Memo::new(move |_| clock.accuracy().map(|(accuracy, _)| accuracy));
    let value = move || {
        Some(match accuracy.get() {
            None => t!("credentials-clock-unread"),
            Some(accuracy) if is_off(accuracy) => t!("credentials-clock-off"),
            Some(_) => t!("credentials-clock-right"),
        })
    };
    let shown = move || {
        let open = untrack(|| accuracy.get().is_some_and(is_off));
        view! {
            <Details summary=t!("tls-clock") open value>
                <div class="stack">
                    <p class="muted small">{t!("credentials-clock-why")}</p>
                    <SetModuleClock/>
                </div>
            </Details>
        }
    };
    view! { <Show when=move || connected.get()><div class="credential-clock">{shown}</div></Show> }
}
