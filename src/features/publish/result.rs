//! What became of the last publication.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::draft::{MessageForm, Outcome, Transmitted};
use crate::link::now_in_browser;
use crate::t;
use crate::ui::{Note, Tone, every};
use crate::words;

/// How long the module waits for the bytes that a Datasize announced. Manual: 000, 1.7.
pub(super) const DATA_WAIT_SECONDS: u32 = 30;

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

/// A note, read out when it changes.
#[component]
pub(super) fn Last(form: MessageForm) -> impl IntoView {
    let note = move || {
        let sent = form.draft.last.get()?;
        let (bytes, topic) = (sent.payload.len(), words::topic_text(sent.message.topic_form, &sent.message.topic));
        Some(match sent.outcome {
            Outcome::Confirmed(millis) => view! {
                <Note tone=Tone::Ok title=t!("publish-published")>
                    {t!("publish-published-text", bytes = bytes, millis = millis, topic = topic, at = sent.at)}
                </Note>
            },
            Outcome::Unconfirmed => view! {
                <Note tone=Tone::Ok title=t!("publish-sent")>
                    {t!("publish-sent-text", bytes = bytes, topic = topic, at = sent.at)}
                </Note>
            },
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
    let message = Memo::new(move |_| form.draft.message.get());
    Effect::new(move |before: Option<()>| {
        message.track();
        form.revision.track();
        if before.is_some() {
            form.draft.outdate();
        }
    });
    let place = NodeRef::<Div>::new();
    // The answer to Ctrl+Enter may stand below the fold.
    Effect::new(move |before: Option<()>| {
        let any = form.draft.last.with(Option::is_some);
        if let (Some(()), true, Some(place)) = (before, any, place.get_untracked()) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            place.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    view! { <div class="publish-outcome" role="status" node_ref=place>{note}</div> }
}
