//! An open port: the one writer, the control lines, and the one place where everything is taken down.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use futures::{
    SinkExt,
    channel::oneshot,
    future::{FutureExt, LocalBoxFuture, Shared, select},
    lock::Mutex,
};
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::WritableStreamDefaultWriter;

use super::{Exception, Port, bindings::SerialPort, claim::Claim, listener::Listener, object, reader};
use crate::{
    clock::{BrowserClock, Clock},
    guard,
    transport::{self, Data, Link, LinkError, LinkEvent, LostReason, Signals, Transport},
};

/// The most that is given to the browser at a time, so that closing never waits behind a whole certificate.
const CHUNK: usize = 4096;

/// How long the browser may take to close a port. A device that stops its flow can hold it up for ever.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);

/// How much of that it may take to drop what has not been sent, or to send it where the page is left.
const ABORT_WITHIN: Duration = Duration::from_secs(1);

/// Starts reading a port that was just opened. The page's guard frees it if the page fails.
pub(super) fn start(Port(port): &Port) -> Link {
    guard::hold_port(port);
    let (mut events, receiver) = transport::events();
    let (stop, stopped) = oneshot::channel();
    let (done, closed) = oneshot::channel();
    let wire = Rc::new(Wire {
        port: port.clone(),
        writer: RefCell::default(),
        sending: Mutex::new(()),
        data: RefCell::default(),
        is_left: Cell::new(false),
        stop: Cell::new(Some(stop)),
    });

    let over = Rc::clone(&wire);
    let claim = Claim::stake(Port(port.clone()).info());
    let listeners = listeners(&wire);
    spawn_local(async move {
        let reason = reader::run(&over.port, stopped, &mut events).await;
        over.stop.take();
        drop(listeners);
        // Lost is told last, so that whoever hears it can open the port again at once.
        select(Box::pin(over.release()), BrowserClock.sleep(CLOSE_WITHIN)).await;
        guard::let_go(&over.port);
        drop(claim);
        let _ = done.send(());
        // Whoever has the link may have stopped listening.
        let _ = events.send(LinkEvent::Lost(reason)).await;
    });
    Link { transport: Rc::new(SerialLink { wire, closed: closed.shared() }), events: receiver }
}

fn listeners(wire: &Rc<Wire>) -> Vec<Listener> {
    let unplugged = Rc::clone(wire);
    let mut listeners = vec![Listener::new(&wire.port, "disconnect", move |_| unplugged.stop(LostReason::Unplugged))];
    if let Some(window) = web_sys::window() {
        // A page that leaves with its port open can make the port unusable until it is plugged in again.
        let leaving = Rc::clone(wire);
        listeners.push(Listener::new(&window, "pagehide", move |_| leaving.leave()));
    }
    listeners
}

/// The transport's side. Dropping it closes the port.
struct SerialLink {
    wire: Rc<Wire>,
    closed: Shared<oneshot::Receiver<()>>,
}

impl Transport for SerialLink {
    fn send<'a>(&'a self, bytes: &'a [u8]) -> LocalBoxFuture<'a, Result<(), LinkError>> {
        self.wire.send(bytes).boxed_local()
    }

    fn sends_of(&self, data: Option<Data>) {
        self.wire.data.replace(data);
    }

    fn set_signals(&self, signals: Signals) -> LocalBoxFuture<'_, Result<(), LinkError>> {
        self.wire.set_signals(signals).boxed_local()
    }

    fn close(&self) -> LocalBoxFuture<'_, ()> {
        self.wire.stop(LostReason::Closed);
        self.closed.clone().map(|_| ()).boxed_local()
    }
}

impl Drop for SerialLink {
    fn drop(&mut self) {
        self.wire.stop(LostReason::Closed);
    }
}

struct Wire {
    port: SerialPort,
    /// Taken from the port for the first bytes, and anew after a failure: the browser then replaces the stream.
    writer: RefCell<Option<WritableStreamDefaultWriter>>,
    /// Held while a message is written.
    sending: Mutex<()>,
    /// What is being sent, where a module waits for its end.
    data: RefCell<Option<Data>>,
    /// Whether the page is left, so that what was given to the line still goes out.
    is_left: Cell<bool>,
    /// Ends the reading. Gone once the connection is over.
    stop: Cell<Option<oneshot::Sender<LostReason>>>,
}

