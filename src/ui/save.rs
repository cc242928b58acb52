//! Hands bytes to the browser to be saved as a file.

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, ReadableWritablePair, Response, Url, js_sys::Array, js_sys::Uint8Array};

#[wasm_bindgen]
extern "C" {
    /// The browser's own compression: `web-sys` has it only behind a setting that somebody's environment may remove.
    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
}

/// Has the browser save the bytes under a name. Whether and where to is between the browser and the person.
///
/// # Errors
/// What the browser says when it has no room for them.
pub fn save_file(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let mut whole = FileParts::default();
    whole.push(bytes);
    whole.save(name)
}

/// A file that is written a piece at a time. What was written is the browser's to keep, and takes no memory of the page's own.
#[derive(Debug, Default)]
pub struct FileParts {
    parts: Array,
}

impl FileParts {
    /// Adds bytes at the end.
    pub fn push(&mut self, bytes: &[u8]) {
        let bytes = Uint8Array::from(bytes);
        // A blob may be kept on the disk; where there is no place for one, the bytes stay in memory.
        match Blob::new_with_u8_array_sequence(&Array::of1(&bytes)) {
            Ok(blob) => self.parts.push(&blob),
            Err(_) => self.parts.push(&bytes),
        };
    }

    /// Has the browser save all of it under a name.
    ///
    /// # Errors
    /// What the browser says when it has no room for it.
    pub fn save(&self, name: &str) -> Result<(), JsValue> {
        save_blob(name, &Blob::new_with_blob_sequence(&self.parts)?)
    }

    /// The same, compressed as gzip (RFC 1952).
    ///
    /// # Errors
    /// What the browser says when it has no room for it, or does not compress.
    pub async fn save_compressed(&self, name: &str) -> Result<(), JsValue> {
        let whole = Blob::new_with_blob_sequence(&self.parts)?;
        // It has a readable and a writable side, which is all that a pair is.
        let gzip: ReadableWritablePair = CompressionStream::new("gzip")?.unchecked_into();
        let compressed = Response::new_with_opt_readable_stream(Some(&whole.stream().pipe_through(&gzip)))?;
        let blob: Blob = JsFuture::from(compressed.blob()?).await?.dyn_into()?;
        save_blob(name, &blob)
    }
}

fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has begun: the browser keeps what it needs of the address.
    Url::revoke_object_url(&address)
}
