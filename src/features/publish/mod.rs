//! The Publish screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn PublishScreen() -> impl IntoView {
    view! { <h1>{crate::t!("publish-title")}</h1> }
}
