//! What changed since the last message on the topic, as a table.

use leptos::prelude::*;

use super::chart::second;
use super::detail::Opened;
use super::model::{Change, Changes, MOST, changes};
use crate::parts::log::use_shared_log;
use crate::parts::round_trip::seconds;
use crate::t;
use crate::ui::outside;

/// How many fields that are the same are shown.
const SAME: usize = 6;

/// From how many milliseconds on a time is said in minutes.
const MINUTES: u64 = 120_000;

#[component]
pub(super) fn Changed(opened: Opened) -> impl IntoView {
    let clock = use_shared_log().clock();
    let Some((before_at, before)) = opened.before else {
        return view! { <p class="muted small">{t!("messages-first-on-topic")}</p> }.into_any();
    };
    let passed = opened.at.saturating_sub(before_at);
    let passed = if passed < MINUTES { seconds(passed) } else { t!("messages-minutes", count = passed / 60_000) };
    let after = t!("messages-after", time = passed);
    let times = [before_at, opened.at].map(|at| second(clock, at));
    let body = match changes(&before, &opened.payload) {
        Changes::Nothing => view! { <p class="muted small">{t!("messages-no-change")}</p> }.into_any(),
        Changes::Fields(rows) => table(t!("messages-field"), times, rows).into_any(),
        Changes::Bytes(rows) => table(t!("messages-offset"), times, rows).into_any(),
    };
    view! {
        <div class="messages-part">
            <div class="messages-part-head"><h3>{t!("messages-changed")}</h3><small class="muted">{after}</small></div>
            {body}
        </div>
    }
    .into_any()
}

fn table(place: String, [before, now]: [String; 2], rows: Vec<Change>) -> impl IntoView {
    let changed = rows.iter().take_while(|row| !row.is_same()).count();
    let (most, all) = (changed.min(MOST) + SAME, rows.len());
    let more = all.saturating_sub(if changed > MOST { MOST } else { most });
    let shown = rows.into_iter().take(if changed > MOST { MOST } else { most });
    let more = (more > 0).then(|| view! { <p class="muted small">{t!("messages-more-fields", count = more)}</p> });
    view! {
        <div class="scroll-x">
            <table class="changes">
                <thead><tr><th scope="col">{place}</th><th scope="col">{before}</th><th scope="col">{now}</th><th scope="col"><span class="hidden">{t!("messages-difference")}</span></th></tr></thead>
                <tbody>{shown.map(row).collect_view()}</tbody>
            </table>
        </div>
        {more}
    }
}

fn row(change: Change) -> impl IntoView {
    let is_same = change.is_same();
    let Change { place, was, is, difference } = change;
    let place = if place.is_empty() { t!("messages-whole") } else { outside(place) };
    // Where there is nothing on one side, the other says that it came or went.
    let says = match (&was, &is, difference) {
        (None, _, _) => t!("messages-added"),
        (_, None, _) => t!("messages-removed"),
        (_, _, Some(difference)) => difference,
        _ if is_same => t!("messages-same"),
        _ => String::new(),
    };
    let shown = |text: Option<String>| text.map(outside).unwrap_or_default();
    view! {
        <tr class:is-same=is_same>
            <th scope="row">{place}</th>
            <td class="was">{shown(was)}</td>
            <td class="is">{shown(is)}</td>
            <td class="difference number">{says}</td>
        </tr>
    }
}
