//! What is known of the command that is being typed: its meaning, its syntax, and what may stand under the cursor.

use fibocom_at::meaning::of_command;
use leptos::prelude::*;

use super::completion::{Hint, PieceRole, Typing, hint, is_unfinished};
use crate::address::reference;
use crate::state::use_workbench;
use crate::ui::{Glyph, Icon};
use crate::{t, words};

/// The meaning and the syntax, with the argument under the cursor in bold, what may stand there, and the way to the reference.
pub(super) fn hint_line(typing: RwSignal<Typing>) -> impl IntoView {
    let profile = use_workbench().profile();
    let hint = Memo::new(move |_| hint(&typing.read(), &profile.get()));
    // What can still become a command, or lacks arguments, is not told to be unknown.
    let meaning = Memo::new(move |_| {
        let typing = typing.read();
        let line = typing.line.trim();
        if typing.is_too_long() {
            return None;
        }
        let meaning = of_command(line.as_bytes()).filter(|_| !line.is_empty())?;
        let unknown = ["meaning-ask-unknown", "meaning-ask-other-arguments"].contains(&meaning.id);
        (!unknown || !is_unfinished(&typing, &profile.get())).then(|| words::meaning(&meaning))
    });
    let known = move || match hint.get() {
        None => view! { <span>{t!("terminal-hint")}</span> }.into_any(),
        Some(Hint { spec, syntax, argument }) => {
            let pieces = syntax.into_iter().map(|(piece, role)| match role {
                PieceRole::Current => view! { <b>{piece}</b> }.into_any(),
                PieceRole::Other => piece.into_any(),
            });
            let pieces: Vec<_> = pieces.collect();
            let argument = argument.map(|(parameter, allowed)| {
                let text =
                    t!("terminal-argument", name = words::parameter(parameter), allowed = words::allowed(&allowed));
                view! { <span class="terminal-argument">{text}</span> }
            });
            let name = t!("terminal-look-up", command = spec.shown_name());
            view! {
                <code class="terminal-syntax">{pieces}</code>
                {argument}
                <a class="terminal-look-up" href=reference(spec)><Glyph icon=Icon::Book/>{name}</a>
            }
            .into_any()
        }
    };
    view! {
        <div class="terminal-hint" id="terminal-hint">
            {move || meaning.get().map(|text| view! { <span class="terminal-meaning">{text}</span> })}
            {known}
        </div>
    }
}
