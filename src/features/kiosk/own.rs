//! The visitor's own message: typed, or touched, sent, and drawn as it goes.

use leptos::prelude::*;

use super::drawing::{Lines, Way};
use super::stand::{Leg, RESTING, Stand};
use crate::parts::round_trip::cause;
use crate::state::{TripEnd, TripFailure};
use crate::t;
use crate::ui::{Button, Field, FieldKind, Icon, Limit, Variant, outside};

/// The longest message, in bytes: it is shown in one line, and each series takes it.
const LONGEST: usize = 80;

/// How many lines of the exchange are in view.
const LINES: usize = 6;

/// Whether the module can send something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// It is on its way online.
    AtWork,
    Ready,
    /// It did not get online.
    Failed(TripFailure),
    /// It was online, and its link or its connection to the broker is gone.
    Lost,
}

impl State {
    /// What it is after the way online, as far as that has ended, and the connection as it is now.
    fn of(end: Option<&TripEnd>, is_open: bool) -> Self {
        match (end, is_open) {
            (Some(TripEnd::Arrived { .. }), true) => Self::Ready,
            (Some(TripEnd::Arrived { .. }), false) => Self::Lost,
            (Some(TripEnd::Failed(failure)), _) => Self::Failed(failure.clone()),
            (Some(TripEnd::Stopped) | None, _) => Self::AtWork,
        }
    }

    /// The state of the module of this visit, as it changes.
    pub(super) fn follow(stand: Stand) -> Memo<Self> {
        let facts = stand.facts;
        Memo::new(move |_| {
            facts.track();
            stand.trip.with(|trip| Self::of(trip.as_ref().and_then(|trip| trip.end.as_ref()), stand.is_open()))
        })
    }

    /// Why nothing can be sent until the next visit.
    pub(super) fn lost(&self) -> Option<String> {
        match self {
            Self::Failed(failure) => Some(cause(failure)),
            Self::Lost => Some(t!("kiosk-own-lost")),
            Self::AtWork | Self::Ready => None,
        }
    }
}

#[component]
pub(super) fn OwnMessage(stand: Stand) -> impl IntoView {
    // It is gone with this view, and this view with the visit.
    let text = RwSignal::new(String::new());
    let state = State::follow(stand);
    let lost = move || state.with(State::lost);
    let is_stuck = Signal::derive(move || lost().is_some());
    let error =
        move || (text.with(|text| text.trim().len()) > LONGEST).then(|| t!("kiosk-own-too-long", most = LONGEST));
    let reason = move || match (state.get(), text.with(|text| text.trim().is_empty())) {
        (State::AtWork, _) => Some(t!("kiosk-wait")),
        (State::Ready, true) => Some(t!("kiosk-own-empty")),
        (State::Ready, false) => error(),
        (State::Failed(_) | State::Lost, _) => lost(),
    };
    let busy = move || stand.sending.get().then(|| t!("kiosk-own-sending"));
    let send = move || {
        if untrack(reason).is_none() && !stand.sending.get_untracked() {
            stand.send(text.get_untracked().trim().to_owned());
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let offer = move |offered: String| {
        let shown = offered.clone();
        view! { <button type="button" class="kiosk-offer" on:click=move |_| text.set(offered.clone())>{shown}</button> }
    };
    let back = move || {
        (stand.leg.get() == Leg::Home && stand.failed.with(Option::is_none) && !stand.sending.get())
            .then(|| view! { <p class="kiosk-said is-ok">{t!("kiosk-own-back")}</p> })
    };
    view! {
        <div class="kiosk-own-page">
            <div class="kiosk-column">
                <h1>{t!("kiosk-own")}</h1>
                <p class="kiosk-lead">{t!("kiosk-own-lead")}</p>
                <form class="kiosk-own" novalidate autocomplete="off" on:submit=submit>
                    // No correction of spelling: the text might go to a service for it.
                    <Field kind=FieldKind::Mono label=t!("kiosk-own-label") value=text error limit=Limit::Bytes(LONGEST)/>
                    <div class="kiosk-offers">{[t!("kiosk-own-hello"), t!("kiosk-own-works"), t!("kiosk-own-light")].map(offer).collect_view()}</div>
                    <Button submit=true variant=Variant::Primary icon=Icon::Send disabled_reason=reason busy>{t!("kiosk-own-send")}</Button>
                </form>
            </div>
            <div class="kiosk-live">
                <Way stand is_stuck/>
                <div class="kiosk-news" role="status">
                    {back}
                    {move || stand.failed.get().or_else(lost).map(|failed| view! { <p class="kiosk-said is-bad">{outside(failed)}</p> })}
                </div>
                <Lines lines=stand.lines_so_far(LINES, RESTING)/>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_cannot_send_any_more_is_not_said_to_be_at_work() {
        let arrived = TripEnd::Arrived { publish: 1, back: 1, total: 2 };
        let failed = TripEnd::Failed(TripFailure::NoMessage);
        for (end, is_open, expected) in [
            (None, false, State::AtWork),
            (None, true, State::AtWork),
            (Some(&arrived), true, State::Ready),
            (Some(&arrived), false, State::Lost),
            (Some(&failed), true, State::Failed(TripFailure::NoMessage)),
            (Some(&failed), false, State::Failed(TripFailure::NoMessage)),
            (Some(&TripEnd::Stopped), false, State::AtWork),
        ] {
            assert_eq!(State::of(end, is_open), expected, "{end:?} {is_open}");
        }
    }
}
