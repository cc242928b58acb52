//! COPS: which operator the module is registered with.

use std::time::Duration;

use super::{Command, Form, Limits, Spec};
use crate::frame::int;
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+COPS",
    syntax: &[
        (Form::Read, "AT+COPS?"),
        (Form::Set, "AT+COPS=<mode>[,<format>,\"<operator>\"[,<AcT>]]"),
        (Form::Test, "AT+COPS=?"),
    ],
    example: "AT+COPS?",
    source: Source { manual: Manual::Ts27007, section: "7.3" },
    // The test form searches all bands.
    limits: Limits { reply: Duration::from_secs(180), status: Duration::ZERO },
    ..Spec::BASE
};

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Its name, or its number, as the module prints it.
    pub name: String,
    /// Access technology, 7 for LTE (3GPP TS 27.007, 7.3).
    pub technology: Option<u32>,
}

/// PLMN selection, +COPS, read form.
///
/// # Wire
/// `AT+COPS?`, answered by `+COPS: <mode>[,<format>,"<operator>"[,<AcT>]]` and `OK` (3GPP TS 27.007, 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadOperator;

impl Command for ReadOperator {
    type Reply = Option<Operator>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Read
    }

    fn read(&self, reply: &Reply) -> Result<Option<Operator>, Malformed> {
        let values = reply.parsed().next().ok_or(Malformed)?.values();
        int(&values, 0).ok_or(Malformed)?;
        Ok(values.get(2).map(|name| Operator { name: name.clone(), technology: int(&values, 3) }))
    }
}
