//! Date and time as the module keeps them, and the way to and from Unix time.

/// The date and time that the module shows, local to its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Offset from UTC in quarters of an hour, where the module gives it.
    pub quarters: Option<i8>,
}

impl ClockReading {
    /// Whether the clock can have been set: modules start in 1970, 1980 or 2000.
    #[must_use]
    pub const fn is_plausible(&self) -> bool {
        self.year >= 2024 && self.year < 2070
    }

    /// The reading at a moment of Unix time, in seconds, in a zone of so many quarters of an hour. `None` for a moment that
    /// two digits of a year cannot tell: before 1970 or after 2069.
    #[must_use]
    pub fn at(unix_seconds: i64, quarters: i8) -> Option<Self> {
        let local = unix_seconds.checked_add(i64::from(quarters) * QUARTER)?;
        let (year, month, day) = civil(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY);
        let part = |value: i64| u8::try_from(value).ok();
        let year = u16::try_from(year).ok().filter(|year| (1970..2070).contains(year))?;
        Some(Self {
            year,
            month: part(month)?,
            day: part(day)?,
            hour: part(second / 3_600)?,
            minute: part(second / 60 % 60)?,
            second: part(second % 60)?,
            quarters: Some(quarters),
        })
    }

    /// The same moment as Unix time, in seconds. A reading without zone is taken for UTC.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        let days = days(self.year.into(), self.month.into(), self.day.into());
        let seconds = i64::from(self.hour) * 3_600 + i64::from(self.minute) * 60 + i64::from(self.second);
        days * DAY + seconds - i64::from(self.quarters.unwrap_or(0)) * QUARTER
    }

    /// The text on the wire: `yy/MM/dd,hh:mm:ss±zz`. A reading without zone is written without one.
    #[must_use]
    pub fn wire(&self) -> String {
        let Self { year, month, day, hour, minute, second, quarters } = *self;
        let zone = quarters.map(|quarters| format!("{quarters:+03}")).unwrap_or_default();
        format!("{:02}/{month:02}/{day:02},{hour:02}:{minute:02}:{second:02}{zone}", year % 100)
    }

    /// Reads `yy/MM/dd,hh:mm:ss±zz`; the zone may be missing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.trim().split_once(',')?;
        let sign = time.find(['+', '-']);
        let (time, zone) = sign.map_or((time, None), |at| (time.get(..at).unwrap_or_default(), time.get(at..)));
        let mut date = date.split('/').map(str::parse::<u16>);
        let mut time = time.split(':').map(|part| part.trim().parse::<u8>());
        let year = date.next()?.ok()?;
        let reading = Self {
            year: if year < 70 {
                2000 + year
            } else if year < 100 {
                1900 + year
            } else {
                year
            },
            month: u8::try_from(date.next()?.ok()?).ok()?,
            day: u8::try_from(date.next()?.ok()?).ok()?,
            hour: time.next()?.ok()?,
            minute: time.next()?.ok()?,
            second: time.next()?.ok()?,
            quarters: zone.and_then(|zone| zone.parse().ok()),
        };
        let possible = (1..=12).contains(&reading.month)
            && (1..=31).contains(&reading.day)
            && reading.hour < 24
            && reading.minute < 60
            && reading.second < 60;
        possible.then_some(reading)
    }
}

impl std::fmt::Display for ClockReading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { year, month, day, hour, minute, second, quarters } = *self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")?;
        match quarters.map(i32::from) {
            Some(quarters) => {
                let minutes = quarters * 15;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, " UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Seconds of the unit in which a zone is given.
const QUARTER: i64 = 900;

/// Days from 1970-01-01 to a date, counted in eras of 400 years that begin in March.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day since 1970-01-01: the way back.
const fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + if month <= 2 { 1 } else { 0 }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_reads_with_and_without_zone() {
        for (text, shown) in [
            ("23/09/04,15:17:41+32", Some("2023-09-04 15:17:41 UTC+08:00")),
            ("26/07/20,06:51:36+00", Some("2026-07-20 06:51:36 UTC+00:00")),
            ("80/01/06,00:00:07-14", Some("1980-01-06 00:00:07 UTC-03:30")),
            ("24/01/01,00:00:00", Some("2024-01-01 00:00:00")),
            ("24/13/01,00:00:00", None),
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
