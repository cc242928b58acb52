//! The bar of the round trip: stop while it goes, and the one action that goes on from its end.

use fibocom_at::commands::Security;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::draft::{Draft, Waiting, healthy};
use super::form::FORM;
use crate::parts::not_open::{Answer, Cause, Tried, advice, diagnosis, known, name as cause_name};
use crate::parts::round_trip::title as step_title;
use crate::state::{RoundTrip, TripEnd, TripFailure, TripStep, WorkError};
use crate::t;
use crate::ui::{ActionBar, Button, Icon, Tone, Variant, next_frame, share};

/// What the bar is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Now {
    /// What is needed is still to be said.
    Asks,
    /// A module is being connected.
    Waits,
    /// It did not come.
    Gone,
    Running(TripStep),
    Stopped(TripStep),
    Failed(TripStep, Mend),
    Arrived,
}

/// What mends a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mend {
    /// A virtual module without a fault.
    Healthy,
    /// The Network screen, where it goes on from there.
    Network,
    /// Another broker, or another login: this may be wrong.
    Broker(Option<(Answer, Cause)>),
    /// What the module has for TLS.
    Tls,
    /// The module has to be connected again.
    Connect,
    /// The same again.
    Again,
}

impl Now {
    fn of(draft: Draft) -> Self {
        draft.trip.with(|trip| match trip {
            _ if draft.asks.get() => Self::Asks,
            _ if draft.waiting.get() == Waiting::Coming => Self::Waits,
            _ if draft.waiting.get() == Waiting::Gone => Self::Gone,
            None => Self::Asks,
            Some(trip) => match &trip.end {
                None => Self::Running(trip.step),
                Some(TripEnd::Arrived { .. }) => Self::Arrived,
                Some(TripEnd::Stopped) => Self::Stopped(trip.step),
                Some(TripEnd::Failed(failure)) => {
                    let is_up = draft.workbench.facts().with(|facts| facts.link.is_up());
                    let broken = draft.workbench.by_hand().with(|now| now.as_ref().is_some_and(|now| now.count > 0));
                    let virtual_fault = trip.is_virtual && (trip.is_faulty || broken);
                    let likeliest = likeliest(draft, trip, failure);
                    Self::Failed(trip.step, mend(trip.step, failure, is_up, virtual_fault, likeliest))
                }
            },
        })
    }
}

/// What mends a failure of this step. A virtual module that nobody broke is no better than a real one: it is not to blame.
const fn mend(
    step: TripStep,
    failure: &TripFailure,
    is_up: bool,
    has_virtual_fault: bool,
    likeliest: Option<(Answer, Cause)>,
) -> Mend {
    match (step, failure) {
        _ if has_virtual_fault => Mend::Healthy,
        _ if !is_up => Mend::Connect,
        (TripStep::Module | TripStep::Check | TripStep::Dial | TripStep::Clock, _) | (_, TripFailure::Check(_)) => {
            Mend::Network
        }
        (TripStep::Open, TripFailure::Work(WorkError::OpenStep(failed))) if failed.tls.is_some() => Mend::Tls,
        (TripStep::Open, _) => Mend::Broker(likeliest),
        (TripStep::Subscribe | TripStep::Publish | TripStep::Receive, _) => Mend::Again,
    }
}

/// Why the broker was most likely not reached, and how that is known; nothing, where something else failed.
fn likeliest(draft: Draft, trip: &RoundTrip, failure: &TripFailure) -> Option<(Answer, Cause)> {
    let TripFailure::Work(error @ WorkError::OpenStep(_)) = failure else { return None };
    let WorkError::OpenStep(failed) = draft.workbench.in_its_time(error.clone()) else { return None };
    let (host, port) = &trip.broker;
    let (address, has_worked) = draft.workbench.facts().with(|facts| (facts.address, facts.has_reached(host)));
    let tried = Tried {
        host,
        port: *port,
        security: if trip.is_encrypted { Security::Tls } else { Security::Plain },
        has_login: trip.has_login,
        is_gateway: false,
        has_worked,
    };
    diagnosis(&tried, &failed, address).map(|found| (found.answer, found.first))
}

#[component]
pub(super) fn Bar(draft: Draft) -> impl IntoView {
    let now = Memo::new(move |_| Now::of(draft));
    let name = move |step: TripStep| {
        draft.trip.with(|trip| trip.as_ref().map(|trip| step_title(trip, step))).unwrap_or_default()
    };
    let number = |step: TripStep| step as usize + 1;
    let total = TripStep::ALL.len();
    let tone = Signal::derive(move || match now.get() {
        Now::Asks | Now::Waits | Now::Running(_) => Tone::Plain,
        Now::Gone | Now::Stopped(_) => Tone::Warn,
        Now::Failed(..) => Tone::Bad,
        Now::Arrived => Tone::Ok,
    });
    let title = Signal::derive(move || match now.get() {
        Now::Asks => t!("trip-bar-asks"),
        Now::Waits => t!("trip-bar-waits"),
        Now::Gone => t!("trip-bar-gone"),
        Now::Running(step) => t!("trip-bar-running", step = number(step), total = total, name = name(step)),
        Now::Stopped(step) => t!("trip-bar-stopped", step = number(step), total = total),
        Now::Failed(step, _) => t!("trip-bar-failed", step = number(step), total = total, name = name(step)),
        Now::Arrived => t!("trip-arrived"),
    });
    let text = move || {
        Some(match now.get() {
            Now::Asks => t!("trip-bar-asks-text"),
            Now::Waits => t!("trip-bar-waits-text"),
            Now::Gone => t!("trip-bar-gone-text"),
            Now::Running(_) => t!("trip-bar-running-text"),
            Now::Stopped(_) => t!("trip-bar-stopped-text"),
            Now::Failed(_, mend) => match mend {
                Mend::Healthy => t!("trip-mend-healthy-text"),
                Mend::Network => t!("trip-mend-network-text"),
                Mend::Broker(None) => t!("trip-mend-broker-text"),
                Mend::Broker(Some((answer, cause))) => {
                    let known = known(answer).unwrap_or_default();
                    let said = [known, t!("session-likeliest"), cause_name(cause), advice(cause)];
                    said.join(" ").trim_start().to_owned()
                }
                Mend::Tls => t!("trip-mend-tls-text"),
                Mend::Connect => t!("trip-mend-connect-text"),
                Mend::Again => t!("trip-mend-again-text"),
            },
            Now::Arrived => return None,
        })
    };
    let fraction = Signal::derive(move || match now.get() {
        Now::Running(step) => Some(share(step as usize, total)),
        _ => None,
    });
    // The buttons stay while the steps go by: the keyboard may be on one of them.
    let kind = Memo::new(move |_| match now.get() {
        Now::Running(_) => Now::Running(TripStep::Module),
        Now::Failed(_, mend) => Now::Failed(TripStep::Module, mend),
        other => other,
    });
    view! {
        <ActionBar tone title text fraction>{move || buttons(draft, kind.get())}</ActionBar>
    }
}

