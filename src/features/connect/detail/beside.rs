//! The port that is read beside the module's: its last lines, and how to stop.

use leptos::prelude::*;

use super::port_text as text;
use crate::features::connect::actions::Actions;
use crate::t;
use crate::ui::{Button, Card, Note, Tone, Variant, outside};

/// How many of the last lines are shown.
const SHOWN: usize = 100;

/// The card; nothing while no port is read.
#[component]
pub(super) fn Beside(actions: Actions) -> impl IntoView {
    let beside = actions.workbench.beside();
    let any = Memo::new(move |_| beside.with(Option::is_some));
    let refused = move || {
        actions.draft.beside_refused.get().map(|error| {
            let reason = text::refused(&error);
            view! { <div class="connect-note"><Note tone=Tone::Warn title=t!("connect-beside-refused")>{reason}</Note></div> }
        })
    };
    view! {
        <div role="status">{refused}</div>
        <Show when=move || any.get()><Lines actions/></Show>
    }
}

#[component]
fn Lines(actions: Actions) -> impl IntoView {
    let beside = actions.workbench.beside();
    let port = Memo::new(move |_| beside.with(|beside| beside.as_ref().map_or(0, |beside| beside.port + 1)));
    let lines = move || {
        let last = beside.with(|beside| beside.as_ref().map(|beside| beside.last(SHOWN)).unwrap_or_default());
        last.iter().map(outside).collect::<Vec<_>>().join("\n")
    };
    let stands = move || {
        beside.with(|beside| {
            let Some(beside) = beside else { return String::new() };
            match beside.ended {
                Some(_) => t!("connect-beside-ended", bytes = beside.bytes),
                None if beside.let_go > 0 => t!("connect-beside-some", bytes = beside.bytes, gone = beside.let_go),
                None => t!("connect-beside-all", bytes = beside.bytes),
            }
        })
    };
    view! {
        <Card title=Signal::derive(move || t!("connect-beside-title", port = port.get()))>
            <p class="muted small">{t!("connect-beside-text")}</p>
            <pre class="connect-beside mono" tabindex="0" aria-label=move || t!("connect-beside-title", port = port.get())>{lines}</pre>
            <div class="bar">
                <Button variant=Variant::Quiet on_press=move || actions.stop_beside()>{t!("connect-beside-stop")}</Button>
                <span class="muted small">{stands}</span>
            </div>
        </Card>
    }
}
