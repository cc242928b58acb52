//! What has to be minded after a publication that was called off or failed.

use std::time::Duration;

use leptos::prelude::*;

use super::bar::DATA_WAIT_SECONDS;
use super::draft::{MessageForm, Outcome};
use super::model::transmitted::Transmitted;
use crate::link::now_in_browser;
use crate::ui::{Note, Tone, every};
use crate::{t, words};

/// How much longer the module can be deaf to commands, because it waits for bytes that will not come.
#[component]
fn Countdown(
    /// When they were called off.
    since: u64,
) -> impl IntoView {
    let left = move || {
        let waited = now_in_browser().saturating_sub(since) / 1_000;
        DATA_WAIT_SECONDS.saturating_sub(u32::try_from(waited).unwrap_or(u32::MAX))
    };
    let seconds = RwSignal::new(left());
    every(Duration::from_secs(1), move || seconds.set(left()));
    let text = move || match seconds.get() {
        0 => t!("publish-stopped-over"),
        seconds => t!("publish-stopped-left", seconds = seconds),
    };
    // What counts down is not read out each second.
    view! { <span aria-live="off">{text}</span> }
}

/// A note, read out when it changes. What went well is said by the bar.
#[component]
pub(super) fn ToMind(form: MessageForm) -> impl IntoView {
    let note = move || {
        let sent = form.draft.last.get()?;
        Some(match sent.outcome {
            Outcome::Confirmed(_) | Outcome::Unconfirmed => return None,
            Outcome::Stopped(transmitted, at) => {
                let (text, waits) = match transmitted {
                    Transmitted::Nothing => (t!("publish-stopped-nothing"), None),
                    Transmitted::Command(bytes) => (t!("publish-stopped-command", bytes = bytes), Some(at)),
                    Transmitted::All => (t!("publish-stopped-all"), None),
                };
                let waits = waits.map(|since| view! { <p><Countdown since/></p> });
                view! { <Note tone=Tone::Info title=t!("publish-stopped")>{text} {waits}</Note> }
            }
            Outcome::Failed(error) => {
                let said = words::work_error(&error);
                let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
                view! { <Note tone=Tone::Bad title=t!("publish-failed")>{said.text} {advice}</Note> }
            }
        })
    };
    view! { <div class="publish-outcome" role="status">{note}</div> }
}
