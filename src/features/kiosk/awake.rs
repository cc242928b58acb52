//! Keeps the screen of a stand lit (Screen Wake Lock, W3C): asked for anew whenever the page is in view again, since browsers let it go with the view.

use js_sys::Promise;
use leptos::{ev, prelude::*};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Navigator;

use crate::ui::go_on;

#[wasm_bindgen]
extern "C" {
    /// What has it. `web-sys` has it only behind a setting that somebody's environment may remove.
    #[wasm_bindgen(extends = Navigator)]
    type MayStayAwake;
    #[wasm_bindgen(method, getter, js_name = wakeLock)]
    fn wake_lock(this: &MayStayAwake) -> Option<WakeLock>;

    type WakeLock;
    #[wasm_bindgen(method, catch)]
    fn request(this: &WakeLock, kind: &str) -> Result<Promise, JsValue>;
}

/// Keeps the screen lit as long as what calls this is shown. A browser without it, or a battery that is low, leaves that to the system's settings.
pub(super) fn stay_awake() {
    ask();
    let back = window_event_listener(ev::visibilitychange, |_| ask());
    on_cleanup(move || back.remove());
}

fn ask() {
    let navigator: MayStayAwake = window().navigator().unchecked_into();
    let Some(lock) = navigator.wake_lock() else { return };
    go_on(async move {
        // Refused where the page is not in view: it asks again when it is.
        if let Ok(asked) = lock.request("screen") {
            let _ = JsFuture::from(asked).await;
        }
    });
}
