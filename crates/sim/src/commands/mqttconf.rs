//! `AT+MQTTCONF`: whether messages are printed or wait to be read.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Configure the form of the received messages, +MQTTCONF (000, 001 and 003, 1.8): 0 prints `+MQTTMSG`, 1 prints `+MQTTMSGI`
/// and keeps the message for +MQTTREAD; 0 after a reset. Errors are numbered.
pub(super) const MQTTCONF: Command = Command { name: "+MQTTCONF", run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Set => {
            device.clients.by_length = small(call.parameters(1, 1)?.first(), (0, 1))? == 1;
            Ok(Reply::ok())
        }
        Form::Read => Ok(Reply::line(format!("+MQTTCONF: {}", u8::from(device.clients.by_length)))),
        Form::Test => Ok(Reply::line("+MQTTCONF: (0,1)")),
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
