//! The Wire screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn WirePanel() -> impl IntoView {
    view! { <h1>{crate::t!("wire-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
