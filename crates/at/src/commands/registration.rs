//! CREG, CGREG and CEREG: whether the network has taken the module in.

use super::{Command, Form, Spec};
use crate::codes::Registration;
use crate::frame::int;
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};
use crate::urc::Domain;

const fn spec(
    name: &'static str,
    syntax: &'static [(Form, &'static str)],
    example: &'static str,
    section: &'static str,
) -> Spec {
    Spec { name, syntax, example, source: Source { manual: Manual::Ts27007, section }, reply_values: 2, ..Spec::BASE }
}

pub(super) static CREG: Spec = spec(
    "+CREG",
    &[(Form::Read, "AT+CREG?"), (Form::Set, "AT+CREG=<n>"), (Form::Test, "AT+CREG=?")],
    "AT+CREG?",
    "7.2",
);
pub(super) static CGREG: Spec = spec(
    "+CGREG",
    &[(Form::Read, "AT+CGREG?"), (Form::Set, "AT+CGREG=<n>"), (Form::Test, "AT+CGREG=?")],
    "AT+CGREG?",
    "10.1.20",
);
pub(super) static CEREG: Spec = spec(
    "+CEREG",
    &[(Form::Read, "AT+CEREG?"), (Form::Set, "AT+CEREG=<n>"), (Form::Test, "AT+CEREG=?")],
    "AT+CEREG?",
    "10.1.22",
);

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
