//! What the manual has against a line that was to be sent: where, why, and how to send it all the same.

use fibocom_at::commands::recognise;
use leptos::prelude::*;

use crate::address::reference;
use crate::exchange::{Doubts, Mark, SendState};
use crate::ui::{Button, Glyph, Icon, Note, Tone};
use crate::{t, words};

/// The findings, and what to do about them.
pub(super) fn doubts_note(sending: SendState, send_anyway: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let note = move |doubts: Doubts| {
        let pieces = doubts.pieces().into_iter().map(|(piece, mark)| match mark {
            Mark::Wrong => view! { <mark>{piece}</mark> }.into_any(),
            Mark::Right => piece.into_any(),
        });
        let pieces: Vec<_> = pieces.collect();
        let finding = |one| view! { <li>{words::finding(one)}</li> };
        let findings: Vec<_> = doubts.findings.iter().map(finding).collect();
        let look_up = recognise(&doubts.line).spec.map(|spec| {
            let name = t!("terminal-look-up", command = spec.shown_name());
            view! { <a class="terminal-look-up" href=reference(spec)><Glyph icon=Icon::Book/>{name}</a> }
        });
        view! {
            <Note tone=Tone::Warn title=t!("terminal-doubts") announce=true>
                <code class="terminal-doubtful">{pieces}</code>
                <ul class="terminal-findings">{findings}</ul>
                <div class="bar">
                    <Button on_press=send_anyway>{t!("terminal-send-anyway")}</Button>
                    {look_up}
                    <span class="muted small">{t!("terminal-enter-again")}</span>
                </div>
            </Note>
        }
    };
    move || sending.doubts.get().map(note)
}
