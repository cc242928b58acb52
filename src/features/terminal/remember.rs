//! Whether the typed lines outlive the page, and how to be rid of them.

use std::sync::Mutex;

use leptos::prelude::*;

use crate::parts::log::use_shared_log;
use crate::t;
use crate::ui::{Binding, Button, Checkbox, CheckboxKind, Dialog, Icon, Variant, use_toaster};

/// A button for the history's own dialog.
pub(super) fn remember_button() -> impl IntoView {
    let (shared, toaster) = (use_shared_log(), use_toaster());
    let remembered = shared.remembered;
    let open = RwSignal::new(false);
    let is_on = Binding::new(remembered.is_on(), move |on| remembered.switch(on));
    let count = move || match remembered.is_on().get() {
        true => t!("terminal-remember-count", lines = remembered.count().get()),
        false => t!("terminal-remember-off"),
    };
    let nothing = Signal::derive(move || {
        let is_empty = remembered.count().get() == 0 && shared.history.with(|history| history.is_empty());
        is_empty.then(|| t!("terminal-remember-nothing"))
    });
    let forget = move || {
        let forgotten = Mutex::new(Some(shared.forget_history()));
        toaster.offer(t!("terminal-forgotten"), t!("terminal-undo"), move || {
            if let Some(forgotten) = forgotten.lock().ok().and_then(|mut forgotten| forgotten.take()) {
                shared.bring_back_history(forgotten);
            }
        });
    };
    view! {
        <Button variant=Variant::Quiet icon=Icon::History name=t!("terminal-remember") on_press=move || open.set(true)/>
        <Dialog open title=t!("terminal-remember")
            actions=move || view! {
                <Button variant=Variant::Danger icon=Icon::Trash disabled_reason=nothing on_press=forget>
                    {t!("terminal-remember-forget")}
                </Button>
                <Button on_press=move || open.set(false)>{t!("terminal-remember-done")}</Button>
            }>
            <div class="stack">
                <Checkbox kind=CheckboxKind::Switch label=t!("terminal-remember-switch") value=is_on hint=t!("terminal-remember-hint")/>
                <p class="muted small" aria-live="polite">{count}</p>
            </div>
        </Dialog>
    }
}
