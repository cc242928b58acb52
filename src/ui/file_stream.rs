//! The bytes of a file, a piece at a time: a file of any size takes the memory of a piece.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{ArrayBuffer, Reflect, Uint8Array};
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

use super::lasting::go_on;

#[wasm_bindgen]
extern "C" {
    /// The browser's own decompression: `web-sys` has it only behind a setting that somebody's environment may remove.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// What the bytes of a gzip file begin with (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A file that is being read. Dropped before its end, the browser stops reading.
#[derive(Debug)]
pub struct FileStream {
    reader: ReadableStreamDefaultReader,
    is_compressed: bool,
}

impl FileStream {
    /// Begins to read. A file that is compressed with gzip is inflated, whatever its name.
    ///
    /// # Errors
    /// What the browser says when it cannot read the file, as where it is gone from the disk.
    pub async fn open(file: &Blob) -> Result<Self, JsValue> {
        let head = file.slice_with_i32_and_i32(0, 2)?;
        let head: ArrayBuffer = JsFuture::from(head.array_buffer()).await?.dyn_into()?;
        let is_compressed = Uint8Array::new(&head).to_vec() == GZIP;
        let mut stream = file.stream();
        if is_compressed {
            // It has a readable and a writable side, which is all that a pair is.
            let inflate: ReadableWritablePair = DecompressionStream::new("gzip")?.unchecked_into();
            stream = stream.pipe_through(&inflate);
        }
        Ok(Self { reader: ReadableStreamDefaultReader::new(&stream)?, is_compressed })
    }

    /// Whether the file is inflated as it is read: there are more bytes than the file has.
    #[must_use]
    pub const fn is_compressed(&self) -> bool {
        self.is_compressed
    }

    /// The next bytes; nothing behind the last ones.
    ///
    /// # Errors
    /// What the browser says when it cannot read on, as where the compressed bytes are damaged.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let result = JsFuture::from(self.reader.read()).await?;
        let value = Reflect::get(&result, &JsValue::from_str("value"))?;
        Ok(value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }
}

/// The bytes of a part that was cut off a file, by whoever knows how many they are.
///
/// # Errors
/// What the browser says when it cannot read them, as where the file has changed.
pub async fn read_part(part: &Blob) -> Result<Vec<u8>, JsValue> {
    let bytes = JsFuture::from(part.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

impl Drop for FileStream {
    fn drop(&mut self) {
        let ending = self.reader.cancel();
        go_on(async move {
            // A stream that has failed cannot be cancelled, and is over all the same.
            let _ = JsFuture::from(ending).await;
        });
    }
}
