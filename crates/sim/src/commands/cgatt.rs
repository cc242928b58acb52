//! `AT+CGATT`: attached to the packet domain or not.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Effect, Outcome, Reply};

/// Packet service attach (3GPP TS 27.007, 10.1.9). Attaching needs a network: error 30. Detaching gives the address back.
pub(super) const CGATT: Command = Command { name: "+CGATT", takes: (40, 300), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let attached = device.network.registration.has_data();
    match call.form {
        Form::Read => Ok(Reply::line(format!("+CGATT: {}", u8::from(attached)))),
        Form::Test => Ok(Reply::line("+CGATT: (0,1)")),
        Form::Set => match small(call.parameters(1, 1)?.first(), (0, 1))? {
            1 if !attached => Err(CmeError::NoNetworkService),
            1 => Ok(Reply::ok()),
            _ => Ok(Reply::ok().then((50, 150), Effect::HungUp)),
        },
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
