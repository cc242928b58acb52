//! How many pixels a picture has, as its file says before anything of it is unpacked: a small file can be a huge picture.

/// Width and height of a PNG, JPEG, GIF or WebP.
pub(super) fn of(bytes: &[u8]) -> Option<(usize, usize)> {
    let size = match bytes {
        [0x89, b'P', ..] => png(bytes),
        [0xFF, 0xD8, ..] => jpeg(bytes),
        [b'G', ..] => gif(bytes),
        _ => webp(bytes),
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

/// The number of so many bytes at a place, the highest first.
fn big(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let taken = bytes.get(at..at.checked_add(count)?)?;
    Some(taken.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The same, the lowest first.
fn little(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let taken = bytes.get(at..at.checked_add(count)?)?;
    Some(taken.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn png(bytes: &[u8]) -> Option<(usize, usize)> {
    bytes.get(12..16).filter(|kind| kind == b"IHDR")?;
    Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?))
}

/// The largest of all frames: some files have a small one before.
fn jpeg(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    let mut at = 2;
    while let Some(mark) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xFF)) {
        at += mark;
        let kind = bytes.get(at + 1).copied();
        match kind {
            // A mark may be filled up, and stands escaped inside of the data.
            Some(0xFF) => at += 1,
            Some(0x00 | 0x01 | 0xD0..=0xD9) => at += 2,
            Some(0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) => {
                let (height, width) = (big(bytes, at + 5, 2)?, big(bytes, at + 7, 2)?);
                let (widest, highest) = found.unwrap_or_default();
                found = Some((widest.max(width), highest.max(height)));
                at += 2 + big(bytes, at + 2, 2)?;
            }
            // DNL gives a frame without a height the height that it has.
            Some(0xDC) => return None,
            Some(_) => {
                let Some(length) = big(bytes, at + 2, 2) else { break };
                at += 2 + length;
            }
            None => break,
        }
    }
    found
}

/// The screen with all frames on it: a browser makes room for one that stands out.
fn gif(bytes: &[u8]) -> Option<(usize, usize)> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let (mut width, mut height) = (little(bytes, 6, 2)?, little(bytes, 8, 2)?);
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        match bytes.get(at) {
            Some(0x21) => at = behind_blocks(bytes, at + 2),
            Some(0x2C) => {
                width = width.max(little(bytes, at + 1, 2)? + little(bytes, at + 5, 2)?);
                height = height.max(little(bytes, at + 3, 2)? + little(bytes, at + 7, 2)?);
                at = behind_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?));
            }
            _ => return Some((width, height)),
        }
    }
}

/// Where a row of blocks, each with its length before it, is over.
fn behind_blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(length) = bytes.get(at).filter(|length| **length > 0) {
        at += 1 + usize::from(*length);
    }
    at + 1
}

fn webp(bytes: &[u8]) -> Option<(usize, usize)> {
    bytes.get(8..12).filter(|kind| kind == b"WEBP")?;
    match bytes.get(12..16)? {
        b"VP8 " => {
            bytes.get(23..26).filter(|start| *start == [0x9D, 0x01, 0x2A])?;
            Some((little(bytes, 26, 2)? & 0x3FFF, little(bytes, 28, 2)? & 0x3FFF))
        }
        b"VP8L" => {
            bytes.get(20).filter(|start| **start == 0x2F)?;
            let packed = little(bytes, 21, 4)?;
            Some(((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::of;

    /// Files of each kind, made by Pillow. Those of JPEG end behind what says the size, and the last GIF was changed by hand.
    #[test]
    fn each_kind_says_its_size() {
        for (name, hex, expected) in [
            (
                "PNG",
                "89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d0000000b49444154789c6360c00400001400017dfe1eee0000000049454e44ae426082",
                Some((3, 2)),
            ),
            ("a wide PNG", "89504e470d0a1a0a0000000d49484452000075300000000101000000003f2aee93", Some((30000, 1))),
            ("JPEG", "ffd8ffe000104a46494600010100000100010000ffc00011080002000303012200021101031101", Some((3, 2))),
            (
                "progressive JPEG",
                "ffd8ffe000104a46494600010100000100010000ffc20011080002012c03012200021101031101",
                Some((300, 2)),
            ),
            ("GIF", "474946383761030002008000000000000000002c00000000030002000008060001081c1810003b", Some((3, 2))),
            (
                "WebP",
                "52494646240000005745425056503820180000003001009d012a0300020001402625a400037000fefd366800",
                Some((3, 2)),
            ),
            (
                "lossless WebP",
                "5249464620000000574542505650384c140000002fe7430000071011fd0f0009e1ff7935a2ff290e",
                Some((1000, 2)),
            ),
            (
                "WebP with transparency",
                "524946464600000057454250565038580a00000010000000020000010000414c504807000000000000000000000056503820180000003001009d012a030002000cc0ce25a400037000feec670000",
                Some((3, 2)),
            ),
            (
                "a GIF with a frame beyond its screen",
                "474946383761030002008000000000000000002c00000000307530750008060001081c1810003b",
                Some((30000, 30000)),
            ),
            ("a JPEG without an end", "ffd8ffe0", None),
            ("nothing", "52494646", None),
        ] {
            let digits: Vec<u8> = hex.bytes().collect();
            let pair = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
            let bytes: Vec<u8> = digits.chunks(2).map(pair).collect();
            assert_eq!(of(&bytes), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(
            start in proptest::sample::select(vec![&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"GIF89a", b"RIFF1234WEBPVP8 "]),
            rest in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0xFF), Just(0x21), Just(0x2C)], 0..200),
        ) {
            let _ = of(&[start, &rest].concat());
        }
    }
}
