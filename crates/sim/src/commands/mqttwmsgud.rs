//! `AT+MQTTWMSGUD`: another will message in the gateway.

use fibocom_at::codes::CmeError;

use super::{Command, SN, sn_client, sn_client_list};
use crate::broker::Will;
use crate::call::{Call, Form, bytes};
use crate::device::Device;
use crate::reply::{Effect, Outcome, Reply};

/// Update will message in MQTT-SN gateway, +MQTTWMSGUD (003, 1.16).
///
/// # Wire
/// `AT+MQTTWMSGUD=<101 or 102>,"message"` with 1 to 1024 bytes: `OK`, later `+MQTTWMSGUD: <id>,1`; bare `ERROR` when the
/// client is not open. There is no read form, and no Datasize.
pub(super) const MQTTWMSGUD: Command = Command { name: "+MQTTWMSGUD", run, ..SN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let longest = device.config.profile.payload_max;
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTWMSGUD: {},{longest}", sn_client_list(&device.config)))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(2, 2)?;
            let id = sn_client(device, parameters.first())?;
            let payload = bytes(parameters.get(1), (1, longest))?;
            device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            device.update_will(id, |will| Will { payload, ..will });
            Ok(Reply::ok().then((40, 150), Effect::Print(format!("+MQTTWMSGUD: {id},1").into_bytes())))
        }
    }
}
