//! What is wrong with a whole form: all of it in a list, and the focus on the first.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::lasting::once_drawn;
use super::outside::seen;
use super::{note::Note, tone::Tone};

/// The mistakes of a form, for the place where its outcome would stand.
#[component]
pub fn Mistakes(
    /// What they prevent, as in "Nothing to send yet:".
    #[prop(into)]
    title: String,
    /// Each in a sentence.
    texts: Vec<String>,
) -> impl IntoView {
    let entries = texts.into_iter().map(|text| view! { <li>{seen(text)}</li> }).collect_view();
    view! { <Note tone=Tone::Plain title><ul class="mistakes">{entries}</ul></Note> }
}

/// Moves the focus to the first input of the form that is marked as wrong, once the marks of this moment are drawn.
pub fn focus_first_mistake(form: NodeRef<html::Form>) {
    once_drawn(form, |form| {
        let wrong = form.query_selector("[aria-invalid]").ok().flatten();
        if let Some(input) = wrong.and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Refused only by an element that cannot have the focus, and then nothing is lost.
            let _ = input.focus();
        }
    });
}
