//! The bytes of a file, a piece at a time: a file of any size takes the memory of a piece.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, ArrayBuffer, Function, Object, Reflect, Uint8Array, global};
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
    /// How many bytes of the file were taken.
    taken: Rc<Cell<f64>>,
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
        let taken = Rc::new(Cell::new(0.0));
        if is_compressed {
            stream = stream.pipe_through(&counting(Rc::clone(&taken))?);
            // It has a readable and a writable side, which is all that a pair is.
            let inflate: ReadableWritablePair = DecompressionStream::new("gzip")?.unchecked_into();
            stream = stream.pipe_through(&inflate);
        }
        Ok(Self { reader: ReadableStreamDefaultReader::new(&stream)?, is_compressed, taken })
    }

    /// Whether the file is inflated as it is read: there are more bytes than the file has.
    #[must_use]
    pub const fn is_compressed(&self) -> bool {
        self.is_compressed
    }

    /// How many bytes of the file were taken so far. Of a compressed one, these are its own, not those that it holds.
    #[must_use]
    pub fn taken(&self) -> f64 {
        self.taken.get()
    }

    /// The next bytes; nothing behind the last ones.
    ///
    /// # Errors
    /// What the browser says when it cannot read on, as where the compressed bytes are damaged.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let result = JsFuture::from(self.reader.read()).await?;
        let value = Reflect::get(&result, &JsValue::from_str("value"))?;
        let bytes = value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
        if let Some(bytes) = bytes.as_ref().filter(|_| !self.is_compressed) {
            self.taken.set(self.taken.get() + bytes.len() as f64);
        }
        Ok(bytes)
    }
}

/// Passes bytes on, and counts them.
fn counting(taken: Rc<Cell<f64>>) -> Result<ReadableWritablePair, JsValue> {
    let pass = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |bytes: JsValue, next: JsValue| {
        let size = Reflect::get(&bytes, &JsValue::from_str("byteLength")).ok().and_then(|size| size.as_f64());
        taken.set(taken.get() + size.unwrap_or_default());
        // A stream that was called off takes no more, and that is no fault.
        let enqueue = Reflect::get(&next, &JsValue::from_str("enqueue")).and_then(JsCast::dyn_into::<Function>);
        let _ = enqueue.and_then(|enqueue| enqueue.call1(&next, &bytes));
    });
    let passes = Object::new();
    Reflect::set(&passes, &JsValue::from_str("transform"), &pass.into_js_value())?;
    let stream: Function = Reflect::get(&global(), &JsValue::from_str("TransformStream"))?.dyn_into()?;
    Ok(Reflect::construct(&stream, &Array::of1(&passes))?.unchecked_into())
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
