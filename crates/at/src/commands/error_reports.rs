//! CMEE: how the module words its errors.

use super::{Command, CommandLine, Form, Spec};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+CMEE",
    syntax: &[(Form::Set, "AT+CMEE=<0|1|2>"), (Form::Read, "AT+CMEE?"), (Form::Test, "AT+CMEE=?")],
    example: "AT+CMEE=1",
    source: Source { manual: Manual::Ts27007, section: "9.1" },
    ..Spec::BASE
};

/// How errors are worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportForm {
    /// `ERROR` alone.
    Plain,
    /// `+CME ERROR: n`.
    Numbers,
    /// `+CME ERROR: text`.
    Words,
}

/// Report mobile termination error, +CMEE. A module that refuses it goes on with bare errors.
///
/// # Wire
/// `AT+CMEE=1`, answered by `OK` (3GPP TS 27.007, 9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorReports(pub ReportForm);

impl Command for ErrorReports {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        let mode: u8 = match self.0 {
            ReportForm::Plain => 0,
            ReportForm::Numbers => 1,
            ReportForm::Words => 2,
        };
        CommandLine::execute(SPEC.name).number(mode)
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}
