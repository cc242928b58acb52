//! The PIN of a locked SIM, inside its step.

use fibocom_at::Command;
use fibocom_at::args;
use fibocom_at::commands::EnterPin;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::actions::Actions;
use super::model::{PinTries, check_now, pin_tries};
use crate::link::procedure::CheckName;
use crate::ui::{Button, Code, Field, FieldKind, Note, Tone, Variant};
use crate::{t, words};

/// The form while the SIM wants its PIN; why it did not open, last.
#[component]
pub(super) fn Pin(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let wanted = Memo::new(move |_| {
        let sim = facts.with(|facts| check_now(facts, CheckName::Sim));
        sim.is_some_and(|check| check.wants_pin())
    });
    view! {
        <div class="stack">
            <Refused actions/>
            <Show when=move || wanted.get()><PinForm actions/></Show>
        </div>
    }
}

#[component]
fn PinForm(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let facts = actions.workbench.facts();
    let pin = Memo::new(move |_| args::Pin::parse(draft.pin.get().trim()));
    let error = move || {
        let empty = draft.pin.with(String::is_empty);
        let problem = pin.get().err().filter(|_| !empty)?;
        Some(words::problem(&problem.at(args::Field::Pin)))
    };
    let busy = move || draft.unlocking.get().then(|| t!("network-pin-busy"));
    let reason = move || actions.unready().or_else(|| pin.with(Result::is_err).then(|| t!("network-pin-fix")));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        actions.unlock();
    };
    let tries = Memo::new(move |_| facts.with(|facts| pin_tries(facts.wrong_pins)));
    let warning = move || match tries.get() {
        PinTries::AtMost(left) => {
            let text = t!("network-pin-tries", left = left);
            view! { <Note tone=Tone::Warn>{text}</Note> }.into_any()
        }
        PinTries::PerhapsLast => {
            view! { <Note tone=Tone::Bad title=t!("network-pin-last")>{t!("network-pin-last-text")}</Note> }.into_any()
        }
    };
    let line = move || {
        let command = pin.get().ok().map(|pin| EnterPin { pin })?;
        let masked = fibocom_at::secrets::masked(command.line().as_str().as_bytes());
        Some(view! { <Code text=String::from_utf8_lossy(&masked).into_owned()/> })
    };
    view! {
        {warning}
        <form class="form" novalidate on:submit=submit>
            <div class="span-4">
                <Field label=t!("network-pin") value=draft.pin kind=FieldKind::Pin hint=t!("network-pin-hint") error/>
            </div>
            <div class="span-4 align-field">
                <Button sends=true variant=Variant::Primary submit=true disabled_reason=reason busy>{t!("network-pin-enter")}</Button>
            </div>
        </form>
        <div>{line}</div>
    }
}

#[component]
fn Refused(actions: Actions) -> impl IntoView {
    let shown = move || {
        let error = actions.draft.not_unlocked.get()?;
        Some(view! { <Note tone=Tone::Bad title=t!("network-pin-refused")>{words::failed(&error)}</Note> })
    };
    view! { <div role="status">{shown}</div> }
}
