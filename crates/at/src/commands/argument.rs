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

    /// A whole number without quotes.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        if self.is_quoted() { None } else { self.text.parse().ok() }
    }
}

/// An argument where it stands: what tells it from others, without a copy of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// How it is quoted.
    pub(crate) quoting: Quoting,
    /// Where it stands in the line, quotes included, in bytes.
    pub(crate) span: Range<usize>,
    is_clean: bool,
    number: Option<u32>,
}

impl Cut {
    /// Where its text stands, without the quotes.
    pub(crate) fn inside(&self) -> Range<usize> {
        match self.quoting {
            Quoting::Bare => self.span.clone(),
            Quoting::Quoted => self.span.start + 1..self.span.end - 1,
            Quoting::Unclosed => self.span.start + 1..self.span.end,
        }
    }
}

/// What tells which usage of a command an argument belongs to.
pub(crate) trait Tells {
    /// Whether it is one argument and nothing else: no blank, quote or other separator where a comma may have been meant.
    fn is_clean(&self) -> bool;

    /// A whole number without quotes.
    fn number(&self) -> Option<u32>;
}

impl Tells for Argument {
    fn is_clean(&self) -> bool {
        match self.quoting {
            Quoting::Bare => is_clean_bare(&self.text),
            Quoting::Quoted | Quoting::Unclosed => !self.text.contains('"'),
        }
    }

    fn number(&self) -> Option<u32> {
        self.number()
    }
}

impl Tells for Cut {
    fn is_clean(&self) -> bool {
        self.is_clean
    }

    fn number(&self) -> Option<u32> {
        self.number
    }
}

fn is_clean_bare(text: &str) -> bool {
    let is_plain = |byte: &u8| matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b';');
    text.as_bytes().iter().all(is_plain) || !text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | ';'))
}

/// Splits at commas outside quotes. A quote ends a text only where a comma or the end follows, so that a payload may hold some.
/// `offset` is where `tail` begins in the line.
pub(crate) fn split(tail: &str, offset: usize) -> Vec<Argument> {
    let arguments = Stretches::of(tail).map(|Stretch { quoting, at, length }| {
        let cut = Cut { quoting, span: at..at + length, is_clean: false, number: None };
        let text = tail.get(cut.inside()).unwrap_or_default();
        let text = if quoting == Quoting::Bare { text.to_owned() } else { unescaped(text) };
        Argument { text, quoting, span: offset + at..offset + at + length }
    });
    arguments.collect()
}

/// One of the arguments of [`split`] alone: how it is quoted, and its text with the escapes that it was typed with.
pub(super) fn nth(tail: &str, place: usize) -> Option<(Quoting, &str)> {
    let Stretch { quoting, at, length } = Stretches::of(tail).nth(place)?;
    let cut = Cut { quoting, span: at..at + length, is_clean: false, number: None };
    Some((quoting, tail.get(cut.inside()).unwrap_or_default()))
}

/// The same, into an empty list, for whoever need not have the texts.
pub(crate) fn cut(tail: &str, offset: usize, cuts: &mut Vec<Cut>) {
    for Stretch { quoting, at, length } in Stretches::of(tail) {
        let mut cut = Cut { quoting, span: at..at + length, is_clean: true, number: None };
        let text = tail.get(cut.inside()).unwrap_or_default();
        if quoting == Quoting::Bare {
            cut.is_clean = is_clean_bare(text);
            cut.number = text.parse().ok();
        } else {
            cut.is_clean = !means_a_quote(text.as_bytes());
        }
        cut.span = offset + at..offset + at + length;
        cuts.push(cut);
    }
}

/// Where an argument stands in what is behind the equals sign.
struct Stretch {
    quoting: Quoting,
    at: usize,
    length: usize,
}

/// Finds one argument after the other.
struct Stretches<'a> {
    tail: &'a str,
    /// Where the next one is looked for; nothing, behind the last.
    next: Option<usize>,
}

