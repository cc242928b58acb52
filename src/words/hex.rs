//! The words of the hex editor.

use workbench_payload::find::NoPattern;

use crate::t;
use crate::ui::HexWords;

/// Its words in the language of the page.
#[must_use]
pub fn hex_words() -> HexWords {
    HexWords {
        at: |offset, value| t!("hex-at", offset = offset, value = value),
        end: t!("hex-end"),
        offset: |offset, place| t!("hex-offset", offset = offset, place = place),
        selected: |count| t!("hex-selected", count = count),
        insert: [t!("hex-insert"), t!("hex-insert-full")],
        overwrite: [t!("hex-overwrite"), t!("hex-overwrite-full")],
        columns: [
            [t!("hex-column-digits"), t!("hex-column-digits-full")],
            [t!("hex-column-text"), t!("hex-column-text-full")],
        ],
        extends: [t!("hex-extends"), t!("hex-extends-full")],
        keys_button: [t!("hex-keys"), t!("hex-keys-full")],
        keys_title: t!("hex-keys-title"),
        keys: [
            t!("hex-key-arrows"),
            t!("hex-key-row"),
            t!("hex-key-ends"),
            t!("hex-key-groups"),
            t!("hex-key-shift"),
            t!("hex-key-all"),
            t!("hex-key-column"),
            t!("hex-key-mode"),
            t!("hex-key-delete"),
            t!("hex-key-undo"),
            t!("hex-key-clipboard"),
            t!("hex-key-find"),
            t!("hex-key-go"),
        ],
        find: t!("hex-find"),
        find_as: t!("hex-find-as"),
        find_kinds: [t!("hex-find-hex"), t!("hex-find-text")],
        find_hint: t!("hex-find-hint"),
        next: t!("hex-next"),
        previous: t!("hex-previous"),
        not_found: t!("hex-not-found"),
        found: |count| t!("hex-found", count = count),
        no_pattern,
        replace_with: t!("hex-replace-with"),
        replace: [t!("hex-replace"), t!("hex-replace-all")],
        replaced: |count| t!("hex-replaced", count = count),
        go_to: t!("hex-go-to"),
        go_to_hint: t!("hex-go-to-hint"),
        go: t!("hex-go"),
        no_offset: t!("hex-no-offset"),
        fill_with: t!("hex-fill-with"),
        fill: t!("hex-fill"),
        nothing_selected: t!("hex-nothing-selected"),
        close: t!("hex-close"),
    }
}

fn no_pattern(why: NoPattern) -> String {
    match why {
        NoPattern::Empty => t!("hex-no-pattern-empty"),
        NoPattern::NotHex(_) => t!("hex-no-pattern-digits"),
        NoPattern::OnlyWildcards => t!("hex-no-pattern-wildcards"),
    }
}
