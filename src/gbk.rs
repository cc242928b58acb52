//! GBK as this browser knows it, for the payload crate, which has no table of its own.

use web_sys::TextDecoder;

/// Has payloads and files read as GBK.
pub(crate) fn learn() {
    workbench_payload::gbk::learn_from(decoded);
}

fn decoded(bytes: &[u8]) -> String {
    TextDecoder::new_with_label("gbk").and_then(|decoder| decoder.decode_with_u8_array(bytes)).unwrap_or_default()
}
