//! The round trip as it goes and as it went, wherever it is shown: its steps with what each means, and its end.

mod arrived;
mod plan;
mod text;

use leptos::prelude::*;

pub use arrived::{Arrived, ArrivedBar};
pub use plan::{SERIES, virtual_plan, virtual_target};
pub use text::{cause, done, meaning, seconds, title};

use crate::state::{RoundTrip, TripEnd, TripStep, use_workbench};
use crate::t;
use crate::ui::{Step, StepStatus, Steps};

/// The steps, each as it happens: what is done, what it means, how long it took.
#[component]
pub fn TripSteps() -> impl IntoView {
    let trip = use_workbench().round_trip();
    let steps = TripStep::ALL.into_iter().enumerate();
    view! {
        <div class="trip-steps">
            <Steps>{steps.map(|(at, step)| view! { <One trip step number=at + 1/> }).collect_view()}</Steps>
        </div>
    }
}

#[component]
fn One(trip: Signal<Option<RoundTrip>>, step: TripStep, number: usize) -> impl IntoView {
    let shown = Memo::new(move |_| trip.with(|trip| trip.as_ref().map(|trip| Shown::of(trip, step))));
    let status =
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(|shown| shown.status).unwrap_or_default()));
    let name =
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(|shown| shown.title.clone()).unwrap_or_default()));
    let detail = move || shown.with(|shown| shown.as_ref().map(|shown| shown.detail.clone()));
    let end = move || shown.with(|shown| shown.as_ref().and_then(|shown| shown.took.clone()));
    view! { <Step id=text::place(step) status number title=name detail code=end/> }
}

/// What is shown of a step.
#[derive(PartialEq)]
struct Shown {
    status: StepStatus,
    title: String,
    detail: String,
    /// How long it took, once it is done.
    took: Option<String>,
}

impl Shown {
    fn of(trip: &RoundTrip, step: TripStep) -> Self {
        let title = title(trip, step);
        if let Some(found) = trip.of(step) {
            let detail = done(trip, &found.found);
            return Self { status: StepStatus::Pass, title, detail, took: Some(seconds(found.took)) };
        }
        let (status, detail) = match (&trip.end, trip.step == step) {
            (None, true) => (StepStatus::Running, meaning(step)),
            (Some(TripEnd::Stopped), true) => (StepStatus::Warn, t!("trip-stopped-here")),
            (Some(TripEnd::Failed(failure)), true) => (StepStatus::Fail, cause(failure)),
            _ => (StepStatus::Wait, meaning(step)),
        };
        Self { status, title, detail, took: None }
    }
}
