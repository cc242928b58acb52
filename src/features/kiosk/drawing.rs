//! The way of a message, drawn as it goes: from the module over the network to the broker, and back.

use leptos::prelude::*;

use super::stand::{Leg, Stand};
use crate::parts::log::{Told, ToldWay};
use crate::t;
use crate::ui::{Tone, outside};

/// The three stations with what is known of each, and the message between them.
#[component]
pub(super) fn Way(
    stand: Stand,
    /// Whether nothing can go on its way any more.
    #[prop(optional, into)]
    is_stuck: Signal<bool>,
) -> impl IntoView {
    let facts = stand.facts;
    let leg = stand.leg;
    let is_virtual =
        Memo::new(move |_| facts.with(|facts| facts.module.as_ref().is_none_or(|module| module.is_virtual)));
    let module = Memo::new(move |_| {
        facts.with(|facts| facts.module.as_ref().map(|module| module.identity.model.clone())).unwrap_or_default()
    });
    let signal = Memo::new(move |_| facts.with(|facts| facts.signal.map(|signal| signal.rssi)));
    let network =
        move || signal.get().map_or_else(|| t!("kiosk-network-waits"), |rssi| t!("kiosk-network-signal", rssi = rssi));
    let module_is = move || match is_virtual.get() {
        true => t!("kiosk-module-virtual"),
        false => t!("kiosk-module-own"),
    };
    let broker_is = move || match is_virtual.get() {
        true => t!("kiosk-broker-virtual"),
        false => t!("kiosk-broker-own"),
    };
    let class = move || match leg.get() {
        _ if is_stuck.get() => "kiosk-way",
        Leg::Rest => "kiosk-way is-rest",
        Leg::Ready => "kiosk-way",
        Leg::Out => "kiosk-way is-out",
        Leg::There => "kiosk-way is-there",
        Leg::Back => "kiosk-way is-back",
        Leg::Home => "kiosk-way is-home",
    };
    let says = move || match leg.get() {
        _ if is_stuck.get() => t!("kiosk-leg-stuck"),
        Leg::Rest => t!("kiosk-leg-rest"),
        Leg::Ready => t!("kiosk-leg-ready"),
        Leg::Out => t!("kiosk-leg-out"),
        Leg::There => t!("kiosk-leg-there"),
        Leg::Back => t!("kiosk-leg-back"),
        Leg::Home => t!("kiosk-leg-home"),
    };
    let message = move || outside(stand.message.get());
    let track = || {
        view! {
            <div class="kiosk-track" aria-hidden="true">
                <i class="kiosk-lane"></i><i class="kiosk-lane is-back"></i>
                <i class="kiosk-dot"></i><i class="kiosk-dot is-back"></i>
            </div>
        }
    };
    view! {
        <figure class=class>
            <div class="kiosk-stations">
                <div class="kiosk-station is-module"><b>{t!("kiosk-module")}</b><span>{move || outside(module.get())}</span><small>{module_is}</small></div>
                {track()}
                <div class="kiosk-station is-network"><b>{t!("kiosk-network")}</b><span>{network}</span><small>{t!("kiosk-network-is")}</small></div>
                {track()}
                <div class="kiosk-station is-broker"><b>{t!("kiosk-broker")}</b><span>"MQTT"</span><small>{broker_is}</small></div>
            </div>
            <figcaption><span class="kiosk-message">{message}</span><span>{says}</span></figcaption>
        </figure>
    }
}

/// What went over the line, each line with what it means.
#[component]
pub(super) fn Lines(#[prop(into)] lines: Signal<Vec<Told>>) -> impl IntoView {
    view! {
        <ol class="kiosk-lines">
            <For each=move || lines.get() key=|line| (line.number, line.line.clone()) let(line)>
                <li class=class(&line)><code>{outside(&line.line)}</code><span>{outside(&line.meaning)}</span></li>
            </For>
        </ol>
    }
}

fn class(line: &Told) -> &'static str {
    match (line.way, line.tone) {
        (_, Tone::Bad) => "is-bad",
        (ToldWay::Sent, _) => "is-sent",
        (ToldWay::Received, _) => "is-received",
        (ToldWay::Unasked, _) => "is-unasked",
    }
}
