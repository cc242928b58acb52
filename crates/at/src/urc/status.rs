//! Status lines of commands that nobody waits for any more.

use super::{Urc, client};
use crate::commands::{Spec, StatusLine};
use crate::frame::{Line, int};

/// Reads a line with the tag of a command as the status of that command.
pub(super) fn read(tag: &str, line: &Line<'_>) -> Option<Urc> {
    match Spec::named(tag)?.status {
        StatusLine::None => None,
        StatusLine::PerClient => {
            let values = line.values();
            Some(Urc::LateStatus { tag: tag.to_owned(), client: client(&values)?, status: int(&values, 1)? })
        }
        StatusLine::Single => Some(Urc::ClockSynchronised(int(&line.values(), 0)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Host, Port};
    use crate::commands::{Command, LIST, SynchroniseClock};

    #[test]
    fn the_only_status_without_a_client_is_that_of_the_clock() {
        let server = Host::parse(&crate::profile::PERMISSIVE, "h").unwrap();
        let clock = SynchroniseClock { server, port: Port::parse("123").unwrap() };
        let single: Vec<_> =
            LIST.iter().filter(|spec| spec.status == StatusLine::Single).map(|spec| spec.name).collect();
        assert_eq!(single, [clock.spec().name]);
    }
}
