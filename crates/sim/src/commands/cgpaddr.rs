//! `AT+CGPADDR`: the module's IP address.

use super::mipcall::CONTEXTS;
use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::{Bearer, Device, print_address};
use crate::reply::{Outcome, Reply};

/// Show PDP address (3GPP TS 27.007, 10.1.14): `+CGPADDR: 1,"10.85.71.198"`, without the address when the context has none. One
/// context at a time has it: the one that was dialled through.
pub(super) const CGPADDR: Command = Command { name: "+CGPADDR", run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    if call.form == Form::Test {
        return Ok(Reply::line(format!("+CGPADDR: ({})", device.network.cid)));
    }
    let active = device.network.cid;
    let cid = match call.form {
        Form::Set => small(call.parameters(1, 1)?.first(), (1, CONTEXTS))?,
        _ => active,
    };
    Ok(Reply::line(match device.network.bearer {
        Bearer::Up(address) if cid == active => format!("+CGPADDR: {cid},\"{}\"", print_address(address)),
        _ => format!("+CGPADDR: {cid}"),
    }))
}
