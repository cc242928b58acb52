//! The Connect screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn ConnectScreen() -> impl IntoView {
    view! { <h1>{crate::t!("connect-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
