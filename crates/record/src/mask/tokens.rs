//! Tokens, logins in base64 and phone numbers: what is behind the signs that begin them.

use std::ops::Range;

use fibocom_at::secrets::{Kind, Span};

/// Whether a text looks as if nobody had chosen it: long enough, and of several kinds of characters, or only hex digits.
pub(super) fn is_random(text: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| usize::from(text.iter().filter(|byte| is(byte)).count() > 1);
    let classes = has(u8::is_ascii_digit) + has(u8::is_ascii_uppercase) + has(u8::is_ascii_lowercase);
    text.len() >= 16
        && classes >= 2
        && text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-.~%".contains(byte))
}

fn run(text: &[u8], from: usize, others: &[u8]) -> Range<usize> {
    let rest = text.get(from..).unwrap_or_default();
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || others.contains(byte);
    from..from + rest.iter().take_while(is_part).count()
}

/// An international number in quotes.
pub(super) fn phone(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let digits = text.get(at..).unwrap_or_default().iter().take(17).take_while(|byte| byte.is_ascii_digit()).count();
    if (8..=15).contains(&digits) && text.get(at + digits).is_none_or(|byte| *byte == b'"') {
        spans.push(Span { range: at - 1..at + digits, kind: Kind::PhoneNumber });
    }
}

pub(super) fn bearer(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let range = run(text, at, b"-._~+/=");
    let token = text.get(range.clone()).unwrap_or_default();
    if token.len() >= 8 && (token.iter().any(u8::is_ascii_digit) || token.len() >= 20) {
        spans.push(Span { range, kind: Kind::Token });
    }
}

/// Base64 of a user and a password, with a colon between.
pub(super) fn basic(text: &[u8], at: usize, spans: &mut Vec<Span>) {
    let range = run(text, at, b"+/=-_");
    let decoded = decoded(text.get(range.clone()).unwrap_or_default());
    let is_text = decoded.iter().all(|byte| !byte.is_ascii_control());
    if is_text && decoded.contains(&b':') {
        spans.push(Span { range, kind: Kind::Password });
    }
}

fn decoded(text: &[u8]) -> Vec<u8> {
    let six = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for value in text.iter().map_while(six) {
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    bytes
}

/// A token that begins as its issuer's tokens do, at a place. Gives where looking for more may go on.
pub(super) fn issued(text: &[u8], start: usize, beginning: &[u8], spans: &mut Vec<Span>) -> usize {
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    if before.is_some_and(u8::is_ascii_alphanumeric) {
        return start + 1;
    }
    let range = run(text, start, b"-_.~+/=");
    let (end, length) = (range.end, range.len());
    let has_parts = beginning != b"eyJ" || text.get(range.clone()).is_some_and(|token| token.contains(&b'.'));
    if length >= 20 && has_parts {
        spans.push(Span { range, kind: Kind::Token });
    }
    end
}
