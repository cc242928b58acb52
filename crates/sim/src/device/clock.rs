//! The module's clock, which is wrong after power-up and learns the time from a server or by hand.

use ::time::{Date, Month, UtcDateTime};

use crate::time::Timestamp;

/// Farthest zones from UTC, in quarters of an hour.
const ZONES: (i8, i8) = (-48, 56);

/// From this year of two digits on, the century is the twentieth: no such clock was ever right before 1980.
const FIRST_YEAR: i32 = 80;

/// A clock: the Unix time at a moment, and the zone it shows, in quarters of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    at: Timestamp,
    unix: u64,
    zone: i8,
    /// What it was set by, and when, before somebody moved it.
    before: Option<(Timestamp, u64)>,
}

impl Clock {
    /// A clock without battery, switched on now with this Unix time.
    pub(crate) const fn starting_at(now: Timestamp, unix: u64) -> Self {
        Self { at: now, unix, zone: 0, before: None }
    }

    /// Sets the clock.
    pub(crate) const fn set(&mut self, now: Timestamp, unix: u64, zone: i8) {
        *self = Self { at: now, unix, zone, before: None };
    }

    /// The clock shows another time from now on, in the same zone.
    pub(crate) const fn jump(&mut self, now: Timestamp, unix: u64) {
        let before = match self.before {
            Some(before) => before,
            None => (self.at, self.unix),
        };
        *self = Self { at: now, unix, zone: self.zone, before: Some(before) };
    }

    /// It shows again what it would show if nobody had moved it.
    pub(crate) const fn is_moved_back(&mut self) {
        if let Some((at, unix)) = self.before {
            self.set(at, unix, self.zone);
        }
    }

    /// Whether somebody has moved it, and it was not set since.
    pub(crate) const fn is_moved(&self) -> bool {
        self.before.is_some()
    }

    /// Sets the clock to `yy/MM/dd,hh:mm:ss±zz`. Says whether that is a time.
    pub(crate) fn set_by_hand(&mut self, now: Timestamp, text: &str) -> bool {
        let Some((local, zone)) = parse(text) else { return false };
        let Some(unix) = local.checked_add_signed(i64::from(zone) * -900) else { return false };
        self.set(now, unix, zone);
        true
    }

    /// The Unix time that this clock shows.
    pub(crate) const fn unix(&self, now: Timestamp) -> u64 {
        self.unix.saturating_add(now.since(self.at) / 1000)
    }

    /// What `+CCLK` prints: `yy/MM/dd,hh:mm:ss±zz`, local time and its zone in quarters of an hour.
    pub(crate) fn print(&self, now: Timestamp) -> String {
        let zone = self.zone;
        let local = self.unix(now).saturating_add_signed(i64::from(zone) * 900);
        let local = utc(local);
        let ((year, month, day), (hour, minute, second)) = (local.to_calendar_date(), local.as_hms());
        let (year, month) = (year % 100, u8::from(month));
        format!("{year:02}/{month:02}/{day:02},{hour:02}:{minute:02}:{second:02}{zone:+03}")
    }
}

/// Date and time of day of a Unix time; past the year 9999 the end of that year.
fn utc(unix: u64) -> UtcDateTime {
    i64::try_from(unix).ok().and_then(|unix| UtcDateTime::from_unix_timestamp(unix).ok()).unwrap_or(UtcDateTime::MAX)
}

/// `YYYYMMDDHH` in UTC, as Huawei Cloud writes an hour.
pub(crate) fn hour_stamp(unix: u64) -> String {
    let at = utc(unix);
    let (year, month, day) = at.to_calendar_date();
    format!("{year:04}{:02}{day:02}{:02}", u8::from(month), at.hour())
}

/// Reads a printed time: its Unix seconds as if it were UTC, and the zone. `None` when there is no such time.
fn parse(text: &str) -> Option<(u64, i8)> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u8>().ok();
    let digits_only = |range: std::ops::Range<usize>| Some(text.get(range)?.bytes().all(|byte| byte.is_ascii_digit()));
    let fields = [0..2, 3..5, 6..8, 9..11, 12..14, 15..17, 18..20];
    let signs = [text.get(2..3)?, text.get(5..6)?, text.get(8..9)?, text.get(11..12)?, text.get(14..15)?];
    if signs != ["/", "/", ",", ":", ":"] || !fields.into_iter().all(|field| digits_only(field) == Some(true)) {
        return None;
    }
    let year = i32::from(number(0..2)?);
    let year = if year < FIRST_YEAR { 2000 + year } else { 1900 + year };
    let date = Date::from_calendar_date(year, Month::try_from(number(3..5)?).ok()?, number(6..8)?).ok()?;
    let local = date.with_hms(number(9..11)?, number(12..14)?, number(15..17)?).ok()?;
    let zone = match text.get(17..18)? {
        "+" => number(18..20)?.cast_signed(),
        "-" => -number(18..20)?.cast_signed(),
        _ => return None,
    };
    if !(ZONES.0..=ZONES.1).contains(&zone) {
        return None;
    }
    u64::try_from(local.as_utc().unix_timestamp()).ok().map(|unix| (unix, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unset_clock_runs_from_where_it_starts() {
        let clock = Clock::starting_at(Timestamp::from_millis(500), 315_964_800);
        assert_eq!(clock.print(Timestamp::from_millis(12_600)), "80/01/06,00:00:12+00");
    }

    #[test]
    fn a_set_clock_prints_local_time_and_zone() {
        for (unix, zone, printed) in [
            (1_693_811_861, 32, "23/09/04,15:17:41+32"),
            (1_693_811_861, 0, "23/09/04,07:17:41+00"),
            (1_709_164_800, -20, "24/02/28,19:00:00-20"),
            (1_709_251_199, 0, "24/02/29,23:59:59+00"),
        ] {
            let mut clock = Clock::starting_at(Timestamp::ZERO, 0);
            clock.set(Timestamp::ZERO, unix, zone);
            assert_eq!(clock.print(Timestamp::ZERO), printed);
            let mut by_hand = Clock::starting_at(Timestamp::ZERO, 0);
            assert!(by_hand.set_by_hand(Timestamp::ZERO, printed));
            assert_eq!(by_hand, clock, "{printed}");
        }
    }

    #[test]
    fn only_a_time_that_exists_is_taken_by_hand() {
        for (text, taken) in [
            ("70/01/01,00:00:00+00", true),
            ("80/01/01,00:00:00+00", true),
            ("24/02/29,23:59:59+48", true),
            ("23/02/29,00:00:00+00", false),
            ("24/04/31,00:00:00+00", false),
            ("24/13/01,00:00:00+00", false),
            ("24/00/01,00:00:00+00", false),
            ("24/01/00,00:00:00+00", false),
            ("24/01/01,24:00:00+00", false),
            ("24/01/01,00:60:00+00", false),
            ("24/01/01,00:00:00+57", false),
            ("24/01/01,00:00:00-49", false),
            ("24/01/01,00:00:00 00", false),
            ("24-01-01,00:00:00+00", false),
            ("24/01/01 00:00:00+00", false),
            ("24/ 1/01,00:00:00+00", false),
            ("24/+1/01,00:00:00+00", false),
            ("24/01/01,00:00:00é0", false),
        ] {
            let mut clock = Clock::starting_at(Timestamp::ZERO, 0);
            assert_eq!(clock.set_by_hand(Timestamp::ZERO, text), taken, "{text}");
        }
    }
}
