//! What became of the last publication.

use leptos::prelude::*;

use super::draft::{Form, Outcome};
use crate::t;
use crate::ui::{Note, Tone};
use crate::words;

/// A note, read out when it changes.
#[component]
pub(super) fn Last(form: Form) -> impl IntoView {
    let note = move || {
        let sent = form.last().get()?;
        let (bytes, topic) = (sent.message.payload.len(), sent.message.topic);
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
            Outcome::Stopped => view! {
                <Note tone=Tone::Info title=t!("publish-stopped")>{t!("publish-stopped-text")}</Note>
            },
            Outcome::Failed(error) => {
                let said = words::work_error(&error);
                let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
                view! { <Note tone=Tone::Bad title=t!("publish-failed")>{said.text} {advice}</Note> }
            }
        })
    };
    view! { <div class="publish-outcome" role="status">{note}</div> }
}
