//! `ATV0` and `ATV1`: whether results are words or numbers.

use super::{Command, PLAIN};
use crate::call::Call;
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Form of responses (V.250, 6.2.6). Takes effect with its own result; a reset brings the words back.
pub(super) const ATV: Command = Command { name: "V", takes: (1, 3), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    device.has_words = call.switch()?;
    Ok(Reply::ok())
}
