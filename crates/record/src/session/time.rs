//! Times as text: ISO 8601 in UTC, with milliseconds.

use serde::{Serialize, Serializer};
use time::{Date, Month};

use crate::line::Zero;

/// The last time that the four digits of a year can say.
const LAST: u64 = 253_402_300_799_999;

/// The julian day of 1 January 1970.
const EPOCH: i32 = 2_440_588;

const DAY: u64 = 86_400_000;

impl Zero {
    /// A time of the record as unix time, in milliseconds.
    #[must_use]
    pub const fn unix(self, at: u64) -> u64 {
        self.0.saturating_add(at)
    }

    /// A time of the record as ISO 8601 in UTC, with milliseconds: `2026-01-31T08:15:30.250Z`.
    #[must_use]
    pub fn iso(self, at: u64) -> String {
        Iso::of(self.unix(at)).as_str().to_owned()
    }
}

/// A unix time as text. Past the year 9999 it is the last moment of that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Iso([u8; 24]);

impl Iso {
    pub(crate) fn of(unix_millis: u64) -> Self {
        let unix_millis = unix_millis.min(LAST);
        let days = i32::try_from(unix_millis / DAY).unwrap_or(i32::MAX - EPOCH);
        let date = Date::from_julian_day(EPOCH + days).unwrap_or(Date::MAX);
        let (year, month, day) = date.to_calendar_date();
        let millis = u32::try_from(unix_millis % DAY).unwrap_or_default();
        let mut text = *b"0000-00-00T00:00:00.000Z";
        digits(&mut text[0..4], year.unsigned_abs());
        digits(&mut text[5..7], u32::from(u8::from(month)));
        digits(&mut text[8..10], u32::from(day));
        digits(&mut text[11..13], millis / 3_600_000);
        digits(&mut text[14..16], millis / 60_000 % 60);
        digits(&mut text[17..19], millis / 1_000 % 60);
        digits(&mut text[20..23], millis % 1_000);
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The unix time of a text in milliseconds, if it is one that [`Self::of`] writes.
    pub(crate) fn read(text: &str) -> Option<u64> {
        let text: &[u8; 24] = text.as_bytes().try_into().ok()?;
        let number = |from: usize, to: usize| -> Option<u64> { str::from_utf8(text.get(from..to)?).ok()?.parse().ok() };
        let month = Month::try_from(u8::try_from(number(5, 7)?).ok()?).ok()?;
        let date = Date::from_calendar_date(i32::try_from(number(0, 4)?).ok()?, month, number(8, 10)?.try_into().ok()?);
        let days = u64::try_from(date.ok()?.to_julian_day() - EPOCH).ok()?;
        let millis = number(11, 13)? * 3_600_000 + number(14, 16)? * 60_000 + number(17, 19)? * 1_000 + number(20, 23)?;
        let unix_millis = days * DAY + millis;
        // Only what is written the same again was a time.
        (Self::of(unix_millis).0 == *text).then_some(unix_millis)
    }
}

impl Serialize for Iso {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Fills a place with the decimal digits of a number.
fn digits(place: &mut [u8], number: u32) {
    let mut rest = number;
    for digit in place.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_iso_8601() {
        for (unix_millis, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_251_199_001, "2024-02-29T23:59:59.001Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (LAST, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(Zero(0).iso(unix_millis), expected);
            assert_eq!(Iso::read(expected), Some(unix_millis));
        }
        assert_eq!(Zero(u64::MAX).iso(u64::MAX), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn what_is_no_time_is_not_read_as_one() {
        for text in [
            "",
            "2026-01-01",
            "2026-02-29T00:00:00.000Z",
            "2026-13-01T00:00:00.000Z",
            "1969-12-31T23:59:59.999Z",
            "2026-01-01T24:00:00.000Z",
            "2026-01-01T00:60:00.000Z",
            "2026-01-01 00:00:00.000Z",
            "+026-01-01T00:00:00.000Z",
            "2026-01-01T00:00:00.000é",
        ] {
            assert_eq!(Iso::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_time_that_was_written_is_read_again(unix_millis in 0..=LAST) {
            prop_assert_eq!(Iso::read(Iso::of(unix_millis).as_str()), Some(unix_millis));
        }
    }
}
