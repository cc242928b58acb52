//! What is looked for in the hex editor, and how an offset is read.

use leptos::prelude::*;
use workbench_payload::find::NoPattern;
use workbench_payload::text::bytes_of;
use workbench_payload::{Editor, Encoding, LineEnds, Pattern, Towards};

/// How what is looked for is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Written {
    /// In hexadecimal digits with wildcards.
    #[default]
    Hex,
    Text,
}

/// What is looked for, and what is to take its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) written: Written,
    pub(super) what: String,
    pub(super) instead: String,
}

impl Sought {
    /// Nothing yet; what comes is text.
    pub(super) fn in_text() -> Self {
        Self { written: Written::Text, ..Self::default() }
    }

    pub(super) fn pattern(&self, encoding: Encoding) -> Result<Pattern, NoPattern> {
        match self.written {
            Written::Hex => Pattern::parse(&self.what),
            Written::Text => match bytes_of(&self.what, encoding, LineEnds::Lf) {
                Ok(bytes) if bytes.is_empty() => Err(NoPattern::Empty),
                Ok(bytes) => Ok(Pattern::of_bytes(&bytes)),
                // What the encoding lacks is nowhere among its bytes; as UTF-8 it may be.
                Err(_) => Ok(Pattern::of_bytes(self.what.as_bytes())),
            },
        }
    }

    /// The bytes that take its place.
    pub(super) fn replacement(&self, encoding: Encoding) -> Option<Vec<u8>> {
        match self.written {
            Written::Hex => hex_bytes(&self.instead),
            Written::Text => bytes_of(&self.instead, encoding, LineEnds::Lf).ok(),
        }
    }

    /// Selects the next occurrence; whether there is one.
    pub(super) fn find(&self, editor: RwSignal<Editor>, encoding: Encoding, towards: Towards) -> bool {
        let Ok(pattern) = self.pattern(encoding) else { return false };
        editor.try_update(|editor| editor.find(&pattern, towards).is_some()) == Some(true)
    }
}

/// Pairs of hexadecimal digits with or without blanks; none at all are no bytes.
pub(super) fn hex_bytes(text: &str) -> Option<Vec<u8>> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_pairs = digits.len().is_multiple_of(2) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_pairs.then(|| {
        (0..digits.len()).step_by(2).filter_map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect()
    })
}

/// An offset: hexadecimal as the grid shows it, with `0x` or without; decimal with a dot behind or in front.
pub(super) fn offset(text: &str) -> Option<usize> {
    let text = text.trim();
    match text.strip_prefix('.').or_else(|| text.strip_suffix('.')) {
        Some(decimal) => decimal.parse().ok(),
        None => usize::from_str_radix(text.trim_start_matches("0x").trim_start_matches("0X"), 16).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_hexadecimal_unless_it_has_a_dot() {
        for (text, expected) in
            [("10", Some(16)), ("0x1f", Some(31)), (".10", Some(10)), ("10.", Some(10)), ("x", None), ("", None)]
        {
            assert_eq!(offset(text), expected, "{text}");
        }
    }

    #[test]
    fn hex_is_pairs_of_digits() {
        for (text, expected) in
            [("aa 55", Some(vec![0xAA, 0x55])), ("aa5", None), ("zz", None), ("", Some(vec![])), ("éé", None)]
        {
            assert_eq!(hex_bytes(text), expected, "{text}");
        }
    }

    #[test]
    fn text_is_looked_for_in_its_encoding() {
        let sought = Sought { written: Written::Text, what: "é".into(), ..Sought::default() };
        for (encoding, bytes) in [(Encoding::Latin1, &b"a\xE9"[..]), (Encoding::Utf8, b"a\xC3\xA9")] {
            assert_eq!(sought.pattern(encoding).unwrap().next(bytes, 0).map(|range| range.start), Some(1));
        }
        assert_eq!(Sought::default().pattern(Encoding::Utf8), Err(NoPattern::Empty));
    }
}
