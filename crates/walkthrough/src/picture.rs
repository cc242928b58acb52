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

/// A picture as a document has it.
///
/// # Errors
/// It is too large, or of no kind that is taken.
pub fn data_url(bytes: &[u8]) -> Result<String, Fault> {
    let (kind, _) = KINDS.iter().find(|(_, begins)| bytes.starts_with(begins)).ok_or(Fault::NoPicture)?;
    if bytes.len() > PICTURE.most {
        return Err(Fault::TooMuch(PICTURE));
    }
    Ok(format!("data:{kind};base64,{}", Base64::encode_string(bytes)))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_was_chosen_is_one_that_is_taken() {
        assert_eq!(data_url(b"\x89PNG\r\n\x1a\nrest").map(|url| fault(&url)), Ok(None));
        assert_eq!(data_url(b"<svg/>"), Err(Fault::NoPicture));
        assert_eq!(data_url(&[b"GIF8".as_slice(), &vec![0; PICTURE.most]].concat()), Err(Fault::TooMuch(PICTURE)));
    }
}
