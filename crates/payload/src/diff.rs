//! Where two payloads differ.

use std::ops::Range;

/// How many bytes may have come and gone for them to be found one by one. The work grows with its square.
const EDITS: usize = 1_000;

/// How many bytes that are the same are looked at in search of them.
const STEPS: usize = 4_000_000;

/// Fewer bytes than these between two differences are the same by chance.
const APART: usize = 4;

/// A place at which two payloads differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What stood there. It is empty where bytes were put in.
    pub before: Range<usize>,
    /// What stands there. It is empty where bytes were taken out: they stood before the byte at this place.
    pub now: Range<usize>,
}

/// The bytes of `now` that differ from `before`, as [`differences_in_both`] finds them.
#[must_use]
pub fn differences(before: &[u8], now: &[u8]) -> Vec<Range<usize>> {
    differences_in_both(before, now).into_iter().map(|difference| difference.now).collect()
}

/// Where two payloads differ. Those of the same length are compared byte by byte. Of others, the bytes that came and went are looked for; where they
/// are too many, all that stands between the common beginning and the common end differs.
#[must_use]
pub fn differences_in_both(before: &[u8], now: &[u8]) -> Vec<Difference> {
    if before.len() == now.len() {
        let ranges = byte_by_byte(before, now).into_iter();
        return ranges.map(|range| Difference { before: range.clone(), now: range }).collect();
    }
    let front = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let most = before.len().min(now.len()) - front;
    let back = before.iter().rev().zip(now.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let inner_before = before.get(front..before.len() - back).unwrap_or_default();
    let inner_now = now.get(front..now.len() - back).unwrap_or_default();
    let found = edits(inner_before, inner_now)
        .unwrap_or_else(|| vec![Difference { before: 0..inner_before.len(), now: 0..inner_now.len() }]);
    let moved = |range: Range<usize>| front + range.start..front + range.end;
    found.into_iter().map(|found| Difference { before: moved(found.before), now: moved(found.now) }).collect()
}

/// The fewest bytes to take out and to put in that make one of the other, if they are few enough and soon found (E. W. Myers, An O(ND) Difference
/// Algorithm and Its Variations, 1986).
fn edits(before: &[u8], now: &[u8]) -> Option<Vec<Difference>> {
    // How far in `before` each path comes with so many edits, by how many of these take a byte out.
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut steps = STEPS;
    loop {
        let count = rows.len();
        if count > EDITS || before.len().abs_diff(now.len()) > EDITS {
            return None;
        }
        let mut row = Vec::with_capacity(count + 1);
        for taken_out in 0..=count {
            let x = rows.last().map_or(0, |last| reach(last, taken_out).0);
            let y = x + count - 2 * taken_out;
            let rest = before.get(x..).unwrap_or_default().iter().zip(now.get(y..).unwrap_or_default());
            let same = rest.take(steps).take_while(|(a, b)| a == b).count();
            steps -= same;
            row.push(x + same);
            if x + same == before.len() && y + same == now.len() {
                return Some(joined(rows, taken_out));
            }
        }
        if steps == 0 {
            return None;
        }
        rows.push(row);
    }
}

/// How far a path comes with its next edit, and whether that takes a byte out.
fn reach(last: &[usize], taken_out: usize) -> (usize, bool) {
    let put_in = last.get(taken_out).copied();
    let took_out = taken_out.checked_sub(1).and_then(|before| last.get(before)).map(|x| x + 1);
    if put_in >= took_out { (put_in.unwrap_or_default(), false) } else { (took_out.unwrap_or_default(), true) }
}

/// The edits that led to the end, from its first, with those that lie close together as one.
fn joined(mut rows: Vec<Vec<usize>>, mut taken_out: usize) -> Vec<Difference> {
    let mut backwards = Vec::with_capacity(rows.len());
    while let Some(last) = rows.pop() {
        let (reached, takes_out) = reach(&last, taken_out);
        taken_out -= usize::from(takes_out);
        let x = reached - usize::from(takes_out);
        let y = x + rows.len() - 2 * taken_out;
        backwards.push(Difference { before: x..reached, now: y..y + usize::from(!takes_out) });
    }
    let mut all: Vec<Difference> = Vec::new();
    for next in backwards.into_iter().rev() {
        match all.last_mut() {
            Some(last) if next.now.start - last.now.end < APART => {
                last.before.end = next.before.end;
                last.now.end = next.now.end;
            }
            _ => all.push(next),
        }
    }
    all
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

    #[test]
    fn what_came_and_went_in_a_payload_of_another_length_is_told_place_by_place() {
        let long = "the same words again and again, ".repeat(2_000);
        let before = format!("{{\"t\":9.8,{long}\"on\":true,{long}\"n\":1}}");
        let now = format!("{{\"t\":10.5,{long}\"on\":false,{long}\"n\":1}}");
        let found = differences_in_both(before.as_bytes(), now.as_bytes());
        let told: Vec<_> = found.iter().map(|found| (&before[found.before.clone()], &now[found.now.clone()])).collect();
        assert_eq!(told, [("9.8", "10.5"), ("tru", "fals")]);
        // Bytes that are gone, and others that came.
        let found = differences_in_both(b"0123456789abcdefghij", b"01256789abcdefgXYZhij");
        assert_eq!(found, [Difference { before: 3..5, now: 3..3 }, Difference { before: 17..17, now: 15..18 }]);
    }

    /// The one place where two payloads differ; nothing, where there are others or none.
    fn only(found: Vec<Range<usize>>) -> Option<Range<usize>> {
        let mut found = found.into_iter();
        found.next().filter(|_| found.next().is_none())
    }

    #[test]
    fn what_differs_too_much_to_be_told_apart_is_one_place() {
        let (before, now): (Vec<u8>, Vec<u8>) = ((0..=250).cycle().take(9_000).collect(), vec![255; 9_500]);
        assert_eq!(only(differences(&before, &now)), Some(0..9_500));
        // So is what would be found too slowly: what repeats itself is the same in very many places, as far as something else.
        let repeated = |first: u8, count: usize, rest: u8| {
            let middle = [0, 1].into_iter().cycle().take(count);
            std::iter::once(first).chain(middle).chain([rest; 2_000]).collect::<Vec<u8>>()
        };
        let found = differences(&repeated(8, 500_000, 9), &repeated(7, 500_300, 6));
        assert_eq!(only(found), Some(0..502_301));
    }

    proptest::proptest! {
        #[test]
        fn one_payload_is_made_of_the_other_by_what_differs(before in "[ab]{0,40}", now in "[ab]{0,40}") {
            let mut made = String::new();
            let mut at = 0;
            for found in differences_in_both(before.as_bytes(), now.as_bytes()) {
                made.push_str(&before[at..found.before.start]);
                made.push_str(&now[found.now]);
                at = found.before.end;
            }
            made.push_str(&before[at..]);
            proptest::prop_assert_eq!(made, now);
        }
    }
}
