//! `AT+CCLK`: the module's clock.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, text};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Clock (3GPP TS 27.007, 8.15; 004, chapter 6): `+CCLK: "yy/MM/dd,hh:mm:ss±zz"`, local time and its zone in quarters of an
/// hour. Wrong after power-up, until `AT+MIPNTP` or `AT+CCLK="yy/MM/dd,hh:mm:ss±zz"` has set it. Error 53 for a time that
/// does not exist. Volatile: the virtual module's clock has no battery.
pub(super) const CCLK: Command = Command { name: "+CCLK", run, ..PLAIN };

/// `yy/MM/dd,hh:mm:ss±zz`
const LENGTH: usize = 20;

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Read => Ok(Reply::line(format!("+CCLK: \"{}\"", device.clock.print(device.now)))),
        Form::Test => Ok(Reply::ok()),
        Form::Set => {
            let time = text(call.parameters(1, 1)?.first(), (LENGTH, LENGTH))?;
            if device.clock.set_by_hand(device.now, &time) { Ok(Reply::ok()) } else { Err(CmeError::InvalidParameter) }
        }
        Form::Execute => Err(CmeError::IncorrectParameters),
    }
}
