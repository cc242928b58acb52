//! Identities among the digits of a line: of equipment, of SIMs, of their chips.

use fibocom_at::secrets::{Kind, Span};

/// The shortest run of digits that is looked at.
pub(super) const LEAST: usize = 14;

/// Adds the identities that stand anywhere in a text.
pub(super) fn spans(text: &[u8], spans: &mut Vec<Span>) {
    // A run that is long enough cannot lie between two looks.
    let mut at = LEAST - 1;
    while let Some(byte) = text.get(at) {
        if !byte.is_ascii_digit() {
            at += LEAST;
            continue;
        }
        let before = text.get(..at).unwrap_or_default().iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let behind = text.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (start, end) = (at - before, at + behind);
        if before + behind >= LEAST {
            run(text, start, end, spans);
        }
        at = end + LEAST;
    }
}

fn run(text: &[u8], start: usize, end: usize, spans: &mut Vec<Span>) {
    let Some(digits) = text.get(start..end) else { return };
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let is_fraction =
        before == Some(&b'.') && start.checked_sub(2).and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
    if is_fraction {
        return;
    }
    let swapped_end = match text.get(end..) {
        Some([b'F' | b'f', last, ..]) if last.is_ascii_digit() && digits.len() == 18 => end + 2,
        _ => end,
    };
    let (kind, end) = match digits.len() {
        15 if is_checked(digits) => (Kind::Imei, end),
        18..=20 if digits.starts_with(b"89") => (Kind::Iccid, end),
        18..=20 if digits.starts_with(b"98") && swapped_end - start == 20 => (Kind::Iccid, swapped_end),
        32 if digits.starts_with(b"89") => (Kind::Eid, end),
        _ => return,
    };
    spans.push(Span { range: start..end, kind });
}

/// Adds the identity that a line of the module is, where it is nothing else and nobody knows what was asked.
pub(super) fn bare(line: &[u8], spans: &mut Vec<Span>) {
    let body = line.trim_ascii();
    if body.len() < LEAST || body.len() > 22 || !body.iter().all(u8::is_ascii_digit) {
        return;
    }
    let kind = match body.len() {
        15 if is_checked(body) => Kind::Imei,
        14 | 15 => Kind::Imsi,
        16 => Kind::ImeiSv,
        _ => Kind::Iccid,
    };
    let start = line.len() - line.trim_ascii_start().len();
    spans.push(Span { range: start..start + body.len(), kind });
}

/// Whether the last digit checks the others (3GPP TS 23.003, annex B).
pub(super) fn is_checked(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') << (place % 2);
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_told_from_other_numbers() {
        for (text, expected) in [
            ("860000000000017", Some(Kind::Imei)),
            ("dev/860000000000017/up", Some(Kind::Imei)),
            ("d860000000000017x", Some(Kind::Imei)),
            ("860000000000018", None),
            ("0.860000000000017", None),
            ("000000000000000", None),
            ("1234567890123456", None),
            ("1712345678901", None),
            ("8949020000012345678", Some(Kind::Iccid)),
            ("\"98940200001032547698\"", Some(Kind::Iccid)),
            ("989402000010325476F8", Some(Kind::Iccid)),
            ("89049032000001000000012345678901", Some(Kind::Eid)),
        ] {
            let mut found = Vec::new();
            spans(text.as_bytes(), &mut found);
            assert_eq!(found.first().map(|span| span.kind), expected, "{text}");
        }
    }
}
