//! Text from outside on its way to the page. A module, a broker, a file, a link or a person wrote it, and it may hold anything.
//!
//! The arguments of `t!` are shown so by themselves, and so is every text that a widget takes as a prop. What a view puts between its tags, or
//! into an attribute, goes through [`outside`].

use std::borrow::Cow;

use workbench_payload::visible::{visible, visible_text};

/// The text as it is shown: what could not be seen, or would change how its neighbours are seen, is a mark.
#[must_use]
pub fn outside(text: impl AsRef<str>) -> String {
    visible(text.as_ref()).into_owned()
}

/// The same for a text of several lines.
#[must_use]
pub fn outside_lines(text: impl AsRef<str>) -> String {
    visible_text(text.as_ref()).into_owned()
}

/// The same for what a widget was given, which is copied only where something in it is hidden.
pub(super) fn seen(text: String) -> String {
    match visible_text(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(marked) => marked,
    }
}
