//! More about something, closed until it is asked for.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::outside::seen;
use super::text::MaybeText;

#[component]
pub fn Details(
    #[prop(into)] summary: Signal<String>,
    /// Opens it from the start.
    #[prop(optional)]
    open: bool,
    /// What stands in it, in a few words at the end of the line.
    #[prop(optional, into)]
    value: MaybeText,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary>
                <Glyph icon=Icon::Chevron/>{move || seen(summary.get())}
                {move || value.get().map(|value| view! { <span class="details-value">{value}</span> })}
            </summary>
            <div class="details-body">{children()}</div>
        </details>
    }
}
