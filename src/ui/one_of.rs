//! One of several choices in a row or column, of which one is chosen: by a click, or by the arrow keys, with the focus on it.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

use super::binding::Binding;
use super::choice::{Choice, walk};

/// The choices, which of them is chosen, and the element whose children they are.
pub(super) struct OneOf<T: Send + Sync + 'static> {
    value: Binding<T>,
    options: Signal<Vec<Choice<T>>>,
    /// The place of the value among them; nothing, where it is none of them.
    pub(super) place: Memo<Option<usize>>,
    pub(super) parent: NodeRef<html::Div>,
}

impl<T: Send + Sync + 'static> Clone for OneOf<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for OneOf<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> OneOf<T> {
    pub(super) fn new(value: Binding<T>, options: Signal<Vec<Choice<T>>>) -> Self {
        let place = Memo::new(move |_| {
            let chosen = value.get();
            options.with(|options| options.iter().position(|option| option.value == chosen))
        });
        Self { value, options, place, parent: NodeRef::new() }
    }

    /// Chooses what is at this place, unless there is a reason why it cannot be chosen.
    pub(super) fn choose(self, index: usize) {
        let option = self.options.with_untracked(|options| options.get(index).cloned());
        if let Some(option) = option.filter(|option| option.disabled_reason.is_none()) {
            self.value.set(option.value);
        }
    }

    /// Goes where a key leads, and chooses what is there.
    pub(super) fn keyed(self, event: &KeyboardEvent) {
        let open: Vec<bool> =
            self.options.with_untracked(|all| all.iter().map(|one| one.disabled_reason.is_none()).collect());
        let Some(next) = walk(&event.key(), self.place.get_untracked().unwrap_or(0), &open) else { return };
        event.prevent_default();
        self.choose(next);
        focus_child(self.parent, next);
    }
}

/// Moves the focus to the child at this place.
pub(super) fn focus_child(parent: NodeRef<html::Div>, index: usize) {
    let child =
        parent.get_untracked().and_then(|parent| u32::try_from(index).ok().and_then(|at| parent.children().item(at)));
    if let Some(child) = child.and_then(|child| child.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Refused only by an element that cannot have the focus, and then nothing is lost.
        let _ = child.focus();
    }
}
