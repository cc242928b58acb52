//! The bytes of a log, outside of this code's memory: those of the file, or what a compressed file was inflated to.

use std::ops::Range;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// The bytes. The browser holds them, and gives back a part at a time.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    file: Option<Blob>,
    /// What was inflated so far, in pieces.
    inflated: Array,
    length: u64,
}

impl Bytes {
    /// Those of a file as it is.
    pub(super) fn of(file: Blob) -> Self {
        let length = file.size() as u64;
        Self { file: Some(file), length, ..Self::default() }
    }

    /// The next bytes that a compressed file was inflated to.
    pub(super) fn keep(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        let piece = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
        self.inflated.push(&piece);
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// How many there are.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// A part of them, which is yet to be read.
    pub(super) fn part(&self, range: &Range<u64>) -> Result<Blob, JsValue> {
        let (from, to) = (range.start as f64, range.end as f64);
        match &self.file {
            Some(file) => file.slice_with_f64_and_f64(from, to),
            None => Blob::new_with_blob_sequence(&self.inflated)?.slice_with_f64_and_f64(from, to),
        }
    }
}
