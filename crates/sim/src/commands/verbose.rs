//! `ATV0` and `ATV1`: whether results are words or numbers.

use super::{Command, PLAIN};
use crate::call::{Call, Form, small};
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Form of responses (V.250, 6.2.6). Takes effect with its own result; a reset brings the words back.
pub(super) const ATV: Command = Command { name: "V", takes: (1, 3), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    let value = match call.form {
        Form::Execute => 0,
        _ => small(call.parameters(1, 1)?.first(), (0, 1))?,
    };
    device.has_words = value == 1;
    Ok(Reply::ok())
}
