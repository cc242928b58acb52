//! The tour: the way of the module, page by page, each with what really went over the line; it goes on by itself until somebody touches.

use std::time::Duration;

use leptos::prelude::*;

use super::drawing::Lines;
use super::options::Tour;
use super::own::{OwnMessage, State};
use super::stand::Stand;
use crate::parts::round_trip::{cause, done, meaning, seconds};
use crate::state::{RoundTrip, TripEnd, TripStep};
use crate::t;
use crate::ui::{Button, Icon, Keeps, Variant, begin_at_heading, every, outside};

/// How long a page is shown before the next comes by itself, in tenths of a second.
const PAGE: u32 = 80;
const TENTH: Duration = Duration::from_millis(100);

/// How long a step takes at least that its time is told, in milliseconds.
const WORTH_TELLING: u64 = 100;

/// How many lines a page shows: the last ones.
const LINES: usize = 6;

/// The pages before the visitor's own message: the steps of each, the first and, where there are several, the one that follows the last.
const PAGES: [(TripStep, Option<TripStep>, &str); 6] = [
    (TripStep::Module, Some(TripStep::Check), "kiosk-page-module"),
    (TripStep::Check, Some(TripStep::Dial), "kiosk-page-check"),
    (TripStep::Dial, Some(TripStep::Clock), "kiosk-page-dial"),
    (TripStep::Open, Some(TripStep::Subscribe), "kiosk-page-open"),
    (TripStep::Subscribe, Some(TripStep::Publish), "kiosk-page-subscribe"),
    (TripStep::Publish, None, "kiosk-page-publish"),
];

/// All pages.
const TOTAL: usize = PAGES.len() + 1;

#[component]
pub(super) fn TourScene(stand: Stand) -> impl IntoView {
    let is_left = stand.options.with_value(|options| options.tour == Tour::Left);
    let page = RwSignal::new(if is_left { PAGES.len() } else { 0 });
    let shown = RwSignal::new(0);
    let trip = stand.trip;
    let is_last = move || page.get() == PAGES.len();
    let is_done = Memo::new(move |_| trip.with(|trip| trip.as_ref().is_some_and(|trip| has(trip, page.get()))));
    let has_failed = Memo::new(move |_| trip.with(|trip| trip.as_ref().is_some_and(|trip| fails_at(trip, page.get()))));
    let state = State::follow(stand);
    let is_over = Memo::new(move |_| has_failed.get() || is_last() && state.with(State::lost).is_some());
    // A module with a cable is somebody's own, and nobody breaks it here.
    let is_virtual = Memo::new(move |_| trip.with(|trip| trip.as_ref().is_some_and(|trip| trip.is_virtual)));
    Effect::new(move |_| stand.at_end.set(is_last() || has_failed.get()));
    let turn = move |to: usize| {
        shown.set(0);
        page.set(to.min(PAGES.len()));
    };
    every(TENTH, move || {
        let goes_on = !stand.held.get_untracked() && is_done.get_untracked();
        if !goes_on || page.get_untracked() == PAGES.len() {
            return;
        }
        shown.update(|shown| *shown += 1);
        if shown.get_untracked() >= PAGE {
            turn(page.get_untracked() + 1);
        }
    });
    Effect::new(move |_| {
        page.track();
        begin_at_heading(Keeps::Nothing);
    });
    let next = move || turn(page.get_untracked() + 1);
    let back = move || match page.get_untracked() {
        0 => stand.end(),
        at => turn(at - 1),
    };
    let waits = move || (!is_done.get()).then(|| t!("kiosk-wait"));
    let bar = move || {
        let left = PAGE.saturating_sub(shown.get()).div_ceil(10);
        let goes = !stand.held.get() && is_done.get() && !is_last();
        goes.then(|| view! {
            <div class="kiosk-auto">
                <span>{t!("kiosk-goes-on", seconds = left)}</span>
                <div class="progress-bar" aria-hidden="true"><i style:width=move || format!("{}%", shown.get() * 100 / PAGE)></i></div>
            </div>
        })
    };
    view! {
        <div class="kiosk-tour">
            <p class="kiosk-where"><Dots page/> <span>{move || t!("kiosk-step", step = page.get() + 1, total = TOTAL)}</span></p>
            {move || match PAGES.get(page.get()) {
                Some(_) => view! { <Page stand page/> }.into_any(),
                None => view! { <OwnMessage stand/> }.into_any(),
            }}
            <div class="kiosk-go">
                <div class="kiosk-acts">
                    <Button on_press=back>{t!("kiosk-back")}</Button>
                    <Show when=move || !is_last() && !has_failed.get()>
                        <Button variant=Variant::Primary icon=Icon::Next disabled_reason=waits on_press=next>{t!("kiosk-next")}</Button>
                    </Show>
                    <Show when=move || is_last() && is_virtual.get()>
                        <Button icon=Icon::Warning on_press=move || stand.choose()>{t!("kiosk-game-begin")}</Button>
                    </Show>
                    <Show when=move || is_over.get()>
                        <Button variant=Variant::Primary icon=Icon::Refresh on_press=move || stand.end()>{t!("kiosk-again")}</Button>
                    </Show>
                </div>
                <div class="kiosk-auto-place" aria-live="off">{bar}</div>
            </div>
        </div>
    }
}

