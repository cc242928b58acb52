//! The Publish screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn PublishScreen() -> impl IntoView {
    view! { <h1>{crate::t!("publish-title")}</h1> }
}

/// Makes the screen's draft.
pub fn provide_draft() {}
