//! Puts a text on the clipboard, and says that it did.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{
    button::{Button, Variant},
    icon::Icon,
    lasting::{after, while_shown},
    text::MaybeText,
    words::use_words,
};

/// How long the button says what became of it.
const SAY_FOR: Duration = Duration::from_millis(1600);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Copied,
    Failed,
}

/// A quiet button that copies. The text is asked for when it is pressed.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    /// What the button says; "Copy" without this.
    #[prop(optional, into)]
    label: MaybeText,
) -> impl IntoView {
    let words = StoredValue::new(use_words());
    let outcome = RwSignal::new(None::<Outcome>);
    let copy = move || {
        let text = text.get_untracked();
        while_shown(async move {
            let done = JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok();
            outcome.set(Some(if done { Outcome::Copied } else { Outcome::Failed }));
            after(SAY_FOR, move || outcome.set(None));
        });
    };
    let says = move || {
        words.with_value(|words| match outcome.get() {
            None => label.get().unwrap_or_else(|| words.copy.clone()),
            Some(Outcome::Copied) => words.copied.clone(),
            Some(Outcome::Failed) => words.copy_failed.clone(),
        })
    };
    view! {
        <span class="copy" class:is-copied=move || outcome.get() == Some(Outcome::Copied) aria-live="polite">
            <Button variant=Variant::Quiet icon=Icon::Copy on_press=copy>{says}</Button>
        </span>
    }
}
