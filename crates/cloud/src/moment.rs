//! The time and the randomness that a derivation is given, and the forms in which clouds write a time.

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

/// The hour of a Unix time in UTC, as `YYYYMMDDHH`.
#[must_use]
pub fn utc_hour(unix: u64) -> String {
    let (year, month, day) = civil(unix / 86_400);
    format!("{year:04}{month:02}{day:02}{:02}", unix / 3_600 % 24)
}

/// The Unix time at which an hour `YYYYMMDDHH` begins; nothing, where no calendar has it.
pub(crate) fn hour_begins(hour: &str) -> Option<u64> {
    if hour.len() != 10 || !hour.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| hour.get(from..to)?.parse::<u64>().ok();
    let (year, month, day, hour_of_day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?, number(8, 10)?);
    let days = days(year, month, day)?;
    let begins = days * 86_400 + hour_of_day * 3_600;
    // What is no date comes back as another one.
    (utc_hour(begins) == hour).then_some(begins)
}

/// The date of a day since 1970-01-01, in the Gregorian calendar (Howard Hinnant, `civil_from_days`).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// The day of a date since 1970-01-01; nothing before it.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    let shifted_year = if month <= 2 { year.checked_sub(1)? } else { year };
    let (era, of_era) = (shifted_year / 400, shifted_year % 400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = ((153 * shifted_month + 2) / 5 + day).checked_sub(1)?;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    (era * 146_097 + of_era).checked_sub(719_468)
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
