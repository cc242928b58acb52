//! Does the page mount in a real browser?
#![cfg(target_arch = "wasm32")]

use module_workbench::App;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_page_mounts_and_shows_something() {
    leptos::mount::mount_to_body(App);

    let shown = js_sys::eval("document.body.innerText.trim().length > 0");

    assert_eq!(shown.ok().and_then(|value| value.as_bool()), Some(true));
}
