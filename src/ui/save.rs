//! Hands bytes to the browser to be saved as a file.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url, js_sys::Array, js_sys::Uint8Array};

/// Has the browser save the bytes under a name. Whether and where to is between the browser and the person.
///
/// # Errors
/// What the browser says when it has no room for them.
pub fn save_file(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let address = Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence(&parts)?)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has begun: the browser keeps what it needs of the address.
    Url::revoke_object_url(&address)
}
