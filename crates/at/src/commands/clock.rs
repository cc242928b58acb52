//! CCLK and MIPNTP: the module's clock, which certificates are checked against.

mod reading;

use std::time::Duration;

pub use reading::ClockReading;

use super::parameter::{Kind, Limit, Parameter, Rule};
use super::{Command, CommandLine, Form, Limits, Listed, Spec, StatusLine, Typed, Usage};
use crate::args::{Host, Port};
use crate::meaning::{Heard, Meaning, Meanings, Status, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static CCLK: Spec = Spec {
    name: "+CCLK",
    id: "command-cclk",
    usages: &[
        Usage::read("+CCLK: \"yy/MM/dd,hh:mm:ss±zz\""),
        Usage::set(
            &[Parameter::new("parameter-time", Kind::Text(Rule::Clock, Limit::Fixed(17, 20)))],
            "",
            "AT+CCLK=\"26/11/21,08:30:00+00\"",
        ),
        Usage::test(""),
    ],
    example: "AT+CCLK?",
    source: Source { manual: Manual::Ts27007, section: "8.15" },
    answers: &[Form::Read],
    ..Spec::BASE
};

pub(super) const CCLK_COMMAND: Listed =
    Listed { spec: &CCLK, meanings: Meanings { asks, says, ..Meanings::NONE }, known: KNOWN };

pub(super) static MIPNTP: Spec = Spec {
    name: "+MIPNTP",
    id: "command-mipntp",
    usages: &[Usage::set(
        &[
            Parameter::new("parameter-time-server", Kind::Text(Rule::Host, Limit::Host)),
            Parameter::new("parameter-port", Kind::Number(Limit::Fixed(1, 65_535))),
        ],
        "+MIPNTP: <status>",
        "AT+MIPNTP=\"ntp.ntsc.ac.cn\",123",
    )],
    example: "AT+MIPNTP=\"ntp.ntsc.ac.cn\",123",
    source: Source { manual: Manual::GuideV12, section: "6" },
    status: StatusLine::Single,
    limits: Limits { reply: Duration::from_secs(10), status: Duration::from_secs(60) },
    ..Spec::BASE
};

pub(super) const MIPNTP_COMMAND: Listed =
    Listed { spec: &MIPNTP, meanings: Meanings { asks: asks_synchronise, status, done, ..Meanings::NONE }, known: &[] };

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

/// Clock, +CCLK, set form. Forgotten at power-off, and overwritten by the network's time where it gives one.
///
/// # Wire
/// `AT+CCLK="yy/MM/dd,hh:mm:ss±zz"`, answered by `OK`; `zz` counts quarters of an hour (3GPP TS 27.007, 8.15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetClock(pub ClockReading);

impl Command for SetClock {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &CCLK
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(CCLK.name).quoted(&self.0.wire())
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
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

entries! {
    ASKS = "meaning-ask-clock" Info ();
    ASKS_SET = "meaning-ask-clock-set" Info ("time");
    IS = "meaning-clock" Ok ("time");
    IS_UNSET = "meaning-clock-unset" Warn ("time") => advice::CLOCK_UNSET;
    ASKS_SYNCHRONISE = "meaning-ask-clock-synchronise" Info ("server");
    SYNCHRONISES = "meaning-ok-clock" Info ();
    SYNCHRONISED = "meaning-clock-synchronised" Ok ();
    NOT_SYNCHRONISED = "meaning-clock-not-synchronised" Error ("status") => advice::CLOCK_FAILED;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS.with([])),
        Form::Set => Some(ASKS_SET.with([typed.filled(0)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let reading = ReadClock.read(&heard.reply()).ok()?;
    let entry = if reading.is_plausible() { IS } else { IS_UNSET };
    Some(entry.with([reading.to_string().into()]))
}

fn asks_synchronise(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Set => Some(ASKS_SYNCHRONISE.with([typed.filled(0)?.into()])),
        Form::Execute | Form::Read | Form::Test => None,
    }
}

fn done(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Set).then(|| SYNCHRONISES.with([]))
}

fn status(status: &Status<'_>) -> Option<Meaning> {
    Some(if status.number == 1 { SYNCHRONISED.with([]) } else { NOT_SYNCHRONISED.with([status.number.into()]) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_set_as_it_is_read() {
        let text = "23/09/04,15:17:41+32";
        let set = SetClock(ClockReading::parse(text).unwrap());
        assert_eq!(set.line().as_str(), format!("AT+CCLK=\"{text}\""));
    }
}
