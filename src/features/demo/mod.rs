//! See it working: the round trip of a message, shown step by step as it happens.

mod bar;
mod draft;
mod form;
mod model;

use leptos::prelude::*;

pub use draft::provide_draft;

use self::draft::use_draft;
use crate::parts::round_trip::TripSteps;
use crate::ui::Card;
use crate::{address, t};

#[component]
pub fn DemoScreen() -> impl IntoView {
    let draft = use_draft();
    draft.wait_for_module();
    draft.arrive();
    let arrived =
        Memo::new(move |_| draft.trip.with(|trip| trip.as_ref().is_some_and(crate::state::RoundTrip::has_arrived)));
    // It ends where the message is. The way back leads to Connect, and does not begin it anew.
    Effect::new(move |_| {
        if arrived.get() {
            address::replace("#/messages");
        }
    });
    let asks = Memo::new(move |_| draft.asks.get());
    let lede = move || if asks.get() { t!("trip-real-lede") } else { t!("trip-lede") };
    view! {
        <h1>{t!("trip-title")}</h1>
        <p class="lede">{lede}</p>
        <Show when=move || asks.get() fallback=|| view! { <Card><TripSteps/></Card> }>
            <form::Form draft/>
        </Show>
        <bar::Bar draft/>
    }
}
