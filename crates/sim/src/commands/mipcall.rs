//! `AT+MIPCALL`: the IP address.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, Parameter, small, text};
use crate::device::{Bearer, Device, Sim, print_address};
use crate::reply::{Effect, Outcome, Reply};

/// Internal dial-up (004, 3.1 and 4.1.1; 001, 3.1).
///
/// # Wire
/// `AT+MIPCALL=1[,"apn"[,"user","password"]]`: `OK`, later `+MIPCALL: a.b.c.d`, or `+MIPCALL: 0` when the network assigns no
/// address. Already up: `OK` alone. `AT+MIPCALL=0`: `OK`, then every MQTT client breaks with cause 2, then `+MIPCALL: 0`.
/// `AT+MIPCALL?`: `+MIPCALL: 1,a.b.c.d` up, `+MIPCALL: 2` dialling, `+MIPCALL: 0` down. The guide allows a number, the PDP
/// context, in place of the APN (004, 3.1): 1 to 15 here, which has the address afterwards. Without SIM error 10, with a locked one error 11 or 12, without network error 30.
pub(super) const MIPCALL: Command = Command { name: "+MIPCALL", takes: (8, 12), run, ..PLAIN };

/// How many PDP contexts there are.
pub(super) const CONTEXTS: u8 = 15;

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Read => Ok(Reply::line(match device.network.bearer {
            Bearer::Up(address) => format!("+MIPCALL: 1,{}", print_address(address)),
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
            let (cid, apn) = match parameters.get(1) {
                None | Some(Parameter::Missing) => (1, String::new()),
                // A context has its own login.
                cid @ Some(Parameter::Bare(_)) if parameters.len() == 2 => (small(cid, (1, CONTEXTS))?, String::new()),
                Some(Parameter::Bare(_)) => return Err(CmeError::IncorrectParameters),
                quoted @ Some(Parameter::Quoted(_)) => (1, text(quoted, (0, 100))?),
            };
            for parameter in parameters.get(2..).unwrap_or_default() {
                text(Some(parameter), (0, 64))?;
            }
            dial(device, cid, apn)
        }
    }
}

fn dial(device: &mut Device, cid: u8, apn: String) -> Outcome {
    match (device.network.sim, &device.network.bearer) {
        (Sim::Absent, _) => Err(CmeError::SimNotInserted),
        (Sim::Locked, _) => Err(CmeError::SimPinRequired),
        (Sim::Blocked, _) => Err(CmeError::SimPukRequired),
        _ if !device.network.registration.has_data() => Err(CmeError::NoNetworkService),
        (_, Bearer::Up(_)) => Ok(Reply::ok()),
        (_, Bearer::Dialling { .. }) => Err(CmeError::OperationNotAllowed),
        (_, Bearer::Down) => {
            device.network.bearer = Bearer::Dialling { apn };
            device.network.cid = cid;
            Ok(Reply::ok().then((700, 1_600), Effect::Dialled))
        }
    }
}
