//! What a person typed and a reload must not lose: kept by the browser for this tab alone, a text a name.

use leptos::prelude::*;

use crate::storage::Keep;

/// What stands before the names of drafts.
const PREFIX: &str = "module-workbench.draft.";

/// Gives a draft the text that this tab kept of it, and keeps it from now on. Never for a password, a user name or a payload: a
/// secret stays on the page.
pub fn keep_draft(name: &'static str, text: impl Fn() -> String + 'static, restore: impl FnOnce(String)) {
    let name = format!("{PREFIX}{name}");
    if let Some(kept) = Keep::InTab.read(&name) {
        restore(kept);
    }
    Effect::new(move |_| Keep::InTab.write(&name, &text()));
}
