//! The time and the randomness that a derivation is given, and the forms in which clouds write a time.

use time::{Date, Month, UtcDateTime};

/// When credentials are made, and with what randomness. Nothing here reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Unix seconds, in UTC.
    pub unix: u64,
    /// Random bytes, for connection ids and nonces.
    pub random: [u8; 15],
}

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

impl Moment {
    /// Random letters and digits, at most 15.
    pub(crate) fn letters(&self, count: usize) -> String {
        let letter = |byte: &u8| LETTERS.get(usize::from(*byte) % LETTERS.len()).copied().map(char::from);
        self.random.iter().take(count).filter_map(letter).collect()
    }

    /// A random number of at most six digits.
    pub(crate) fn number(&self) -> u32 {
        self.random.iter().take(4).fold(0_u32, |number, byte| number.wrapping_mul(256).wrapping_add(u32::from(*byte)))
            % 1_000_000
    }
}

/// The hour of a Unix time in UTC, as `YYYYMMDDHH`. Past the year 9999 it is the last hour of that year.
#[must_use]
pub fn utc_hour(unix: u64) -> String {
    let at = i64::try_from(unix)
        .ok()
        .and_then(|unix| UtcDateTime::from_unix_timestamp(unix).ok())
        .unwrap_or(UtcDateTime::MAX);
    let (year, month, day) = at.to_calendar_date();
    format!("{year:04}{:02}{day:02}{:02}", u8::from(month), at.hour())
}

/// The Unix time at which an hour `YYYYMMDDHH` begins; nothing, where no calendar has it or where it is before 1970.
pub(crate) fn hour_begins(hour: &str) -> Option<u64> {
    if hour.len() != 10 || !hour.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| hour.get(from..to)?.parse::<u8>().ok();
    let year = hour.get(0..4)?.parse().ok()?;
    let date = Date::from_calendar_date(year, Month::try_from(number(4, 6)?).ok()?, number(6, 8)?).ok()?;
    u64::try_from(date.with_hms(number(8, 10)?, 0, 0).ok()?.as_utc().unix_timestamp()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_of_utc() {
        for (unix, expected) in [
            (0, "1970010100"),
            (951_782_400, "2000022900"),
            (1_700_000_000, "2023111422"),
            (1_735_689_599, "2024123123"),
            (4_107_542_399, "2100022823"),
            (4_107_542_400, "2100030100"),
        ] {
            assert_eq!(utc_hour(unix), expected);
            assert_eq!(hour_begins(expected), Some(unix / 3_600 * 3_600));
        }
    }

    #[test]
    fn what_is_no_hour_is_refused() {
        for text in ["2023023000", "2023111424", "20231114", "202311142x", "1969123123", "0000000000"] {
            assert_eq!(hour_begins(text), None, "{text}");
        }
        assert!(hour_begins("2999010100").is_some());
    }

    #[test]
    fn random_texts_are_letters_and_digits() {
        let moment = Moment { unix: 0, random: [0, 61, 62, 255, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
        assert_eq!(moment.letters(5), "A9AHH");
        assert!(moment.number() < 1_000_000);
    }
}
