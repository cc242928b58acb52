//! `AT+CGPADDR`: the module's IP address.

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::{Bearer, Device};
use crate::reply::{Outcome, Reply};

/// Show PDP address (3GPP TS 27.007, 10.1.14): `+CGPADDR: 1,"10.85.71.198"`, without the address when there is none.
pub(super) const CGPADDR: Command = Command { name: "+CGPADDR", run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    if call.form == Form::Test {
        return Ok(Reply::line("+CGPADDR: (1)"));
    }
    if call.form == Form::Set {
        small(call.parameters(1, 1)?.first(), (1, 1))?;
    }
    Ok(Reply::line(match device.network.bearer {
        Bearer::Up(address) => format!("+CGPADDR: 1,\"{address}\""),
        Bearer::Down | Bearer::Dialling { .. } => "+CGPADDR: 1".to_owned(),
    }))
}
