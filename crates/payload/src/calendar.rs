//! Seconds since 1970 as date and time, and back.

use time::{Date, Month, UtcDateTime};

/// Date and time of day in UTC, as `2026-11-21T03:22:40Z`. None beyond the years of four digits.
#[must_use]
pub fn iso(unix_seconds: i64) -> Option<String> {
    let at = UtcDateTime::from_unix_timestamp(unix_seconds).ok().filter(|at| at.year() >= 0)?;
    let ((year, month, day), (hour, minute, second)) = (at.to_calendar_date(), at.as_hms());
    Some(format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", u8::from(month)))
}

/// The seconds of a date with a time, as `2026-11-21T03:22:40Z`, `2026-11-21 03:22:40` or `2026-11-21`. None for anything else,
/// and for dates that do not exist.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('Z');
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let (month_and_year, day) = date.rsplit_once('-')?;
    let (year, month) = month_and_year.rsplit_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    let mut parts = time.split(':').map(str::parse::<u8>);
    let (hour, minute, second) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next().unwrap_or(Ok(0)).ok()?);
    let at = date.with_hms(hour, minute, second).ok()?;
    parts.next().is_none().then(|| at.as_utc().unix_timestamp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn seconds_are_dates() {
        for (second, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (2_147_483_647, "2038-01-19T03:14:07Z"),
            (4_294_967_295, "2106-02-07T06:28:15Z"),
        ] {
            assert_eq!((iso(second).as_deref(), seconds(text)), (Some(text), Some(second)));
        }
        assert_eq!((seconds("2026-11-21 03:22"), seconds("1970-01-02")), (Some(1_795_231_320), Some(86_400)));
        for text in ["", "now", "2026-02-30", "2026-13-01", "2026-01-01T24:00:00", "2026-01-01T1:2:3:4"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        for second in [i64::MIN, -62_167_219_201, 253_402_300_800, i64::MAX] {
            assert_eq!(iso(second), None, "{second}");
        }
    }

    proptest! {
        #[test]
        fn every_second_comes_back(second in -60_000_000_000_i64..60_000_000_000) {
            prop_assert_eq!(iso(second).and_then(|text| seconds(&text)), Some(second));
        }
    }
}
