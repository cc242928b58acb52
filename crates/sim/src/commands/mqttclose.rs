//! `AT+MQTTCLOSE`: the end of a connection, with farewell.

use fibocom_at::codes::CmeError;

use super::{Command, Errors, PLAIN, client, client_list};
use crate::broker::BrokerRequest;
use crate::call::{Call, Form};
use crate::device::{Device, Session};
use crate::reply::{Effect, Outcome, Reply};

/// Close the MQTT or MQTT-SN connection, +MQTTCLOSE (000, 001 and 003, 1.3).
///
/// # Wire
/// `AT+MQTTCLOSE=<id>`: `OK`, later `+MQTTCLOSE: <id>,1`; bare `ERROR` when the client is not open. `?` lists the ids that
/// can be closed on one line, or `0`. The manual of 2019 says that both ids are listed when both are closed; the virtual
/// module follows that for its series.
pub(super) const MQTTCLOSE: Command =
    Command { name: "+MQTTCLOSE", errors: Errors::Bare, takes: (10, 30), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTCLOSE: {}", client_list(&device.config)))),
        Form::Read => {
            let listed_when_free = device.speaks_2019();
            let listed: Vec<_> = device
                .config
                .profile
                .clients
                .iter()
                .filter(|id| device.clients.is_free(**id) == listed_when_free)
                .map(u8::to_string)
                .collect();
            let list = if listed.is_empty() { "0".to_owned() } else { listed.join(",") };
            Ok(Reply::line(format!("+MQTTCLOSE: {list}")))
        }
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let id = client(device, call.parameters(1, 1)?.first())?;
            let known = device.clients.of(id);
            let (Session::Open(connection) | Session::Connecting(connection)) = known.session else {
                return Err(CmeError::OperationNotAllowed);
            };
            known.close();
            Ok(Reply::ok()
                .then((10, 40), Effect::Ask(connection, BrokerRequest::Disconnect))
                .then((50, 150), Effect::ClientClosed(id)))
        }
    }
}
