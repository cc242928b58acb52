//! The few words the kit says by itself, given once by the app in the language of the page.

use leptos::prelude::*;

/// Words that would otherwise be a prop of every component. The default is English.
#[derive(Clone, Debug)]
pub struct Words {
    /// Closes a dialog or dismisses a toast.
    pub close: String,
    /// The name of the corner where messages of the page appear.
    pub toasts: String,
    /// On a button which copies.
    pub copy: String,
    /// On that button once the text is on the clipboard.
    pub copied: String,
    /// On that button when the browser refused.
    pub copy_failed: String,
    /// Shows a hidden password.
    pub reveal: String,
    pub hide: String,
    /// Takes a list back to its last row.
    pub newest: String,
    pub cancel: String,
    /// Read out for a mark that says a field must be filled in.
    pub required: String,
    /// Says that a text has half of a character: which one, unless it is secret, and at which place, from 1.
    pub half: fn(Option<String>, usize) -> String,
    /// Says that more was typed or pasted than is taken: how many characters, and how many may be.
    pub too_long: fn(usize, usize) -> String,
    /// Read out for the state of a step, in the order wait, running, pass, warn, fail.
    pub step_states: [String; 5],
}

impl Default for Words {
    fn default() -> Self {
        Self {
            close: "Close".into(),
            toasts: "Messages of the page".into(),
            copy: "Copy".into(),
            copied: "Copied".into(),
            copy_failed: "Not copied".into(),
            reveal: "Show".into(),
            hide: "Hide".into(),
            newest: "Jump to newest".into(),
            cancel: "Cancel".into(),
            required: "required".into(),
            half: |_, at| format!("half of a character at {at}"),
            too_long: |found, most| format!("{found} characters, at most {most}"),
            step_states: ["not started", "running", "passed", "warning", "failed"].map(Into::into),
        }
    }
}

/// Gives every component below the words of the page's language.
pub fn provide_words(words: Words) {
    provide_context(words);
}

/// The words in force here.
#[must_use]
pub fn use_words() -> Words {
    use_context().unwrap_or_default()
}
