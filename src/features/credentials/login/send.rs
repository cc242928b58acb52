//! The commands that will be sent, for which client, and what can be done where the module refuses them.

use fibocom_at::ClientIndex;
use fibocom_at::commands::Security;
use leptos::prelude::*;

use super::clock::Clock;
use crate::features::credentials::draft::{Attempt, CredentialsForm};
use crate::features::credentials::model::{open_line, user_line};
use crate::t;
use crate::ui::{Choice, Note, Segmented, Tone, outside};
use crate::words;

/// The lower part of the result.
#[component]
pub(super) fn Sending(form: CredentialsForm) -> impl IntoView {
    let user = move || form.user.get().and_then(Result::ok);
    let lines = move || {
        let user = user()?;
        let user_line = user_line(&user, form.sight().get());
        let open = form.start().and_then(|start| open_line(&form.profile.get(), user.client, &start));
        Some(view! {
            <ol class="will-send">
                <li class="is-out"><code>{outside(user_line)}</code><span class="end-of-line" aria-hidden="true">"⏎"</span></li>
                {open.map(|line| view! {
                    <li class="is-later"><code>{outside(line)}</code> <span class="waits">{t!("credentials-send-later")}</span></li>
                })}
            </ol>
        })
    };
    // The module could do everything but connect.
    let no_tls = move || {
        let encrypted = form.start().is_some_and(|start| start.security == Security::Tls);
        let profile = form.profile.get();
        let missing = encrypted && user().is_some() && !profile.tls;
        missing.then(|| view! { <Note tone=Tone::Warn>{words::no_tls(&profile)}</Note> })
    };
    view! {
        <div class="credential-lines">{lines}</div>
        {no_tls}
        <For form/>
        <Clock form/>
        <div role="status" class="credential-outcome">{move || outcome(form)}</div>
    }
}

/// Which client they are for.
#[component]
fn For(form: CredentialsForm) -> impl IntoView {
    let clients = Signal::derive(move || {
        let ids = form.profile.get().clients.iter().filter_map(|id| ClientIndex::new(*id));
        let choice = |client: ClientIndex| Choice::new(u32::from(client.number()), client.to_string());
        ids.filter(|client| !client.is_sn()).map(choice).collect::<Vec<_>>()
    });
    view! { <div class="credential-use"><Segmented label=t!("credentials-client") value=form.client() options=clients/></div> }
}

/// What can be done where the module refused. That it did is said by the bar.
fn outcome(form: CredentialsForm) -> AnyView {
    let Attempt::Failed(error) = form.attempt().get() else { return ().into_any() };
    let advice = words::work_error(&error).advice;
    let advice = advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
    let empty = (form.scheme.get().id == "aws-x509").then(|| view! { <p>{t!("credentials-refused-empty")}</p> });
    match (advice, empty) {
        (None, None) => ().into_any(),
        (advice, empty) => view! { <Note tone=Tone::Bad>{advice} {empty}</Note> }.into_any(),
    }
}
