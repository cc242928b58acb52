//! Keys from an on-screen keyboard: only a field brings one up, so a field that nobody sees takes what is typed.
//!
//! A finger's tap gives it the focus; the Tab key never does. On-screen keyboards tell few keys by name, so what is typed is
//! read from what became of the field's content: it always holds one character, which only Backspace takes away.

use leptos::{html, prelude::*};
use workbench_payload::Column;

use super::super::typed::value_of;
use super::keys::{Stroke, Surroundings, press};
use super::{Grid, ROW};

/// What the field holds while nothing is typed: a character without width.
const KEPT: char = '\u{200B}';

/// The field. It stands where the caret is, so that the browser scrolls there.
#[component]
pub(super) fn TouchKeys(
    grid: Grid,
    node: NodeRef<html::Input>,
    label: Signal<String>,
    /// What the keys depend on.
    around: UnsyncCallback<(), Surroundings>,
) -> impl IntoView {
    let take = move || {
        let Some(field) = node.get_untracked() else { return };
        let keys = keys_of(&value_of(&field));
        field.set_value(&KEPT.to_string());
        if !keys.is_empty() {
            let around = around.run(());
            grid.editor.update(|editor| {
                for key in &keys {
                    press(editor, Stroke { key, command: false, shift: false }, around);
                }
            });
        }
    };
    let composing = StoredValue::new(false);
    let typed = move || {
        // Letters of a word that is still being chosen are none yet; digits are.
        let in_text = grid.editor.with_untracked(|editor| editor.column() == Column::Text);
        if !(composing.get_value() && in_text) {
            take();
        }
    };
    let composed = move || {
        composing.set_value(false);
        take();
    };
    let top = move || {
        let row = grid.editor.with(|editor| editor.selection().caret) / grid.per_row.get().max(1);
        format!("{}px", (row as f64 * ROW - grid.top.get()).clamp(0.0, (grid.tall.get() - ROW).max(0.0)))
    };
    view! {
        <input type="text" class="hex-touch" tabindex="-1" node_ref=node aria-label=move || label.get() style:top=top
            prop:value=KEPT.to_string() autocapitalize="none" autocomplete="off" spellcheck="false"
            on:input=move |_| typed() on:compositionstart=move |_| composing.set_value(true) on:compositionend=move |_| composed()
            on:blur=move |_| grid.left()/>
    }
}

/// The keys that turned the kept character into this.
fn keys_of(value: &str) -> Vec<String> {
    let erased = (!value.contains(KEPT)).then(|| "Backspace".to_owned());
    erased.into_iter().chain(value.chars().filter(|c| *c != KEPT).map(String::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_what_became_of_the_field() {
        for (value, keys) in [
            ("\u{200B}", &[][..]),
            ("\u{200B}4", &["4"]),
            ("\u{200B}4f", &["4", "f"]),
            ("a\u{200B}", &["a"]),
            ("", &["Backspace"]),
        ] {
            assert_eq!(keys_of(value), keys, "{value:?}");
        }
    }
}
