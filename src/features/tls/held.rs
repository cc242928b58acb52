//! What the module says that it holds, and why its last connection failed.

use fibocom_at::codes::TlsError;
use fibocom_at::commands::{Command, ReadTlsError, Verification};
use leptos::prelude::*;

use super::actions::Actions;
use super::draft::Asking;
use super::text;
use crate::link::procedure::{TlsSetup, tls_questions};
use crate::ui::{Button, Card, Code, Icon, Note, Tone, Variant, go_on, outside};
use crate::{t, words};

#[component]
pub(super) fn Held(actions: Actions) -> impl IntoView {
    let setup = move || actions.tls.with(|tls| tls.setup.clone());
    let rows = move || match setup() {
        None => view! { <p class="muted">{t!("tls-held-unread")}</p> }.into_any(),
        Some(setup) => facts(&setup).into_any(),
    };
    let reading = move || actions.draft.asking.with(|asking| (*asking == Asking::Reading).then(|| t!("tls-reading")));
    let reason = move || actions.lacks().or_else(|| actions.unready_but(Asking::Reading));
    view! {
        <Card title=t!("tls-held") actions=move || view! {
            <Button sends=true variant=Variant::Quiet icon=Icon::Refresh disabled_reason=reason busy=reading on_press=move || actions.read()>
                {t!("tls-read-again")}
            </Button>
        }>
            {rows}
            <p class="muted small tls-volatile">{t!("tls-volatile")}</p>
            <p class="muted small">{t!("tls-questions")} " " {tls_questions().into_iter().map(|text| view! { <Code text/> " " }).collect_view()}</p>
            <LastError actions/>
        </Card>
    }
}

fn facts(setup: &TlsSetup) -> impl IntoView + use<> {
    let unsaid = || t!("tls-unsaid");
    let version = setup.version.map_or_else(unsaid, text::version);
    let verification = match setup.verification {
        Some(Verification::On) => t!("tls-verify"),
        Some(Verification::Off) => t!("tls-trust-all"),
        None => unsaid(),
    };
    let loaded = setup.loaded.as_ref().map_or_else(unsaid, |loaded| {
        let some: Vec<String> =
            loaded.iter().filter(|one| one.count > 0).map(|one| format!("{} × {}", one.count, one.name)).collect();
        if some.is_empty() { t!("tls-holds-none") } else { some.join(", ") }
    });
    view! {
        <dl class="piece-facts">
            <dt>{t!("tls-version")}</dt><dd>{version}</dd>
            <dt>{t!("tls-verification")}</dt><dd>{verification}</dd>
            <dt>{t!("tls-held-files")}</dt><dd>{outside(loaded)}</dd>
        </dl>
    }
}

/// Why the last connection failed.
#[component]
fn LastError(actions: Actions) -> impl IntoView {
    let workbench = actions.workbench;
    let error = Memo::new(move |_| actions.tls.with(|tls| tls.last_error));
    let ask = move || {
        go_on(async move {
            if let Err(error) = workbench.tls_error().await {
                actions.draft.asking.set(Asking::Failed(error));
            }
        });
    };
    let note = move || {
        let error = error.get()?;
        let said = fibocom_at::meaning::of_tls_error(error);
        let tone = if error == TlsError::None { Tone::Ok } else { Tone::Bad };
        let advice = said.advice.map(words::advice).filter(|_| error != TlsError::None);
        let advice = advice.map(|advice| view! { <p><b>{advice.title}</b> " " {advice.text}</p> });
        Some(view! { <Note tone>{words::meaning(&said)} {advice}</Note> })
    };
    let reason = move || actions.lacks().or_else(|| actions.unready());
    view! {
        <div class="tls-error">
            <Button sends=true disabled_reason=reason on_press=ask>{t!("tls-ask-error")}</Button> <Code text=ReadTlsError.line().as_str().to_owned()/>
        </div>
        <div class="standing" role="status">{note}</div>
    }
}
