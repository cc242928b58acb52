//! `AT+COPS`: the operator.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Operator selection (3GPP TS 27.007, 7.3; 001, 3.1): `+COPS: 0,0,"CHN-UNICOM",7`, or `+COPS: 0` without a network. Only
/// the automatic mode can be set.
pub(super) const COPS: Command = Command { name: "+COPS", takes: (5, 20), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Read if device.network.registration.has_data() => Ok(Reply::line("+COPS: 0,0,\"CHN-UNICOM\",7")),
        Form::Read => Ok(Reply::line("+COPS: 0")),
        Form::Test => Ok(Reply::line("+COPS: (2,\"CHN-UNICOM\",\"UNICOM\",\"46001\",7),,(0-4),(0-2)")),
        Form::Set => small(call.parameters(1, 4)?.first(), (0, 0)).map(|_| Reply::ok()),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
