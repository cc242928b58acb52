//! The read loop of an open port: tells what arrives, survives the faults of a serial line, and says why it ended.

use std::time::Duration;

use futures::{
    SinkExt,
    channel::{mpsc, oneshot},
    future::{Either, select},
};
use js_sys::Object;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use super::{
    Exception, Port,
    bindings::{ReadResult, SerialPort},
    granted,
};
use crate::clock::{BrowserClock, Clock};
use crate::guard;
use crate::transport::{LinkEvent, LostReason, ReadFault};

/// How long the browser may take to end a read.
const CANCEL_WITHIN: Duration = Duration::from_secs(2);

/// Reads until it is `stopped` or the port fails for good. Every reader that it takes, it gives back.
pub(super) async fn run(
    port: &SerialPort,
    mut stopped: oneshot::Receiver<LostReason>,
    events: &mut mpsc::Sender<LinkEvent>,
) -> LostReason {
    let mut failed: Option<ReadableStream> = None;
    loop {
        // After a fault that it can recover from, the browser puts a new stream in the old one's place.
        let Some(readable) = port.readable() else { return LostReason::Unplugged };
        let reader = match ReadableStreamDefaultReader::new(&readable) {
            Ok(reader) if !failed.is_some_and(|failed| Object::is(&failed, &readable)) => reader,
            Ok(_) => return LostReason::Fault("the stream was not replaced".into()),
            Err(thrown) => return LostReason::Fault(Exception::from(thrown).message),
        };
        guard::hold_reader(port, &reader);
        let Exception { name, message } = match read(&reader, &mut stopped, events).await {
            Ended::Over(reason) => {
                // Also rejects if the stream has failed meanwhile; either way it is given back. Some drivers never let go.
                let cancelled = Box::pin(async { reader.cancel().await.is_ok() });
                select(cancelled, BrowserClock.sleep(CANCEL_WITHIN)).await;
                reader.release_lock();
                return reason;
            }
            Ended::Closed => {
                reader.release_lock();
                return match select(Box::pin(why_closed(port)), stopped).await {
                    Either::Left((reason, _)) => reason,
                    Either::Right((reason, _)) => reason.unwrap_or(LostReason::Closed),
                };
            }
            Ended::Failed(exception) => exception,
        };
        reader.release_lock();
        let fault = match fault(&name) {
            Some(fault) => fault,
            None if name == "NetworkError" => return LostReason::Unplugged,
            None => return LostReason::Fault(message),
        };
        let _ = events.send(LinkEvent::Recovered(fault)).await;
        failed = Some(readable);
    }
}

enum Ended {
    Over(LostReason),
    /// The browser has closed the stream.
    Closed,
    Failed(Exception),
}

/// Reads with this one reader as long as it lasts.
async fn read(
    reader: &ReadableStreamDefaultReader,
    stopped: &mut oneshot::Receiver<LostReason>,
    events: &mut mpsc::Sender<LinkEvent>,
) -> Ended {
    loop {
        match select(JsFuture::from(reader.read()), &mut *stopped).await {
            Either::Left((Ok(result), _)) => {
                let Some(bytes) = result.unchecked_into::<ReadResult>().value() else { return Ended::Closed };
                // Waits while the channel is full, unless the port is to be closed meanwhile.
                if let Either::Right((reason, _)) =
                    select(events.send(LinkEvent::Received(bytes.to_vec())), &mut *stopped).await
                {
                    return Ended::Over(reason.unwrap_or(LostReason::Closed));
                }
            }
            Either::Left((Err(thrown), _)) => return Ended::Failed(thrown.into()),
            Either::Right((reason, _)) => return Ended::Over(reason.unwrap_or(LostReason::Closed)),
        }
    }
}

/// Why the browser has closed a stream that nobody here has closed. Each does when the user takes the permission back, and the port is granted no
/// more. Firefox does, where Chromium tells of an error, when the device goes or its end of the line: the port is still granted, or not connected.
async fn why_closed(port: &SerialPort) -> LostReason {
    let port = Port(port.clone());
    let is_granted = granted().await.iter().any(|other| other.same_as(&port));
    if is_granted || port.0.connected() == Some(false) { LostReason::Unplugged } else { LostReason::Closed }
}

/// The fault of the line that an exception of this name tells of, if the port outlives it.
fn fault(name: &str) -> Option<ReadFault> {
    Some(match name {
        "BreakError" => ReadFault::Break,
        "FramingError" => ReadFault::Framing,
        "ParityError" => ReadFault::Parity,
        "BufferOverrunError" => ReadFault::BufferOverrun,
        "UnknownError" => ReadFault::Unknown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_outlives_the_faults_that_the_standard_calls_so() {
        for (name, expected) in [
            ("BreakError", Some(ReadFault::Break)),
            ("FramingError", Some(ReadFault::Framing)),
            ("ParityError", Some(ReadFault::Parity)),
            ("BufferOverrunError", Some(ReadFault::BufferOverrun)),
            ("UnknownError", Some(ReadFault::Unknown)),
            ("NetworkError", None),
            ("InvalidStateError", None),
        ] {
            assert_eq!(fault(name), expected, "{name}");
        }
    }
}
