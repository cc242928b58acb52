//! The automation API, `globalThis.workbench`: the same engine and state as the screens, for scripts, benches and tests.
//!
//! Documented for its users in `docs/automation.md`, typed in `public/workbench.d.ts`.

mod arguments;
mod called_off;
mod cloud;
mod error;
mod events;
mod explain;
mod link;
mod mqtt;
mod mqtt_sn;
mod network;
mod object;
mod shapes;
mod tls;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use crate::piece::piece;
use crate::state::Workbench;

piece! {
    automation;
    /// Puts the API on the page, and says on `<html data-ready>` that it can be called.
    pub(crate) fn install(workbench: Workbench) -> () {
        let api = Object::new();
        object::set(&api, "version", &JsValue::from_str(env!("CARGO_PKG_VERSION")));
        link::install(&api, workbench);
        events::install(&api, workbench);
        explain::install(&api);
        object::set(&api, "network", &network::object(workbench));
        object::set(&api, "mqtt", &mqtt::object(workbench));
        object::set(&api, "tls", &tls::object(workbench));
        object::set(&api, "cloud", &cloud::object(workbench));
        // The global object takes any property.
        let _ = Reflect::set(&js_sys::global(), &JsValue::from_str("workbench"), &Object::freeze(&api));
        if let Some(root) = leptos::prelude::document().document_element() {
            // A valid attribute name is never refused.
            let _ = root.set_attribute("data-ready", "true");
        }
    }
}
