//! The visitor's own message: typed, or touched, sent, and drawn as it goes.

use leptos::prelude::*;

use super::drawing::{Lines, Way};
use super::stand::{Leg, Stand};
use crate::t;
use crate::ui::{Button, Field, Icon, Limit, Variant, outside};

/// The longest message, in bytes: it is shown in one line, and each series takes it.
const LONGEST: usize = 80;

/// How many lines of the exchange are in view.
const LINES: usize = 6;

#[component]
pub(super) fn OwnMessage(stand: Stand) -> impl IntoView {
    // It is gone with this view, and this view with the visit.
    let text = RwSignal::new(String::new());
    let is_ready = Memo::new({
        let (trip, facts) = (stand.trip, stand.workbench.facts());
        move |_| {
            facts.track();
            trip.with(|trip| trip.as_ref().is_some_and(crate::state::RoundTrip::has_arrived)) && stand.is_open()
        }
    });
    let error =
        move || (text.with(|text| text.trim().len()) > LONGEST).then(|| t!("kiosk-own-too-long", most = LONGEST));
    let reason = move || match (is_ready.get(), text.with(|text| text.trim().is_empty())) {
        (false, _) => Some(t!("kiosk-wait")),
        (true, true) => Some(t!("kiosk-own-empty")),
        (true, false) => error(),
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
                    <Field label=t!("kiosk-own-label") value=text error limit=Limit::Bytes(LONGEST)/>
                    <div class="kiosk-offers">{[t!("kiosk-own-hello"), t!("kiosk-own-works"), t!("kiosk-own-light")].map(offer).collect_view()}</div>
                    <Button submit=true variant=Variant::Primary icon=Icon::Send disabled_reason=reason busy>{t!("kiosk-own-send")}</Button>
                </form>
            </div>
            <div class="kiosk-live">
                <Way stand/>
                <div class="kiosk-news" role="status">
                    {back}
                    {move || stand.failed.get().map(|failed| view! { <p class="kiosk-said is-bad">{outside(failed)}</p> })}
                </div>
                <Lines lines=stand.lines_so_far(LINES)/>
            </div>
        </div>
    }
}
