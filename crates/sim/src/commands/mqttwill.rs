//! `AT+MQTTWILL`: what the broker sends when the connection breaks.

use fibocom_at::codes::CmeError;

use super::{Command, Errors, PLAIN, client, client_list};
use crate::broker::Will;
use crate::call::{Call, Form, Parameter, bytes, integer, small, text};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Set MQTT/MQTT-SN will, +MQTTWILL (000, 001 and 003, 1.12).
///
/// # Wire
/// `AT+MQTTWILL=<id>,"topic",<qos 0-2>,<retain 0 or 1>,"payload"` with 0 to 1024 bytes; series MC66x, MG66x and FG13x also
/// take a Datasize of 0 to 1024, the prompt and raw bytes. Counts from the next opening on. The read form lists what was
/// set. Errors are bare.
pub(super) const MQTTWILL: Command = Command { name: "+MQTTWILL", errors: Errors::Bare, takes: (10, 30), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let profile = device.config.profile;
    match call.form {
        Form::Test => Ok(Reply::line(format!(
            "+MQTTWILL: {},{},(0-2),(0,1),{}",
            client_list(&device.config),
            profile.topic_max,
            profile.payload_max
        ))),
        Form::Read => Ok(Reply::lines(
            device.clients.known().filter_map(|(id, client)| Some(print(id, client.will.as_ref()?))).collect(),
        )),
        Form::Execute => Err(CmeError::IncorrectParameters),
        Form::Set => {
            let parameters = call.parameters(5, 5)?;
            let id = client(device, parameters.first())?;
            let topic = text(parameters.get(1), (1, profile.topic_max))?;
            let qos = small(parameters.get(2), (0, 2))?;
            let retain = small(parameters.get(3), (0, 1))? == 1;
            let will = Will { topic, qos, retain, payload: Vec::new() };
            if let payload @ Some(Parameter::Quoted(_)) = parameters.get(4) {
                let payload = bytes(payload, (0, profile.payload_max))?;
                return keep(device, id, Will { payload, ..will });
            }
            if !profile.will_by_length {
                return Err(CmeError::IncorrectParameters);
            }
            let most = u32::try_from(profile.payload_max).unwrap_or(u32::MAX);
            match usize::try_from(integer(parameters.get(4), (0, most))?) {
                Ok(0) => keep(device, id, will),
                Ok(size) => {
                    Ok(Reply::prompt(size, Box::new(move |device, payload| keep(device, id, Will { payload, ..will }))))
                }
                Err(_) => Err(CmeError::InvalidParameter),
            }
        }
    }
}

fn keep(device: &mut Device, id: u8, will: Will) -> Outcome {
    device.clients.of(id).will = Some(will);
    Ok(Reply::ok())
}

fn print(id: u8, will: &Will) -> Vec<u8> {
    let Will { topic, qos, retain, payload } = will;
    let mut line = format!("+MQTTWILL: {id},\"{topic}\",{qos},{},\"", u8::from(*retain)).into_bytes();
    line.extend_from_slice(payload);
    line.push(b'"');
    line
}