/// How far the tour is.
#[component]
fn Dots(page: RwSignal<usize>) -> impl IntoView {
    let dot = move |at: usize| {
        let class = move || match at.cmp(&page.get()) {
            std::cmp::Ordering::Less => "is-done",
            std::cmp::Ordering::Equal => "is-on",
            std::cmp::Ordering::Greater => "",
        };
        view! { <i class=class></i> }
    };
    view! { <span class="kiosk-dots" aria-hidden="true">{(0..TOTAL).map(dot).collect_view()}</span> }
}

/// What a step is, what came of it, and what went over the line.
#[component]
fn Page(stand: Stand, page: RwSignal<usize>) -> impl IntoView {
    let trip = stand.trip;
    let at = move || PAGES.get(page.get()).copied().unwrap_or(PAGES[0]);
    let title = move || t!(at().2);
    let lead = move || t!(&format!("{}-lead", at().2));
    let found = move || trip.with(|trip| trip.as_ref().map(|trip| said(trip, at())));
    let lines = Memo::new(move |_| {
        let (first, until, _) = at();
        // It grows with the record, and ends with the step.
        stand.workbench.record_version().track();
        stand.said_in(first, until, LINES)
    });
    view! {
        <h1>{title}</h1>
        <p class="kiosk-lead">{lead}</p>
        <section class="kiosk-card">
            <h2>{t!("kiosk-over-the-wire")}</h2>
            <p class="kiosk-said" role="status">{move || found().map(outside)}</p>
            <Lines lines/>
        </section>
    }
}

/// Whether all steps of a page are done.
fn has(trip: &RoundTrip, page: usize) -> bool {
    match PAGES.get(page) {
        Some((TripStep::Publish, ..)) => trip.has_arrived(),
        Some((step, ..)) => trip.of(*step).is_some(),
        None => trip.has_arrived(),
    }
}

/// Whether the tour ends here, since the module came no further.
fn fails_at(trip: &RoundTrip, page: usize) -> bool {
    matches!(trip.end, Some(TripEnd::Failed(_))) && !has(trip, page)
}

/// What came of the steps of a page.
fn said(trip: &RoundTrip, (step, ..): (TripStep, Option<TripStep>, &str)) -> String {
    if let Some(TripEnd::Failed(failure)) = &trip.end
        && trip.of(step).is_none()
    {
        return cause(failure);
    }
    match trip.of(step) {
        Some(found) if found.took < WORTH_TELLING => done(trip, &found.found),
        Some(found) => t!("kiosk-took", said = done(trip, &found.found), seconds = seconds(found.took)),
        None => meaning(step),
    }
}
