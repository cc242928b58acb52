//! `AT+MQTTREAD`: a message that waited.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN, client, client_list};
use crate::call::{Call, Form};
use crate::device::{Arrived, Device};
use crate::reply::{Outcome, Reply};

/// Read messages that have been received, +MQTTREAD (000, 001 and 003, 1.11).
///
/// # Wire
/// `AT+MQTTREAD=<id>`: `+MQTTREAD: <id>,<qos>,<tlength>,<plength>,"topic","payload"`, the payload as it came, up to 1024
/// bytes; or `+MQTTREAD: <id>,0,0,0` when nothing waits. With MQTT-SN a topic id stands without quotes, and tlength counts its
/// digits. The manual of 2019 puts topic and payload on a second line, without
/// the comma before it. One message per command, the oldest first. Errors are numbered.
pub(super) const MQTTREAD: Command = Command { name: "+MQTTREAD", takes: (5, 15), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    match call.form {
        Form::Test => Ok(Reply::line(format!("+MQTTREAD: {}", client_list(&device.config)))),
        Form::Read | Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let id = client(device, call.parameters(1, 1)?.first())?;
            let separator = if device.speaks_2019() { "\r\n" } else { "," };
            let Some(Arrived { topic, qos, payload }) = device.clients.of(id).inbox.pop_front() else {
                return Ok(Reply::line(format!("+MQTTREAD: {id},0,0,0")));
            };
            let (length, topic) = (topic.length(), topic.print());
            let head = format!("+MQTTREAD: {id},{qos},{length},{}{separator}{topic},\"", payload.len());
            let mut line = head.into_bytes();
            line.extend_from_slice(&payload);
            line.push(b'"');
            Ok(Reply::line(line))
        }
    }
}
