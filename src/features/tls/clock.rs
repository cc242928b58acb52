//! The module's clock, which certificates are checked against, and what went wrong when the module was asked.

use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Asking;
use crate::parts::module_clock::SetModuleClock;
use crate::ui::{Button, Card, Icon, Note, Tone, Variant};
use crate::{t, words};

#[component]
pub(super) fn Clock(actions: Actions) -> impl IntoView {
    view! {
        <Card title=t!("tls-clock")>
            <div class="stack tls-clock">
                <p class="muted small">{t!("tls-clock-why")}</p>
                <SetModuleClock/>
                <Failed actions/>
            </div>
        </Card>
    }
}

#[component]
fn Failed(actions: Actions) -> impl IntoView {
    let failed = move || {
        let Asking::Failed(error) = actions.draft.asking.get() else { return None };
        Some(view! {
            <Note tone=Tone::Bad title=t!("tls-asking-failed")>
                {words::failed(&error)} " "
                <Button sends=true variant=Variant::Quiet icon=Icon::Refresh on_press=move || actions.read()>{t!("tls-read-again")}</Button>
            </Note>
        })
    };
    view! { <div class="standing" role="status">{failed}</div> }
}
