//! `AT+XFLOOD`: many messages as fast as the line takes them, for measurements. No real module has it.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::{Call, Form, integer};
use crate::device::Device;
use crate::reply::{Effect, Outcome, Reply};

/// Test only, and only when switched on in the configuration: `AT+XFLOOD=<messages>,<payload bytes 0-1500>[,<topics 1-1000>]` answers
/// `OK` and then prints that many `+MQTTMSG: 1,0,"bench/topic","<running number>"`, with more topics on `bench/topic/000` and so on
/// in turn.
pub(super) const XFLOOD: Command = Command { name: "+XFLOOD", exists: |config| config.flood, run, ..PLAIN };

fn run(_: &mut Device, call: &Call) -> Outcome {
    if call.form != Form::Set {
        return Err(CmeError::IncorrectParameters);
    }
    let parameters = call.parameters(2, 3)?;
    let messages = integer(parameters.first(), (1, 1_000_000))?;
    let bytes = integer(parameters.get(1), (0, 1500))?;
    let bytes = usize::try_from(bytes).map_err(|_| CmeError::InvalidParameter)?;
    let topics = match parameters.get(2) {
        None => 1,
        topics => integer(topics, (1, 1_000))?,
    };
    Ok(Reply::ok().then((0, 0), Effect::Flood { messages, bytes, topics }))
}
