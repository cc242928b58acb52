//! Where two payloads differ.

use std::ops::Range;

/// The bytes of `now` that differ from `before`. Payloads of the same length are compared byte by byte; others have their
/// common beginning and end left out, and what stands between differs.
#[must_use]
pub fn differences(before: &[u8], now: &[u8]) -> Vec<Range<usize>> {
    if before.len() == now.len() {
        return byte_by_byte(before, now);
    }
    let front = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let most = before.len().min(now.len()) - front;
    let back = before.iter().rev().zip(now.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    // What is missing is marked at the byte that follows it.
    std::iter::once(front..(now.len() - back).max(front)).collect()
}

fn byte_by_byte(before: &[u8], now: &[u8]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, _) in before.iter().zip(now).enumerate().filter(|(_, (a, b))| a != b) {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told() {
        for (before, now, expected) in [
            (&b"abc"[..], &b"abc"[..], &[][..]),
            (b"abcd", b"aXXd", &[(1, 3)]),
            (b"abcd", b"XbcX", &[(0, 1), (3, 4)]),
            (b"abcd", b"abXYcd", &[(2, 4)]),
            (b"aaa", b"aa", &[(2, 2)]),
            (b"", b"ab", &[(0, 2)]),
        ] {
            let found: Vec<_> = differences(before, now).into_iter().map(|range| (range.start, range.end)).collect();
            assert_eq!(found, expected, "{before:?} {now:?}");
        }
    }
}
