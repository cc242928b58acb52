//! The module waits for data that nobody gave, or passes bytes on: said above every screen, with what a person can do about it.

use std::time::Duration;

use fibocom_at::commands::End;
use fibocom_at::engine::Answer;
use leptos::prelude::*;
use workbench_payload::visible::half_in;

use crate::state::{WaitsFor, use_workbench};
use crate::t;
use crate::ui::{Button, Field, FieldKind, Note, Tone, Variant};

/// What ends a text that has no length (3GPP TS 27.005, 3.5.1).
const CONTROL_Z: u8 = 0x1A;

/// The note.
#[component]
pub fn WaitingNote() -> impl IntoView {
    let facts = use_workbench().facts();
    let waits_for = Memo::new(move |_| facts.with(|facts| facts.waits_for));
    view! {
        {move || waits_for.get().map(|waits_for| match waits_for {
            WaitsFor::Data { end, until } => view! { <DataNote end until/> }.into_any(),
            WaitsFor::CommandMode => view! { <DataModeNote/> }.into_any(),
        })}
    }
}

/// Data to send, the ways to end it, and how long the module still waits.
#[component]
fn DataNote(end: End, until: u64) -> impl IntoView {
    let workbench = use_workbench();
    let text = RwSignal::new(String::new());
    let left = move || workbench.milliseconds_until(until).div_ceil(1_000);
    let seconds = RwSignal::new(left());
    if let Ok(timer) = set_interval_with_handle(move || seconds.set(left()), Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    let missing = move || half(&text.read()).or_else(|| missing(end, text.read().len()));
    let send = move |last: Option<u8>| {
        let bytes = text.get_untracked().into_bytes().into_iter().chain(last).collect();
        workbench.answer(Answer::Data(bytes));
    };
    let gives_up = move || t!("waiting-gives-up", seconds = seconds.get());
    view! {
        <Note tone=Tone::Warn title=t!("waiting-data") announce=true>
            <p>{t!("waiting-data-text")} " " {gives_up}</p>
            <Field kind=FieldKind::Mono label=label(end) value=text/>
            <div class="bar">
                {(end != End::AtControlZ).then(|| view! {
                    <Button variant=Variant::Primary disabled_reason=missing on_press=move || send(None)>{t!("waiting-send")}</Button>
                })}
                {(!matches!(end, End::After(_))).then(|| view! {
                    <Button disabled_reason=missing on_press=move || send(Some(CONTROL_Z))>{t!("waiting-send-end")}</Button>
                })}
                {(!matches!(end, End::After(_))).then(|| view! {
                    <Button on_press=move || workbench.answer(Answer::Escape)>{t!("waiting-escape")}</Button>
                })}
            </div>
        </Note>
    }
}

#[component]
fn DataModeNote() -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <Note tone=Tone::Warn title=t!("waiting-data-mode") announce=true>
            <p>{t!("waiting-data-mode-text")}</p>
            <div class="bar">
                <Button variant=Variant::Primary on_press=move || workbench.answer(Answer::CommandMode)>{t!("waiting-command-mode")}</Button>
            </div>
        </Note>
    }
}

fn label(end: End) -> String {
    match end {
        End::After(bytes) => t!("waiting-field-length", bytes = bytes),
        End::AtControlZ | End::Unknown => t!("waiting-field"),
    }
}

/// What was typed cannot be sent while half of a character is in it.
fn half(typed: &str) -> Option<String> {
    half_in(typed).map(|half| t!("kit-half-hidden", at = half.at + 1))
}

/// Why what was typed cannot be sent yet: the module waits for as many bytes as the command announced.
fn missing(end: End, typed: usize) -> Option<String> {
    match end {
        End::After(bytes) if bytes as usize != typed => Some(t!("waiting-missing", bytes = bytes, typed = typed)),
        End::Unknown if typed == 0 => Some(t!("waiting-empty")),
        End::After(_) | End::AtControlZ | End::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_goes_when_it_is_as_long_as_was_announced() {
        for (end, typed, goes) in [
            (End::After(5), 4, false),
            (End::After(5), 5, true),
            (End::After(5), 6, false),
            (End::AtControlZ, 0, true),
            (End::Unknown, 0, false),
            (End::Unknown, 3, true),
        ] {
            assert_eq!(missing(end, typed).is_none(), goes, "{end:?} {typed}");
        }
    }
}
