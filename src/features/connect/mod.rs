//! The Connect screen.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn ConnectScreen() -> impl IntoView {
    view! { <h1>{crate::t!("connect-title")}</h1> }
}
