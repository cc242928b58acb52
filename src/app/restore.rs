//! The module has lost what was set up on it: said above every screen, with the button that sets it up again.

use leptos::prelude::*;

use crate::state::{Forgotten, restore_always, restores_always, use_workbench};
use crate::t;
use crate::ui::{Button, Checkbox, Note, Tone, Variant, go_on};
use crate::words::{Explanation, work_error};

#[component]
pub(super) fn RestoreNote() -> impl IntoView {
    let workbench = use_workbench();
    let facts = workbench.facts();
    let forgotten = Memo::new(move |_| facts.with(|facts| facts.forgotten.clone().filter(|_| facts.link.is_up())));
    let restoring = Memo::new(move |_| facts.with(|facts| facts.restoring));
    let failed = RwSignal::new(None::<String>);
    // Why it failed is said as long as it is offered: behind the next loss of the link, something else may be.
    Effect::new(move |_| {
        if forgotten.with(Option::is_none) {
            failed.set(None);
        }
    });
    let always = RwSignal::new(restores_always());
    Effect::new(move |before: Option<bool>| {
        let now = always.get();
        if before.is_some_and(|before| before != now) {
            restore_always(now);
        }
        now
    });
    let restore = move || {
        failed.set(None);
        go_on(async move {
            if let Err(error) = workbench.restore().await {
                let Explanation { text, advice } = work_error(&error);
                failed.set(Some(advice.map_or(text.clone(), |advice| format!("{text} {}", advice.text))));
            }
        });
    };
    let reason = move || restoring.get().then(|| t!("restore-going-on"));
    view! {
        {move || forgotten.get().map(|forgotten| view! {
            <Note tone=Tone::Warn title=t!("restore-title") announce=true>
                <p>{said(&forgotten)}</p>
                {move || failed.get().map(|text| view! { <p role="alert">{text}</p> })}
                <div class="bar">
                    <Button sends=true variant=Variant::Primary disabled_reason=reason on_press=restore>{t!("restore-do")}</Button>
                    <Button sends=true variant=Variant::Quiet disabled_reason=reason on_press=move || workbench.forgo_restoring()>
                        {t!("restore-not")}
                    </Button>
                    <Checkbox label=t!("restore-always") value=always/>
                </div>
            </Note>
        })}
    }
}

/// What is missing, in a sentence.
fn said(forgotten: &Forgotten) -> String {
    let mut parts = Vec::new();
    if forgotten.address {
        parts.push(t!("restore-address"));
    }
    for client in &forgotten.clients {
        parts.push(t!("restore-client", client = client.number()));
    }
    if forgotten.subscriptions > 0 {
        parts.push(t!("restore-subscriptions", count = forgotten.subscriptions));
    }
    if forgotten.files > 0 {
        parts.push(t!("restore-files", count = forgotten.files));
    }
    t!("restore-text", what = parts.join(", "))
}

#[cfg(test)]
mod tests {
    use fibocom_at::ClientIndex;

    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        let forgotten = Forgotten { address: true, clients: vec![ClientIndex::ALL[0]], subscriptions: 2, files: 1 };
        assert_eq!(
            said(&forgotten),
            "The module no longer has: IP address, client 1, 2 subscriptions, 1 file for TLS."
        );
        let forgotten = Forgotten { clients: vec![ClientIndex::ALL[1]], ..Forgotten::default() };
        assert_eq!(said(&forgotten), "The module no longer has: client 2.");
    }
}
