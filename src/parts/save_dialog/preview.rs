//! What goes out of a file before it is written: each value, how often it is there, and what stands in for it.

use leptos::prelude::*;
use workbench_payload::visible::visible_bytes;
use workbench_record::mask::{Found, Kind};

use super::SaveState;
use crate::t;
use crate::ui::{Binding, Checkbox, Note, Tone};

/// How many values are listed. The others are hidden all the same, unless their kind is shown.
const LISTED: usize = 200;

/// How much of a value is shown.
const SHOWN: usize = 60;

/// The kinds that are no secrets, and that a person may want to hide all the same.
const MORE: [Kind; 4] = [Kind::Topic, Kind::Host, Kind::Address, Kind::User];

/// The list, with a check box for each value.
#[component]
pub fn Preview(state: SaveState) -> impl IntoView {
    let content = move || {
        state.changes.track();
        let (secrets, others, unnumbered) = state.prepared.with_value(|prepared| {
            let plan = &prepared.as_ref()?.plan;
            let (secrets, others): (Vec<Found>, Vec<Found>) =
                plan.found().cloned().partition(|found| found.kind.is_secret());
            Some((secrets, others, plan.unnumbered()))
        })?;
        let shown = secrets.iter().filter(|found| !found.hidden).count();
        let open = (shown > 0).then(
            || view! { <Note tone=Tone::Warn announce=true>{t!("wire-save-secrets-warning", count = shown)}</Note> },
        );
        let nothing = secrets.is_empty().then(|| view! { <p class="muted">{t!("wire-save-no-secrets")}</p> });
        let unnumbered =
            (unnumbered > 0).then(|| view! { <p class="muted">{t!("wire-save-unnumbered", count = unnumbered)}</p> });
        Some(view! {
            <section class="save-preview" aria-label=t!("wire-save-preview")>
                <h3>{t!("wire-save-preview")}</h3>
                {nothing}
                <Values state found=secrets/>
                {unnumbered}
                {open}
                <h3>{t!("wire-save-more")}</h3>
                <div class="save-kinds">{MORE.map(|kind| more(state, kind, &others))}</div>
                <Values state found=others.into_iter().filter(|found| found.hidden).collect()/>
            </section>
        })
    };
    view! { {content} }
}

/// A check box for all values of a kind.
fn more(state: SaveState, kind: Kind, found: &[Found]) -> impl IntoView + use<> {
    let of_kind: Vec<&Found> = found.iter().filter(|found| found.kind == kind).collect();
    let (count, hidden) = (of_kind.len(), !of_kind.is_empty() && of_kind.iter().all(|found| found.hidden));
    let value =
        Binding::new(Signal::stored(hidden), move |hide| state.change(move |plan| plan.set_kind_hidden(kind, hide)));
    let none = (count == 0).then(|| t!("wire-save-none-of-kind"));
    view! { <Checkbox label=kind_label(kind, count) value disabled_reason=none/> }
}

fn kind_label(kind: Kind, count: usize) -> String {
    match kind {
        Kind::Topic => t!("wire-save-topics", count = count),
        Kind::Host => t!("wire-save-hosts", count = count),
        Kind::Address => t!("wire-save-addresses", count = count),
        _ => t!("wire-save-users", count = count),
    }
}

/// Values, what stands in for each, and whether it does.
#[component]
fn Values(state: SaveState, found: Vec<Found>) -> impl IntoView {
    if found.is_empty() {
        return None;
    }
    let more = found.len().saturating_sub(LISTED);
    let rows = found.into_iter().take(LISTED).map(|found| {
        let Found { value, count, stand_in, hidden, .. } = found;
        let label = t!("wire-save-hide", name = stand_in.as_str());
        let shown = value.get(..SHOWN).unwrap_or(&value);
        let text = format!("{}{}", visible_bytes(shown), if value.len() > SHOWN { "…" } else { "" });
        let name = stand_in.clone();
        let change = move |event: web_sys::Event| {
            let hide = event_target_checked(&event);
            let stand_in = stand_in.clone();
            state.change(move |plan| plan.set_hidden(&stand_in, hide));
        };
        view! {
            <tr>
                <td><input type="checkbox" aria-label=label prop:checked=hidden on:change=change/></td>
                <td class="mono save-value">{text}</td>
                <td class="number">{t!("wire-save-times", count = count)}</td>
                <td class="mono">{if hidden { name } else { t!("wire-save-as-it-is") }}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    let more = (more > 0).then(|| view! { <p class="muted">{t!("wire-save-more-values", count = more)}</p> });
    Some(view! {
        <div class="save-values" tabindex="0" role="group" aria-label=t!("wire-save-preview")>
            <table>
                <thead><tr>
                    <th>{t!("wire-save-column-hide")}</th><th>{t!("wire-save-column-value")}</th>
                    <th>{t!("wire-save-column-count")}</th><th>{t!("wire-save-column-stand-in")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    })
}
