//! The first link of the page: past the navigation, straight to the screen.

use leptos::{ev::MouseEvent, prelude::*};
use wasm_bindgen::JsCast;

/// A link that shows itself when it has the focus, and takes the focus to an element. It leaves the address alone, since
/// that names the screen.
#[component]
pub fn SkipLink(
    /// The id of the element to go to; it needs `tabindex="-1"`.
    #[prop(into)]
    target: String,
    #[prop(into)] label: Signal<String>,
) -> impl IntoView {
    let href = format!("#{target}");
    let jump = move |event: MouseEvent| {
        event.prevent_default();
        let element =
            document().get_element_by_id(&target).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            // Refused only by an element that cannot have the focus.
            let _ = element.focus();
        }
    };
    view! { <a class="skip-link" href=href on:click=jump>{move || label.get()}</a> }
}
