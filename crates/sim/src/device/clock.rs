//! The module's clock, which begins in 1980 and learns the time from a server.

use crate::time::Timestamp;

/// 1980-01-06 00:00:00 UTC, the beginning of GPS time, in Unix seconds.
const UNSET: u64 = 315_964_800;

/// A clock: what it showed at a moment, in Unix seconds of local time for a clock set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    at: Timestamp,
    unix: u64,
    is_set: bool,
}

impl Default for Clock {
    fn default() -> Self {
        Self::starting_at(Timestamp::ZERO)
    }
}

/// A date and a time of day, as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Civil {
    year: u64,
    month: u64,
    day: u64,
    second_of_day: u64,
}

impl Clock {
    /// A clock without battery, switched on now.
    pub(crate) const fn starting_at(now: Timestamp) -> Self {
        Self { at: now, unix: UNSET, is_set: false }
    }

    /// Sets the clock.
    pub(crate) const fn set(&mut self, now: Timestamp, unix: u64) {
        *self = Self { at: now, unix, is_set: true };
    }

    /// What `+CCLK` prints: `yy/MM/dd,hh:mm:ss±zz`, local time and its zone in quarters of an hour.
    pub(crate) fn print(&self, now: Timestamp, zone: i8) -> String {
        let zone = if self.is_set { zone } else { 0 };
        let utc = self.unix.saturating_add(now.since(self.at) / 1000);
        let Civil { year, month, day, second_of_day } = civil(utc.saturating_add_signed(i64::from(zone) * 900));
        let (hour, minute, second) = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
        let year = year % 100;
        format!("{year:02}/{month:02}/{day:02},{hour:02}:{minute:02}:{second:02}{zone:+03}")
    }
}

/// The date of a Unix time, by counting years from a March, as in Howard Hinnant's `civil_from_days`.
const fn civil(unix: u64) -> Civil {
    let days = unix / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    Civil { year, month, day, second_of_day: unix % 86_400 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unset_clock_shows_1980_and_runs() {
        let clock = Clock::starting_at(Timestamp::from_millis(500));
        assert_eq!(clock.print(Timestamp::from_millis(12_600), 32), "80/01/06,00:00:12+00");
    }

    #[test]
    fn a_set_clock_prints_local_time_and_zone() {
        for (unix, zone, printed) in [
            (1_693_811_861, 32, "23/09/04,15:17:41+32"),
            (1_693_811_861, 0, "23/09/04,07:17:41+00"),
            (1_709_164_800, -20, "24/02/28,19:00:00-20"),
            (1_709_251_199, 0, "24/02/29,23:59:59+00"),
        ] {
            let mut clock = Clock::default();
            clock.set(Timestamp::ZERO, unix);
            assert_eq!(clock.print(Timestamp::ZERO, zone), printed);
        }
    }
}
