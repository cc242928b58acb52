//! Ctrl+Enter sends what a screen is about, wherever on the screen the keyboard is.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Does something at Ctrl+Enter (Cmd+Enter on a Mac) as long as what calls this is shown: in the form, anywhere else on the screen that is in no
/// other form, or where nothing has the keyboard. What has a dialog open is left alone.
pub fn on_ctrl_enter(form: NodeRef<html::Form>, act: impl Fn() + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_it = event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.repeat();
        if is_it && is_here(event.target().and_then(|at| at.dyn_into().ok()), form) {
            event.prevent_default();
            act();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether the keyboard is where the screen has it.
fn is_here(at: Option<Element>, form: NodeRef<html::Form>) -> bool {
    let Some(form) = form.get_untracked() else { return false };
    if document().query_selector("dialog[open]").ok().flatten().is_some() {
        return false;
    }
    let Some(at) = at else { return true };
    let inside = |selector: &str| at.closest(selector).ok().flatten();
    match inside("form") {
        Some(other) => other == *form.unchecked_ref::<Element>(),
        None => at.tag_name() == "BODY" || inside("#main").is_some(),
    }
}
