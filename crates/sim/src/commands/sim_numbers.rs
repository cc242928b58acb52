//! `AT+CCID`, `AT+CIMI`: the numbers of the SIM.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form};
use crate::device::{Device, Sim};
use crate::reply::{Outcome, Reply};

/// The SIM's own number, as modules in use print it: `+CCID: <20 digits>`. Error 10 without a SIM that is ready.
pub(super) const CCID: Command = Command {
    name: "+CCID",
    run: |device, call| run(device, call, |device| format!("+CCID: {}", device.config.iccid)),
    ..PLAIN
};

/// International mobile subscriber identity (3GPP TS 27.007, 5.6): the digits alone. Error 10 without a SIM that is ready.
pub(super) const CIMI: Command =
    Command { name: "+CIMI", run: |device, call| run(device, call, |device| device.config.imsi.clone()), ..PLAIN };

fn run(device: &Device, call: &Call, line: impl Fn(&Device) -> String) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::ok()),
        Form::Set => Err(CmeError::IncorrectParameters),
        Form::Read | Form::Execute if device.network.sim != Sim::Ready => Err(CmeError::SimNotInserted),
        Form::Read | Form::Execute => Ok(Reply::line(line(device))),
    }
}
