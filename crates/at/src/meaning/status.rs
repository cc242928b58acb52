//! Finds what the status lines mean that follow an OK: 1 is success, anything else is not.

use super::{Meaning, Status};
use crate::commands::{self, Spec, StatusLine, Typed};
use crate::frame::{Line, int};
use crate::urc;

/// What a status line means, in answer to a command where that is known.
pub(super) fn meaning(line: &Line<'_>, typed: Option<&Typed>) -> Option<Meaning> {
    let (tag, _) = urc::mended_tag(line)?;
    let spec = Spec::named(tag)?;
    let values = line.values();
    let typed = typed.filter(|typed| typed.name == tag);
    match spec.status {
        StatusLine::None => None,
        StatusLine::PerClient => of(spec, int(&values, 1)?, Some(int(&values, 0)?), typed),
        StatusLine::Single => of(spec, int(&values, 0)?, None, typed),
    }
}

/// What it means that the status of a command came with this number.
pub(super) fn of_command(number: u32, typed: &Typed) -> Option<Meaning> {
    let spec = typed.spec?;
    match spec.status {
        StatusLine::None => None,
        StatusLine::PerClient => of(spec, number, Some(typed.client_number()?), Some(typed)),
        StatusLine::Single => of(spec, number, None, Some(typed)),
    }
}

fn of(spec: &Spec, number: u32, client: Option<u32>, typed: Option<&Typed>) -> Option<Meaning> {
    commands::status(spec.name, &Status { number, client, typed })
}
