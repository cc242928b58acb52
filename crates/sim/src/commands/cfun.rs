//! `AT+CFUN`: the radio on and off, and the reset.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Effect, Outcome, Reply};

/// Set phone functionality (3GPP TS 27.007, 8.2): 0 and 4 turn the radio off, 1 turns it on, 15 or a second parameter 1
/// resets the module, as L610 modules in use do.
pub(super) const CFUN: Command = Command { name: "+CFUN", takes: (20, 80), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Read => Ok(Reply::line(format!("+CFUN: {}", if device.network.radio_on { 1 } else { 4 }))),
        Form::Test => Ok(Reply::line("+CFUN: (0,1,4,15),(0,1)")),
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(1, 2)?;
            let functionality = small(parameters.first(), (0, 15))?;
            let reset = parameters.len() > 1 && small(parameters.get(1), (0, 1))? == 1;
            match functionality {
                15 => Ok(Reply::ok().then((100, 300), Effect::Reboot)),
                1 if reset => Ok(Reply::ok().then((100, 300), Effect::Reboot)),
                1 => {
                    if !device.network.radio_on {
                        device.network.radio_on = true;
                        device.search();
                    }
                    Ok(Reply::ok())
                }
                0 | 4 => {
                    device.network.radio_on = false;
                    Ok(Reply::ok().then((50, 200), Effect::RadioOff))
                }
                _ => Err(CmeError::InvalidParameter),
            }
        }
    }
}
