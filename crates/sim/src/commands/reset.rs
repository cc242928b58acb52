//! `AT+RESET`: start again.

use fibocom_at::codes::CmeError;

use super::{Command, PLAIN};
use crate::call::Form;
use crate::reply::{Effect, Reply};

/// Reset, as NL668 modules in use have it. Everything volatile is lost, and the boot lines come again.
pub(super) const RESET: Command = Command {
    name: "+RESET",
    run: |_, call| match call.form {
        Form::Execute => Ok(Reply::ok().then((100, 300), Effect::Reboot)),
        Form::Test => Ok(Reply::ok()),
        Form::Read | Form::Set => Err(CmeError::IncorrectParameters),
    },
    ..PLAIN
};
