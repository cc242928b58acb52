//! What is known of the command that is being typed: its meaning and its syntax.

use fibocom_at::meaning::of_command;
use leptos::prelude::*;

use super::model::{Standing, hint};
use crate::{t, words};

/// The meaning and the syntax, with the argument that is being typed in bold.
pub(super) fn hint_line(line: RwSignal<String>) -> impl IntoView {
    let hint = Memo::new(move |_| hint(&line.read()));
    let meaning = Memo::new(move |_| {
        let line = line.read();
        (!line.trim().is_empty())
            .then(|| of_command(line.trim().as_bytes()).map(|meaning| words::meaning(&meaning)))
            .flatten()
    });
    let syntax = move || {
        let Some(hint) = hint.get() else { return view! { <span>{t!("terminal-hint")}</span> }.into_any() };
        let pieces = hint.syntax.into_iter().map(|(piece, standing)| match standing {
            Standing::Current => view! { <b>{piece}</b> }.into_any(),
            Standing::Other => view! { {piece} }.into_any(),
        });
        let pieces: Vec<_> = pieces.collect();
        view! {
            <code class="terminal-syntax">{pieces}</code>
            <span>{t!("terminal-example")}" "<code>{hint.example}</code></span>
        }
        .into_any()
    };
    view! {
        <div class="terminal-hint" id="terminal-hint">
            {move || meaning.get().map(|text| view! { <span class="terminal-meaning">{text}</span> })}
            {syntax}
        </div>
    }
}
