//! The module waits for data that nobody gave, or passes bytes on: said above every screen, with what a person can do about it.

use std::time::Duration;

use fibocom_at::commands::End;
use fibocom_at::engine::Answer;
use leptos::{ev::SubmitEvent, prelude::*};
use wasm_bindgen::JsCast;
use workbench_payload::escapes::{NoEscape, unescape};
use workbench_payload::visible::half_in;

use crate::state::{WaitsFor, use_workbench};
use crate::t;
use crate::ui::{Button, Field, FieldKind, Note, Tone, Variant, every, next_frame};

/// What ends a text that has no length (3GPP TS 27.005, 3.5.1).
const CONTROL_Z: u8 = 0x1A;

/// What the note about data is in, to know whether the keyboard is there.
const PLACE: &str = "waiting";

/// The note. What was typed stays until it is sent: the module may ask again.
#[component]
pub fn WaitingNote() -> impl IntoView {
    let facts = use_workbench().facts();
    let waits_for = Memo::new(move |_| facts.with(|facts| facts.waits_for));
    let text = RwSignal::new(String::new());
    // Each answer renews the time; the note, with the keyboard in it, stays.
    let kind = Memo::new(move |_| waits_for.get().map(|waits_for| matches!(waits_for, WaitsFor::Data { .. })));
    let data = Memo::new(move |before: Option<&(End, Option<u64>)>| match waits_for.get() {
        Some(WaitsFor::Data { end, until }) => (end, until),
        _ => before.copied().unwrap_or((End::Unknown, None)),
    });
    view! {
        {move || kind.get().map(|is_data| match is_data {
            true => view! { <DataNote data text/> }.into_any(),
            false => view! { <DataModeNote/> }.into_any(),
        })}
    }
}

/// Data to send, the ways to end it, and how long the module still waits.
#[component]
fn DataNote(data: Memo<(End, Option<u64>)>, text: RwSignal<String>) -> impl IntoView {
    let workbench = use_workbench();
    let end = Memo::new(move |_| data.get().0);
    let left = move || data.get_untracked().1.map(|until| workbench.milliseconds_until(until).div_ceil(1_000));
    let seconds = RwSignal::new(left());
    Effect::new(move |_| {
        data.track();
        seconds.set(left());
    });
    every(Duration::from_secs(1), move || seconds.set(left()));
    on_cleanup(give_back_the_keyboard);
    let bytes = Memo::new(move |_| unescape(&text.read()));
    let missing = move |ends: bool| {
        half(&text.read()).or_else(|| match bytes.get() {
            Ok(bytes) => missing(end.get(), bytes.len(), ends),
            Err(problem) => Some(no_escape(problem)),
        })
    };
    let send = move |last: Option<u8>| {
        let Ok(bytes) = bytes.get_untracked() else { return };
        if untrack(|| missing(last.is_some())).is_none() {
            workbench.answer(Answer::Data(bytes.into_iter().chain(last).collect()));
            text.set(String::new());
        }
    };
    let has_length = move || matches!(end.get(), End::After(_));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        send((!untrack(has_length)).then_some(CONTROL_Z));
    };
    let hint = move || match (end.get(), bytes.get()) {
        (End::After(announced), Ok(bytes)) => Some(t!("waiting-count", typed = bytes.len(), bytes = announced)),
        (End::After(_) | End::AtControlZ | End::Unknown, _) => Some(t!("waiting-escapes")),
    };
    let wrong = move || bytes.get().err().map(no_escape);
    let whole = move || missing(false);
    let ended = move || missing(true);
    let at_its_length = move || {
        view! {
            <Button sends=true submit=true variant=Variant::Primary disabled_reason=whole>{t!("waiting-send")}</Button>
        }
    };
    let at_its_end = move |end: End| {
        view! {
            <Button sends=true submit=true variant=Variant::Primary disabled_reason=ended>{t!("waiting-send-end")}</Button>
            {(end == End::Unknown).then(|| view! {
                <Button sends=true disabled_reason=whole on_press=move || send(None)>{t!("waiting-send")}</Button>
            })}
            <Button sends=true on_press=move || workbench.answer(Answer::Escape)>{t!("waiting-escape")}</Button>
        }
    };
    let buttons = move || match end.get() {
        End::After(_) => at_its_length().into_any(),
        end => at_its_end(end).into_any(),
    };
    view! {
        <Note tone=Tone::Warn>
            <div class="waiting" id=PLACE>
                <div role="status"><b>{t!("waiting-data")}</b> " " {t!("waiting-data-text")}</div>
                // It changes each second, and is not read out.
                <p aria-live="off">
                    {move || match seconds.get() {
                        Some(seconds) => t!("waiting-gives-up", seconds = seconds),
                        None => t!("waiting-no-limit"),
                    }}
                    {move || (end.get() == End::Unknown).then(|| view! { " " {t!("waiting-unsure")} })}
                </p>
                <form on:submit=on_submit>
                    <Field kind=FieldKind::Mono label=Signal::derive(move || label(end.get())) value=text hint error=wrong/>
                    <div class="bar">{buttons}</div>
                </form>
            </div>
        </Note>
    }
}

/// The keyboard was in the note, which goes: it goes on in the Terminal's line, or at the heading of the screen.
fn give_back_the_keyboard() {
    let is_here =
        document().active_element().is_some_and(|at| at.closest(&format!("#{PLACE}")).ok().flatten().is_some());
    if !is_here {
        return;
    }
    next_frame((), |()| {
        let place = document().get_element_by_id("terminal-line").or_else(|| {
            let heading = document().query_selector("#main h1").ok().flatten()?;
            // A heading takes the focus only so; any element takes the attribute.
            let _ = heading.set_attribute("tabindex", "-1");
            Some(heading)
        });
        if let Some(place) = place {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = place.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

#[component]
fn DataModeNote() -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <Note tone=Tone::Warn title=t!("waiting-data-mode") announce=true>
            <p>{t!("waiting-data-mode-text")}</p>
            <div class="bar">
                <Button sends=true variant=Variant::Primary on_press=move || workbench.answer(Answer::CommandMode)>{t!("waiting-command-mode")}</Button>
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

fn no_escape(NoEscape(at): NoEscape) -> String {
    t!("waiting-no-escape", at = at)
}

/// Why what was typed cannot be sent yet: the module waits for as many bytes as the command announced, and nothing is sent where
/// nothing is typed, but for the end of the data.
fn missing(end: End, typed: usize, ends: bool) -> Option<String> {
    match end {
        End::After(bytes) if bytes as usize != typed => Some(t!("waiting-missing", bytes = bytes, typed = typed)),
        End::AtControlZ | End::Unknown if typed == 0 && !ends => Some(t!("waiting-empty")),
        End::After(_) | End::AtControlZ | End::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_goes_when_it_is_as_long_as_was_announced_and_an_end_goes_alone() {
        for (end, typed, ends, goes) in [
            (End::After(5), 4, false, false),
            (End::After(5), 5, false, true),
            (End::After(5), 6, false, false),
            (End::AtControlZ, 0, true, true),
            (End::Unknown, 0, false, false),
            (End::Unknown, 0, true, true),
            (End::Unknown, 3, false, true),
        ] {
            assert_eq!(missing(end, typed, ends).is_none(), goes, "{end:?} {typed}");
        }
    }
}
