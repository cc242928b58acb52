//! The words that the hex editor says by itself, given once by the app in the language of the page.

use leptos::prelude::*;
use workbench_payload::find::NoPattern;

use super::hex_editor::KEYS;

/// Its words. The default is English.
#[derive(Clone, Debug)]
pub struct HexWords {
    /// Read out for a place: offset and value, both in hexadecimal digits.
    pub at: fn(&str, &str) -> String,
    /// Read out for the place behind the last byte.
    pub end: String,
    /// Where the caret is, in hexadecimal digits and as a number.
    pub offset: fn(&str, usize) -> String,
    /// How many bytes are selected.
    pub selected: fn(usize) -> String,
    /// The status while typing inserts, in short and in full.
    pub insert: [String; 2],
    /// The same while it overwrites.
    pub overwrite: [String; 2],
    /// The column that takes the keys is the digits, or the text: each in short and in full.
    pub columns: [[String; 2]; 2],
    /// Taps extend the selection, in short and in full.
    pub extends: [String; 2],
    /// Opens the list of keys, in short and in full.
    pub keys_button: [String; 2],
    /// Names that list.
    pub keys_title: String,
    /// What the keys do, in the order in which the editor lists them.
    pub keys: [String; KEYS.len()],
    /// Names the bar that looks for bytes, and its field.
    pub find: String,
    /// Names the choice of what is typed into it.
    pub find_as: String,
    /// Looks for hexadecimal digits, or for text.
    pub find_kinds: [String; 2],
    /// What hexadecimal digits may hold.
    pub find_hint: String,
    /// Goes to the next occurrence, and to the one before.
    pub next: String,
    /// Goes to the occurrence before.
    pub previous: String,
    pub not_found: String,
    /// How many there are.
    pub found: fn(usize) -> String,
    /// Why there is nothing that could be looked for.
    pub no_pattern: fn(NoPattern) -> String,
    /// Names the field for what takes its place.
    pub replace_with: String,
    /// Replaces one, or all.
    pub replace: [String; 2],
    /// How many were replaced.
    pub replaced: fn(usize) -> String,
    /// Names the bar that goes to an offset, and its button.
    pub go_to: String,
    /// What an offset may look like.
    pub go_to_hint: String,
    pub go: String,
    /// There is no such offset.
    pub no_offset: String,
    /// Names the bar that fills what is selected, and its field.
    pub fill_with: String,
    pub fill: String,
    /// There is nothing selected to be filled.
    pub nothing_selected: String,
    pub close: String,
}

impl Default for HexWords {
    fn default() -> Self {
        let both = |words: [&str; 2]| words.map(Into::into);
        Self {
            at: |offset, value| format!("Offset {offset}: {value}"),
            end: "end".into(),
            offset: |offset, place| format!("Offset {offset} ({place})"),
            selected: |count| format!("{count} selected"),
            insert: both(["INS", "Typing inserts"]),
            overwrite: both(["OVR", "Typing overwrites"]),
            columns: [both(["Digits", "Keys go to the digits"]), both(["Text", "Keys go to the text"])],
            extends: both(["Select", "Taps extend the selection"]),
            keys_button: both(["Keys", "What each key does"]),
            keys_title: "Keys".into(),
            keys: std::array::from_fn(|_| String::new()),
            find: "Find".into(),
            find_as: "Look for".into(),
            find_kinds: both(["Hex", "Text"]),
            find_hint: "?? stands for any byte".into(),
            next: "Next".into(),
            previous: "Previous".into(),
            not_found: "Not found".into(),
            found: |count| format!("{count} found"),
            no_pattern: |why| why.to_string(),
            replace_with: "Replace with".into(),
            replace: both(["Replace", "Replace all"]),
            replaced: |count| format!("{count} replaced"),
            go_to: "Go to offset".into(),
            go_to_hint: "Hexadecimal, or decimal with a dot in front".into(),
            go: "Go".into(),
            no_offset: "No such offset".into(),
            fill_with: "Fill the selection with".into(),
            fill: "Fill".into(),
            nothing_selected: "Select bytes first".into(),
            close: "Close".into(),
        }
    }
}

/// Gives every hex editor below the words of the page's language.
pub fn provide_hex_words(words: HexWords) {
    provide_context(words);
}

/// The words in force here.
#[must_use]
pub fn use_hex_words() -> HexWords {
    use_context().unwrap_or_default()
}
