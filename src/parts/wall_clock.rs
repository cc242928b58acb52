//! The record's times as a person reads them.

use web_sys::js_sys::Date;
use workbench_record::Zero;

/// Turns the times of a record into times of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallClock {
    /// The time from which those of the record count.
    pub base: Zero,
    /// What to add to have local time, in minutes.
    pub offset_minutes: i64,
}

impl WallClock {
    /// The local time of this computer, for times that count from this one.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "offsets are within a day")]
    pub fn counting_from(base: Zero) -> Self {
        let offset = Date::new_0().get_timezone_offset();
        Self { base, offset_minutes: -(offset as i64) }
    }

    /// The local time of day, to the millisecond.
    #[must_use]
    pub fn time_of_day(self, at: u64) -> String {
        let unix = i64::try_from(self.base.0.saturating_add(at)).unwrap_or(i64::MAX);
        let millis = unix.saturating_add(self.offset_minutes * 60_000).rem_euclid(86_400_000);
        let (hour, minute, second) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60);
        format!("{hour:02}:{minute:02}:{second:02}.{:03}", millis % 1_000)
    }

    /// The local date and time, to the minute: `2026-01-31 08:15`.
    #[must_use]
    pub fn date(self, at: u64) -> String {
        let local = self.base.0.saturating_add_signed(self.offset_minutes * 60_000);
        let iso = Zero(local).iso(at).replacen('T', " ", 1);
        iso.get(..16).map_or_else(|| iso.clone(), str::to_owned)
    }

    /// The time in the name of a file: `2026-01-31T08-15-30Z`.
    #[must_use]
    pub fn file_stamp(self, at: u64) -> String {
        let iso = self.base.iso(at).replace(':', "-");
        iso.split_once('.').map_or_else(|| iso.clone(), |(seconds, _)| format!("{seconds}Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_local() {
        for (offset_minutes, at, expected) in [
            (0, 5_250, "00:00:05.250"),
            (60, 0, "01:00:00.000"),
            (-210, 1, "20:30:00.001"),
            (480, 86_399_999, "07:59:59.999"),
        ] {
            let clock = WallClock { base: Zero(1_767_225_600_000), offset_minutes };
            assert_eq!(clock.time_of_day(at), expected);
        }
    }

    #[test]
    fn a_date_is_local() {
        for (offset_minutes, expected) in
            [(0, "2026-01-01 00:00"), (-210, "2025-12-31 20:30"), (480, "2026-01-01 08:00")]
        {
            let clock = WallClock { base: Zero(1_767_225_600_000), offset_minutes };
            assert_eq!(clock.date(59_000), expected);
        }
    }

    #[test]
    fn a_file_is_named_after_its_time() {
        let clock = WallClock { base: Zero(1_767_225_600_000), offset_minutes: 0 };
        assert_eq!(clock.file_stamp(3_723_004), "2026-01-01T01-02-03Z");
    }
}
