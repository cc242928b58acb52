//! The dial-up: inside the step of the IP address while it stands in the way, and by hand.

use fibocom_at::Field as Place;
use fibocom_at::args::Apn;
use fibocom_at::commands::{ADDRESS_LIMIT, DialState};
use leptos::{ev::SubmitEvent, prelude::*};

use super::actions::Actions;
use super::draft::Ending;
use super::model::preview;
use crate::link::procedure::{CheckName, DialFailure};
use crate::parts::operators::{OPERATORS, operator_of};
use crate::state::{Facts, WorkError};
use crate::ui::{
    Binding, Button, Checkbox, Choice, Code, Details, Field, FieldKind, Icon, Limit, Note, Progress, Select, Tone,
    Variant, catch_focus,
};
use crate::{t, words};

/// In the step: how a dial-up goes and went, and the form once one has failed, with the cause.
#[component]
pub(super) fn Mend(actions: Actions) -> impl IntoView {
    let failed = Memo::new(move |_| actions.has_form(CheckName::Address));
    view! {
        <Show when=move || actions.dialling.get()><Waiting actions/></Show>
        <Dialled actions/>
        <Show when=move || failed.get()>
            <div class="stack network-mend">
                <p class="network-cause">{move || cause(actions)}</p>
                <DialForm actions goes_on=true/>
            </div>
        </Show>
    }
}

/// By hand: the form while there is no address, and hanging up while there is one.
#[component]
pub(super) fn ByHand(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let has_address = Memo::new(move |_| facts.with(|facts| facts.address.is_some()));
    let above = Memo::new(move |_| actions.has_form(CheckName::Address));
    let form = move || {
        view! {
            <Show when=move || !above.get() fallback=|| view! { <p class="muted">{t!("network-by-hand-above")}</p> }>
                <DialForm actions goes_on=false/>
            </Show>
        }
    };
    view! {
        <div class="stack">
            <Show when=move || has_address.get() fallback=form><HangUp actions/></Show>
        </div>
    }
}

/// Why there is no address, and what was asked for.
fn cause(actions: Actions) -> String {
    let facts = actions.workbench.facts();
    let Some(error) = facts.with(|facts| facts.no_address.clone()) else { return String::new() };
    if !matches!(error, WorkError::Dial(DialFailure::NoAddress)) {
        return words::failed(&error);
    }
    match actions.draft.asked.get() {
        Some(apn) => t!("network-cause-apn", apn = apn),
        None => t!("network-cause-own"),
    }
}

/// The form. In the step it goes on with what comes behind the dial-up.
#[component]
fn DialForm(actions: Actions, goes_on: bool) -> impl IntoView {
    let draft = actions.draft;
    let facts = actions.workbench.facts();
    let plan = Memo::new(move |_| draft.form().plan());
    let wrong = move |field: Place| move || draft.form().wrong(field).map(|invalid| words::problem(&invalid));
    let operator = Binding::new(
        Signal::derive(move || draft.apn.with(|apn| operator_of(apn)).unwrap_or_default()),
        move |apn: &'static str| draft.apn.set(apn.to_owned()),
    );
    let other = Choice::new("", t!("network-operator-other"));
    let operators: Vec<_> = [other].into_iter().chain(OPERATORS.iter().map(choice)).collect();
    let suggestions: Vec<_> = OPERATORS.iter().map(|(_, apn)| (*apn).to_owned()).collect();
    let shut = move || facts.with(Facts::sim_is_shut).then(|| t!("network-dial-sim"));
    let reason =
        move || actions.unready().or_else(shut).or_else(|| plan.with(Result::is_err).then(|| t!("network-dial-fix")));
    let busy = move || actions.dialling.get().then(|| t!("network-dialling"));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if reason().is_some() || busy().is_some() {
            return;
        }
        if goes_on { actions.go_on_from(CheckName::Address) } else { actions.dial() }
    };
    let label = move || if goes_on { t!("network-dial-on") } else { t!("network-dial") };
    let variant = if goes_on { Variant::Primary } else { Variant::Default };
    // Whoever needs it has typed it before, or opens it.
    let has_login = draft.user.with_untracked(|user| !user.is_empty());
    view! {
        <form class="stack" novalidate on:submit=submit>
            <div class="form">
                <div class="span-6"><Select label=t!("network-operator") value=operator options=operators/></div>
                <div class="span-6">
                    <Field label=t!("network-apn") value=draft.apn kind=FieldKind::Mono hint=t!("network-apn-hint")
                        suggestions error=wrong(Place::Apn) limit=Limit::Bytes(Apn::MAX)/>
                </div>
            </div>
            <Details summary=t!("network-login") open=has_login>
                <div class="form">
                    <div class="span-6">
                        <Field label=t!("network-user") value=draft.user kind=FieldKind::Mono placeholder=t!("network-optional")
                            hint=t!("network-user-hint") error=wrong(Place::Username)/>
                    </div>
                    <div class="span-6">
                        <Field label=t!("network-password") value=draft.password kind=FieldKind::Password
                            placeholder=t!("network-optional") error=wrong(Place::Password)/>
                    </div>
                </div>
            </Details>
            <Preview actions/>
            <div class="bar">
                <Button sends=true variant icon=Icon::Phone submit=true disabled_reason=reason busy>{label}</Button>
            </div>
        </form>
    }
}

