//! What stands in for a value: `⟨IMSI 2⟩` in a file, `⟨IMSI⟩` where there are no numbers.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::Kind;

const OPEN: &[u8] = "⟨".as_bytes();
const CLOSE: &[u8] = "⟩".as_bytes();

/// The longest of them: a word and a number.
const LONGEST: usize = 40;

/// What stands in for the value of a kind that has this number among those of its kind.
#[must_use]
pub fn numbered(kind: Kind, number: u32) -> String {
    format!("⟨{} {number}⟩", kind.word())
}

/// What stands in for any value of a kind.
#[must_use]
pub fn unnumbered(kind: Kind) -> &'static str {
    static ALL: LazyLock<Vec<String>> =
        LazyLock::new(|| Kind::ALL.iter().map(|kind| format!("⟨{}⟩", kind.word())).collect());
    ALL.get(kind as usize).map_or("⟨argument⟩", String::as_str)
}

/// Where the stand-ins of a line are. Other text in such brackets is not a stand-in, so a secret cannot look like one.
#[must_use]
pub fn all(raw: &[u8]) -> Vec<Range<usize>> {
    // One byte that no ASCII line has tells most lines apart.
    if memchr::memchr(0xE2, raw).is_none() {
        return Vec::new();
    }
    let found = memmem::find_iter(raw, OPEN).filter_map(|start| {
        let inner = raw.get(start + OPEN.len()..)?;
        let near = inner.get(..inner.len().min(LONGEST))?;
        let length = memmem::find(near, CLOSE)?;
        is_one(inner.get(..length)?).then_some(start..start + OPEN.len() + length + CLOSE.len())
    });
    found.collect()
}

fn is_one(text: &[u8]) -> bool {
    Kind::ALL.iter().any(|kind| match text.strip_prefix(kind.word().as_bytes()) {
        Some([]) => true,
        Some([b' ', digits @ ..]) => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_word() {
        for kind in Kind::ALL {
            assert_eq!(unnumbered(kind), format!("⟨{}⟩", kind.word()));
        }
    }

    #[test]
    fn a_stand_in_is_told_from_anything_else_in_brackets() {
        for (text, count) in
            [("a ⟨IMSI 2⟩ b ⟨serial number⟩", 2), ("⟨hunter2⟩ ⟨IMSI x⟩ ⟨IMSI ⟩ ⟨IMSI", 0), ("⟨⟨key 1⟩⟩", 1), ("", 0)]
        {
            assert_eq!(all(text.as_bytes()).len(), count, "{text}");
        }
    }
}
