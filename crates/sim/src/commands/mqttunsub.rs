//! `AT+MQTTUNSUB`: the end of a subscription.

use fibocom_at::codes::CmeError;

use super::{Command, Errors, PLAIN, client_list, mqtt_client};
use crate::broker::BrokerRequest;
use crate::call::{Call, Form, text};
use crate::device::{Device, Pending};
use crate::reply::{Effect, Outcome, Reply};

/// Unsubscribe messages, +MQTTUNSUB (000, 001 and 003, 1.6).
///
/// # Wire
/// `AT+MQTTUNSUB=<id>,"topic"`, topic 1 to 255 bytes: `OK`, later `+MQTTUNSUB: <id>,<1 or 0>`; bare `ERROR` when the client
/// is not open. There is no read form.
pub(super) const MQTTUNSUB: Command =
    Command { name: "+MQTTUNSUB", errors: Errors::Bare, takes: (15, 40), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let topic_max = device.config.profile.topic_max;
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTUNSUB: {},{topic_max}", client_list(&device.config)))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(2, 2)?;
            let id = mqtt_client(device, parameters.first())?;
            let filter = text(parameters.get(1), (1, topic_max))?;
            let connection = device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            device.clients.of(id).pending.push_back(Pending::Unsubscribe);
            Ok(Reply::ok().then((30, 120), Effect::Ask(connection, BrokerRequest::Unsubscribe { filter })))
        }
    }
}
