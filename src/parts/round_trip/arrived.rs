//! The end of a round trip, above and below the messages: the message is back, and what comes next.

use leptos::prelude::*;

use super::{TripSteps, seconds};
use crate::address;
use crate::state::{RoundTrip, TripEnd, use_workbench};
use crate::t;
use crate::ui::{ActionBar, Button, Details, Glyph, Icon, Tone, Variant, go_on};

/// The end that is to be shown: whether the module is a virtual one, and the times to publish, to come back, and in all.
#[derive(Clone, Copy, PartialEq, Eq)]
struct End {
    is_virtual: bool,
    publish: u64,
    back: u64,
    total: u64,
}

/// The end, as long as its module is connected and the person has not put it away.
fn end() -> Memo<Option<End>> {
    let workbench = use_workbench();
    let (trip, connected) = (workbench.round_trip(), workbench.is_connected());
    let read = |trip: &RoundTrip| match trip.end {
        Some(TripEnd::Arrived { publish, back, total }) if !trip.dismissed => {
            Some(End { is_virtual: trip.is_virtual, publish, back, total })
        }
        _ => None,
    };
    Memo::new(move |_| trip.with(|trip| trip.as_ref().and_then(read)).filter(|_| connected.get()))
}

/// The message is back: the way that it went, how long that took, and what happened.
#[component]
pub fn Arrived() -> impl IntoView {
    let end = end();
    let card = move |End { is_virtual, publish, back, total }| {
        let text = t!("trip-arrived-text", publish = publish, back = back, total = seconds(total));
        let next = if is_virtual { t!("trip-arrived-virtual") } else { t!("trip-arrived-real") };
        let stop = |name: String| view! { <li class="trip-stop">{name}</li> };
        let leg = |name: String| view! { <li class="trip-leg">{name}</li> };
        view! {
            <section class="card trip-arrived">
                <h2><Glyph icon=Icon::Check/><span>{t!("trip-arrived")}</span></h2>
                <ol class="trip-way">
                    {stop(t!("trip-way-module"))} {leg(t!("trip-way-publish"))}
                    {stop(t!("trip-way-broker"))} {leg(t!("trip-way-announce"))}
                    {stop(t!("trip-way-module"))} {leg(t!("trip-way-fetch"))}
                    {stop(t!("trip-way-page"))}
                </ol>
                <p class="muted">{text} " " {next}</p>
                <Details summary=t!("trip-happened", total = seconds(total))><TripSteps/></Details>
                <div class="bar">
                    <Button variant=Variant::Quiet icon=Icon::Refresh on_press=|| address::go("#/demo")>{t!("trip-again")}</Button>
                </div>
            </section>
        }
    };
    view! { <div class="trip-end">{move || end.get().map(card)}</div> }
}

/// What comes next.
#[component]
pub fn ArrivedBar() -> impl IntoView {
    let workbench = use_workbench();
    let end = end();
    let own = move || {
        workbench.dismiss_round_trip();
        go_on(async move {
            workbench.disconnect().await;
            address::go("#/connect");
        });
    };
    let is_virtual = Memo::new(move |_| end.get().map(|end| end.is_virtual));
    move || {
        Some(match is_virtual.get()? {
            true => view! {
                <ActionBar tone=Tone::Ok title=t!("trip-next-virtual") text=t!("trip-next-virtual-text")>
                    <Button variant=Variant::Quiet on_press=move || workbench.dismiss_round_trip()>{t!("trip-stay")}</Button>
                    <Button variant=Variant::Primary icon=Icon::Plug on_press=own>{t!("trip-own")}</Button>
                </ActionBar>
            }
            .into_any(),
            false => view! {
                <ActionBar tone=Tone::Ok title=t!("trip-next-real") text=t!("trip-next-real-text")>
                    <Button variant=Variant::Quiet on_press=move || workbench.dismiss_round_trip()>{t!("trip-close")}</Button>
                    <a class="button is-primary" href="#/publish">{t!("trip-publish-own")}</a>
                </ActionBar>
            }
            .into_any(),
        })
    }
}