fn choice((id, apn): &(&'static str, &'static str)) -> Choice<&'static str> {
    Choice::new(*apn, format!("{} · {apn}", t!(id)))
}

/// The exact command, as soon as the fields make one.
#[component]
fn Preview(actions: Actions) -> impl IntoView {
    let draft = actions.draft;
    let line = Memo::new(move |_| draft.form().plan().ok().map(|plan| preview(&plan, draft.revealed.get())));
    let has_password = Memo::new(move |_| draft.password.with(|password| !password.is_empty()));
    view! {
        <div class="dial-preview">
            <span class="field-label">{t!("network-preview")}</span>
            {move || line.get().map(|line| view! { <Code block=true text=line/> })}
            <Show when=move || has_password.get()>
                <Checkbox label=t!("network-preview-reveal") value=draft.revealed/>
            </Show>
        </div>
    }
}

#[component]
fn HangUp(actions: Actions) -> impl IntoView {
    let busy = move || actions.draft.hanging_up.get().then(|| t!("network-hang-up-busy"));
    // The form that dialled is gone.
    let onward = NodeRef::new();
    catch_focus(onward);
    view! {
        <div class="bar" tabindex="-1" node_ref=onward>
            <Button sends=true disabled_reason=move || actions.unready() busy on_press=move || actions.hang_up()>{t!("network-hang-up")}</Button>
            <span class="muted small">{t!("network-hang-up-hint")}</span>
        </div>
    }
}

#[component]
fn Waiting(actions: Actions) -> impl IntoView {
    let limit = ADDRESS_LIMIT.as_secs();
    let waited = actions.draft.waited;
    let fraction = Signal::derive(move || Some(f64::from(waited.get()) / ADDRESS_LIMIT.as_secs_f64()));
    let text = move || Some(t!("network-dial-time", seconds = waited.get(), limit = limit));
    view! { <Progress label=t!("network-dial-wait") fraction text on_cancel=move || actions.stop_dialling()/> }
}

#[component]
fn Dialled(actions: Actions) -> impl IntoView {
    let facts = actions.workbench.facts();
    let has_address = Memo::new(move |_| facts.with(|facts| facts.address.is_some()));
    let shown = move || {
        Some(match (actions.draft.dialled.get()?, has_address.get()) {
            // Overtaken by what came since.
            (Ending::Done(_), false) | (Ending::Failed(_) | Ending::Stopped(..), true) => return None,
            (Ending::Done(text), true) => view! { <Note tone=Tone::Ok>{text}</Note> }.into_any(),
            // The form says why.
            (Ending::Failed(_), false) => return None,
            (Ending::Stopped(seconds, doing), false) => {
                let title = t!("network-dial-stopped", seconds = seconds);
                view! { <Note tone=Tone::Warn title>{stopped(doing)}</Note> }.into_any()
            }
        })
    };
    view! { <div role="status">{shown}</div> }
}

/// What the module goes on doing after the person has stopped waiting.
fn stopped(doing: Option<DialState>) -> String {
    match doing {
        Some(DialState::Busy) => t!("network-dial-stopped-busy"),
        Some(DialState::Down | DialState::Stale) => t!("network-dial-stopped-down"),
        Some(DialState::Up(_)) => t!("network-dial-stopped-up"),
        None => t!("network-dial-stopped-unknown"),
    }
}
