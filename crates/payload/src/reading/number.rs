//! Lists of numbers, as arrays are written in code.

use super::{Certainty, assigned};

/// The bytes of a list of numbers from -128 to 255: `{ 0xAA, 85 }`, `&[0xAA, 0x55]`, `bytes([170, 85])`, `0xAA 0x55`.
pub(super) fn bytes(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let text = without_comments(text);
    let value = assigned(&text);
    let opened = value.find(['{', '[']);
    let list = match opened {
        Some(open) => {
            let close = value.rfind(['}', ']'])?;
            let before = value.get(..open)?.trim_end_matches('(').trim_end_matches(['&', '*', '!']);
            let named = before.chars().all(|c| c.is_alphanumeric() || "_.(! ".contains(c));
            value.get(open + 1..close).filter(|_| named)?
        }
        None => value,
    };
    let tokens: Vec<&str> =
        list.split(|c: char| c == ',' || c == ';' || c.is_whitespace()).filter(|token| !token.is_empty()).collect();
    let bytes = tokens.iter().map(|token| number(token)).collect::<Option<Vec<u8>>>()?;
    let marked = tokens.iter().any(|token| token.contains(['x', 'X', '\'']));
    match (opened, tokens.as_slice()) {
        // Empty braces are JSON as well.
        (Some(_), []) if value.len() == text.trim().len() => None,
        (None, []) => None,
        // Numbers in brackets are JSON as well, and with nothing around them digits of either kind.
        (Some(_), _) if !marked && value.len() == text.trim().len() => Some((Certainty::Possible, bytes)),
        // A number alone is a text.
        (None, [_]) if !marked => list.contains(',').then_some((Certainty::Possible, bytes)),
        (None, _) if !marked => Some((Certainty::Possible, bytes)),
        _ => Some((Certainty::Plain, bytes)),
    }
}

/// One number: decimal, `0x`, `0b`, `0o`, or a character in quotes; with the suffix of its type or without.
fn number(token: &str) -> Option<u8> {
    if let Some(character) = token.strip_prefix('\'').and_then(|token| token.strip_suffix('\'')) {
        return u8::try_from(character.chars().next()?).ok().filter(|_| character.chars().count() == 1);
    }
    let token = token.trim_end_matches("u8").trim_end_matches(['u', 'U']);
    let radix = |prefixes: [&str; 2]| prefixes.iter().find_map(|prefix| token.strip_prefix(prefix));
    if let Some(digits) = radix(["0x", "0X"]) {
        u8::from_str_radix(digits, 16).ok()
    } else if let Some(digits) = radix(["0b", "0B"]) {
        u8::from_str_radix(digits, 2).ok()
    } else if let Some(digits) = radix(["0o", "0O"]) {
        u8::from_str_radix(digits, 8).ok()
    } else if token.starts_with('-') {
        token.parse::<i8>().ok().map(i8::cast_unsigned)
    } else {
        token.parse().ok().filter(|_| token.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/*") {
        kept.push_str(rest.get(..at).unwrap_or_default());
        let comment = rest.get(at + 2..).unwrap_or_default();
        rest = comment.find("*/").and_then(|end| comment.get(end + 2..)).unwrap_or_default();
        kept.push(' ');
    }
    kept.push_str(rest);
    let lines = kept.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}
