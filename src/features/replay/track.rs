//! The time line: how the module, the network and the session stood, where something was found, and where the replay is.

use leptos::ev::Event;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::draft::ReplayDraft;
use super::model::{self, Mark};
use crate::state::{Lane, Stood};
use crate::t;
use crate::words::log_finding;

#[component]
pub(super) fn Track(draft: ReplayDraft) -> impl IntoView {
    let Some((begin, end)) = draft.workbench.tape().map(|tape| tape.lanes().span()) else { return ().into_any() };
    let length = end - begin;
    let part = move |after: u64| percent(after, length);
    let lanes = Lane::ALL.map(|lane| {
        let stretches = draft.workbench.tape().map(|tape| tape.lanes().of(lane).copied().collect::<Vec<_>>());
        let stretches = stretches.unwrap_or_default().into_iter().map(|stretch| {
            let (from, to) = (stretch.from.saturating_sub(begin), stretch.to.saturating_sub(begin));
            let (class, name) = stood(lane, stretch.stood);
            let width = format!("max(2px, {}%)", percent(to.saturating_sub(from), length));
            view! { <i class=class title=name style:left=format!("{}%", part(from)) style:width=width></i> }
        });
        view! { <span class="replay-lane-name">{lane_name(lane)}</span><div class="replay-lane">{stretches.collect_view()}</div> }
    });
    let ticks = model::ticks(length).into_iter().map(|after| {
        let text = model::clock(after);
        let text = text.strip_suffix(".0").map_or(text.clone(), str::to_owned);
        view! { <span class="replay-tick num" style:left=format!("{}%", part(after))>{text}</span> }
    });
    let marks = move || {
        draft.found.with(|found| {
            found.marks().iter().enumerate().map(|(at, mark)| flag(draft, at, mark, length)).collect_view()
        })
    };
    let after = move || draft.head.get().saturating_sub(begin).min(length);
    let at = move || format!("{}%", part(after()));
    let slide = move |event: Event| {
        let at = event_target::<HtmlInputElement>(&event).value_as_number();
        if at.is_finite() {
            draft.go_to_time(whole(at));
        }
    };
    let says = move || t!("replay-at", now = model::clock(after()), end = model::clock(length));
    view! {
        <div class="replay-track">
            <span></span><div class="replay-marks">{marks}</div>
            {lanes.into_iter().collect_view()}
            <span></span><div class="replay-ticks" aria-hidden="true">{ticks.collect_view()}</div>
            <div class="replay-over">
                <div class="replay-ahead" style:left=at></div>
                <div class="replay-head" style:left=at></div>
                <input type="range" class="replay-slider" min="0" max=length.to_string() step="any" aria-label=t!("replay-slider")
                    aria-valuetext=says prop:value=move || after().to_string() on:input=slide/>
            </div>
        </div>
    }
    .into_any()
}

/// A finding on the time line.
fn flag(draft: ReplayDraft, at: usize, mark: &Mark, length: u64) -> impl IntoView + use<> {
    let title = log_finding(&mark.finding).title;
    let place = mark.place;
    let name = t!("replay-flag", number = at + 1, what = title);
    let left = format!("{}%", percent(mark.at, length));
    let go = move |_| {
        draft.pause();
        draft.go_to(place);
    };
    view! {
        <button type="button" class="replay-flag" class:is-bad=mark.is_error() style:left=left title=name.clone() aria-label=name on:click=go>{at + 1}</button>
    }
}

/// How a stretch is drawn, and what it says.
fn stood(lane: Lane, stood: Stood) -> (&'static str, String) {
    match (stood, lane) {
        (Stood::Absent, _) => ("", String::new()),
        (Stood::Good, Lane::Module) => ("is-ok", t!("replay-module-good")),
        (Stood::Waiting, Lane::Module) => ("is-wait", t!("replay-module-waits")),
        (Stood::Bad, Lane::Module) => ("is-bad", t!("replay-module-bad")),
        (Stood::Good, Lane::Network) => ("is-ok", t!("replay-network-good")),
        (Stood::Waiting, Lane::Network) => ("is-wait", t!("replay-network-waits")),
        (Stood::Bad, Lane::Network) => ("is-bad", t!("replay-network-bad")),
        (Stood::Good, Lane::Session) => ("is-ok", t!("replay-session-good")),
        (Stood::Waiting, Lane::Session) => ("is-wait", t!("replay-session-waits")),
        (Stood::Bad, Lane::Session) => ("is-bad", t!("replay-session-bad")),
        (_, Lane::Messages) => ("is-message", t!("replay-message")),
    }
}

fn lane_name(lane: Lane) -> String {
    match lane {
        Lane::Module => t!("replay-lane-module"),
        Lane::Network => t!("replay-lane-network"),
        Lane::Session => t!("replay-lane-session"),
        Lane::Messages => t!("replay-lane-messages"),
    }
}

/// A part of a length, in hundredths of it. All of a length of nothing.
#[expect(clippy::cast_precision_loss, reason = "a point on the screen needs few digits")]
fn percent(part: u64, of: u64) -> f64 {
    if of == 0 { 100.0 } else { (part.min(of) as f64 / of as f64 * 10_000.0).round() / 100.0 }
}

/// A number of the browser's without what stands behind its point.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds of a file are far below 2^53"
)]
const fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}
