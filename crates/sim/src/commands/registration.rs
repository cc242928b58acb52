//! `AT+CREG`, `AT+CGREG`, `AT+CEREG`: registration with the network, three names for one answer.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Network registration (3GPP TS 27.007, 7.2): `<n>` 0 to 2; from 1 on, changes are reported unasked.
pub(super) const CREG: Command = Command { name: "+CREG", run: |device, call| run(device, call, 0), ..PLAIN };

/// GPRS network registration (3GPP TS 27.007, 10.1.20; 004, 3.1).
pub(super) const CGREG: Command = Command { name: "+CGREG", run: |device, call| run(device, call, 1), ..PLAIN };

/// EPS network registration (3GPP TS 27.007, 10.1.22).
pub(super) const CEREG: Command = Command { name: "+CEREG", run: |device, call| run(device, call, 2), ..PLAIN };

fn run(device: &mut Device, call: &Call, which: usize) -> Outcome {
    let Some(mode) = device.network.reports.get_mut(which) else { return Err(CmeError::Unknown) };
    match call.form {
        Form::Set => {
            *mode = small(call.parameters(1, 1)?.first(), (0, 2))?;
            Ok(Reply::ok())
        }
        Form::Read => {
            let mode = *mode;
            Ok(Reply::line(format!("{}: {mode},{}", call.name, device.network.registration_fields(mode))))
        }
        Form::Test => Ok(Reply::line(format!("{}: (0-2)", call.name))),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
