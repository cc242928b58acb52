//! Opening a port: the retries that a module just restarted needs, and what a refusal means.

use std::time::Duration;

use serde::Serialize;

use super::{Exception, Port, claim, link, object};
use crate::{
    clock::{BrowserClock, Clock},
    transport::{Link, OpenError, OpenOptions},
};

/// How long to wait before each further attempt. A port that was just closed, or whose device has just started, is often
/// refused for a moment.
const RETRY_AFTER: [Duration; 3] = [Duration::from_millis(100), Duration::from_millis(300), Duration::from_millis(800)];

/// The standard's default of 255 bytes overruns in a burst of received messages.
const BUFFER_SIZE: u32 = 64 * 1024;

impl Port {
    /// Opens the port and starts reading.
    ///
    /// # Errors
    /// What the browser or the system refused; see [`OpenError`].
    pub async fn open(&self, options: OpenOptions) -> Result<Link, OpenError> {
        let options =
            object(&SerialOptions { baud_rate: options.baud_rate, buffer_size: BUFFER_SIZE, flow_control: "none" });
        let mut waits = RETRY_AFTER.into_iter();
        loop {
            let Err(thrown) = self.0.open(&options).await else { return Ok(link::start(self)) };
            let Exception { name, message } = Exception::from(thrown);
            match (name.as_str(), waits.next()) {
                ("NetworkError", Some(wait)) => BrowserClock.sleep(wait).await,
                ("NetworkError", None) if claim::held_elsewhere(self.info()).await => return Err(OpenError::OpenHere),
                ("NetworkError", None) => return Err(OpenError::InUse),
                ("InvalidStateError", _) => return Err(OpenError::AlreadyOpen),
                ("SecurityError", _) => return Err(OpenError::BlockedByPolicy),
                _ => return Err(OpenError::Refused { name, message }),
            }
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SerialOptions {
    baud_rate: u32,
    buffer_size: u32,
    flow_control: &'static str,
}
