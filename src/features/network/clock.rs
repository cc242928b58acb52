//! Setting the module's clock, inside its step.

use fibocom_at::Field as Place;
use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Ending;
use super::model::{clock_preview, time_server};
use crate::link::procedure::TIME_SERVERS;
use crate::ui::{Button, Code, Field, FieldKind, Note, Tone};
use crate::{t, words};

/// The time server, and the button that asks it.
#[component]
pub(super) fn Clock(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let profile = actions.workbench.profile();
    let facts = actions.workbench.facts();
    let has_address = Memo::new(move |_| facts.with(|facts| facts.address.is_some()));
    let server = Memo::new(move |_| time_server(&profile.get(), &draft.server.get(), &draft.port.get()));
    let wrong = move |field: Place| {
        move || server.with(|server| server.as_ref().err().filter(|invalid| invalid.field == field).map(words::problem))
    };
    let reason = move || {
        actions
            .unready()
            .or_else(|| (!has_address.get()).then(|| t!("network-clock-needs-address")))
            .or_else(|| server.with(Result::is_err).then(|| t!("network-dial-fix")))
    };
    let busy = move || draft.setting_clock.get().then(|| t!("network-setting-clock"));
    let line = move || server.get().ok().map(|(server, port)| view! { <Code text=clock_preview(server, port)/> });
    let suggestions: Vec<_> = TIME_SERVERS.map(str::to_owned).to_vec();
    view! {
        <div class="stack">
            <div class="form">
                <div class="span-5">
                    <Field label=t!("network-server") value=draft.server kind=FieldKind::Mono suggestions error=wrong(Place::Host)/>
                </div>
                <div class="span-3">
                    <Field label=t!("network-server-port") value=draft.port kind=FieldKind::Number error=wrong(Place::Port)/>
                </div>
                <div class="span-4 align-field">
                    <Button disabled_reason=reason busy on_press=move || actions.set_clock()>{t!("network-set-clock")}</Button>
                </div>
            </div>
            <div>{line}</div>
            <Ended actions/>
        </div>
    }
}

#[component]
fn Ended(actions: Actions) -> impl IntoView {
    let shown = move || {
        Some(match actions.draft.clock_set.get()? {
            Ending::Done(time) => view! { <Note tone=Tone::Ok title=t!("network-clock-set")>{time}</Note> }.into_any(),
            Ending::Failed(error) => {
                view! { <Note tone=Tone::Bad title=t!("network-clock-failed")>{words::failed(&error)}</Note> }
                    .into_any()
            }
            Ending::Stopped(..) => return None,
        })
    };
    view! { <div role="status">{shown}</div> }
}
