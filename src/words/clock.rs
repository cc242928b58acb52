//! How the module's clock stands to this computer's, in a sentence.

use fibocom_at::commands::ClockReading;

use crate::state::ClockAccuracy;
use crate::t;

/// The sentence for a clock.
#[must_use]
pub fn clock_accuracy(accuracy: ClockAccuracy, reading: &ClockReading) -> String {
    let time = reading.to_string();
    match accuracy {
        ClockAccuracy::Unset => t!("clock-unset", time = time),
        ClockAccuracy::Right => t!("clock-right", time = time),
        ClockAccuracy::Shifted { ahead } => t!("clock-shifted", time = time, by = by(ahead)),
        ClockAccuracy::Wrong { ahead } => t!("clock-wrong", time = time, by = by(ahead)),
    }
}

/// A difference in the unit that a person would choose, and its direction.
fn by(ahead: i64) -> String {
    let (seconds, direction) = (ahead.abs(), if ahead < 0 { "behind" } else { "ahead" });
    match seconds {
        0..5_400 => t!("clock-by-minutes", count = (seconds + 30) / 60, direction = direction),
        5_400..172_800 => t!("clock-by-hours", count = (seconds + 1_800) / 3_600, direction = direction),
        _ => t!("clock-by-days", count = (seconds + 43_200) / 86_400, direction = direction),
    }
}

/// Seconds with one digit behind the point, as far as they have passed.
#[must_use]
pub fn seconds(milliseconds: u64) -> String {
    format!("{}.{}", milliseconds / 1_000, milliseconds % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_a_unit_that_fits_and_a_direction() {
        let reading = ClockReading::parse("26/11/21,03:00:00+00").unwrap();
        for (ahead, expected) in [
            (-180, "3 minutes behind"),
            (60, "1 minute ahead of"),
            (28_800, "8 hours ahead"),
            (-172_800, "2 days behind"),
        ] {
            let said = clock_accuracy(ClockAccuracy::Wrong { ahead }, &reading);
            assert!(said.contains(expected) && said.contains("2026-11-21 03:00:00"), "{said}");
        }
    }
}
