//! What the checker says: what is wrong, every command that it may send, and how many at most. Always in view.

use leptos::prelude::*;
use workbench_walkthrough::Listed;

use super::super::consent;
use super::super::editing::Editing;
use super::{Seen, says};
use crate::t;
use crate::ui::Card;

/// The most problems that are listed. Each is told at its field, too.
const MOST: usize = 12;

#[component]
pub(super) fn Checker(editing: Editing, seen: Seen) -> impl IntoView {
    let most = move || match seen.with(|(_, outlook)| outlook.most) {
        Some(most) => t!("walkthrough-edit-ends", most = most),
        None => t!("walkthrough-edit-ends-not"),
    };
    let problems = Memo::new(move |_| {
        seen.with(|(_, outlook)| {
            let row = |one: &workbench_walkthrough::Problem| (one.step, says::sentence(&one.fault));
            outlook.problems.iter().map(row).take(MOST).collect::<Vec<_>>()
        })
    });
    let wrong = move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let rows = problems.into_iter().map(|(step, says)| {
                let place = step.map_or_else(|| t!("walkthrough-edit-whole"), |step| t!("walkthrough-edit-in-step", step = step));
                let go = move |_| editing.at.set(step.map(|step| step - 1));
                view! { <li><button type="button" class="walk-edit-link" on:click=go>{place}</button>" "{crate::ui::outside(says)}</li> }
            });
            view! { <ul class="walk-edit-problems" aria-label=t!("walkthrough-edit-mend")>{rows.collect_view()}</ul> }
        })
    };
    let commands = Memo::new(move |_| seen.with(|(_, outlook)| outlook.commands.clone()));
    let heading = move || {
        commands.with(|commands| {
            let changing = commands.iter().filter(|listed| listed.changes).count();
            t!("walkthrough-edit-commands", count = commands.len(), changing = changing)
        })
    };
    let rows = move || commands.get().iter().map(|listed: &Listed| consent::one(listed)).collect_view();
    view! {
        <Card title=t!("walkthrough-edit-checker")>
            <p>{most}</p>
            {wrong}
            <p class="small muted">{heading}</p>
            <ul class="walk-commands walk-edit-commands" aria-label=t!("walkthrough-commands") tabindex="0">{rows}</ul>
        </Card>
    }
}
