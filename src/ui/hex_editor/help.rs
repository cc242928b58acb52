//! What each key does in the hex editor, for those who ask.

use leptos::prelude::*;

use super::Parts;
use crate::ui::hex_grid::Access;
use crate::ui::hex_words::use_hex_words;
use crate::ui::{Dialog, Kbd};

/// The keys, each with whether it changes bytes. What they do stands in [`crate::ui::HexWords::keys`], in the same order.
pub(in crate::ui) const KEYS: [(&[&str], Access); 13] = [
    (&["←", "→", "↑", "↓", "PgUp", "PgDn"], Access::Read),
    (&["Home", "End"], Access::Read),
    (&["Ctrl", "Home", "End"], Access::Read),
    (&["Ctrl", "←", "→"], Access::Read),
    (&["Shift"], Access::Read),
    (&["Ctrl", "A"], Access::Read),
    (&["F2"], Access::Read),
    (&["Ins"], Access::Edit),
    (&["Del", "⌫"], Access::Edit),
    (&["Ctrl", "Z", "Y"], Access::Edit),
    (&["Ctrl", "C", "X", "V"], Access::Read),
    (&["Ctrl", "F", "F3"], Access::Read),
    (&["Ctrl", "G"], Access::Read),
];

/// The list, in front of the page.
#[component]
pub(super) fn Keys(parts: Parts) -> impl IntoView {
    let words = StoredValue::new(use_hex_words());
    let title = words.with_value(|words| words.keys_title.clone());
    let list = move || {
        let texts = words.with_value(|words| words.keys.clone());
        let known = KEYS
            .into_iter()
            .zip(texts)
            .filter(move |((_, access), _)| *access == Access::Read || parts.access == Access::Edit);
        known
            .map(|((keys, _), text)| {
                let caps = keys.iter().map(|key| view! { <Kbd key=*key/> " " }).collect_view();
                view! { <div><dt>{caps}</dt><dd>{text}</dd></div> }
            })
            .collect_view()
    };
    view! { <Dialog open=parts.keys title><dl class="hex-keys">{list}</dl></Dialog> }
}
