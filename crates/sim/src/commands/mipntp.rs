//! `AT+MIPNTP`: the time from a server.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, integer, text};
use crate::device::{Bearer, Device, STALE};
use crate::reply::{Effect, Outcome, Reply};

/// Time synchronisation (004, chapter 6): `AT+MIPNTP="host",123`: `OK`, later `+MIPNTP: 1`, or `+MIPNTP: 0` for a host under
/// `.invalid`. Needs an IP address: error 3.
pub(super) const MIPNTP: Command = Command { name: "+MIPNTP", takes: (5, 15), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::line("+MIPNTP: (\"host\"),(1-65535)")),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(1, 2)?;
            let host = text(parameters.first(), (1, 255))?;
            if parameters.len() > 1 {
                integer(parameters.get(1), (1, 65_535))?;
            }
            if !matches!(device.network.bearer, Bearer::Up(_)) {
                return Err(CmeError::OperationNotAllowed);
            }
            let goes_out = device.network.bearer != Bearer::Up(STALE);
            let reached = goes_out && !host.to_ascii_lowercase().ends_with(".invalid");
            let delay = if reached { (300, 1_200) } else { (5_000, 8_000) };
            Ok(Reply::ok().then(delay, Effect::TimeReceived { reached }))
        }
    }
}
