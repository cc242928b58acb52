//! `AT+MQTTSNCID`: the client id string of an MQTT-SN client.

use fibocom_at::codes::CmeError;

use super::{Command, SN, sn_client, sn_client_list};
use crate::call::{Call, Form, text};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Set client ID string, +MQTTSNCID (003, 1.13).
///
/// # Wire
/// `AT+MQTTSNCID=<101 or 102>,"client id string"`, length by series: `OK`, or the bare `ERROR`. Counts from the next opening
/// on; where it is not set, IMEI and client id stand in. The read form lists what was set. Volatile.
pub(super) const MQTTSNCID: Command = Command { name: "+MQTTSNCID", run, ..SN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let longest = device.config.profile.sn_client_id_max;
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTSNCID: {},{longest}", sn_client_list(&device.config)))),
        Form::Read => Ok(Reply::lines(
            device
                .clients
                .known()
                .filter_map(|(id, client)| {
                    Some(format!("+MQTTSNCID: {id},\"{}\"", client.sn_client_id.as_ref()?).into())
                })
                .collect(),
        )),
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(2, 2)?;
            let id = sn_client(device, parameters.first())?;
            let client_id = text(parameters.get(1), (0, longest))?;
            device.clients.of(id).sn_client_id = Some(client_id).filter(|text| !text.is_empty());
            Ok(Reply::ok())
        }
    }
}
