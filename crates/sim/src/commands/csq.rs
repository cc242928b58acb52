//! `AT+CSQ`: the signal.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Signal quality (3GPP TS 27.007, 8.5; 004, 3.1): `+CSQ: <0-31 or 99>,99`. The guide writes it with a question mark, the
/// standard without; both are answered.
pub(super) const CSQ: Command = Command { name: "+CSQ", run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Execute | Form::Read => {
            let signal = device.network.signal(&mut device.random);
            Ok(Reply::line(format!("+CSQ: {signal},99")))
        }
        Form::Test => Ok(Reply::line("+CSQ: (0-31,99),(0-7,99)")),
        Form::Set => Err(CmeError::IncorrectParameters),
    }
}
