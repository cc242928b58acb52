//! What was chosen on the Session form, and the will, which a reload leaves as they were.

use fibocom_at::commands::{CleanSession, Security};
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::typed::Typed;
use crate::state::{KEPT_QOS, KEPT_RETAIN, KeptPayload, keep_choice, keep_draft, keep_payload};

const SECURITY: [(&str, Security); 2] = [("plain", Security::Plain), ("tls", Security::Tls)];
const CLEAN: [(&str, CleanSession); 2] = [("clean", CleanSession::Clean), ("keep", CleanSession::Keep)];
const WANTED: [(&str, bool); 2] = [("no", false), ("yes", true)];

/// Gives the form the choices that were kept and the will, and keeps them from now on.
pub(super) fn keep_choices(form: SessionForm) {
    let typed = form.typed();
    let client = Memo::new(move |_| typed.with(|typed| typed.client));
    keep_draft(
        "session.client",
        move || client.get().to_string(),
        |kept| {
            if let Ok(client) = kept.parse() {
                typed.update(|typed| typed.client = client);
            }
        },
    );
    keep("session.security", &SECURITY, typed, |typed| &mut typed.security);
    keep("session.clean", &CLEAN, typed, |typed| &mut typed.clean_session);
    keep("session.will", &WANTED, typed, |typed| &mut typed.wants_will);
    keep("session.will-qos", &KEPT_QOS, typed, |typed| &mut typed.will.qos);
    keep("session.will-retain", &KEPT_RETAIN, typed, |typed| &mut typed.will.retain);
    let payload = move || typed.with(|typed| typed.will.payload.clone().into_bytes());
    keep_payload(form.workbench, "session.will-payload", payload, |kept| match kept {
        KeptPayload::Payload(bytes) => {
            if let Ok(text) = String::from_utf8(bytes) {
                typed.update(|typed| typed.will.payload = text);
            }
        }
        KeptPayload::Withheld => form.is_will_withheld().set(true),
    });
}

fn keep<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    all: &'static [(&'static str, T)],
    typed: RwSignal<Typed>,
    part: fn(&mut Typed) -> &mut T,
) {
    let chosen = Memo::new(move |_| *part(&mut typed.get()));
    keep_choice(name, all, move || chosen.get(), |kept| typed.update(|typed| *part(typed) = kept));
}
