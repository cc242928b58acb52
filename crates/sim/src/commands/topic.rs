//! The topic of a command: a name in quotes, or a topic id where the client speaks MQTT-SN.

use fibocom_at::codes::CmeError;

use crate::call::{Parameter, integer, text};
use crate::device::{Device, Topic, is_gateway_client};

/// Reads the topic of a command (000, 001 and 003, 1.5 to 1.7). Ids belong to the clients 101 and 102.
pub(super) fn topic(device: &Device, id: u8, parameter: Option<&Parameter>) -> Result<Topic, CmeError> {
    match parameter {
        Some(Parameter::Bare(_)) if is_gateway_client(id) => {
            let number = integer(parameter, (1, 65_535))?;
            u16::try_from(number).map(Topic::Id).map_err(|_| CmeError::InvalidParameter)
        }
        _ => text(parameter, (1, device.config.profile.topic_max)).map(Topic::Name),
    }
}

/// Reads a name that the manual's examples leave without quotes (003, 1.14 and 1.15).
pub(super) fn name(device: &Device, parameter: Option<&Parameter>) -> Result<String, CmeError> {
    let longest = device.config.profile.topic_max;
    match parameter {
        Some(Parameter::Bare(name)) if name.len() <= longest => {
            String::from_utf8(name.clone()).map_err(|_| CmeError::InvalidParameter)
        }
        _ => text(parameter, (1, longest)),
    }
}
