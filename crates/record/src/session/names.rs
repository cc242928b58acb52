//! The names of directions, roles and faults in a session file.

use fibocom_at::Role;

use crate::line::{Direction, LineFault};

pub(crate) const COMMAND: &str = "command";
pub(crate) const DATA: &str = "data";
pub(crate) const RECEIVED: &str = "received";
pub(crate) const LINK: &str = "link";

pub(super) const FAULTS: [LineFault; 5] =
    [LineFault::Break, LineFault::Framing, LineFault::Parity, LineFault::BufferOverrun, LineFault::Unknown];

/// Which way a line went.
pub(crate) const fn direction_name(direction: &Direction<'_>) -> &'static str {
    match direction {
        Direction::Command => COMMAND,
        Direction::Data => DATA,
        Direction::Received(_) => RECEIVED,
        Direction::Link(_) => LINK,
    }
}

/// What a line of the module is, or what happened to the link.
pub(crate) const fn role_name(direction: &Direction<'_>) -> Option<&'static str> {
    match direction {
        Direction::Received(role) => Some(name_of_role(*role)),
        Direction::Link(change) => Some(change.name()),
        Direction::Command | Direction::Data => None,
    }
}

/// What a line of the module is, as session files and the API name it.
#[must_use]
pub const fn name_of_role(role: Role) -> &'static str {
    match role {
        Role::Echo => "echo",
        Role::Response => "response",
        Role::Final => "final",
        Role::Status => "status",
        Role::Prompt => "prompt",
        Role::Unsolicited => "unsolicited",
        Role::Continuation => "continuation",
        Role::Late => "late",
        Role::Unrecognised => "unrecognised",
        Role::Blank => "blank",
        Role::Fragment => "fragment",
    }
}

/// The faults of the line, in words.
pub(super) const fn name_of_fault(fault: LineFault) -> &'static str {
    match fault {
        LineFault::Break => "break",
        LineFault::Framing => "framing",
        LineFault::Parity => "parity",
        LineFault::BufferOverrun => "buffer overrun",
        LineFault::Unknown => "unknown fault",
    }
}

pub(super) fn role_called(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| name_of_role(*role) == name)
}

pub(super) fn fault_called(name: &str) -> Option<LineFault> {
    FAULTS.into_iter().find(|fault| name_of_fault(*fault) == name)
}
