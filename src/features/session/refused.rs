//! Why the last attempt of the chosen client failed: the likeliest cause with what mends it, the others folded.

use fibocom_at::codes::TlsError;
use leptos::{html, prelude::*};

use super::asked::{focus_place, place_of};
use super::attempt::{Attempt, FailedAttempt};
use super::draft::SessionForm;
use super::model::lacks_address;
use crate::parts::not_open::{Answer, Cause, Diagnosis, Mend, advice, known, name};
use crate::state::WorkError;
use crate::ui::{Button, Details, Tone, Variant, once_drawn, scroll_into_view};
use crate::{t, words};

/// The card, while the chosen client is the one that failed.
#[component]
pub(super) fn Refused(form: SessionForm) -> impl IntoView {
    let client = form.client();
    let content = move || {
        form.attempt().with(|attempt| match attempt {
            Attempt::Failed(failed) if failed.client == client.get() => Some(card(form, failed.clone())),
            _ => None,
        })
    };
    let place = NodeRef::<html::Div>::new();
    let fails = Memo::new(move |_| {
        form.attempt().with(|attempt| matches!(attempt, Attempt::Failed(failed) if failed.client == client.get()))
    });
    // On a small page the form may have been scrolled past it.
    Effect::new(move |before: Option<bool>| {
        let fails = fails.get();
        if before == Some(false) && fails {
            once_drawn(place, |place| {
                scroll_into_view(&place);
            });
        }
        fails
    });
    view! { <div role="status" node_ref=place>{content}</div> }
}

fn card(form: SessionForm, failed: FailedAttempt) -> impl IntoView + use<> {
    let facts = form.workbench.facts();
    let title = title(&failed);
    let is_addressless = facts.with_untracked(|facts| lacks_address(&failed.error, facts.address));
    let body = match &failed.diagnosis {
        _ if is_addressless => view! {
            <p>{t!("session-failed-address")} " " <a href="#/network">{t!("session-go-network")}</a></p>
        }
        .into_any(),
        Some(found) => diagnosed(form, found.clone()).into_any(),
        None => said(form, &failed.error).into_any(),
    };
    view! {
        <section class=format!("card refused {}", Tone::Bad.class())>
            <div class="card-head"><h2 class="card-title">{title}</h2></div>
            {body}
        </section>
    }
}

fn title(failed: &FailedAttempt) -> String {
    let took = if let WorkError::OpenStep(step) = &failed.error { step.took } else { 0 };
    let seconds = words::seconds(took);
    let client = failed.client.number();
    match failed.diagnosis.as_ref().map(|found| found.answer) {
        Some(Answer::Reason(_)) => t!("session-refused-reason", client = client),
        Some(Answer::AtOnce) => t!("session-refused-at-once", client = client, seconds = seconds),
        Some(Answer::Slow) => t!("session-refused-slow", client = client, seconds = seconds),
        Some(Answer::Late) => t!("session-refused-late", client = client, seconds = seconds),
        None => t!("session-refused-other"),
    }
}

fn diagnosed(form: SessionForm, found: Diagnosis) -> impl IntoView {
    let Diagnosis { answer, first, others } = found;
    let known = known(answer);
    let others = (!others.is_empty()).then(move || {
        let rows = others.into_iter().map(move |cause| {
            view! { <li><b>{name(cause)}</b> " " {advice(cause)} " " {mend(form, cause)}</li> }
        });
        view! {
            <Details summary=t!("session-less-likely")><ul class="causes">{rows.collect_view()}</ul></Details>
        }
    });
    view! {
        <p>{known} " " {t!("session-likeliest")} " " <b>{name(first)}</b></p>
        <p class="muted">{advice(first)}</p>
        <div class="bar refused-do">{mend(form, first)}</div>
        {others}
    }
}

/// What the module or the page said, where no broker was reached at all.
fn said(form: SessionForm, error: &WorkError) -> impl IntoView + use<> {
    let said = words::work_error(error);
    let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
    let tls = error_of_tls(error).map(|_| {
        let facts = form.workbench.facts().get_untracked();
        let clock = facts
            .clock_accuracy()
            .zip(facts.clock)
            .map(|(accuracy, reading)| words::clock_accuracy(accuracy, &reading));
        view! { <p>{clock} " " <a href="#/tls">{t!("session-check-tls")}</a></p> }
    });
    view! { <p>{said.text}</p> {advice} {tls} }
}

/// Why TLS failed, where that is why the client did not connect.
const fn error_of_tls(error: &WorkError) -> Option<TlsError> {
    if let WorkError::OpenStep(failed) = error { failed.tls } else { None }
}

/// The way to where it is mended.
fn mend(form: SessionForm, cause: Cause) -> AnyView {
    use fibocom_at::Field;
    let label = match cause.mend() {
        Mend::Others => return ().into_any(),
        Mend::Tls => return view! { <a href="#/tls">{t!("session-check-tls")}</a> }.into_any(),
        Mend::Network => return view! { <a href="#/network">{t!("session-go-network-check")}</a> }.into_any(),
        Mend::At(Field::Username | Field::Password) if cause == Cause::NoLogin => t!("session-to-username"),
        Mend::At(Field::Password) => t!("session-to-password"),
        Mend::At(Field::ClientId) => t!("session-to-client-id"),
        Mend::At(Field::Security) => t!("session-to-encryption"),
        Mend::At(Field::Port) => t!("session-to-port"),
        Mend::At(_) => t!("session-to-host"),
    };
    let Mend::At(field) = cause.mend() else { return ().into_any() };
    view! { <Button variant=Variant::Quiet on_press=move || go_to(form, field)>{label.clone()}</Button> }.into_any()
}

/// Gives the keyboard to a field of the form.
fn go_to(form: SessionForm, field: fibocom_at::Field) {
    form.changing().set(true);
    focus_place(place_of(field));
}
