//! GTSSLMODE: whether the module checks who the broker is.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::frame::int;
use crate::meaning::{Arg, Heard, Meaning, Meanings, entries};
use crate::profile::{Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

const MODE: Parameter = Parameter::new(
    "parameter-verification",
    Kind::Choice(&[Value { number: 0, id: "value-verification-0" }, Value { number: 1, id: "value-verification-1" }]),
);

pub(super) static SPEC: Spec = Spec {
    name: "+GTSSLMODE",
    id: "command-gtsslmode",
    usages: &[Usage::set(&[MODE], "", "AT+GTSSLMODE=1"), Usage::read("+GTSSLMODE: <mode>"), Usage::test("")],
    example: "AT+GTSSLMODE=1",
    source: Source { manual: Manual::GuideV12, section: "3.3" },
    answers: &[Form::Read],
    feature: Some(Feature::Tls),
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, ..Meanings::NONE }, known: KNOWN };

/// Whether the broker's certificate is checked against the certificates in TRUSTFILE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verification {
    /// 0: anybody can pose as the broker.
    Off,
    /// 1: a broker whose certificate does not fit is refused.
    On,
}

/// Verification of the server certificate, +GTSSLMODE, set form. Forgotten at power-off; to be set before MQTTOPEN.
///
/// # Wire
/// `AT+GTSSLMODE=<0|1>`, answered by `OK` (004, 3.3; the values as seen on an L610).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetVerification(pub Verification);

impl Command for SetVerification {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(u8::from(self.0 == Verification::On))
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// Verification of the server certificate, +GTSSLMODE, read form.
///
/// # Wire
/// `AT+GTSSLMODE?`, answered by `+GTSSLMODE: <mode>` and `OK` (004, 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadVerification;

impl Command for ReadVerification {
    type Reply = Verification;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Verification, Malformed> {
        match int(&reply.parsed().next().ok_or(Malformed)?.values(), 0) {
            Some(0) => Ok(Verification::Off),
            Some(1) => Ok(Verification::On),
            _ => Err(Malformed),
        }
    }
}

entries! {
    ASKS_CHECK = "meaning-ask-tls-verify" Info ();
    ASKS_TRUST_ALL = "meaning-ask-tls-trust-all" Warn ();
    ASKS_READ = "meaning-ask-tls-mode-read" Info ();
    CHECKS = "meaning-tls-verifies" Ok ();
    TRUSTS_ALL = "meaning-tls-trusts-all" Warn ();
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set if typed.number(0)? == 0 => Some(ASKS_TRUST_ALL.with([])),
        Form::Set => Some(ASKS_CHECK.with([])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    let entry = if heard.signed()? == Arg::Number(0) { TRUSTS_ALL } else { CHECKS };
    Some(entry.with([]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verification_is_on_or_off() {
        for (line, expected) in [
            ("+GTSSLMODE: 0", Ok(Verification::Off)),
            ("+GTSSLMODE:1", Ok(Verification::On)),
            ("+GTSSLMODE: 2", Err(Malformed)),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            assert_eq!(ReadVerification.read(&reply), expected, "{line}");
        }
        assert_eq!(SetVerification(Verification::On).line().as_str(), "AT+GTSSLMODE=1");
        assert_eq!(SetVerification(Verification::Off).line().as_str(), "AT+GTSSLMODE=0");
    }
}
