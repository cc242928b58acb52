//! Connections to a broker that ended without being asked to.

use super::code::v13;
use super::{Code, Listed, Urc, client};
use crate::codes::BreakCause;
use crate::commands::{CLIENT, Kind, Parameter, Value};
use crate::frame::{Line, int};
use crate::meaning::{Heard, Meaning, advice, entries};

pub(super) const BREAK: Listed = Listed {
    code: &Code {
        names: &["+MQTTBREAK"],
        id: "code-break",
        syntax: "+MQTTBREAK: <client>,<cause>",
        values: &[CLIENT, CAUSE],
        example: "+MQTTBREAK: 1,2",
        source: v13("1.4"),
        is_mended: true,
        read: read_break,
        ..Code::BASE
    },
    meaning: broken,
    known: KNOWN,
};

/// With any other number it is the status line of the command.
pub(super) const CLOSED: Listed = Listed {
    code: &Code {
        names: &["+MQTTCLOSE"],
        id: "code-closed",
        syntax: "+MQTTCLOSE: <client>,1",
        values: &[CLIENT, Parameter::new("parameter-status", Kind::Choice(&[Value { number: 1, id: "value-closed" }]))],
        example: "+MQTTCLOSE: 1,1",
        source: v13("1.3"),
        is_mended: true,
        read: read_closed,
        ..Code::BASE
    },
    meaning: closed,
    known: &[],
};

/// The causes of [`BreakCause`].
pub(super) const CAUSE: Parameter = Parameter::new(
    "parameter-break-cause",
    Kind::Choice(&[
        Value { number: 1, id: "value-break-1" },
        Value { number: 2, id: "value-break-2" },
        Value { number: 3, id: "value-break-3" },
    ]),
);

entries! {
    BY_SERVER = "meaning-broke-server" Error ("client") => advice::BROKE_SERVER;
    BY_LINK = "meaning-broke-link" Error ("client") => advice::BROKE_LINK;
    BY_REGISTRATION = "meaning-broke-registration" Error ("client") => advice::BROKE_REGISTRATION;
    UNLISTED = "meaning-broke-unlisted" Error ("client", "cause") => advice::BROKE_UNKNOWN;
    CLOSED_UNASKED = "meaning-closed-unasked" Warn ("client") => advice::BROKE_SERVER;
}

fn read_break(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    let cause = u8::try_from(int(&values, 1)?).unwrap_or(u8::MAX);
    Some(Urc::Broken(client(&values)?, BreakCause::from(cause)))
}

fn broken(heard: &Heard<'_>) -> Option<Meaning> {
    let Urc::Broken(client, cause) = heard.code()? else { return None };
    Some(match cause {
        BreakCause::Server => BY_SERVER.with([client.into()]),
        BreakCause::LinkDown => BY_LINK.with([client.into()]),
        BreakCause::NotRegistered => BY_REGISTRATION.with([client.into()]),
        BreakCause::Unlisted(cause) => UNLISTED.with([client.into(), u32::from(cause).into()]),
    })
}

fn read_closed(_: &Code, line: &Line<'_>) -> Option<Urc> {
    let values = line.values();
    if int(&values, 1) != Some(1) {
        return None;
    }
    client(&values).map(Urc::Closed)
}

fn closed(heard: &Heard<'_>) -> Option<Meaning> {
    let Urc::Closed(client) = heard.code()? else { return None };
    Some(CLOSED_UNASKED.with([client.into()]))
}
