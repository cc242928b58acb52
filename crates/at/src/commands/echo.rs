//! ATE: whether the module repeats what it hears.

use super::parameter::{Kind, Parameter, Value};
use super::{Command, CommandLine, Effect, Form, Lines, Listed, Spec, Typed, Usage};
use crate::meaning::{Meaning, Meanings, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

const ECHO: Parameter = Parameter::new(
    "parameter-echo",
    Kind::Choice(&[Value { number: 0, id: "value-echo-0" }, Value { number: 1, id: "value-echo-1" }]),
)
.optional();

pub(super) static SPEC: Spec = Spec {
    name: "E",
    id: "command-echo",
    usages: &[Usage { example: Some("ATE0"), parameters: &[ECHO], ..Usage::execute("") }],
    example: "ATE0",
    source: Source { manual: Manual::V250, section: "6.2.4" },
    lines: Lines::None,
    effect: Effect::Echoes,
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed { spec: &SPEC, meanings: Meanings { asks, ..Meanings::NONE }, known: KNOWN };

/// Command echo, E. A restart turns it on again, so that it is never relied on.
///
/// # Wire
/// `ATE0` or `ATE1`, answered by `OK` (V.250, 6.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    /// The module does not repeat commands.
    Off,
    /// It does.
    On,
}

impl Command for Echo {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Execute
    }

    fn line(&self) -> CommandLine {
        CommandLine::basic(SPEC.name, u8::from(*self == Self::On))
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

entries! {
    ASKS_OFF = "meaning-ask-echo-off" Info ();
    ASKS_ON = "meaning-ask-echo-on" Info ();
}

fn asks(typed: &Typed) -> Option<Meaning> {
    match (typed.form, typed.number(0)) {
        (Form::Execute, None | Some(0)) => Some(ASKS_OFF.with([])),
        (Form::Execute, Some(1)) => Some(ASKS_ON.with([])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_stands_right_behind_the_letter() {
        assert_eq!(Echo::Off.line().as_str(), "ATE0");
        assert_eq!(Echo::On.line().as_str(), "ATE1");
    }
}