impl Wire {
    fn stop(&self, reason: LostReason) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(reason);
        }
    }

    /// The page is left. A module that waits for data gets the rest of it: what begins again with the next page would be taken for that.
    fn leave(self: &Rc<Self>) {
        self.is_left.set(true);
        let rest = self.data.take().map(|data| Uint8Array::from(data.rest())).filter(|rest| rest.length() > 0);
        if let (Some(rest), Ok(writer)) = (rest, self.writer()) {
            // Handed over before the page is gone, where the line has taken what came before it.
            spawn_local(async move {
                let _ = writer.write_with_chunk(&rest).await;
            });
        }
        self.stop(LostReason::Closed);
    }

    fn is_over(&self) -> bool {
        let stop = self.stop.take();
        let over = stop.is_none();
        self.stop.set(stop);
        over
    }

    async fn send(&self, bytes: &[u8]) -> Result<(), LinkError> {
        let _turn = self.sending.lock().await;
        for chunk in bytes.chunks(CHUNK) {
            let writer = self.writer()?;
            let written = async {
                writer.ready().await?;
                // A page that was left meanwhile has written this with the rest.
                if self.is_left.get() {
                    return Ok(());
                }
                // From its first poll on, the browser has it.
                self.given(chunk.len());
                writer.write_with_chunk(&Uint8Array::from(chunk)).await.map(drop)
            };
            if let Err(thrown) = written.await {
                writer.release_lock();
                self.writer.take();
                return Err(self.failure(thrown));
            }
        }
        if self.is_over() { Err(LinkError::Lost) } else { Ok(()) }
    }

    fn given(&self, count: usize) {
        if let Some(data) = self.data.borrow_mut().as_mut() {
            data.given += count;
        }
    }

    fn writer(&self) -> Result<WritableStreamDefaultWriter, LinkError> {
        if self.is_over() {
            return Err(LinkError::Lost);
        }
        let mut kept = self.writer.borrow_mut();
        if let Some(writer) = kept.as_ref() {
            return Ok(writer.clone());
        }
        let writable = self.port.writable().ok_or(LinkError::Lost)?;
        let writer = WritableStreamDefaultWriter::new(&writable).map_err(|thrown| self.failure(thrown))?;
        guard::hold_writer(&self.port, &writer);
        Ok(kept.insert(writer).clone())
    }

    async fn set_signals(&self, Signals { dtr, rts, line_break }: Signals) -> Result<(), LinkError> {
        if self.is_over() {
            return Err(LinkError::Lost);
        }
        let signals = OutputSignals { data_terminal_ready: dtr, request_to_send: rts, line_break };
        // The browser rejects a request that changes nothing.
        if (dtr, rts, line_break) == (None, None, None) {
            return Ok(());
        }
        self.port.set_signals(&object(&signals)).await.map(|_| ()).map_err(|thrown| self.failure(thrown))
    }

    fn failure(&self, thrown: JsValue) -> LinkError {
        let Exception { name, message } = thrown.into();
        if self.is_over() || name == "NetworkError" { LinkError::Lost } else { LinkError::Failed { name, message } }
    }

    /// Gives the writer back and closes the port, which refuses to close while its streams are held. A device that is
    /// gone is closed too, or the port could not be opened when it comes back.
    async fn release(&self) {
        if let Some(writer) = self.writer.take() {
            let ended = Box::pin(async {
                if self.is_left.get() {
                    // What was given goes out first: half of a command or of its data is worse than none.
                    writer.close().await.is_ok()
                } else {
                    // Closing does this too. But where it fails there, because the line was hung up, Firefox never closes the port.
                    writer.abort().await.is_ok()
                }
            });
            select(ended, BrowserClock.sleep(ABORT_WITHIN)).await;
            writer.release_lock();
        }
        let _ = self.port.close().await;
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutputSignals {
    #[serde(skip_serializing_if = "Option::is_none")]
    data_terminal_ready: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_to_send: Option<bool>,
    #[serde(rename = "break", skip_serializing_if = "Option::is_none")]
    line_break: Option<bool>,
}
