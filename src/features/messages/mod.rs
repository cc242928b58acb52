//! The Messages screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn MessagesScreen() -> impl IntoView {
    view! { <h1>{crate::t!("messages-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