impl<'a> Stretches<'a> {
    const fn of(tail: &'a str) -> Self {
        Self { tail, next: Some(0) }
    }
}

impl Iterator for Stretches<'_> {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        let rest = self.tail.get(self.next?..).unwrap_or_default();
        let text = trimmed_start(rest);
        let at = self.tail.len() - text.len();
        let (quoting, length) = first(text);
        let behind = text.as_bytes().get(length..).unwrap_or_default();
        self.next = memchr::memchr(b',', behind).map(|comma| at + length + comma + 1);
        Some(Stretch { quoting, at, length })
    }
}

/// How the first argument of a text without leading blanks is quoted, and how long it is as it was typed.
fn first(text: &str) -> (Quoting, usize) {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'"') {
        let end = memchr::memchr(b',', bytes).unwrap_or(text.len());
        return (Quoting::Bare, trimmed(text.get(..end).unwrap_or_default()).len());
    }
    let ends = |at: &usize| match bytes.get(at + 1) {
        None | Some(b',') => true,
        Some(b'!'..=b'~') => false,
        Some(_) => {
            let behind = text.get(at + 1..).unwrap_or_default().trim_start();
            behind.is_empty() || behind.starts_with(',')
        }
    };
    match memchr::memchr_iter(b'"', bytes).skip(1).find(ends) {
        Some(end) => (Quoting::Quoted, end + 1),
        None => (Quoting::Unclosed, text.len()),
    }
}

/// Whether there is a quote in the text of an argument, or the escape of one: then it is not clear where the argument ends.
#[must_use]
pub fn means_a_quote(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'"', b'\\', rest) {
        let escape = rest.get(at..).unwrap_or_default();
        let length = match escape {
            [b'"', ..] | [b'\\', b'2', b'2', ..] => return true,
            [b'\\', b'5', b'C' | b'c', ..] => 3,
            _ => 1,
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    false
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

    /// The same as [`split`], as it is understood at first sight.
    fn plain(tail: &str) -> Vec<Argument> {
        let (mut arguments, mut at) = (Vec::new(), 0);
        loop {
            let text = tail[at..].trim_start();
            let start = tail.len() - text.len();
            let ends = |end: &usize| {
                let behind = text[end + 1..].trim_start();
                behind.is_empty() || behind.starts_with(',')
            };
            let (body, quoting, length) = match text.strip_prefix('"') {
                None => {
                    let bare = text.split(',').next().unwrap_or("").trim_end();
                    (bare.to_owned(), Quoting::Bare, bare.len())
                }
                Some(inner) => match text.match_indices('"').map(|(end, _)| end).skip(1).find(ends) {
                    Some(end) => (unescaped(&text[1..end]), Quoting::Quoted, end + 1),
                    None => (unescaped(inner), Quoting::Unclosed, text.len()),
                },
            };
            arguments.push(Argument { text: body, quoting, span: start..start + length });
            let Some(comma) = tail[start + length..].find(',') else { return arguments };
            at = start + length + comma + 1;
        }
    }

    proptest::proptest! {
        #[test]
        fn arguments_are_cut_the_same_with_their_texts_and_without(tail in "([\"\\\\,; \t5C2a1é\u{a0}\u{3000}-]|\\\\22|\", ?\"|[ -~])*") {
            let arguments = split(&tail, 0);
            proptest::prop_assert_eq!(&arguments, &plain(&tail));
            let mut cuts = Vec::new();
            cut(&tail, 0, &mut cuts);
            let told = |cut: &Cut| (cut.span.clone(), cut.quoting, Tells::number(cut), cut.is_clean());
            let known = |argument: &Argument| {
                (argument.span.clone(), argument.quoting, argument.number(), argument.is_clean())
            };
            proptest::prop_assert_eq!(cuts.iter().map(told).collect::<Vec<_>>(), arguments.iter().map(known).collect::<Vec<_>>());
        }
    }

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
