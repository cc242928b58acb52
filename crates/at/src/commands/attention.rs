//! AT: does the module answer?

use super::{Command, Form, Limits, Lines, Spec, Usage};
use crate::profile::{Manual, Source};
use crate::reply::{Malformed, Reply};
use std::time::Duration;

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
