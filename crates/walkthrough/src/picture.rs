//! Pictures: `data:` URLs of four kinds of image, whose bytes are what they say. No SVG, which can hold a program.

use base64ct::{Base64, Encoding};

use crate::limits::PICTURE;
use crate::problem::Fault;

/// The kinds, with what their files begin with.
const KINDS: [(&str, &[u8]); 4] = [
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/gif", b"GIF8"),
    ("image/webp", b"RIFF"),
];

/// What is wrong with a picture.
pub(crate) fn fault(url: &str) -> Option<Fault> {
    let Some((kind, coded)) = url.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,")) else {
        return Some(Fault::NoPicture);
    };
    let Some((_, begins)) = KINDS.iter().find(|(name, _)| *name == kind) else { return Some(Fault::NoPicture) };
    if coded.len() > PICTURE.most.div_ceil(3) * 4 {
        return Some(Fault::TooMuch(PICTURE));
    }
    match Base64::decode_vec(coded) {
        Ok(bytes) if bytes.starts_with(begins) => None,
        Ok(_) | Err(_) => Some(Fault::NoPicture),
    }
}
