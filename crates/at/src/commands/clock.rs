//! CCLK and MIPNTP: the module's clock, which certificates are checked against.

use std::time::Duration;

use super::{Command, CommandLine, Form, Limits, Spec, StatusLine};
use crate::args::{Host, Port};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static CCLK: Spec = Spec {
    name: "+CCLK",
    syntax: &[(Form::Read, "AT+CCLK?"), (Form::Set, "AT+CCLK=\"<yy/MM/dd,hh:mm:ss±zz>\""), (Form::Test, "AT+CCLK=?")],
    example: "AT+CCLK?",
    source: Source { manual: Manual::Ts27007, section: "8.15" },
    ..Spec::BASE
};

pub(super) static MIPNTP: Spec = Spec {
    name: "+MIPNTP",
    syntax: &[(Form::Set, "AT+MIPNTP=\"<server>\",<port>")],
    example: "AT+MIPNTP=\"ntp.ntsc.ac.cn\",123",
    source: Source { manual: Manual::GuideV12, section: "6" },
    status: StatusLine::Single,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    ..Spec::BASE
};

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

/// Clock, +CCLK, read form.
///
/// # Wire
/// `AT+CCLK?`, answered by `+CCLK: "yy/MM/dd,hh:mm:ss±zz"` and `OK`; `zz` counts quarters of an hour (3GPP TS 27.007, 8.15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadClock;

impl Command for ReadClock {
    type Reply = ClockReading;

    fn spec(&self) -> &'static Spec {
        &CCLK
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<ClockReading, Malformed> {
        let line = reply.parsed().next().ok_or(Malformed)?;
        let text = String::from_utf8_lossy(line.rest()).replace('"', "");
        ClockReading::parse(&text).ok_or(Malformed)
    }
}

/// Synchronise the clock with a time server, +MIPNTP, set form.
///
/// # Wire
/// `AT+MIPNTP="ntp.ntsc.ac.cn",123`, answered by `OK` and, within a minute, `+MIPNTP: 1`. Any other number is a failure (004,
/// chapter 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynchroniseClock {
    /// The time server.
    pub server: Host,
    /// Its port, usually 123.
    pub port: Port,
}

impl Command for SynchroniseClock {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &MIPNTP
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(MIPNTP.name).quoted(self.server.as_str()).number(self.port.number())
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
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
}
