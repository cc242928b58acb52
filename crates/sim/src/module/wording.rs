//! How an error is worded: by the command, by the series and by `AT+CMEE`.

use fibocom_at::codes::CmeError;
use fibocom_at::profile::ErrorForm;

use crate::commands::{Command, Errors};
use crate::device::Device;

/// The final line of a refused command (000, 001 and 003 differ; 3GPP TS 27.007, 9.1).
pub(super) fn refusal(command: &Command, error: CmeError, device: &Device) -> String {
    let form = device.config.personality.errors.unwrap_or(device.config.profile.errors);
    if command.is_mqtt() && form == ErrorForm::NumberedError {
        return format!("ERROR: {}", error.number());
    }
    match (command.errors, device.error_reports) {
        (Errors::Bare, _) | (_, 0) => "ERROR".to_owned(),
        (Errors::Numbered, 2) => words(error)
            .map_or_else(|| format!("+CME ERROR: {}", error.number()), |words| format!("+CME ERROR: {words}")),
        (Errors::NumberedTightly, _) => format!("+CME ERROR:{}", error.number()),
        (Errors::Numbered, _) => format!("+CME ERROR: {}", error.number()),
    }
}

/// The words of `AT+CMEE=2` for the errors that this module gives (3GPP TS 27.007, 9.2.1).
fn words(error: CmeError) -> Option<&'static str> {
    Some(match error {
        CmeError::OperationNotAllowed => "operation not allowed",
        CmeError::OperationNotSupported => "operation not supported",
        CmeError::SimNotInserted => "SIM not inserted",
        CmeError::SimPinRequired => "SIM PIN required",
        CmeError::IncorrectPassword => "incorrect password",
        CmeError::NoNetworkService => "no network service",
        CmeError::IncorrectParameters => "Incorrect parameters",
        CmeError::Unknown => "unknown",
        _ => return None,
    })
}
