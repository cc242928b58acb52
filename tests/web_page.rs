//! Does the page mount in a real browser?
#![cfg(target_arch = "wasm32")]

use leptos::prelude::document;
use module_workbench::App;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_page_mounts_and_shows_something() {
    leptos::mount::mount_to_body(App);

    let text = document().body().and_then(|body| body.text_content()).unwrap_or_default();

    assert!(!text.trim().is_empty(), "the body of the page has no text");
}
