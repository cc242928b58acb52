//! `AT+MQTTPUB`: a message to the broker, in quotes or by length.

use fibocom_at::codes::CmeError;

use super::topic::topic;
use super::{Command, Errors, PLAIN, client, client_list};
use crate::broker::{BrokerRequest, Message};
use crate::call::{Call, Form, Parameter, bytes, integer, small};
use crate::device::{Device, Pending, Topic, is_gateway_client};
use crate::reply::{Effect, Outcome, Reply};

/// Publish a topic, +MQTTPUB (000, 001 and 003, 1.7).
///
/// # Wire
/// `AT+MQTTPUB=<id>,"topic",<qos 0-2>,<retain 0 or 1>,"payload"` with 0 to 1024 bytes, or `,<Datasize 1-1024>`: then the
/// prompt `>` CR LF, exactly that many raw bytes, no echo. `OK`, later `+MQTTPUB: <id>,<1 or 0>`; bare `ERROR` when the
/// client is not open. With MQTT-SN the topic can also be a topic id; one that was never registered gives status 0. After 30 s, what has come is published; nothing at all is an `ERROR` (000, 1.7.4).
pub(super) const MQTTPUB: Command = Command { name: "+MQTTPUB", errors: Errors::Bare, takes: (10, 30), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let profile = device.config.profile;
    match call.form {
        Form::Test => Ok(Reply::line(format!(
            "+MQTTPUB: {},{},(0-2),(0,1),{}",
            client_list(&device.config),
            profile.topic_max,
            profile.payload_max
        ))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(5, 5)?;
            let id = client(device, parameters.first())?;
            let topic = topic(device, id, parameters.get(1))?;
            let qos = small(parameters.get(2), (0, 2))?;
            let retain = small(parameters.get(3), (0, 1))? == 1;
            if device.clients.open(id).is_none() {
                return Err(CmeError::OperationNotAllowed);
            }
            let message = Draft { topic, qos, retain };
            if let payload @ Some(Parameter::Quoted(_)) = parameters.get(4) {
                let payload = bytes(payload, (0, profile.payload_max))?;
                return publish(device, id, message, payload);
            }
            let most = u32::try_from(profile.payload_max).unwrap_or(u32::MAX);
            let size = integer(parameters.get(4), (1, most))?;
            let size = usize::try_from(size).map_err(|_| CmeError::InvalidParameter)?;
            Ok(Reply::prompt(size, Box::new(move |device, payload| publish(device, id, message, payload))))
        }
    }
}

/// A message without its payload, which may still have to come.
struct Draft {
    topic: Topic,
    qos: u8,
    retain: bool,
}

/// The client may have lost its connection while the data came: then it is an error after all.
fn publish(device: &mut Device, id: u8, draft: Draft, payload: Vec<u8>) -> Outcome {
    let connection = device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
    let Some(topic) = device.clients.of(id).gateway.resolve(&draft.topic) else {
        return Ok(Reply::ok().then((30, 120), Effect::Print(format!("+MQTTPUB: {id},0").into_bytes())));
    };
    if is_gateway_client(id) {
        device.clients.of(id).gateway.assign(&topic);
    }
    let message = Message { topic, qos: draft.qos, retain: draft.retain, payload };
    device.clients.of(id).pending.push_back(Pending::Publish);
    Ok(Reply::ok().then((30, 120), Effect::Ask(connection, BrokerRequest::Publish(message))))
}
