//! The payload taken apart, as far as that was asked for.

use std::ops::Range;

use workbench_payload::{Format, Structure};

/// Larger payloads are taken apart when asked to, not at every key. In bytes.
const AT_EVERY_KEY: usize = 65_536;

/// What is known of the structure of the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Taken {
    /// There are no bytes.
    Empty,
    /// They are many, and nobody has asked yet.
    Large,
    /// They are none of the formats known here.
    Unknown,
    /// The rows.
    Rows(Format, Structure),
}

impl Taken {
    /// Takes bytes apart in a format, or in the one that they seem to have.
    pub(in super::super) fn apart(bytes: &[u8], format: Option<Format>, although_large: bool) -> Self {
        if bytes.is_empty() {
            return Self::Empty;
        }
        if bytes.len() > AT_EVERY_KEY && !although_large {
            return Self::Large;
        }
        match format.or_else(|| Format::of(bytes)) {
            Some(format) => Self::Rows(format, format.read(bytes)),
            None => Self::Unknown,
        }
    }

    /// The byte at which the payload stops being what it is read as.
    pub(in super::super) fn mistake(&self) -> Option<Range<usize>> {
        let Self::Rows(_, structure) = self else { return None };
        structure.mistake.map(|mistake| mistake.at..mistake.at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_payload_is_taken_apart_when_asked_to() {
        let list = format!("[{}0]", "1,".repeat(AT_EVERY_KEY / 2));
        assert_eq!(Taken::apart(list.as_bytes(), None, false), Taken::Large);
        assert!(matches!(Taken::apart(list.as_bytes(), None, true), Taken::Rows(Format::Json, _)));
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
            assert_eq!(Taken::apart(bytes, format, false).mistake(), mistake, "{bytes:?}");
        }
    }
}
