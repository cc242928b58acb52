//! What changed since the last message on the topic, as a table.

use leptos::prelude::*;

use super::chart::second;
use super::detail::Opened;
use crate::parts::changes::{ChangesTable, changes};
use crate::parts::log::use_shared_log;
use crate::parts::round_trip::seconds;
use crate::t;

/// From how many milliseconds on a time is said in seconds.
const SECOND: u64 = 1_000;

/// From how many milliseconds on a time is said in minutes.
const MINUTES: u64 = 120_000;

#[component]
pub(super) fn Changed(opened: Opened) -> impl IntoView {
    let clock = use_shared_log().clock();
    let Some((before_at, before)) = opened.before else {
        return view! { <p class="muted small">{t!("messages-first-on-topic")}</p> }.into_any();
    };
    let passed = opened.at.saturating_sub(before_at);
    let passed = match passed {
        0..SECOND => t!("messages-milliseconds", count = passed),
        SECOND..MINUTES => seconds(passed),
        _ => t!("messages-minutes", count = passed / 60_000),
    };
    let after = t!("messages-after", time = passed);
    let mut times = [before_at, opened.at].map(|at| second(clock, at));
    if times[0] == times[1] {
        times = [before_at, opened.at].map(|at| clock.time_of_day(at));
    }
    let [before_at, now_at] = times;
    let changes = changes(&before, &opened.payload);
    view! {
        <div class="messages-part">
            <div class="messages-part-head"><h3>{t!("messages-changed")}</h3><small class="muted">{after}</small></div>
            <ChangesTable changes before=before_at now=now_at nothing=t!("messages-no-change")/>
        </div>
    }
    .into_any()
}
