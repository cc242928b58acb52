//! `AT+CPIN`: the SIM and its PIN.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, text};
use crate::device::{Device, Sim};
use crate::reply::{Effect, Outcome, Reply};

/// Enter PIN (3GPP TS 27.007, 8.3). Without a SIM error 10, while it starts error 14, with a wrong PIN error 16. The
/// application guide recommends to leave the SIM three seconds (004, 3.1).
pub(super) const CPIN: Command = Command { name: "+CPIN", takes: (5, 15), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match (call.form, device.network.sim) {
        (Form::Test, _) => Ok(Reply::ok()),
        (_, Sim::Absent) => Err(CmeError::SimNotInserted),
        (_, Sim::Starting) => Err(CmeError::SimBusy),
        (Form::Read, Sim::Ready) => Ok(Reply::line("+CPIN: READY")),
        (Form::Read, Sim::Locked) => Ok(Reply::line("+CPIN: SIM PIN")),
        (Form::Set, Sim::Locked) => {
            let pin = text(call.parameters(1, 2)?.first(), (4, 8))?;
            if pin != device.config.pin {
                return Err(CmeError::IncorrectPassword);
            }
            device.network.sim = Sim::Starting;
            Ok(Reply::ok().then((400, 900), Effect::SimReady))
        }
        (Form::Set, Sim::Ready) => Err(CmeError::OperationNotAllowed),
        (Form::Execute, _) => Err(CmeError::IncorrectParameters),
    }
}
