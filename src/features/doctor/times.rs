//! How long each step took, beside what is usual and the last good time in the same log.

use leptos::prelude::*;
use workbench_doctor::timeline::{Pace, Row, Step};

use super::reading::DoctorDraft;
use crate::t;
use crate::words;

/// The marks above the rows, in milliseconds: both ends of what is drawn among them.
const MARKS: [u64; 5] = [10, 100, 1_000, 10_000, 100_000];

/// Where a duration stands, in a hundred: each mark is ten times the one before it.
fn place(millis: u64) -> f64 {
    let [first, .., last] = MARKS;
    let log = |millis: u64| (millis as f64).log10();
    let part = (log(millis.clamp(first, last)) - log(first)) / (log(last) - log(first));
    part * 100.0
}

#[component]
pub(super) fn Times(draft: DoctorDraft) -> impl IntoView {
    let rows = Memo::new(move |_| {
        draft.version.track();
        draft.log.with_value(|log| {
            let series = log.diagnosis.as_ref().and_then(|found| found.series);
            (log.timeline.rows(series), series)
        })
    });
    move || {
        let (rows, series) = rows.get();
        if rows.is_empty() {
            return view! { <p class="muted">{t!("doctor-screen-no-times")}</p> }.into_any();
        }
        let marks = MARKS
            .into_iter()
            .map(|mark| view! { <i class="doctor-at" style:left=percent(place(mark))>{mark_text(mark)}</i> });
        let key =
            series.map_or_else(|| t!("doctor-screen-usual"), |series| t!("doctor-screen-usual-for", series = series));
        view! {
            <p class="small muted">{t!("doctor-screen-times-text")}</p>
            <div class="doctor-times">
                <div class="doctor-step is-head">
                    <span>{t!("doctor-screen-step")}</span>
                    <span class="doctor-track" aria-hidden="true">{marks.collect_view()}</span>
                    <span class="num">{t!("doctor-screen-here")}</span>
                    <span class="num doctor-good">{t!("doctor-screen-good")}</span>
                </div>
                {rows.into_iter().map(|row| one(draft, series, row)).collect_view()}
            </div>
            <p class="doctor-key">
                <span><i class="doctor-usual"></i>{key}</span>
                <span><i class="doctor-last"></i>{t!("doctor-screen-good-key")}</span>
                <span><i class="doctor-here tone-ok"></i>{t!("doctor-screen-here-key")}</span>
            </p>
        }
        .into_any()
    }
}

fn one(draft: DoctorDraft, series: Option<&'static str>, row: Row) -> AnyView {
    let Row { step, here, pace, good, times } = row;
    let usual = step.usual(series);
    let (from, to) = (place(*usual.start()), place(*usual.end()));
    let (tone, says) = match pace {
        Pace::Usual => ("tone-ok", None),
        Pace::Slow => (
            "tone-warn",
            Some(t!("doctor-screen-slow", usual = words::seconds(*usual.end()), limit = words::seconds(step.limit()))),
        ),
        Pace::Failed => ("tone-bad", Some(t!("doctor-screen-failed"))),
    };
    let line = here.line;
    let last = good.map(|good| view! { <i class="doctor-last" style:left=percent(place(good.millis))></i> });
    view! {
        <div class="doctor-step">
            <b>{name(step)}</b>
            <span class="doctor-track" aria-hidden="true">
                <i class="doctor-usual" style:left=percent(from) style:width=percent(to - from)></i>
                {last}
                <i class=format!("doctor-here {tone}") style:left=percent(place(here.millis))></i>
            </span>
            <span class=format!("num {tone}")>{short(here.millis)}</span>
            <span class="num doctor-good">{good.map(|good| short(good.millis))}</span>
            <p>
                <button type="button" class="doctor-line" on:click=move |_| super::findings::look_at(draft, line)>{t!("doctor-screen-line", line = line)}</button>
                " "{(times > 1).then(|| t!("doctor-screen-done", count = times))}" "{says}
            </p>
        </div>
    }
    .into_any()
}

fn percent(part: f64) -> String {
    format!("{part:.1}%")
}

/// A mark, in whole numbers.
fn mark_text(millis: u64) -> String {
    match millis {
        0..1_000 => short(millis),
        _ => t!("doctor-screen-took", seconds = millis / 1_000),
    }
}

/// A duration in a few characters.
fn short(millis: u64) -> String {
    match millis {
        0..1_000 => t!("doctor-screen-took-short", milliseconds = millis),
        _ => t!("doctor-screen-took", seconds = words::seconds(millis)),
    }
}

fn name(step: Step) -> String {
    t!(&format!("doctor-screen-step-{}", step.id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_is_as_far_from_the_next_as_any_other() {
        let places: Vec<f64> = MARKS.into_iter().map(place).collect();
        for (found, expected) in places.iter().zip([0.0, 25.0, 50.0, 75.0, 100.0]) {
            assert!((found - expected).abs() < 0.001, "{places:?}");
        }
        assert!(place(0).abs() < 0.001 && (place(u64::MAX) - 100.0).abs() < 0.001);
    }
}
