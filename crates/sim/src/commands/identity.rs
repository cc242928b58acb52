//! `ATI`, `AT+CGMI`, `AT+CGMM`, `AT+CGMR`, `AT+CGSN`: what the module says it is.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

const MANUFACTURER: &str = "Fibocom";

/// Identification (V.250, 6.1.3): manufacturer, model and firmware on three lines.
pub(super) const ATI: Command = Command {
    name: "I",
    run: |device, _| {
        let lines = [MANUFACTURER.to_owned(), device.config.model.clone(), firmware(device)];
        Ok(Reply::lines(lines.into_iter().map(String::into_bytes).collect()))
    },
    ..PLAIN
};

/// Manufacturer (3GPP TS 27.007, 5.1).
pub(super) const CGMI: Command = Command { name: "+CGMI", run: |_, call| say(call, MANUFACTURER.to_owned()), ..PLAIN };

/// Model (3GPP TS 27.007, 5.2).
pub(super) const CGMM: Command =
    Command { name: "+CGMM", run: |device, call| say(call, device.config.model.clone()), ..PLAIN };

/// Firmware (3GPP TS 27.007, 5.3).
pub(super) const CGMR: Command = Command { name: "+CGMR", run: |device, call| say(call, firmware(device)), ..PLAIN };

/// Serial number: the IMEI (3GPP TS 27.007, 5.4). `=1` prints it behind the command's name, in quotes.
pub(super) const CGSN: Command = Command { name: "+CGSN", run: serial_number, ..PLAIN };

fn firmware(device: &Device) -> String {
    let seen = device.config.personality.revision.clone();
    seen.unwrap_or_else(|| format!("{}_V1.0.00", device.config.model))
}

fn say(call: &Call, text: String) -> Outcome {
    match call.form {
        Form::Execute | Form::Read => Ok(Reply::line(text)),
        Form::Test => Ok(Reply::ok()),
        Form::Set => Err(CmeError::IncorrectParameters),
    }
}

fn serial_number(device: &mut Device, call: &Call) -> Outcome {
    if call.form != Form::Set {
        return say(call, device.config.imei.clone());
    }
    match small(call.parameters(1, 1)?.first(), (0, 1))? {
        0 => Ok(Reply::line(device.config.imei.clone())),
        _ => Ok(Reply::line(format!("+CGSN: \"{}\"", device.config.imei))),
    }
}
