//! A browser's WebSocket that carries MQTT, and is closed when it is dropped.

use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BinaryType, Event, MessageEvent, WebSocket};

use super::BrokerAddress;

/// The WebSocket subprotocol of MQTT (MQTT 3.1.1, 6).
const SUBPROTOCOL: &str = "mqtt";

/// The longest frame that is taken: far more than a module has room for. What is longer is not even copied.
const FRAME_MAX: u32 = 4 << 20;

#[derive(Debug)]
pub(super) enum News {
    Opened,
    /// These bytes came. Where they are split means nothing.
    Received(Vec<u8>),
    /// Something came that MQTT has no place for: a text frame (MQTT 3.1.1, 6, [MQTT-6.0.0-1]), or one without an end.
    Unfit,
    /// It is closed, or never opened.
    Closed,
}

impl News {
    /// What it takes while it waits, in bytes of memory.
    pub(super) const fn size(&self) -> usize {
        match self {
            Self::Received(bytes) => 64 + bytes.len(),
            Self::Opened | Self::Unfit | Self::Closed => 64,
        }
    }
}

/// An open or opening socket.
pub(super) struct Socket {
    socket: WebSocket,
    opened: Closure<dyn FnMut(Event)>,
    received: Closure<dyn FnMut(MessageEvent)>,
    closed: Closure<dyn FnMut(Event)>,
}

impl Socket {
    /// Begins to open a socket. `None` where the browser does not even try.
    pub(super) fn open(address: &BrokerAddress, tell: Rc<dyn Fn(News)>) -> Option<Self> {
        let socket = WebSocket::new_with_str(address.as_str(), SUBPROTOCOL).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let (telling, heard) = (Rc::clone(&tell), Rc::clone(&tell));
        let opened = Closure::<dyn FnMut(Event)>::new(move |_| telling(News::Opened));
        let received = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Of anything else but a buffer, a view would be made of as many bytes as it names.
            let frame = event.data().dyn_into::<ArrayBuffer>().ok().filter(|frame| frame.byte_length() <= FRAME_MAX);
            heard(frame.map_or(News::Unfit, |frame| News::Received(Uint8Array::new(&frame).to_vec())));
        });
        let closed = Closure::<dyn FnMut(Event)>::new(move |_| tell(News::Closed));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(received.as_ref().unchecked_ref()));
        // An error is always followed by the end.
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, opened, received, closed })
    }

    /// Sends bytes. A socket that cannot is one that tells its end.
    pub(super) fn send(&self, bytes: &[u8]) {
        let _ = self.socket.send_with_u8_array(bytes);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // What was sent still goes out.
        let _ = self.socket.close();
    }
}

impl std::fmt::Debug for Socket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let _ = (&self.opened, &self.received, &self.closed);
        f.debug_struct("Socket").finish_non_exhaustive()
    }
}
