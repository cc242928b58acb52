//! What stands where nothing is yet: why, and how to begin.

use leptos::prelude::*;

use super::outside::seen;

use super::icon::{Glyph, Icon};

#[component]
pub fn Empty(
    icon: Icon,
    /// Why there is nothing, in a sentence.
    #[prop(into)]
    text: Signal<String>,
    /// The button that changes that.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Glyph icon/>
            <p>{move || seen(text.get())}</p>
            {children.map(|children| children())}
        </div>
    }
}
