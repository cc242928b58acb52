//! What became of an address that was taken apart, with a way back.

use fibocom_at::commands::Security;
use leptos::prelude::*;

use super::draft::SessionForm;
use super::model::typed::FarEnd;
use crate::parts::broker_address::Parts;
use crate::t;
use crate::ui::{Button, Note, Tone, Variant, outside};

#[component]
pub(super) fn TakenApart(form: SessionForm) -> impl IntoView {
    let apart = form.apart();
    let note = move || {
        let (parts, loses_password) =
            apart.with(|apart| apart.as_ref().map(|apart| (apart.parts.clone(), apart.loses_password)))?;
        let mut rows = rows(&parts, form.far_end.get_untracked());
        if loses_password {
            rows.push(("•••".to_owned(), t!("session-apart-password-gone")));
        }
        let rows =
            rows.into_iter().map(|(part, what)| view! { <li><code class="code-inline">{part}</code> " " {what}</li> });
        Some(view! {
            <div class="session-apart">
                <Note tone=Tone::Info title=t!("session-apart")>
                    <ul class="apart">{rows.collect_view()}</ul>
                    <Button variant=Variant::Quiet on_press=move || form.put_together()>{t!("session-apart-undo")}</Button>
                </Note>
            </div>
        })
    };
    view! { <div role="status">{note}</div> }
}

/// Each part with what it is. A password is named and not shown.
fn rows(parts: &Parts, far_end: FarEnd) -> Vec<(String, String)> {
    let is_broker = far_end == FarEnd::Broker;
    let mut rows = Vec::new();
    let mut say = |part: &str, what: String| rows.push((outside(part), what));
    if let Some((scheme, security)) = &parts.scheme {
        say(
            scheme,
            match security {
                Some(Security::Tls) if is_broker => t!("session-apart-tls"),
                Some(Security::Plain) if is_broker => t!("session-apart-plain"),
                _ if parts.is_web() => t!("session-apart-web"),
                _ => t!("session-apart-scheme"),
            },
        );
    }
    let login = |what: String| if is_broker { what } else { t!("session-apart-unused") };
    if let Some(username) = &parts.username {
        say(username, login(t!("session-apart-user")));
    }
    if parts.password.is_some() {
        say("•••", login(t!("session-apart-password")));
    }
    say(&parts.host, t!("session-apart-host"));
    if let Some(port) = parts.port {
        let what = if parts.is_web() { t!("session-apart-web-port") } else { t!("session-apart-port") };
        say(&port.to_string(), what);
    }
    if let Some(unused) = &parts.unused {
        say(unused, t!("session-apart-path"));
    }
    rows
}
