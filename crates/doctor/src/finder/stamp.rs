//! Times as logs write them, in milliseconds. Where they count from is each log's own; only differences mean something.

use time::{Date, Month};

use super::cursor::Cursor;

const DAY: u64 = 86_400_000;

/// A year for dates without one: it has a 29th of February.
const ANY_YEAR: i32 = 2_000;

const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

const WEEKDAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// A time with or without a date: `2026-11-27T06:43:19.123Z`, `11-27 06:43:19.123`, `27/11/2026 06:43:19`, `Nov 27 06:43:19`, `06:43:19,123`.
pub(crate) fn time(cursor: &mut Cursor<'_>) -> Option<u64> {
    let first = *cursor.0.first()?;
    if !first.is_ascii_digit() && !matches!(first, b'A' | b'D' | b'F' | b'J' | b'M' | b'N' | b'O' | b'S' | b'T' | b'W')
    {
        return None;
    }
    cursor.attempt(|cursor| {
        // `Fri Nov 27 06:43:19.123 2026`, as C and Tera Term write it.
        if !first.is_ascii_digit() && WEEKDAYS.iter().any(|day| cursor.eat(day)) {
            cursor.eat(b",");
            cursor.blanks();
        }
        let days = date(cursor);
        if days.is_some() && !cursor.eat(b"T") && !cursor.eat(b"_") && !cursor.eat(b", ") && cursor.blanks() == 0 {
            return None;
        }
        let clock = clock(cursor)?;
        cursor.attempt(|cursor| {
            cursor.eat(b" 20").then_some(())?;
            cursor.number(2, 2).filter(|_| matches!(cursor.0.first(), None | Some(b']' | b')')))
        });
        Some(days.unwrap_or_default() * DAY + clock)
    })
}

fn date(cursor: &mut Cursor<'_>) -> Option<u64> {
    cursor.attempt(|cursor| {
        if cursor.0.first().is_some_and(u8::is_ascii_alphabetic)
            && let Some(month) = MONTHS.iter().position(|name| cursor.eat(name))
        {
            cursor.blanks();
            let day = cursor.number(1, 2)?;
            return days(None, month as u64 + 1, day);
        }
        let (width, first) = match cursor.number(4, 4) {
            Some(year) => (4, year),
            None => (2, cursor.number(1, 2)?),
        };
        if cursor.eat("年".as_bytes()) {
            let month = cursor.number(1, 2)?;
            cursor.eat("月".as_bytes()).then_some(())?;
            let day = cursor.number(1, 2)?;
            return cursor.eat("日".as_bytes()).then(|| days(Some(first), month, day)).flatten();
        }
        let separator = cursor.one_of(b"-/.")?;
        let second = cursor.number(1, 2)?;
        if width == 4 {
            cursor.eat(&[separator]).then_some(())?;
            return days(Some(first), second, cursor.number(1, 2)?);
        }
        if !cursor.eat(&[separator]) {
            return days(None, first, second);
        }
        let year = cursor.number(2, 4)?;
        // Day first or month first: what cannot be a month is the day.
        if second > 12 { days(Some(year), first, second) } else { days(Some(year), second, first) }
    })
}

fn days(year: Option<u64>, month: u64, day: u64) -> Option<u64> {
    let year = year.map_or(Some(ANY_YEAR), |year| i32::try_from(year).ok())?;
    let year = if year < 100 { year + 2_000 } else { year };
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()?;
    u64::try_from(date.to_julian_day()).ok()
}

fn clock(cursor: &mut Cursor<'_>) -> Option<u64> {
    let hours = cursor.number(1, 2).filter(|hours| *hours < 100)?;
    cursor.eat(b":").then_some(())?;
    let minutes = cursor.number(2, 2).filter(|minutes| *minutes < 60)?;
    cursor.eat(b":").then_some(())?;
    let seconds = cursor.number(2, 2).filter(|seconds| *seconds < 61)?;
    let millis = cursor
        .attempt(|cursor| {
            cursor.one_of(b".,:")?;
            fraction(cursor)
        })
        .unwrap_or_default();
    // Zephyr writes microseconds behind a comma; other logs a time zone.
    cursor.attempt(|cursor| {
        cursor.one_of(b",")?;
        cursor.number(3, 3)
    });
    if !cursor.eat(b"Z") {
        cursor.attempt(|cursor| {
            // Behind a blank, digits alone may be a text of their own.
            let is_apart = cursor.eat(b" ");
            cursor.one_of(b"+-")?;
            cursor.number(2, 2)?;
            if !cursor.eat(b":") && is_apart {
                return None;
            }
            cursor.number(2, 2)
        });
    }
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000 + millis)
}

/// The digits behind the point of a number of seconds, as milliseconds.
fn fraction(cursor: &mut Cursor<'_>) -> Option<u64> {
    let digits = cursor.take_while(|byte| byte.is_ascii_digit());
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let first = digits.iter().chain([&b'0', &b'0']).take(3);
    Some(first.fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// A number of seconds with a fraction, or a count of milliseconds: `1690000000.123456`, `12.345`, `9604`.
pub(crate) fn count(cursor: &mut Cursor<'_>) -> Option<u64> {
    cursor.attempt(|cursor| {
        let whole = cursor.number(1, 13)?;
        let millis = cursor.attempt(|cursor| {
            cursor.one_of(b".")?;
            fraction(cursor)
        });
        match millis {
            Some(millis) => whole.checked_mul(1_000)?.checked_add(millis),
            // Ten digits are the seconds of a unix time.
            None if (1_000_000_000..10_000_000_000).contains(&whole) => Some(whole * 1_000),
            None => Some(whole),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_logs_write_them() {
        for (text, left, clock) in [
            ("2026-11-27T06:43:19.123Z >", " >", 24_199_123),
            ("11-27 06:43:19.123  12", "  12", 24_199_123),
            ("27/11/2026 06:43:19, A", ", A", 24_199_000),
            ("27.11.26 06:43:19.5 A", " A", 24_199_500),
            ("Nov 27 06:43:19 host", " host", 24_199_000),
            ("Fri Nov 27 06:43:19.123 2026] A", "] A", 24_199_123),
            ("06:43:19,123 A", " A", 24_199_123),
            ("00:00:01.234,567] A", "] A", 1_234),
            ("2026/11/27 06:43:19.123456+01:00 A", " A", 24_199_123),
        ] {
            let mut cursor = Cursor(text.as_bytes());
            assert_eq!(time(&mut cursor).map(|at| at % DAY), Some(clock), "{text}");
            assert_eq!(str::from_utf8(cursor.0), Ok(left), "{text}");
        }
        for text in ["", "12", "AT+CSQ", "2026-13-45 00:00:00", "10:99:00", "2026-11-27"] {
            assert_eq!(time(&mut Cursor(text.as_bytes())), None, "{text}");
        }
        let day = |text: &str| time(&mut Cursor(text.as_bytes())).unwrap();
        assert_eq!(day("2026-12-01 00:00:00") - day("2026-11-30 00:00:00"), DAY);
    }

    #[test]
    fn counts_are_seconds_where_they_have_a_fraction() {
        for (text, expected) in [("9604)", 9_604), ("12.345 A", 12_345), ("1690000000.123456]", 1_690_000_000_123)] {
            assert_eq!(count(&mut Cursor(text.as_bytes())), Some(expected), "{text}");
        }
    }
}
