//! What the manual has against a line that was to be sent: where, why, and how to send it all the same.

use leptos::prelude::*;

use crate::parts::command_line::{Doubts, Mark, SendState};
use crate::ui::{Button, Note, Tone, next_frame, outside, scroll_into_view};
use crate::{t, words};

/// The id of the note.
const NOTE: &str = "terminal-doubts";

/// The findings, and what to do about them.
pub(super) fn doubts_note(sending: SendState, send_anyway: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let note = move |doubts: Doubts| {
        let pieces = doubts.pieces().into_iter().map(|(piece, mark)| match mark {
            Mark::Wrong => view! { <mark>{outside(piece)}</mark> }.into_any(),
            Mark::Right => outside(piece).into_any(),
        });
        let pieces: Vec<_> = pieces.collect();
        let finding = |one| view! { <li>{words::finding(one)}</li> };
        let findings: Vec<_> = doubts.findings.iter().map(finding).collect();
        view! {
            <Note tone=Tone::Warn title=t!("terminal-doubts") announce=true>
                <code class="terminal-doubtful">{pieces}</code>
                <ul class="terminal-findings">{findings}</ul>
                <div class="bar">
                    <Button sends=true on_press=send_anyway>{t!("terminal-send-anyway")}</Button>
                    <span class="muted small">{t!("terminal-enter-again")}</span>
                </div>
            </Note>
        }
    };
    // On a small screen the note would open below what is in view.
    Effect::new(move |_| {
        if sending.doubts.with(Option::is_some) {
            next_frame((), |()| show_note());
        }
    });
    view! { <div id=NOTE>{move || sending.doubts.get().map(note)}</div> }
}

/// Scrolls until the note is in view.
fn show_note() {
    if let Some(note) = document().get_element_by_id(NOTE) {
        scroll_into_view(&note);
    }
}
