//! What was found in the file, in its order: the one that the replay is at stands out.

use leptos::prelude::*;

use super::draft::{Found, ReplayDraft};
use super::model::{self, Mark};
use crate::t;
use crate::ui::Details;
use crate::words::{LogFinding, log_finding};

#[component]
pub(super) fn Findings(draft: ReplayDraft) -> impl IntoView {
    let place = draft.workbench.replay_place();
    let now = Memo::new(move |_| draft.found.with(|found| model::current(found.marks(), place.get()?)));
    let list = move || match draft.found.get() {
        Found::Looking => view! { <p class="muted small">{t!("replay-looking")}</p> }.into_any(),
        Found::Marks(marks) if marks.is_empty() => {
            view! { <p class="muted small">{t!("replay-nothing-found")}</p> }.into_any()
        }
        Found::Marks(marks) => {
            let rows = marks.iter().enumerate().map(|(at, mark)| row(draft, now, at, mark)).collect_view();
            let count = marks.len();
            view! { <Details summary=t!("replay-found", count = count)><ol class="replay-findings">{rows}</ol></Details> }.into_any()
        }
    };
    view! { {list} }
}

/// The finding that the replay has just come to.
#[component]
pub(super) fn Current(draft: ReplayDraft) -> impl IntoView {
    let place = draft.workbench.replay_place();
    let current = move || {
        let place = place.get()?;
        draft.found.with(|found| {
            let at = model::current(found.marks(), place)?;
            let mark = found.marks().get(at).filter(|mark| mark.place == place)?;
            let LogFinding { title, next, .. } = log_finding(&mark.finding);
            Some(view! { <p class="replay-current" class:is-bad=mark.is_error()><b>{at + 1}". "{title}</b>" "{next}</p> })
        })
    };
    view! { <div class="replay-said" role="status">{current}</div> }
}

fn row(draft: ReplayDraft, now: Memo<Option<usize>>, at: usize, mark: &Mark) -> impl IntoView + use<> {
    let LogFinding { title, cause, .. } = log_finding(&mark.finding);
    let (place, is_error) = (mark.place, mark.is_error());
    let time = model::clock(mark.at);
    let go = move |_| {
        draft.pause();
        draft.go_to(place);
    };
    view! {
        <li class="replay-finding" class:is-now=move || now.get() == Some(at)>
            <button type="button" on:click=go>
                <span class="replay-number" class:is-bad=is_error>{at + 1}</span>
                <b>{title}</b>
                <time class="num muted small">{time}</time>
                <span class="muted small">{cause}</span>
            </button>
        </li>
    }
}
