//! What travels on the wire, as text in monospace.

use leptos::prelude::*;

use super::outside::outside;

/// Wire text: in a sentence, or as a block of its own that scrolls sideways rather than wrap.
#[component]
pub fn Code(
    /// The text, as it is.
    #[prop(into)]
    text: Signal<String>,
    /// Sets it apart as a block.
    #[prop(optional)]
    block: bool,
) -> impl IntoView {
    if block {
        view! { <pre class="code" tabindex="0"><code>{move || outside(text.get())}</code></pre> }.into_any()
    } else {
        view! { <code class="code-inline">{move || outside(text.get())}</code> }.into_any()
    }
}
