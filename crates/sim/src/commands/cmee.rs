//! `AT+CMEE`: how much an error says.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Report mobile termination error (3GPP TS 27.007, 9.1): 0 plain, 1 numbers, 2 words; 0 after a reset.
pub(super) const CMEE: Command = Command { name: "+CMEE", run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Set => {
            device.error_reports = small(call.parameters(1, 1)?.first(), (0, 2))?;
            Ok(Reply::ok())
        }
        Form::Read => Ok(Reply::line(format!("+CMEE: {}", device.error_reports))),
        Form::Test => Ok(Reply::line("+CMEE: (0-2)")),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
