//! Where the keyboard goes on when what had the focus has left the page.

use leptos::{html, prelude::*};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::lasting::next_frame;

/// Scrolls as little as brings a part of the page into view.
pub fn scroll_into_view(part: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    part.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Gives a part of the page the focus once it is shown, if nothing else has it. A button that goes with what it began leaves the
/// keyboard at the top of the page otherwise. The part needs `tabindex="-1"`.
pub fn catch_focus(part: NodeRef<html::Div>) {
    part.on_load(|part| {
        next_frame(part, |part| {
            if document().active_element().is_none_or(|at| at.tag_name() == "BODY") {
                // Refused only by an element that cannot have the focus, and then nothing is lost.
                let _ = part.focus();
            }
        });
    });
}
