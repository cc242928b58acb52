//! A titled part of a screen.

use leptos::prelude::*;

use super::text::MaybeText;

/// A card: a title with actions at its end, and a body.
#[component]
pub fn Card(
    /// The title; a card without one is a plain box.
    #[prop(optional, into)]
    title: MaybeText,
    /// Pills and buttons in the line of the title.
    #[prop(optional, into)]
    actions: ViewFnOnce,
    /// The body.
    children: Children,
) -> impl IntoView {
    let actions = actions.run();
    view! {
        <section class="card">
            <div class="card-head">
                {move || title.get().map(|text| view! { <h2 class="card-title">{text}</h2> })}
                <div class="card-actions">{actions}</div>
            </div>
            {children()}
        </section>
    }
}
