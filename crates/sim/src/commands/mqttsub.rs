//! `AT+MQTTSUB`: a subscription.

use fibocom_at::codes::CmeError;

use super::topic::topic;
use super::{Command, Errors, PLAIN, client, client_list};
use crate::broker::BrokerRequest;
use crate::call::{Call, Form, small};
use crate::device::{Device, Pending, is_gateway_client};
use crate::reply::{Effect, Outcome, Reply};

/// Subscribe topics, +MQTTSUB (000, 001 and 003, 1.5).
///
/// # Wire
/// `AT+MQTTSUB=<id>,"topic",<qos 0-2>`, topic 1 to 255 bytes: `OK`, later `+MQTTSUB: <id>,<1 or 0>`; bare `ERROR` when the
/// client is not open. There is no read form. With MQTT-SN the topic can also be a short one of two characters, or a topic
/// id without quotes; an id that was never registered gives status 0.
pub(super) const MQTTSUB: Command = Command { name: "+MQTTSUB", errors: Errors::Bare, takes: (15, 40), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let topic_max = device.config.profile.topic_max;
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTSUB: {},{topic_max},(0-2)", client_list(&device.config)))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(3, 3)?;
            let id = client(device, parameters.first())?;
            let topic = topic(device, id, parameters.get(1))?;
            let qos = small(parameters.get(2), (0, 2))?;
            let connection = device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            let Some(filter) = device.clients.of(id).gateway.resolve(&topic) else {
                return Ok(Reply::ok().then((30, 120), Effect::Print(format!("+MQTTSUB: {id},0").into_bytes())));
            };
            if is_gateway_client(id) {
                device.clients.of(id).gateway.assign(&filter);
            }
            device.clients.of(id).pending.push_back(Pending::Subscribe);
            Ok(Reply::ok().then((30, 120), Effect::Ask(connection, BrokerRequest::Subscribe { filter, qos })))
        }
    }
}
