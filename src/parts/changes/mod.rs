//! What differs between two payloads, as a table: field by field where both are JSON, or byte by byte.

mod model;

use leptos::prelude::*;

pub use model::{Changes, Field, MOST, bytes_changed, changes, fields};

use self::model::Change;
use crate::t;
use crate::ui::outside;

/// How many fields that are the same are shown.
const SAME: usize = 6;

/// The table. `before` and `now` say whose values the two columns are.
#[component]
pub fn ChangesTable(
    changes: Changes,
    #[prop(into)] before: String,
    #[prop(into)] now: String,
    /// What to say where no byte differs.
    #[prop(into)]
    nothing: String,
) -> impl IntoView {
    let columns = [before, now];
    match changes {
        Changes::Nothing => view! { <p class="muted small">{nothing}</p> }.into_any(),
        Changes::Fields(rows) => {
            let all = rows.len();
            table(t!("changes-field"), columns, rows, all).into_any()
        }
        Changes::Bytes(rows, all) => table(t!("changes-offset"), columns, rows, all).into_any(),
    }
}

fn table(place: String, [before, now]: [String; 2], rows: Vec<Change>, all: usize) -> impl IntoView {
    let changed = rows.iter().take_while(|row| !row.is_same()).count();
    let shown = if changed > MOST { MOST } else { changed.min(MOST) + SAME }.min(rows.len());
    let more = all.saturating_sub(shown);
    let more = (more > 0).then(|| view! { <p class="muted small">{t!("changes-more", count = more)}</p> });
    view! {
        <div class="scroll-x">
            <table class="changes">
                <thead><tr><th scope="col">{place}</th><th scope="col">{before}</th><th scope="col">{now}</th><th scope="col"><span class="hidden">{t!("changes-difference")}</span></th></tr></thead>
                <tbody>{rows.into_iter().take(shown).map(row).collect_view()}</tbody>
            </table>
        </div>
        {more}
    }
}

fn row(change: Change) -> impl IntoView {
    let is_same = change.is_same();
    let Change { place, was, is, difference } = change;
    let place = if place.is_empty() { t!("changes-whole") } else { outside(place) };
    // Where there is nothing on one side, the other says that it came or went.
    let says = match (&was, &is, difference) {
        (None, _, _) => t!("changes-added"),
        (_, None, _) => t!("changes-removed"),
        (_, _, Some(difference)) => difference,
        _ if is_same => t!("changes-same"),
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
