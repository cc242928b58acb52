//! `AT+MQTTSNREG`: a topic id for a topic name.

use fibocom_at::codes::CmeError;

use super::topic::name;
use super::{Command, SN, sn_client, sn_client_list};
use crate::call::{Call, Form};
use crate::device::Device;
use crate::reply::{Effect, Outcome, Reply};

/// Register a topic ID for the topic name, +MQTTSNREG (003, 1.14).
///
/// # Wire
/// `AT+MQTTSNREG=<101 or 102>,"topic name"`: `OK`, later `+MQTTSNREG: <id>,1,<topic id>,"topic name"`, or `+MQTTSNREG: <id>,0`
/// when the module has no room, which is for five names of each connection; bare `ERROR` when the client is not open. With
/// status 2 the same line comes unasked: the gateway has registered a name. `?` answers `OK` first, then one line
/// `+MQTTSNREG: <id>,<topic id>,"topic name"` for each name that is kept.
pub(super) const MQTTSNREG: Command = Command { name: "+MQTTSNREG", run, ..SN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::line(format!(
            "+MQTTSNREG: {},{}",
            sn_client_list(&device.config),
            device.config.profile.topic_max
        ))),
        Form::Read => {
            let lines = device.clients.known().flat_map(|(id, client)| {
                client.gateway.listed().map(move |(topic, name)| format!("+MQTTSNREG: {id},{topic},\"{name}\""))
            });
            let then = |reply: Reply, line: String| reply.then((0, 0), Effect::Print(line.into_bytes()));
            Ok(lines.fold(Reply::ok(), then))
        }
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(2, 2)?;
            let id = sn_client(device, parameters.first())?;
            let name = name(device, parameters.get(1))?;
            let connection = device.clients.open(id).ok_or(CmeError::OperationNotAllowed)?;
            Ok(Reply::ok().then((40, 150), Effect::Register { connection, name }))
        }
    }
}
