//! Opening a port: the retries that a module just restarted needs, and what a refusal means.

use std::{rc::Rc, time::Duration};

use futures::{StreamExt, channel::mpsc};
use serde::Serialize;

use super::{Exception, Port, claim, link, object};
use crate::{
    clock::{BrowserClock, Clock},
    transport::{Link, LinkEvent, OpenError, OpenOptions, Transport},
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
        self.open_it(options).await?;
        Ok(link::start(self))
    }

    /// Opens the port to be read alone: what is returned has no way to write to it.
    ///
    /// # Errors
    /// As [`Port::open`].
    pub async fn open_to_read(&self, options: OpenOptions) -> Result<Reading, OpenError> {
        self.open_it(options).await?;
        let Link { transport, events } = link::start(self);
        Ok(Reading { transport, events })
    }

    async fn open_it(&self, options: OpenOptions) -> Result<(), OpenError> {
        let options =
            object(&SerialOptions { baud_rate: options.baud_rate, buffer_size: BUFFER_SIZE, flow_control: "none" });
        let mut waits = RETRY_AFTER.into_iter();
        loop {
            let Err(thrown) = self.0.open(&options).await else { return Ok(()) };
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

/// A port that is read, and never written to.
pub struct Reading {
    transport: Rc<dyn Transport>,
    events: mpsc::Receiver<LinkEvent>,
}

impl Reading {
    /// What happens next, until the port is closed or gone.
    pub async fn next(&mut self) -> Option<LinkEvent> {
        self.events.next().await
    }

    /// What closes it.
    #[must_use]
    pub fn closer(&self) -> Closer {
        Closer(Rc::clone(&self.transport))
    }
}

/// Closes a port that is read.
pub struct Closer(Rc<dyn Transport>);

impl Closer {
    /// Resolves once the port is free.
    pub async fn close(&self) {
        self.0.close().await;
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SerialOptions {
    baud_rate: u32,
    buffer_size: u32,
    flow_control: &'static str,
}
