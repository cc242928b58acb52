//! `AT+CCLK`: the module's clock.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::Form;
use crate::reply::Reply;

/// Clock (3GPP TS 27.007, 8.15; 004, chapter 6): `+CCLK: "yy/MM/dd,hh:mm:ss±zz"`, the zone in quarters of an hour. Shows 1980
/// until `AT+MIPNTP` has set it. Setting it by hand is not supported: error 4.
pub(super) const CCLK: Command = Command {
    name: "+CCLK",
    run: |device, call| match call.form {
        Form::Read => Ok(Reply::line(format!("+CCLK: \"{}\"", device.clock.print(device.now, device.config.zone)))),
        Form::Test => Ok(Reply::ok()),
        Form::Set => Err(CmeError::OperationNotSupported),
        Form::Execute => Err(CmeError::IncorrectParameters),
    },
    ..PLAIN
};
