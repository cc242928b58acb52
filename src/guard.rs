//! What the page's guard (`public/guard.js`) is told: what it has to free, to say and to save if this code traps.

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // Each may throw where there is no guard, as in tests.
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = holdPort)]
    fn hold_port_of(port: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = holdReader)]
    fn hold_reader_of(port: &JsValue, reader: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = holdWriter)]
    fn hold_writer_of(port: &JsValue, writer: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = letGo)]
    fn let_go_of(port: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = say)]
    fn say(text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = keepLine)]
    fn keep_line_of(at: f64, way: u8, bytes: Vec<u8>) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = keepSecret)]
    fn keep_secret_of(kind: u8, bytes: Vec<u8>) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = offline)]
    async fn offline() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = lent)]
    fn lent() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = workbenchGuard, js_name = giveBack)]
    fn give_back_to(file: Option<Vec<u8>>) -> Result<(), JsValue>;
}

/// Which way bytes went over the line, as the guard keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the module.
    Received = 0,
    /// To the module.
    Sent = 1,
    /// To the module, and nobody keeps them: only how many there were.
    Withheld = 2,
}

/// A kind of secret that a command line as a whole has: what is secret in it is found again.
pub(crate) const COMMAND: u8 = u8::MAX;

/// Bytes went over the line, at a time in milliseconds.
pub(crate) fn keep_line(at: u64, way: Way, bytes: &[u8]) {
    // Tests outside a browser have no guard.
    if cfg!(target_family = "wasm") {
        let _ = keep_line_of(at as f64, way as u8, bytes.to_vec());
    }
}

/// Something is secret: the number of its kind, or [`COMMAND`].
pub(crate) fn keep_secret(kind: u8, bytes: &[u8]) {
    if cfg!(target_family = "wasm") {
        let _ = keep_secret_of(kind, bytes.to_vec());
    }
}

/// What a page that failed has for this one to save, if this is a frame of such a page.
pub(crate) fn lent_by_failed_page() -> Option<JsValue> {
    lent().ok().filter(JsValue::is_truthy)
}

/// Gives the page that failed its file, or nothing where no file could be made.
pub(crate) fn give_back(file: Option<Vec<u8>>) {
    let _ = give_back_to(file);
}

/// What `offline/page.js` exports; none, where the build has no such script or it cannot be had.
pub(crate) async fn offline_script() -> Option<JsValue> {
    offline().await.ok().filter(JsValue::is_object)
}

/// A port was opened.
pub(crate) fn hold_port(port: &JsValue) {
    let _ = hold_port_of(port);
}

/// A port is read.
pub(crate) fn hold_reader(port: &JsValue, reader: &JsValue) {
    let _ = hold_reader_of(port, reader);
}

/// A port is written to.
pub(crate) fn hold_writer(port: &JsValue, writer: &JsValue) {
    let _ = hold_writer_of(port, writer);
}

/// A port was closed.
pub(crate) fn let_go(port: &JsValue) {
    let _ = let_go_of(port);
}

/// Has a panic say where it was. Its message is left out: it may hold what came over the line.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        if let Some(place) = panic.location() {
            let _ = say(&format!("panicked at {}:{}", place.file(), place.line()));
        }
    }));
}
