//! Pictures: `data:` URLs of four kinds of image, whose bytes are what they say. No SVG, which can hold a program.

mod size;

use base64ct::{Base64, Encoding};

use crate::limits::{PICTURE, SIDE};
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
    if let Some(fault) = unfit(bytes) {
        return Err(fault);
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
        Ok(bytes) if bytes.starts_with(begins) => unfit(&bytes),
        Ok(_) | Err(_) => Some(Fault::NoPicture),
    }
}

/// What is wrong with its pixels: their number is told by no length of a file, and a browser makes room for all of them.
fn unfit(bytes: &[u8]) -> Option<Fault> {
    match size::of(bytes) {
        None => Some(Fault::NoPicture),
        Some((width, height)) if width.max(height) > SIDE.most => Some(Fault::TooMuch(SIDE)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a PNG of this size.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
        [head, &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat()
    }

    #[test]
    fn a_picture_that_was_chosen_is_one_that_is_taken() {
        assert_eq!(data_url(&png(2000, 2000)).map(|url| fault(&url)), Ok(None));
        assert_eq!(data_url(b"\x89PNG\r\n\x1a\nrest"), Err(Fault::NoPicture));
        assert_eq!(data_url(b"<svg/>"), Err(Fault::NoPicture));
        assert_eq!(data_url(&[b"GIF8".as_slice(), &vec![0; PICTURE.most]].concat()), Err(Fault::TooMuch(PICTURE)));
    }
    #[test]
    fn a_small_file_with_many_pixels_is_refused_by_what_it_says_of_itself() {
        for (width, height) in [(30_000, 30_000), (2_001, 1), (1, u32::MAX)] {
            let bytes = png(width, height);
            assert_eq!(data_url(&bytes), Err(Fault::TooMuch(SIDE)), "{width} x {height}");
            let url = format!("data:image/png;base64,{}", Base64::encode_string(&bytes));
            assert_eq!(fault(&url), Some(Fault::TooMuch(SIDE)), "{width} x {height}");
        }
        assert_eq!(data_url(&png(0, 5)), Err(Fault::NoPicture));
    }
}
