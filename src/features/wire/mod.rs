//! The Wire screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn WireScreen() -> impl IntoView {
    view! { <h1>{crate::t!("wire-title")}</h1> }
}
