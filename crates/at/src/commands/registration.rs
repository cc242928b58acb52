//! CREG, CGREG and CEREG: whether the network has taken the module in.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, Form, Spec, Usage};
use crate::codes::Registration;
use crate::frame::{Line, int};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};
use crate::urc::Domain;

const REPORTS: Parameter = Parameter::new(
    "parameter-registration-reports",
    Kind::Choice(&[
        Value { number: 0, id: "value-registration-reports-0" },
        Value { number: 1, id: "value-registration-reports-1" },
        Value { number: 2, id: "value-registration-reports-2" },
    ]),
);

const fn spec(name: &'static str, id: &'static str, usages: &'static [Usage], section: &'static str) -> Spec {
    let source = Source { manual: Manual::Ts27007, section };
    Spec { name, id, usages, source, reply_values: 2, reads_like, ..Spec::BASE }
}

/// The answer has the state second, a bare number; the unsolicited code has the area there, in quotes or in hexadecimal, or
/// nothing.
fn reads_like(form: Form, line: &Line<'_>) -> bool {
    let second = line.rest().split(|byte| *byte == b',').nth(1).map(<[u8]>::trim_ascii).unwrap_or_default();
    form != Form::Read || (matches!(second.len(), 1 | 2) && second.iter().all(u8::is_ascii_digit))
}

pub(super) static CREG: Spec = Spec {
    example: "AT+CREG?",
    ..spec(
        "+CREG",
        "command-creg",
        &[
            Usage::read("+CREG: <reports>,<state>"),
            Usage::set(&[REPORTS], "", "AT+CREG=1"),
            Usage::test("+CREG: (<reports>s)"),
        ],
        "7.2",
    )
};
pub(super) static CGREG: Spec = Spec {
    example: "AT+CGREG?",
    ..spec(
        "+CGREG",
        "command-cgreg",
        &[
            Usage::read("+CGREG: <reports>,<state>"),
            Usage::set(&[REPORTS], "", "AT+CGREG=1"),
            Usage::test("+CGREG: (<reports>s)"),
        ],
        "10.1.20",
    )
};
pub(super) static CEREG: Spec = Spec {
    example: "AT+CEREG?",
    ..spec(
        "+CEREG",
        "command-cereg",
        &[
            Usage::read("+CEREG: <reports>,<state>"),
            Usage::set(&[REPORTS], "", "AT+CEREG=1"),
            Usage::test("+CEREG: (<reports>s)"),
        ],
        "10.1.22",
    )
};

/// Network registration, +CREG, +CGREG and +CEREG, read form.
///
/// # Wire
/// `AT+CGREG?`, answered by `+CGREG: <n>,<stat>[,…]` and `OK` (3GPP TS 27.007, 7.2, 10.1.20, 10.1.22). A line with one value is
/// the unsolicited code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadRegistration(pub Domain);

impl Command for ReadRegistration {
    type Reply = Registration;

    fn spec(&self) -> &'static Spec {
        match self.0 {
            Domain::Circuit => &CREG,
            Domain::Packet => &CGREG,
            Domain::Lte => &CEREG,
        }
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Registration, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        int(&values, 1).and_then(|state| u8::try_from(state).ok()).map(Registration::from).ok_or(Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_the_code_of_the_same_name() {
        for (line, expected) in [
            ("+CREG: 0,1", true),
            ("+CREG: 2,1,\"2A31\",\"0B0C4D21\",7", true),
            ("+CEREG: 2, 11", true),
            ("+CREG: 1", false),
            ("+CREG: 1,\"2A31\",\"0B0C4D21\",7", false),
            ("+CREG: 1,\"12\",\"34\",7", false),
            ("+CREG: 1,2A31,0B0C4D21,7", false),
            ("+CGREG: 1,\"2A31\",\"0B0C4D21\",7,\"01\"", false),
        ] {
            assert_eq!((CREG.reads_like)(Form::Read, &Line::of(line.as_bytes())), expected, "{line}");
        }
        assert!((CREG.reads_like)(Form::Test, &Line::of(b"+CREG: (0-2)")));
    }
}
