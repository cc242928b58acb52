//! Where the keyboard goes on when what had the focus has left the page.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::js_sys::{Function, Object, Reflect};
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::lasting::next_frame;

/// Scrolls as little as brings a part of the page into view.
pub fn scroll_into_view(part: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    part.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// The key of a press that is free to mean something for the whole screen: none that is typed into something or pressed in a dialog, none
/// with a key such as Ctrl, and none that has done something already.
#[must_use]
pub fn free_key(event: &KeyboardEvent) -> Option<String> {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_taken = element.is_some_and(|element| {
        matches!(element.closest("input, textarea, select, dialog, [contenteditable]"), Ok(Some(_)))
    });
    let has_more = event.ctrl_key() || event.meta_key() || event.alt_key();
    (!is_taken && !has_more && !event.default_prevented()).then(|| event.key())
}

/// Whether what has the keyboard does something of its own at this key: a button at Space, a list at an arrow.
#[must_use]
pub fn has_own_use(event: &KeyboardEvent) -> bool {
    let selector = match event.key().as_str() {
        " " => "button, a, summary, [role=radio], [role=tab], [role=listbox], [role=option], [role=menuitem]",
        key if key.starts_with("Arrow") => {
            "[role=radiogroup], [role=tablist], [role=listbox], [role=tree], [role=treegrid], [role=grid], [role=menu], [role=separator]"
        }
        _ => return false,
    };
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}

/// Gives an element the focus, and scrolls nothing: whoever looks at something else goes on looking at it.
pub(super) fn focus_in_place(element: &HtmlElement) {
    let options = Object::new();
    let focus = Reflect::get(element, &"focus".into()).ok().and_then(|focus| focus.dyn_into::<Function>().ok());
    // Refused only by an element that cannot have the focus, and then nothing is lost.
    let _ = Reflect::set(&options, &"preventScroll".into(), &true.into());
    let _ = focus.map(|focus| focus.call1(element, &options));
}

/// Goes to the top of what `main` shows from now on, and gives its heading the focus once it is drawn: the keyboard goes on where the eye begins to
/// read. What has taken the focus by then, other than `main` itself, keeps it where `keeps` says so.
pub fn begin_at_heading(keeps: Keeps) {
    next_frame(keeps, |keeps| {
        let Some(main) = document().get_element_by_id("main") else { return };
        let is_free = document().active_element().is_none_or(|at| at == main || at.tag_name() == "BODY");
        if keeps == Keeps::Focus && !is_free {
            return;
        }
        main.set_scroll_top(0);
        let heading = main.query_selector("h1").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            // A heading takes the focus only so; any element takes the attribute.
            let _ = heading.set_attribute("tabindex", "-1");
            focus_in_place(&heading);
        }
    });
}

/// What [`begin_at_heading`] leaves alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// What has the focus by itself: a screen that leads to one of its places.
    Focus,
    Nothing,
}

/// Gives a part of the page the focus once it is shown, if nothing else has it. A button that goes with what it began leaves the
/// keyboard at the top of the page otherwise. Its next step gets it, if there is one. The part needs `tabindex="-1"`.
pub fn catch_focus(part: NodeRef<html::Div>) {
    part.on_load(|part| {
        next_frame(part, |part| {
            if document().active_element().is_none_or(|at| at.tag_name() == "BODY") {
                focus_next_step(&part);
            }
        });
    });
}

/// Gives the primary button of a part the focus, or, where it has none that can be pressed, the part itself.
pub(super) fn focus_next_step(part: &HtmlElement) {
    let next = part.query_selector(".is-primary:not([aria-disabled])").ok().flatten();
    let next = next.and_then(|next| next.dyn_into::<HtmlElement>().ok());
    focus_in_place(next.as_ref().unwrap_or(part));
}
