//! What the page's guard (`public/guard.js`) is told: what it has to free and to say if this code traps.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // Each may throw where there is no guard, as in tests.
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = holdPort)]
    fn hold_port_of(port: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = holdReader)]
    fn hold_reader_of(reader: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = holdWriter)]
    fn hold_writer_of(writer: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = say)]
    fn say(text: &str) -> Result<(), JsValue>;
}

/// A port was opened.
pub(crate) fn hold_port(port: &JsValue) {
    let _ = hold_port_of(port);
}

/// A port is read.
pub(crate) fn hold_reader(reader: &JsValue) {
    let _ = hold_reader_of(reader);
}

/// A port is written to.
pub(crate) fn hold_writer(writer: &JsValue) {
    let _ = hold_writer_of(writer);
}

/// Has a panic say where it was. Its message is left out: it may hold what came over the line.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        if let Some(place) = panic.location() {
            let _ = say(&format!("panicked at {}:{}", place.file(), place.line()));
        }
    }));
}
