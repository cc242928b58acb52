//! `AT+MQTTUNSUB`: the end of a subscription.

use fibocom_at::codes::CmeError;

use super::topic::topic;
use super::{Command, Errors, PLAIN, client, client_list};
use crate::broker::BrokerRequest;
use crate::call::{Call, Form};
use crate::device::{Device, Pending};
use crate::reply::{Effect, Outcome, Reply};

/// Unsubscribe messages, +MQTTUNSUB (000, 001 and 003, 1.6).
///
/// # Wire
/// `AT+MQTTUNSUB=<id>,"topic"`, topic 1 to 255 bytes: `OK`, later `+MQTTUNSUB: <id>,<1 or 0>`; bare `ERROR` when the client
/// is not open. There is no read form. With MQTT-SN the topic can also be a topic id, as in +MQTTSUB.
pub(super) const MQTTUNSUB: Command =
    Command { name: "+MQTTUNSUB", errors: Errors::Bare, takes: (15, 40), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let topic_max = device.config.profile.topic_max;
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTUNSUB: {},{topic_max}", client_list(&device.config)))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(2, 2)?;
            let id = client(device, parameters.first())?;
            let topic = topic(device, id, parameters.get(1))?;
            let connection = device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            let Some(filter) = device.clients.of(id).gateway.resolve(&topic) else {
                return Ok(Reply::ok().then((30, 120), Effect::Print(format!("+MQTTUNSUB: {id},0").into_bytes())));
            };
            device.clients.of(id).pending.push_back(Pending::Unsubscribe);
            Ok(Reply::ok().then((30, 120), Effect::Ask(connection, BrokerRequest::Unsubscribe { filter })))
        }
    }
}
