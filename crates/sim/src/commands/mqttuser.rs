//! `AT+MQTTUSER`: user name, password and client id string of a client.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN, mqtt_client};
use crate::call::{Call, Form, text};
use crate::device::{Device, User};
use crate::reply::{Outcome, Reply};

/// Set user account and password, +MQTTUSER (000, 001 and 003, 1.1).
///
/// # Wire
/// `AT+MQTTUSER=<1 or 2>,"user","password"[,"client id string"]`, lengths by series. The read form lists what was set, in
/// quotes as in 001. Required before opening; volatile. Errors are numbered.
pub(super) const MQTTUSER: Command = Command { name: "+MQTTUSER", takes: (20, 40), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let profile = device.config.profile;
    match call.form {
        Form::Test => Ok(Reply::line(format!(
            "+MQTTUSER: (1,2),{},{}[,{}]",
            profile.username_max, profile.password_max, profile.client_id_max
        ))),
        Form::Read => Ok(Reply::lines(
            device
                .clients
                .known()
                .filter_map(|(id, client)| {
                    let User { username, password, client_id } = client.user.as_ref()?;
                    let tail = client_id.as_ref().map(|text| format!(",\"{text}\"")).unwrap_or_default();
                    Some(format!("+MQTTUSER: {id},\"{username}\",\"{password}\"{tail}").into_bytes())
                })
                .collect(),
        )),
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(3, 4)?;
            let id = mqtt_client(parameters.first())?;
            let username = text(parameters.get(1), (0, profile.username_max))?;
            let password = text(parameters.get(2), (0, profile.password_max))?;
            let client_id = match parameters.get(3) {
                None => None,
                some => Some(text(some, (0, profile.client_id_max))?).filter(|text| !text.is_empty()),
            };
            device.clients.of(id).user = Some(User { username, password, client_id });
            Ok(Reply::ok())
        }
    }
}
