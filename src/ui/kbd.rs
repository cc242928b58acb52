//! A key of the keyboard.

use leptos::prelude::*;

#[component]
pub fn Kbd(
    /// What is printed on it.
    #[prop(into)]
    key: String,
) -> impl IntoView {
    view! { <kbd class="kbd">{key}</kbd> }
}
