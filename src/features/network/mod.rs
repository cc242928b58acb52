//! The Network screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn NetworkScreen() -> impl IntoView {
    view! { <h1>{crate::t!("network-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
