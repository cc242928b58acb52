//! CMEE: how the module words its errors.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, CommandLine, Form, Listed, Spec, Typed, Usage};
use crate::frame::int;
use crate::meaning::{Heard, Meaning, Meanings, advice, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

const FORM: Parameter = Parameter::new(
    "parameter-error-form",
    Kind::Choice(&[
        Value { number: 0, id: "value-error-form-0" },
        Value { number: 1, id: "value-error-form-1" },
        Value { number: 2, id: "value-error-form-2" },
    ]),
);

pub(super) static SPEC: Spec = Spec {
    name: "+CMEE",
    id: "command-cmee",
    usages: &[Usage::set(&[FORM], "", "AT+CMEE=1"), Usage::read("+CMEE: <form>"), Usage::test("+CMEE: (<form>s)")],
    example: "AT+CMEE=1",
    source: Source { manual: Manual::Ts27007, section: "9.1" },
    answers: &[Form::Read],
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings { asks, says, refused: |_| Some(REFUSED.with([])), ..Meanings::NONE },
    known: KNOWN,
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

entries! {
    ASKS_PLAIN = "meaning-ask-errors-plain" Info ();
    ASKS_NUMBERS = "meaning-ask-errors-numbers" Info ();
    ASKS_WORDS = "meaning-ask-errors-words" Info ();
    ASKS_READ = "meaning-ask-errors-read" Info ();
    PLAIN = "meaning-errors-plain" Info ();
    NUMBERS = "meaning-errors-numbers" Info ();
    WORDS = "meaning-errors-words" Info ();
    REFUSED = "meaning-refused-error-reports" Warn () => advice::ERRORS_BARE;
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(0)) {
        (Form::Read, _) => Some(ASKS_READ.with([])),
        (Form::Set, Some(0)) => Some(ASKS_PLAIN.with([])),
        (Form::Set, Some(1)) => Some(ASKS_NUMBERS.with([])),
        (Form::Set, Some(2)) => Some(ASKS_WORDS.with([])),
        _ => None,
    }
}

fn says(heard: &Heard<'_>) -> Option<Meaning> {
    match int(&heard.values(), 0)? {
        0 => Some(PLAIN.with([])),
        1 => Some(NUMBERS.with([])),
        2 => Some(WORDS.with([])),
        _ => None,
    }
}
