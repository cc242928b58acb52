//! Lists of numbers, as arrays are written in code.

use super::{Certainty, assigned, comments};

/// A list of numbers in a text.
struct List {
    tokens: Vec<String>,
    /// Whether one of its numbers has a mark that only numbers in code have.
    marked: bool,
    /// Whether brackets stand around it.
    opened: bool,
    /// What stands around the brackets, if they are not all: a declaration, or a call.
    is_named: bool,
}

/// The bytes of a list of numbers from -128 to 255: `{ 0xAA, 85 }`, `&[0xAA, 0x55]`, `bytes([170, 85])`, `0xAA 0x55`.
pub(super) fn bytes(text: &str) -> Option<(Certainty, Vec<u8>)> {
    let List { tokens, marked, opened, is_named } = List::of(text)?;
    let bytes = tokens.iter().map(|token| number(token)).collect::<Option<Vec<u8>>>()?;
    match (opened, tokens.as_slice()) {
        // Empty braces are JSON as well.
        (true, []) if !is_named => None,
        (false, []) => None,
        // Numbers in brackets are JSON as well, and with nothing around them digits of either kind.
        (true, _) if !marked && !is_named => Some((Certainty::Possible, bytes)),
        // A number alone is a text.
        (false, [_]) if !marked => text.contains(',').then_some((Certainty::Possible, bytes)),
        (false, _) if !marked => Some((Certainty::Possible, bytes)),
        _ => Some((Certainty::Plain, bytes)),
    }
}

/// The first number of an array in code that is no byte: `256`, `-129`.
pub(super) fn stray(text: &str) -> Option<String> {
    let list = List::of(text).filter(|list| list.opened)?;
    let is_code = list.is_named || text.trim_start().starts_with('{');
    let is_integer = |token: &String| {
        number(token).is_some() || token.strip_prefix('-').unwrap_or(token).parse::<i64>().is_ok_and(|it| it > 0)
    };
    let are_integers = is_code && list.tokens.len() > 1 && list.tokens.iter().all(is_integer);
    list.tokens.into_iter().find(|token| are_integers && number(token).is_none())
}

impl List {
    fn of(text: &str) -> Option<Self> {
        let text = comments::without(text);
        let value = assigned(&text);
        let is_assigned = value.len() < text.trim().len();
        let opened = value.rfind(['}', ']', ')']);
        let Some(close) = opened else {
            // Erlang and Elixir.
            let inner = value.strip_prefix("<<").and_then(|value| value.strip_suffix(">>"));
            return Some(Self::split(inner.unwrap_or(value), inner.is_some(), is_assigned));
        };
        // The outermost brackets that are closed last, or the pair within a call: `bytes([1, 2])`.
        let close = value.get(..=close)?.trim_end_matches(')').rfind(['}', ']']).unwrap_or(close);
        let open = match value.get(close..=close)? {
            "}" => '{',
            "]" => '[',
            _ => '(',
        };
        let open = if open == '(' { value.find(open)? } else { value.rfind(open)? };
        let (before, list, after) = (value.get(..open)?, value.get(open + 1..close)?, value.get(close + 1..)?);
        let is_code = |c: char| c.is_alphanumeric() || "_.(!&*[]:<># \n\t".contains(c);
        let after = after.trim_start();
        if !before.chars().all(is_code) || !(after.is_empty() || after.starts_with([')', '.', ';', ','])) {
            return None;
        }
        let mut found = Self::split(list, true, is_assigned);
        // Brackets behind a word are a call or an array without a gap, and a note with one.
        let is_call = before.is_empty() || before.ends_with(['(', '!', '&', '*', ']']) || !before.ends_with(' ');
        let is_type = before.trim_end().ends_with(']');
        // The type has a name: `byte[]`. Pairs of digits in brackets are no type.
        if is_type && !before.chars().any(|c| c.is_alphabetic() && !c.is_ascii_hexdigit()) {
            return None;
        }
        if !found.marked && !is_assigned && !is_call && !is_type {
            return None;
        }
        // What is in round brackets alone is a remark, but for several numbers.
        if value.get(open..=open) == Some("(") && !found.marked && (found.tokens.len() < 2 || !is_assigned) {
            return None;
        }
        found.is_named |= found.marked || is_type;
        Some(found)
    }

    fn split(list: &str, opened: bool, is_named: bool) -> Self {
        let list = without_casts(list).replace(" as u8", "").replace(" as i8", "");
        let tokens: Vec<String> = list
            .split(|c: char| c == ',' || c == ';' || c.is_whitespace())
            .filter(|token| !token.is_empty())
            .map(str::to_owned)
            .collect();
        let marked = tokens.iter().any(|token| token.contains(['x', 'X', '\'']));
        Self { tokens, marked, opened, is_named }
    }
}

/// The list without `(uint8_t)` and the like, and without empty brackets.
fn without_casts(list: &str) -> String {
    let mut kept = String::with_capacity(list.len());
    let mut rest = list;
    while let Some((before, behind)) = rest.split_once('(') {
        kept.push_str(before);
        let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && !"_ *".contains(c)).unwrap_or(behind.len());
        let (cast, after) = behind.split_at(end);
        let is_cast = cast.is_empty() || cast.starts_with(|c: char| c.is_ascii_alphabetic());
        rest = after.strip_prefix(')').filter(|_| is_cast).unwrap_or(behind);
        if rest.len() == behind.len() {
            kept.push('(');
        }
    }
    kept.push_str(rest);
    kept
}

/// One number: decimal, `0x`, `0b`, `0o`, or a character in quotes; with the suffix of its type or without.
fn number(token: &str) -> Option<u8> {
    if let Some(character) = token.strip_prefix('\'').and_then(|token| token.strip_suffix('\'')) {
        return u8::try_from(character.chars().next()?).ok().filter(|_| character.chars().count() == 1);
    }
    // `0xAA.toByte()`, as Kotlin has it: the brackets are gone.
    let token = token.trim_end_matches(".toByte").trim_end_matches(".toUByte");
    let token = token.trim_end_matches("u8").trim_end_matches("i8").trim_end_matches("UL").trim_end_matches(['u', 'U']);
    let radix = |prefixes: [&str; 2]| prefixes.iter().find_map(|prefix| token.strip_prefix(prefix));
    let whole = |digits: &str, radix: u32| {
        u8::from_str_radix(digits, radix).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    if let Some(digits) = radix(["0x", "0X"]) {
        whole(digits, 16)
    } else if let Some(digits) = radix(["0b", "0B"]) {
        whole(digits, 2)
    } else if let Some(digits) = radix(["0o", "0O"]) {
        whole(digits, 8)
    } else if token.starts_with('-') {
        token.parse::<i8>().ok().map(i8::cast_unsigned)
    } else {
        token.parse().ok().filter(|_| token.bytes().all(|byte| byte.is_ascii_digit()))
    }
}