fn buttons(draft: Draft, now: Now) -> AnyView {
    let primary = |icon: Icon, label: String, press: UnsyncCallback<()>| {
        let label = StoredValue::new(label);
        view! { <Button sends=true variant=Variant::Primary icon on_press=press>{label.get_value()}</Button> }
            .into_any()
    };
    let onward =
        |link: &'static str, label: String| view! { <a class="button is-primary" href=link>{label}</a> }.into_any();
    let by_hand = || view! { <a class="button is-quiet" href="#/network">{t!("trip-by-hand")}</a> };
    match now {
        Now::Asks => view! {
            {by_hand()}
            <Button sends=true variant=Variant::Primary icon=Icon::Play on_press=move || begin(draft)>{t!("trip-begin")}</Button>
        }
        .into_any(),
        Now::Waits => by_hand().into_any(),
        Now::Gone => view! {
            <Button sends=true on_press=move || draft.begin_virtual(Some(healthy()))>{t!("trip-virtual")}</Button>
            {onward("#/connect", t!("trip-mend-connect"))}
        }
        .into_any(),
        Now::Running(_) => view! {
            <Button icon=Icon::Stop on_press=move || draft.workbench.stop_round_trip()>{t!("trip-stop")}</Button>
        }
        .into_any(),
        Now::Stopped(_) => view! {
            {by_hand()}
            {primary(Icon::Refresh, t!("trip-try-again"), UnsyncCallback::new(move |()| draft.again()))}
        }
        .into_any(),
        Now::Failed(_, Mend::Healthy) => primary(
            Icon::Play,
            t!("trip-mend-healthy"),
            UnsyncCallback::new(move |()| draft.begin_virtual(Some(healthy()))),
        ),
        Now::Failed(_, Mend::Broker(_)) => {
            primary(Icon::Undo, t!("trip-mend-broker"), UnsyncCallback::new(move |()| draft.ask()))
        }
        Now::Failed(_, Mend::Again) => {
            primary(Icon::Refresh, t!("trip-try-again"), UnsyncCallback::new(move |()| draft.again()))
        }
        Now::Failed(_, Mend::Network) => onward("#/network", t!("trip-mend-network")),
        Now::Failed(_, Mend::Tls) => onward("#/tls", t!("session-check-tls")),
        Now::Failed(_, Mend::Connect) => onward("#/connect", t!("trip-mend-connect")),
        Now::Arrived => onward("#/messages", t!("trip-see-message")),
    }
}

/// Begins with what was typed, or leads to the first mistake.
pub(super) fn begin(draft: Draft) {
    if draft.begin_typed() {
        return;
    }
    next_frame(FORM, |form| {
        let wrong = document().query_selector(&format!("#{form} [aria-invalid=true]")).ok().flatten();
        if let Some(wrong) = wrong {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = wrong.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

#[cfg(test)]
mod tests {
    use fibocom_at::Failure;
    use fibocom_at::codes::TlsError;

    use crate::link::procedure::{OpenFailure, Step};

    use super::*;

    const LIKELIEST: Option<(Answer, Cause)> = Some((Answer::Late, Cause::Host));

    #[test]
    fn a_healthy_module_is_offered_only_where_somebody_chose_a_fault() {
        let gone = TripFailure::Work(WorkError::NotConnected);
        let (failure, tls) = (Failure::Failed(0), Some(TlsError::from(-11)));
        let failed = OpenFailure { step: Step::Open, line: Vec::new(), failure, took: 300, tls };
        let tls = TripFailure::Work(WorkError::OpenStep(failed));
        for (step, failure, is_up, has_virtual_fault, expected) in [
            (TripStep::Module, &gone, false, true, Mend::Healthy),
            (TripStep::Open, &gone, true, true, Mend::Healthy),
            (TripStep::Module, &gone, false, false, Mend::Connect),
            (TripStep::Dial, &gone, true, false, Mend::Network),
            (TripStep::Open, &gone, true, false, Mend::Broker(LIKELIEST)),
            (TripStep::Open, &tls, true, false, Mend::Tls),
            (TripStep::Receive, &TripFailure::NoMessage, true, false, Mend::Again),
        ] {
            let found = mend(step, failure, is_up, has_virtual_fault, LIKELIEST);
            assert!(found == expected, "{step:?}, up: {is_up}, with a fault: {has_virtual_fault}");
        }
    }
}
