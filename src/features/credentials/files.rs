//! Files as texts: a certificate, a table of devices, saved devices.

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use workbench_payload::text::{Encoding, LineEnds, text_of};

use crate::limits::TEXT_FILE;
use crate::ui::{DropSize, FileDrop, Tone, use_toaster, while_shown};
use crate::{t, words};

/// A place for one file, and what is done with its text, unless the place has left the page by then.
#[component]
pub(super) fn TextFile(text: String, on_text: impl Fn(String) + Copy + 'static) -> impl IntoView {
    let toaster = use_toaster();
    let take = move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        while_shown(async move {
            if let Err(over) = TEXT_FILE.admit_file(&file) {
                return toaster.show(Tone::Bad, words::over(over, &file.name()));
            }
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => on_text(decoded(&Uint8Array::new(&buffer).to_vec())),
                Err(_) => toaster.show(Tone::Bad, t!("credentials-file-unread", name = file.name())),
            }
        });
    };
    view! { <FileDrop size=DropSize::Line text label=t!("credentials-file-open") on_files=take/> }
}

/// The text of a file in UTF-8, with or without a mark; or in GBK, as spreadsheets in Chinese save tables.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => text_of(bytes, Encoding::Gbk, LineEnds::Lf),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_the_encoding_that_it_has() {
        workbench_payload::gbk::learn_from(|bytes| encoding_rs::GBK.decode(bytes).0.into_owned());
        for (bytes, expected) in
            [(&b"\xEF\xBB\xBFa,b"[..], "a,b"), ("设备".as_bytes(), "设备"), (b"\xC9\xE8\xB1\xB8", "设备")]
        {
            assert_eq!(decoded(bytes), expected);
        }
    }
}
