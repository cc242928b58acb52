//! The payload taken apart, as far as that was asked for.

use std::borrow::Cow;
use std::ops::Range;

use workbench_payload::placeholder::placed;
use workbench_payload::structure::{Node, Value};
use workbench_payload::{Format, Structure};

/// Larger payloads are taken apart when asked to, not at every key. In bytes.
const AT_EVERY_KEY: usize = 65_536;

/// What is known of the structure of the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Taken {
    Empty,
    /// They are many, and nobody has asked yet.
    Large,
    /// They are none of the formats known here.
    Unknown,
    Rows(Format, Structure),
}

impl Taken {
    /// Takes bytes apart in a format, or in the one that they seem to have. Placeholders that are filled in when the payload is
    /// sent stand for numbers: in JSON they are no mistake.
    pub(in super::super) fn apart(bytes: &[u8], fill: bool, format: Option<Format>, although_large: bool) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        if bytes.len() > AT_EVERY_KEY && !although_large {
            return Self::Large;
        }
        let places: Vec<Range<usize>> =
            if fill { placed(bytes).into_iter().map(|one| one.range).collect() } else { Vec::new() };
        let read = with_numbers(bytes, &places);
        let Some(format) = format.or_else(|| Format::of(&read)) else { return Self::Unknown };
        let mut structure = format.read(&read);
        structure.nodes.iter_mut().for_each(|node| show_placeholders(node, bytes, &places));
        Self::Rows(format, structure)
    }

    /// The byte at which the payload stops being what it is read as.
    pub(in super::super) fn mistake(&self) -> Option<Range<usize>> {
        let Self::Rows(_, structure) = self else { return None };
        structure.mistake.map(|mistake| mistake.at..mistake.at + 1)
    }
}

/// The bytes with a number of the same length in the place of each placeholder.
fn with_numbers<'a>(bytes: &'a [u8], places: &[Range<usize>]) -> Cow<'a, [u8]> {
    let mut read = Cow::Borrowed(bytes);
    for place in places {
        if let Some(place) = read.to_mut().get_mut(place.clone()) {
            place.fill(b'1');
        }
    }
    read
}

/// Makes a row show the placeholders that stand in its value.
fn show_placeholders(node: &mut Node, bytes: &[u8], places: &[Range<usize>]) {
    let holds_one = places.iter().any(|place| place.start >= node.range.start && place.end <= node.range.end);
    if holds_one && matches!(node.value, Value::Plain(_) | Value::Text(_)) {
        let written = bytes.get(node.range.clone()).unwrap_or_default();
        node.value = Value::Plain(String::from_utf8_lossy(written).into_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_payload_is_taken_apart_when_asked_to() {
        let list = format!("[{}0]", "1,".repeat(AT_EVERY_KEY / 2));
        assert_eq!(Taken::apart(list.as_bytes(), false, None, false), Taken::Large);
        assert!(matches!(Taken::apart(list.as_bytes(), false, None, true), Taken::Rows(Format::Json, _)));
    }

    #[test]
    fn a_mistake_has_its_byte() {
        for (bytes, format, mistake) in [
            (&b"{\"a\":}"[..], None, Some(5..6)),
            (b"{}", None, None),
            (b"", None, None),
            (b"\xFF\xFE", None, None),
            (b"\x01\x02", Some(Format::Cbor), Some(1..2)),
        ] {
            assert_eq!(Taken::apart(bytes, false, format, false).mistake(), mistake, "{bytes:?}");
        }
    }

    #[test]
    fn placeholders_that_are_filled_in_are_no_mistake() {
        let bytes = b"{\"n\":{{counter}},\"at\":\"{{date}}\"}";
        assert_eq!(Taken::apart(bytes, false, None, false).mistake(), Some(6..7));
        let Taken::Rows(Format::Json, structure) = Taken::apart(bytes, true, None, false) else { panic!("no JSON") };
        let shown: Vec<_> = structure.nodes.into_iter().skip(1).map(|node| (node.label, node.value)).collect();
        let plain = |text: &str| Value::Plain(text.to_owned());
        assert_eq!(shown, [("n".to_owned(), plain("{{counter}}")), ("at".to_owned(), plain("\"{{date}}\""))]);
    }
}
