//! Cuts the arguments of a typed line apart, so that each still knows where it stood and whether it was quoted.

use std::ops::Range;

use crate::args::{trimmed, trimmed_start};

/// One argument as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Without quotes, and with `\22` and `\5C` turned back.
    pub text: String,
    /// Whether it stands in quotes.
    pub quoting: Quoting,
    /// Where it stands in the line, quotes included, in bytes.
    pub span: Range<usize>,
}

/// How an argument is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quoting {
    /// Not at all.
    Bare,
    /// As it should be.
    Quoted,
    /// Its closing quote is missing.
    Unclosed,
}

impl Argument {
    /// Whether it begins with a quote.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.quoting != Quoting::Bare
    }

    /// Whether nothing stands there at all, not even quotes.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.quoting == Quoting::Bare && self.text.is_empty()
    }

    /// Whether it is one argument and nothing else: no blank, quote or other separator where a comma may have been meant.
    pub(crate) fn is_clean(&self) -> bool {
        match self.quoting {
            Quoting::Bare => !self.text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | ';')),
            Quoting::Quoted | Quoting::Unclosed => !self.text.contains('"'),
        }
    }

    /// A whole number without quotes.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        if self.is_quoted() { None } else { self.text.parse().ok() }
    }
}

/// Splits at commas outside quotes. A quote ends a text only where a comma or the end follows, so that a payload may hold some.
/// `offset` is where `tail` begins in the line.
pub(crate) fn split(tail: &str, offset: usize) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut at = 0;
    loop {
        let rest = tail.get(at..).unwrap_or_default();
        let text = trimmed_start(rest);
        let start = at + rest.len() - text.len();
        let (mut argument, length) = first(text);
        argument.span = offset + start..offset + start + length;
        arguments.push(argument);
        at = start + length;
        let behind = tail.get(at..).unwrap_or_default();
        let Some(comma) = memchr::memchr(b',', behind.as_bytes()) else { return arguments };
        at += comma + 1;
    }
}

/// The first argument of a text without leading blanks, and how long it is as it was typed.
fn first(text: &str) -> (Argument, usize) {
    let Some(inner) = text.strip_prefix('"') else {
        let end = memchr::memchr(b',', text.as_bytes()).unwrap_or(text.len());
        let bare = trimmed(text.get(..end).unwrap_or_default());
        return (Argument { text: bare.to_owned(), quoting: Quoting::Bare, span: 0..0 }, bare.len());
    };
    let ends = |at: &usize| {
        let behind = inner.get(at + 1..).unwrap_or_default().trim_start();
        behind.is_empty() || behind.starts_with(',')
    };
    let end = inner.match_indices('"').map(|(at, _)| at).find(ends);
    let (body, quoting, length) = match end {
        Some(end) => (inner.get(..end).unwrap_or_default(), Quoting::Quoted, end + 2),
        None => (inner, Quoting::Unclosed, inner.len() + 1),
    };
    (Argument { text: unescaped(body), quoting, span: 0..0 }, length)
}

/// Turns the escapes back that [`CommandLine`](super::CommandLine) writes. A backslash before anything else is itself.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let (sign, length) = match escape.as_bytes() {
            [_, b'2', b'2', ..] => ('"', 3),
            [_, b'5', b'C' | b'c', ..] => ('\\', 3),
            _ => ('\\', 1),
        };
        plain.push(sign);
        rest = escape.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_know_where_they_stand_and_whether_they_were_quoted() {
        use Quoting::{Bare, Quoted, Unclosed};
        for (tail, expected) in [
            ("", vec![("", Bare, 0..0)]),
            ("1", vec![("1", Bare, 0..1)]),
            ("1,\"a,b\", 2", vec![("1", Bare, 0..1), ("a,b", Quoted, 2..7), ("2", Bare, 9..10)]),
            ("\"{\"a\":1}\"", vec![("{\"a\":1}", Quoted, 0..9)]),
            ("\"a\\22b\\5Cc\" ,", vec![("a\"b\\c", Quoted, 0..11), ("", Bare, 13..13)]),
            ("\"\\5C22\\x\\\"", vec![("\\22\\x\\", Quoted, 0..10)]),
            ("1,,2", vec![("1", Bare, 0..1), ("", Bare, 2..2), ("2", Bare, 3..4)]),
            ("1,\"open", vec![("1", Bare, 0..1), ("open", Unclosed, 2..7)]),
            ("1 ,grün,\"é\"", vec![("1", Bare, 0..1), ("grün", Bare, 3..8), ("é", Quoted, 9..13)]),
        ] {
            let found: Vec<_> = split(tail, 0).into_iter().map(|one| (one.text, one.quoting, one.span)).collect();
            let found: Vec<_> =
                found.iter().map(|(text, quoting, span)| (text.as_str(), *quoting, span.clone())).collect();
            assert_eq!(found, expected, "{tail}");
        }
    }
}
