//! The commands that will be sent, the button that sends them, and what became of it.

use fibocom_at::ClientIndex;
use fibocom_at::commands::Security;
use leptos::prelude::*;

use super::clock::Clock;
use crate::features::credentials::draft::{Attempt, CredentialsForm};
use crate::features::credentials::model::{open_line, user_line};
use crate::state::Facts;
use crate::t;
use crate::ui::{Button, Choice, Icon, Note, Segmented, Tone, Variant, outside};
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
        <Use form/>
        <Clock form/>
        <div role="status" class="credential-outcome">{move || outcome(form)}</div>
    }
}

#[component]
fn Use(form: CredentialsForm) -> impl IntoView {
    let connected = form.workbench.is_connected();
    let clients = Signal::derive(move || {
        let ids = form.profile.get().clients.iter().filter_map(|id| ClientIndex::new(*id));
        let choice = |client: ClientIndex| Choice::new(u32::from(client.number()), client.to_string());
        ids.filter(|client| !client.is_sn()).map(choice).collect::<Vec<_>>()
    });
    let reason = move || match form.user.get() {
        None => Some(t!("credentials-fill-first")),
        Some(Err(_)) => Some(t!("credentials-series-refuses")),
        Some(Ok(_)) => None,
    };
    let busy =
        move || form.attempt().with(|attempt| matches!(attempt, Attempt::Running)).then(|| t!("credentials-telling"));
    let label = move || {
        if connected.get() { t!("credentials-use", client = form.client().get()) } else { t!("credentials-carry") }
    };
    let about = move || match (reason(), connected.get()) {
        (Some(reason), _) => reason,
        (None, true) => t!("credentials-use-hint"),
        (None, false) => t!("credentials-carry-hint"),
    };
    // Without credentials, pressing it leads to the first field that is missing.
    let refused = move || form.user.get().and_then(|user| user.err().map(|_| t!("credentials-series-refuses")));
    view! {
        <div class="bar credential-use">
            <Segmented label=t!("credentials-client") value=form.client() options=clients label_hidden=true/>
            <Button sends=true variant=Variant::Primary icon=Icon::Send submit=true busy disabled_reason=refused>{label}</Button>
            <span class="muted small grow">{about}</span>
        </div>
    }
}

fn outcome(form: CredentialsForm) -> AnyView {
    let is_tls = form.start().is_some_and(|start| start.security == Security::Tls);
    let by_certificate = form.scheme.get().id == "aws-x509";
    let tls = move || {
        let text = if by_certificate { t!("credentials-tls-identity") } else { t!("credentials-tls-next") };
        is_tls.then(|| view! { <p>{text}</p> })
    };
    // The next step is the primary one: TLS, where the module has nothing of it yet.
    let is_first = is_tls && form.workbench.facts().with(Facts::needs_tls);
    let look = |is_next: bool| if is_next { "button is-primary" } else { "button" };
    let go = move || {
        view! {
            <div class="bar">
                {is_tls.then(|| view! { <a class=look(is_first) href="#/tls">{t!("credentials-go-tls")}</a> })}
                <a class=look(!is_first) href="#/session">{t!("credentials-go-session")}</a>
            </div>
        }
    };
    match form.attempt().get() {
        Attempt::None | Attempt::Running => ().into_any(),
        Attempt::Told(client) => view! {
            <Note tone=Tone::Ok title=t!("credentials-told", client = client.number())>
                {t!("credentials-told-text")} {tls()} {go()}
            </Note>
        }
        .into_any(),
        Attempt::Carried => view! {
            <Note tone=Tone::Ok title=t!("credentials-carried")>
                {tls()} {go()}
            </Note>
        }
        .into_any(),
        Attempt::Failed(error) => {
            let said = words::work_error(&error);
            let advice = said.advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
            let empty = by_certificate.then(|| view! { <p>{t!("credentials-refused-empty")}</p> });
            view! { <Note tone=Tone::Bad title=t!("credentials-refused")>{said.text} {advice} {empty}</Note> }
                .into_any()
        }
    }
}
