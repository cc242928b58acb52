//! The rules of the replay: how a time is written and read, and which finding is next.

use workbench_doctor::{Finding, Severity};

/// A finding, and the place of the replay that shows the line that proves it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) finding: Finding,
    /// Behind its first line.
    pub(super) place: u64,
    /// When that line came, in milliseconds since the file begins.
    pub(super) at: u64,
}

impl Mark {
    pub(super) fn is_error(&self) -> bool {
        self.finding.rule.severity == Severity::Error
    }
}

/// A length of time as a person reads it: `0:24.3`, `1:02:05.0`.
pub(super) fn clock(milliseconds: u64) -> String {
    let (seconds, tenths) = (milliseconds / 1_000, milliseconds % 1_000 / 100);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}.{tenths}")
    } else {
        format!("{minutes}:{seconds:02}.{tenths}")
    }
}

/// The length of time that somebody typed, in milliseconds: `24.3`, `0:24`, `1:02:05`.
pub(super) fn typed_clock(text: &str) -> Option<u64> {
    let mut parts = text.trim().split(':').rev();
    let (seconds, tenths) = match parts.next()?.split_once('.') {
        Some((seconds, fraction)) => (seconds, fraction.get(..1).unwrap_or("0")),
        None => (text.trim().rsplit(':').next()?, "0"),
    };
    let number = |text: &str| text.parse::<u32>().ok().map(u64::from);
    let mut all = number(seconds)? * 1_000 + number(tenths)? * 100;
    for unit in [60_000, 3_600_000] {
        if let Some(part) = parts.next() {
            all += number(part)? * unit;
        }
    }
    parts.next().is_none().then_some(all)
}

/// The finding that a replay is at: the last one whose line is shown.
pub(super) fn current(marks: &[Mark], place: u64) -> Option<usize> {
    marks.iter().rposition(|mark| mark.place <= place)
}

/// The next finding behind a place.
pub(super) fn next(marks: &[Mark], place: u64) -> Option<&Mark> {
    marks.iter().find(|mark| mark.place > place)
}

/// The finding before the one that a replay is at; the same one where the replay has gone on since.
pub(super) fn before(marks: &[Mark], place: u64) -> Option<&Mark> {
    marks.iter().rev().find(|mark| mark.place < place)
}

/// Where times are written along a time line of this length: at most six, at round times.
pub(super) fn ticks(length: u64) -> Vec<u64> {
    const ROUND: [u64; 14] = [
        500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 21_600_000,
        86_400_000,
    ];
    let least = length / 6;
    let step = ROUND.into_iter().find(|step| *step >= least).unwrap_or(least).max(1);
    (0..=length / step).map(|count| count * step).take(8).collect()
}

#[cfg(test)]
mod tests {
    use workbench_doctor::rules::RULES;

    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_written() {
        for (milliseconds, text) in [
            (0, "0:00.0"),
            (24_300, "0:24.3"),
            (65_000, "1:05.0"),
            (3_725_900, "1:02:05.9"),
            (90_000_000, "25:00:00.0"),
        ] {
            assert_eq!(clock(milliseconds), text);
            assert_eq!(typed_clock(text), Some(milliseconds));
        }
        for (text, expected) in [
            ("24.3", Some(24_300)),
            ("24", Some(24_000)),
            (" 1:02 ", Some(62_000)),
            ("1.25", Some(1_200)),
            ("", None),
            ("x", None),
            ("1:2:3:4", None),
            ("-1", None),
            ("4294967296", None),
        ] {
            assert_eq!(typed_clock(text), expected, "{text}");
        }
    }

    #[test]
    fn findings_are_walked_by_their_place() {
        let rule = RULES.first().unwrap();
        let mark = |place| Mark { finding: Finding { rule, lines: vec![], count: 1, facts: vec![] }, place, at: 0 };
        let marks = [mark(3), mark(7), mark(7), mark(9)];
        assert_eq!(current(&marks, 2), None);
        assert_eq!(current(&marks, 7), Some(2));
        assert_eq!(next(&marks, 3).map(|mark| mark.place), Some(7));
        assert_eq!(next(&marks, 9), None);
        assert_eq!(before(&marks, 9).map(|mark| mark.place), Some(7));
        assert_eq!(before(&marks, 8).map(|mark| mark.place), Some(7));
        assert_eq!(before(&marks, 3), None);
    }

    #[test]
    fn ticks_are_few_and_round() {
        assert_eq!(ticks(42_000), [0, 10_000, 20_000, 30_000, 40_000]);
        for length in [0, 1, 999, 7_500, 3_600_000, u64::MAX / 2] {
            let ticks = ticks(length);
            assert!(ticks.len() <= 8 && ticks.first() == Some(&0), "{length}: {ticks:?}");
        }
    }
}
