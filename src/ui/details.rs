//! More about something, closed until it is asked for.

use leptos::prelude::*;

use super::outside::seen;

use super::icon::{Glyph, Icon};

#[component]
pub fn Details(
    #[prop(into)] summary: Signal<String>,
    /// Opens it from the start.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary><Glyph icon=Icon::Chevron/>{move || seen(summary.get())}</summary>
            <div class="details-body">{children()}</div>
        </details>
    }
}
