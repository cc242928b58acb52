//! The Terminal screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn TerminalScreen() -> impl IntoView {
    view! { <h1>{crate::t!("terminal-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
