//! Date and time as the module keeps them, and the way to and from Unix time.

use time::{Date, Month, PrimitiveDateTime, Time, UtcDateTime};

/// The date and time that the module shows, local to its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    local: PrimitiveDateTime,
    /// Offset from UTC in quarters of an hour, where the module gives it.
    quarters: Option<i8>,
}

impl ClockReading {
    /// Whether the clock can have been set: modules start in 1970, 1980 or 2000.
    #[must_use]
    pub const fn is_plausible(&self) -> bool {
        self.local.year() >= 2024 && self.local.year() < 2070
    }

    /// The reading at a moment of Unix time, in seconds, in a zone of so many quarters of an hour. `None` for a moment that
    /// two digits of a year cannot tell: before 1970 or after 2069.
    #[must_use]
    pub fn at(unix_seconds: i64, quarters: i8) -> Option<Self> {
        let local = UtcDateTime::from_unix_timestamp(unix_seconds.checked_add(i64::from(quarters) * QUARTER)?).ok()?;
        let local = PrimitiveDateTime::new(local.date(), local.time());
        (1970..2070).contains(&local.year()).then_some(Self { local, quarters: Some(quarters) })
    }

    /// The same moment as Unix time, in seconds. A reading without zone is taken for UTC.
    #[must_use]
    pub const fn unix_seconds(&self) -> i64 {
        let quarters = match self.quarters {
            Some(quarters) => quarters as i64,
            None => 0,
        };
        self.local.as_utc().unix_timestamp() - quarters * QUARTER
    }

    /// The text on the wire: `yy/MM/dd,hh:mm:ss±zz`. A reading without zone is written without one.
    #[must_use]
    pub fn wire(&self) -> String {
        let (year, month, day, hour, minute, second) = self.parts();
        let zone = self.quarters.map(|quarters| format!("{quarters:+03}")).unwrap_or_default();
        format!("{:02}/{month:02}/{day:02},{hour:02}:{minute:02}:{second:02}{zone}", year % 100)
    }

    /// Reads `yy/MM/dd,hh:mm:ss±zz`; the zone may be missing, and some firmware says behind it whether summer time is kept. `None` for a date
    /// that no calendar has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.trim().split_once(',')?;
        let time = time.split(',').next().unwrap_or_default();
        let sign = time.find(['+', '-']);
        let (time, zone) = sign.map_or((time, None), |at| (time.get(..at).unwrap_or_default(), time.get(at..)));
        let mut date = date.split('/').map(str::parse::<u16>);
        let mut time = time.split(':').map(|part| part.trim().parse::<u8>());
        let year = match date.next()?.ok()? {
            year @ 0..70 => 2000 + year,
            year @ 70..100 => 1900 + year,
            year => year,
        };
        let month = Month::try_from(u8::try_from(date.next()?.ok()?).ok()?).ok()?;
        let date = Date::from_calendar_date(year.into(), month, u8::try_from(date.next()?.ok()?).ok()?).ok()?;
        let time = Time::from_hms(time.next()?.ok()?, time.next()?.ok()?, time.next()?.ok()?).ok()?;
        let quarters = zone.and_then(|zone| zone.trim().parse().ok());
        Some(Self { local: PrimitiveDateTime::new(date, time), quarters })
    }

    fn parts(&self) -> (i32, u8, u8, u8, u8, u8) {
        let ((year, month, day), (hour, minute, second)) = (self.local.to_calendar_date(), self.local.as_hms());
        (year, month.into(), day, hour, minute, second)
    }
}

impl std::fmt::Display for ClockReading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day, hour, minute, second) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")?;
        match self.quarters.map(i32::from) {
            Some(quarters) => {
                let minutes = quarters * 15;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, " UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

/// Seconds of the unit in which a zone is given.
const QUARTER: i64 = 900;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_reads_with_and_without_zone() {
        for (text, shown) in [
            ("23/09/04,15:17:41+32", Some("2023-09-04 15:17:41 UTC+08:00")),
            ("26/07/20,06:51:36+00", Some("2026-07-20 06:51:36 UTC+00:00")),
            ("80/01/06,00:00:07-14", Some("1980-01-06 00:00:07 UTC-03:30")),
            ("26/03/05,10:11:12+32,0", Some("2026-03-05 10:11:12 UTC+08:00")),
            ("26/03/05,10:11:12-04, 1", Some("2026-03-05 10:11:12 UTC-01:00")),
            ("26/03/05,10:11:12,0", Some("2026-03-05 10:11:12")),
            ("24/01/01,00:00:00", Some("2024-01-01 00:00:00")),
            ("24/13/01,00:00:00", None),
            ("23/02/29,00:00:00", None),
            ("24/04/00,00:00:00", None),
            ("24/04/01,24:00:00", None),
            ("nonsense", None),
        ] {
            assert_eq!(ClockReading::parse(text).map(|reading| reading.to_string()).as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn a_reading_is_a_moment() {
        for (text, unix_seconds) in [
            ("70/01/01,00:00:00+00", 0),
            ("23/09/04,15:17:41+32", 1_693_811_861),
            ("24/02/29,23:59:59-14", 1_709_263_799),
            ("00/03/01,00:00:00", 951_868_800),
        ] {
            assert_eq!(ClockReading::parse(text).map(|reading| reading.unix_seconds()), Some(unix_seconds), "{text}");
        }
        assert_eq!(ClockReading::at(-1, 0), None);
        assert_eq!(ClockReading::at(i64::MAX, 127), None);
    }

    proptest::proptest! {
        #[test]
        fn a_moment_survives_the_wire(unix_seconds in 200_000_i64..3_155_000_000, quarters in -48_i8..57) {
            let reading = ClockReading::at(unix_seconds, quarters).unwrap();
            proptest::prop_assert_eq!(ClockReading::parse(&reading.wire()), Some(reading));
            proptest::prop_assert_eq!(reading.unix_seconds(), unix_seconds);
        }
    }
}
