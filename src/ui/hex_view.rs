//! Bytes to read: the hex grid for those that change from outside.

use leptos::prelude::*;
use workbench_payload::Editor;

use super::hex_grid::{Access, HexGrid};

/// A read-only view of bytes. It is one tab stop.
#[component]
pub fn HexView(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] bytes: Signal<Vec<u8>>,
    /// How many rows it shows before it scrolls.
    #[prop(default = 16)]
    max_rows: usize,
) -> impl IntoView {
    let editor = RwSignal::new(Editor::new(bytes.get_untracked()));
    Effect::new(move |before: Option<()>| {
        let bytes = bytes.get();
        if before.is_some() {
            editor.set(Editor::new(bytes));
        }
    });
    view! { <HexGrid label editor access=Access::Read max_rows/> }
}
