//! `ATE0` and `ATE1`: whether the module repeats what the host sends.

use super::{Command, PLAIN};
use crate::call::Call;
use crate::device::Device;
use crate::reply::{Outcome, Reply};

/// Command echo (V.250, 6.2.4). Takes effect with its own reply; a reset turns the echo on again.
pub(super) const ATE: Command = Command { name: "E", takes: (1, 3), run, ..PLAIN };

fn run(device: &mut Device, call: &Call) -> Outcome {
    device.echo = call.switch()?;
    Ok(Reply::ok())
}
