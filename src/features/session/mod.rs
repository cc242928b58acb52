//! The Session screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn SessionScreen() -> impl IntoView {
    view! { <h1>{crate::t!("session-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
