//! GTSSLVER: which version of TLS the module offers.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::codes::TlsVersion;
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, entries};
use crate::profile::{Claims, Feature, Manual, Source};
use crate::reply::{Malformed, Reply};

const VERSION: Parameter = Parameter::new(
    "parameter-tls-version",
    Kind::Choice(&[
        Value { number: 1, id: "value-tls-version-1" },
        Value { number: 2, id: "value-tls-version-2" },
        Value { number: 3, id: "value-tls-version-3" },
        Value { number: 4, id: "value-tls-version-4" },
    ]),
);

pub(super) static SPEC: Spec = Spec {
    name: "+GTSSLVER",
    id: "command-gtsslver",
    usages: &[Usage::set(&[VERSION], "", "AT+GTSSLVER=4"), Usage::read("+GTSSLVER: <version>"), Usage::test("")],
    example: "AT+GTSSLVER=4",
    source: Source { manual: Manual::GuideV12, section: "4.2.1" },
    answers: &[Form::Read],
    feature: Some(Feature::Tls),
    // Only a refusal is told: it means that the module has no TLS.
    claims: Claims { asked: true, ..Claims::NONE },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says, ..Meanings::NONE }, known: KNOWN };

/// TLS version, +GTSSLVER, set form. Forgotten at power-off; to be set before MQTTOPEN.
///
/// # Wire
/// `AT+GTSSLVER=<1|2|3|4>`, answered by `OK`: SSL 3.0, TLS 1.0, 1.1 or 1.2 (004, 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetTlsVersion(pub TlsVersion);

impl Command for SetTlsVersion {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        CommandLine::execute(SPEC.name).number(self.0.number())
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

/// TLS version, +GTSSLVER, read form.
///
/// # Wire
/// `AT+GTSSLVER?`, answered by `+GTSSLVER: <version>` and `OK` (004, 4.2.1). An L610 that was never told answers 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadTlsVersion;

impl Command for ReadTlsVersion {
    type Reply = TlsVersion;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<TlsVersion, Malformed> {
        let number = int(&reply.parsed().next().ok_or(Malformed)?.values(), 0).ok_or(Malformed)?;
        u8::try_from(number).map(TlsVersion::from).map_err(|_| Malformed)
    }
}

entries! {
    ASKS = "meaning-ask-tls-version" Info ("version");
    ASKS_READ = "meaning-ask-tls-version-read" Info ();
    IS = "meaning-tls-version" Info ("version");
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match typed.form {
        Form::Read => Some(ASKS_READ.with([])),
        Form::Set => Some(ASKS.with([typed.number(0)?.into()])),
        Form::Execute | Form::Test => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    Some(IS.with([heard.signed()?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_that_the_guide_does_not_list_is_kept() {
        for (line, expected) in [
            ("+GTSSLVER: 4", Ok(TlsVersion::Tls12)),
            ("+GTSSLVER:2", Ok(TlsVersion::Tls10)),
            ("+GTSSLVER: 0", Ok(TlsVersion::Unlisted(0))),
            ("+GTSSLVER: 256", Err(Malformed)),
            ("+GTSSLVER:", Err(Malformed)),
        ] {
            let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
            assert_eq!(ReadTlsVersion.read(&reply), expected, "{line}");
        }
        assert_eq!(SetTlsVersion(TlsVersion::Tls12).line().as_str(), "AT+GTSSLVER=4");
    }
}
