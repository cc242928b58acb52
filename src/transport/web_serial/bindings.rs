//! The browser's own Web Serial, Web Locks and Permissions Policy interfaces, as far as this app uses them.
//!
//! `web-sys` has the first two, but only when the whole build sets `--cfg=web_sys_unstable_apis`. A few declarations of
//! our own spare every contributor and every tool that flag. Only getters that may be missing return an `Option`: that is
//! how the app finds out what a browser can do.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, ReadableStream, WritableStream};

#[wasm_bindgen]
extern "C" {
    /// `Navigator`, with what `web-sys` leaves out.
    pub(super) type Navigator;
    #[wasm_bindgen(method, getter)]
    pub(super) fn serial(this: &Navigator) -> Option<Serial>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn locks(this: &Navigator) -> Option<LockManager>;
    #[wasm_bindgen(method, getter, js_name = userActivation)]
    pub(super) fn user_activation(this: &Navigator) -> Option<UserActivation>;

    /// `Document`, with Chromium's view of the permissions policy.
    pub(super) type Document;
    #[wasm_bindgen(method, getter, js_name = featurePolicy)]
    pub(super) fn feature_policy(this: &Document) -> Option<FeaturePolicy>;

    pub(super) type FeaturePolicy;
    #[wasm_bindgen(method)]
    pub(super) fn features(this: &FeaturePolicy) -> Array;
    #[wasm_bindgen(method, js_name = allowsFeature)]
    pub(super) fn allows_feature(this: &FeaturePolicy, feature: &str) -> bool;

    pub(super) type UserActivation;
    #[wasm_bindgen(method, getter, js_name = isActive)]
    pub(super) fn is_active(this: &UserActivation) -> bool;

    #[wasm_bindgen(extends = EventTarget)]
    pub(super) type Serial;
    #[wasm_bindgen(method, catch, js_name = getPorts)]
    pub(super) async fn get_ports(this: &Serial) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPort)]
    pub(super) async fn request_port(this: &Serial, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(extends = EventTarget)]
    #[derive(Debug, Clone)]
    pub(super) type SerialPort;
    #[wasm_bindgen(method, js_name = getInfo)]
    pub(super) fn get_info(this: &SerialPort) -> SerialPortInfo;
    #[wasm_bindgen(method, catch)]
    pub(super) async fn open(this: &SerialPort, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) async fn close(this: &SerialPort) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setSignals)]
    pub(super) async fn set_signals(this: &SerialPort, signals: &JsValue) -> Result<JsValue, JsValue>;
    /// Whether its device is there; missing in older browsers.
    #[wasm_bindgen(method, getter)]
    pub(super) fn connected(this: &SerialPort) -> Option<bool>;
    /// Missing when the port is closed or its device gone; a new stream after every recoverable fault.
    #[wasm_bindgen(method, getter)]
    pub(super) fn readable(this: &SerialPort) -> Option<ReadableStream>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn writable(this: &SerialPort) -> Option<WritableStream>;

    pub(super) type SerialPortInfo;
    #[wasm_bindgen(method, getter, js_name = usbVendorId)]
    pub(super) fn usb_vendor_id(this: &SerialPortInfo) -> Option<u16>;
    #[wasm_bindgen(method, getter, js_name = usbProductId)]
    pub(super) fn usb_product_id(this: &SerialPortInfo) -> Option<u16>;

    /// What a reader's `read()` resolves to.
    pub(super) type ReadResult;
    #[wasm_bindgen(method, getter)]
    pub(super) fn value(this: &ReadResult) -> Option<Uint8Array>;

    pub(super) type LockManager;
    #[wasm_bindgen(method)]
    pub(super) fn request(this: &LockManager, name: &str, options: &JsValue, granted: &Function) -> Promise;
    #[wasm_bindgen(method, catch)]
    pub(super) async fn query(this: &LockManager) -> Result<JsValue, JsValue>;
}
