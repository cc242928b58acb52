//! `AT+MQTTSUB`: a subscription.

use fibocom_at::codes::CmeError;

use super::{Command, Errors, PLAIN, client_list, mqtt_client};
use crate::broker::BrokerRequest;
use crate::call::{Call, Form, small, text};
use crate::device::{Device, Pending};
use crate::reply::{Effect, Outcome, Reply};

/// Subscribe topics, +MQTTSUB (000, 001 and 003, 1.5).
///
/// # Wire
/// `AT+MQTTSUB=<id>,"topic",<qos 0-2>`, topic 1 to 255 bytes: `OK`, later `+MQTTSUB: <id>,<1 or 0>`; bare `ERROR` when the
/// client is not open. There is no read form. A topic without quotes belongs to MQTT-SN and is refused here.
pub(super) const MQTTSUB: Command = Command { name: "+MQTTSUB", errors: Errors::Bare, takes: (15, 40), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let topic_max = device.config.profile.topic_max;
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTSUB: {},{topic_max},(0-2)", client_list(&device.config)))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(3, 3)?;
            let id = mqtt_client(device, parameters.first())?;
            let filter = text(parameters.get(1), (1, topic_max))?;
            let qos = small(parameters.get(2), (0, 2))?;
            let connection = device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            device.clients.of(id).pending.push_back(Pending::Subscribe);
            Ok(Reply::ok().then((30, 120), Effect::Ask(connection, BrokerRequest::Subscribe { filter, qos })))
        }
    }
}
