//! AT: does the module answer?

use std::time::Duration;

use super::{Command, Form, Limits, Lines, Listed, Spec, Typed, Usage};
use crate::meaning::{Meaning, Meanings, entries};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "",
    id: "command-at",
    usages: &[Usage::execute("")],
    example: "AT",
    source: Source { manual: Manual::V250, section: "5.2.1" },
    lines: Lines::None,
    limits: Limits { reply: Duration::from_millis(2_000), status: Duration::ZERO },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed = Listed {
    spec: &SPEC,
    meanings: Meanings { asks, done: |_| Some(ANSWERS.with([])), ..Meanings::NONE },
    known: KNOWN,
};

/// Attention, AT. Does nothing; its OK shows that the module listens.
///
/// # Wire
/// `AT`, answered by `OK` (V.250, 5.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attention;

impl Command for Attention {
    type Reply = ();

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Execute
    }

    fn read(&self, _: &Reply) -> Result<(), Malformed> {
        Ok(())
    }
}

entries! {
    ASKS = "meaning-ask-attention" Info ();
    ANSWERS = "meaning-ok-attention" Ok ();
}

fn asks(typed: &Typed) -> Option<Meaning> {
    (typed.form == Form::Execute).then(|| ASKS.with([]))
}
