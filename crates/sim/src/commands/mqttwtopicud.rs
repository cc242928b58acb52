//! `AT+MQTTWTOPICUD`: another will topic in the gateway.

use fibocom_at::codes::CmeError;

use super::topic::name;
use super::{Command, SN, sn_client, sn_client_list};
use crate::broker::Will;
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Effect, Outcome, Reply};

/// Update will subject in MQTT-SN gateway, +MQTTWTOPICUD (003, 1.15).
///
/// # Wire
/// `AT+MQTTWTOPICUD=<101 or 102>,<qos 0-2>,<retain 0 or 1>,"topic"`, the topic last: `OK`, later `+MQTTWTOPICUD: <id>,1`;
/// bare `ERROR` when the client is not open. There is no read form.
pub(super) const MQTTWTOPICUD: Command = Command { name: "+MQTTWTOPICUD", run, ..SN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::line(format!(
            "+MQTTWTOPICUD: {},(0-2),(0,1),{}",
            sn_client_list(&device.config),
            device.config.profile.topic_max
        ))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(4, 4)?;
            let id = sn_client(device, parameters.first())?;
            let qos = small(parameters.get(1), (0, 2))?;
            let retain = small(parameters.get(2), (0, 1))? == 1;
            let topic = name(device, parameters.get(3))?;
            device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            device.update_will(id, |will| Will { topic, qos, retain, ..will });
            Ok(Reply::ok().then((40, 150), Effect::Print(format!("+MQTTWTOPICUD: {id},1").into_bytes())))
        }
    }
}
