//! `AT+MIPCALL`: the IP address.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, Parameter, integer, small, text};
use crate::device::{Bearer, Device, Sim};
use crate::reply::{Effect, Outcome, Reply};

/// Internal dial-up (004, 3.1 and 4.1.1; 001, 3.1).
///
/// # Wire
/// `AT+MIPCALL=1[,"apn"[,"user","password"]]`: `OK`, later `+MIPCALL: a.b.c.d`, or `+MIPCALL: 0` when the network assigns no
/// address. Already up: `OK` alone. `AT+MIPCALL=0`: `OK`, then every MQTT client breaks with cause 2, then `+MIPCALL: 0`.
/// `AT+MIPCALL?`: `+MIPCALL: 1,a.b.c.d` up, `+MIPCALL: 2` dialling, `+MIPCALL: 0` down. The guide allows a number, the PDP
/// context, in place of the APN. Without SIM error 10, with a locked one error 11 or 12, without network error 30.
pub(super) const MIPCALL: Command = Command { name: "+MIPCALL", takes: (8, 12), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Read => Ok(Reply::line(match device.network.bearer {
            Bearer::Up(address) => format!("+MIPCALL: 1,{address}"),
            Bearer::Dialling { .. } => "+MIPCALL: 2".to_owned(),
            Bearer::Down => "+MIPCALL: 0".to_owned(),
        })),
        Form::Test => Ok(Reply::line("+MIPCALL: (0,1)")),
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(1, 4)?;
            if small(parameters.first(), (0, 1))? == 0 {
                return Ok(Reply::ok().then((100, 400), Effect::HungUp));
            }
            let apn = match parameters.get(1) {
                None | Some(Parameter::Missing) => String::new(),
                Some(Parameter::Bare(_)) => integer(parameters.get(1), (1, 15)).map(|_| String::new())?,
                quoted @ Some(Parameter::Quoted(_)) => text(quoted, (0, 100))?,
            };
            for parameter in parameters.get(2..).unwrap_or_default() {
                text(Some(parameter), (0, 64))?;
            }
            dial(device, apn)
        }
    }
}

fn dial(device: &mut Device, apn: String) -> Outcome {
    match (device.network.sim, &device.network.bearer) {
        (Sim::Absent, _) => Err(CmeError::SimNotInserted),
        (Sim::Locked, _) => Err(CmeError::SimPinRequired),
        (Sim::Blocked, _) => Err(CmeError::SimPukRequired),
        _ if !device.network.registration.has_data() => Err(CmeError::NoNetworkService),
        (_, Bearer::Up(_)) => Ok(Reply::ok()),
        (_, Bearer::Dialling { .. }) => Err(CmeError::OperationNotAllowed),
        (_, Bearer::Down) => {
            device.network.bearer = Bearer::Dialling { apn };
            Ok(Reply::ok().then((700, 1_600), Effect::Dialled))
        }
    }
}
