//! `AT+CPIN`: the SIM and its PIN.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, text};
use crate::circumstances::HEALTHY;
use crate::device::{Device, PIN_TRIES, Sim};
use crate::reply::{Effect, Outcome, Reply};

/// Enter PIN (3GPP TS 27.007, 8.3). Without a SIM error 10, while it starts error 14, with a wrong PIN error 16; after the
/// third wrong one the SIM wants its PUK and a new PIN, and a PIN alone is error 12. The application guide recommends to leave
/// the SIM three seconds (004, 3.1).
pub(super) const CPIN: Command = Command { name: "+CPIN", takes: (5, 15), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match (call.form, device.network.sim) {
        (Form::Test, _) => Ok(Reply::ok()),
        (_, Sim::Absent) => Err(CmeError::SimNotInserted),
        (_, Sim::Starting) => Err(CmeError::SimBusy),
        (Form::Read, Sim::Ready) => Ok(Reply::line("+CPIN: READY")),
        (Form::Read, Sim::Locked) => Ok(Reply::line("+CPIN: SIM PIN")),
        (Form::Read, Sim::Blocked) => Ok(Reply::line("+CPIN: SIM PUK")),
        (Form::Set, Sim::Locked) => {
            let pin = text(call.parameters(1, 2)?.first(), (4, 8))?;
            if pin == device.config.pin {
                return Ok(open(device));
            }
            device.pin_tries = device.pin_tries.saturating_sub(1);
            if device.pin_tries == 0 {
                device.network.sim = Sim::Blocked;
            }
            Err(CmeError::IncorrectPassword)
        }
        (Form::Set, Sim::Blocked) => {
            let [puk, pin] = call.parameters(1, 2)? else { return Err(CmeError::SimPukRequired) };
            let pin = text(Some(pin), (4, 8))?;
            if text(Some(puk), (8, 8))? != device.config.puk {
                return Err(CmeError::IncorrectPassword);
            }
            device.config.pin = pin;
            Ok(open(device))
        }
        (Form::Set, Sim::Ready) => Err(CmeError::OperationNotAllowed),
        (Form::Execute, _) => Err(CmeError::IncorrectParameters),
    }
}

/// The SIM takes the code, and starts.
fn open(device: &mut Device) -> Reply {
    device.pin_tries = PIN_TRIES;
    device.network.sim = Sim::Starting;
    let takes = device.circumstances.sim_takes;
    let takes = if takes == HEALTHY.sim_takes { (400, 900) } else { takes };
    Reply::ok().then(takes, Effect::SimReady)
}
