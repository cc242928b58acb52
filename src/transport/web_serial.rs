//! Web Serial: which ports there are, the browser's chooser, and plugging in and out.
//!
//! A [`Port`] is opaque: nothing of the browser's serial interface is seen outside this module.

mod bindings;
mod claim;
mod link;
mod listener;
mod open;
mod reader;

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use futures::{StreamExt, channel::mpsc};
use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

pub use self::open::{Closer, Reading};
use self::{
    bindings::{Document, Navigator, Serial, SerialPort},
    listener::Listener,
};
use super::{FIBOCOM_VENDORS, OpenError, known_device::modules_of_others};

/// Whether this page can use Web Serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    Available,
    /// The browser has no Web Serial.
    Missing,
    /// The page was not loaded over https or from localhost.
    InsecureContext,
    /// The site, or the page that embeds this one, forbids it. Chromium tells; elsewhere the first attempt does.
    BlockedByPolicy,
}

impl Support {
    /// Whether there are ports to ask for.
    ///
    /// # Errors
    /// What stands in their way.
    pub const fn admits(self) -> Result<(), OpenError> {
        match self {
            Self::Available => Ok(()),
            Self::Missing => Err(OpenError::NotSupported),
            Self::InsecureContext => Err(OpenError::InsecureContext),
            Self::BlockedByPolicy => Err(OpenError::BlockedByPolicy),
        }
    }
}

/// Whether this page can use Web Serial, by looking for it and never by the browser's name.
#[must_use]
pub fn support() -> Support {
    let Some(window) = web_sys::window() else { return Support::Missing };
    if !window.is_secure_context() {
        return Support::InsecureContext;
    }
    if serial().is_none() {
        return Support::Missing;
    }
    let policy = window.document().and_then(|document| document.unchecked_into::<Document>().feature_policy());
    let blocked = policy.is_some_and(|policy| {
        policy.features().includes(&JsValue::from_str("serial"), 0) && !policy.allows_feature("serial")
    });
    if blocked { Support::BlockedByPolicy } else { Support::Available }
}

/// A serial port that the user, or an administrator, has granted to this page.
#[derive(Debug, Clone)]
pub struct Port(SerialPort);

/// What a page can learn of a port: the USB device that it belongs to, if any. Every port of a device has the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortInfo {
    pub vendor_id: Option<u16>,
    pub product_id: Option<u16>,
}

impl PortInfo {
    /// Vendor and product of a USB device.
    #[must_use]
    pub fn usb(self) -> Option<(u16, u16)> {
        self.vendor_id.zip(self.product_id)
    }
}

impl Port {
    /// The device that it belongs to.
    #[must_use]
    pub fn info(&self) -> PortInfo {
        let info = self.0.get_info();
        PortInfo { vendor_id: info.usb_vendor_id(), product_id: info.usb_product_id() }
    }

    /// Whether both are the very same port. A port that was unplugged may come back as another one.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        AsRef::<JsValue>::as_ref(&self.0) == AsRef::<JsValue>::as_ref(&other.0)
    }
}

/// The ports that this page may already use, without asking. Their order means nothing.
pub async fn granted() -> Vec<Port> {
    let Some(serial) = serial() else { return Vec::new() };
    // Rejected only where a policy forbids serial ports; `support` and `choose` tell that.
    let Ok(ports) = serial.get_ports().await else { return Vec::new() };
    Array::from(&ports).iter().map(|port| Port(port.unchecked_into())).collect()
}

/// Which ports the chooser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Those of devices with a Fibocom vendor identifier, and of modules that are known by another one.
    Fibocom,
    /// Every port: a module behind a USB adapter has the adapter's identifier.
    All,
}

/// Opens the browser's chooser. Only a click or a key press may do that.
///
/// # Errors
/// Why no port was chosen; see [`OpenError`].
pub async fn choose(filter: Filter) -> Result<Port, OpenError> {
    support().admits()?;
    let Some(serial) = serial() else { return Err(OpenError::NotSupported) };
    let had_gesture = navigator().and_then(|navigator| navigator.user_activation()).map(|gesture| gesture.is_active());
    let filters = match filter {
        Filter::Fibocom => modules().collect(),
        Filter::All => Vec::new(),
    };
    match serial.request_port(&object(&ChooserOptions { filters })).await {
        Ok(port) => Ok(Port(port.unchecked_into())),
        Err(reason) => Err(match Exception::from(reason) {
            exception if exception.name == "NotFoundError" => OpenError::NotChosen,
            exception if exception.name == "SecurityError" && had_gesture == Some(true) => OpenError::BlockedByPolicy,
            exception if exception.name == "SecurityError" => OpenError::NeedsGesture,
            Exception { name, message } => OpenError::Refused { name, message },
        }),
    }
}

/// A granted port that came or went.
#[derive(Debug, Clone)]
pub enum PortEvent {
    /// It was plugged in, or its device started.
    Connected(Port),
    /// It was unplugged, or its device is restarting.
    Disconnected,
}

/// How many ports that came wait to be looked at. Of more, which no computer has, the first are forgotten: the list of ports has them.
const CAME: usize = 64;

/// Tells of granted ports that come and go. Says nothing without Web Serial.
pub struct PortEvents {
    waiting: Rc<RefCell<VecDeque<PortEvent>>>,
    bell: mpsc::Receiver<()>,
    /// Both end with it.
    _listeners: Vec<Listener>,
}

impl PortEvents {
    /// What happened next. None where nothing can.
    pub async fn next(&mut self) -> Option<PortEvent> {
        loop {
            if let Some(event) = self.waiting.borrow_mut().pop_front() {
                return Some(event);
            }
            self.bell.next().await?;
        }
    }
}

/// Begins to watch for granted ports that come and go.
#[must_use]
pub fn watch() -> PortEvents {
    let (bell, rung) = mpsc::channel(0);
    let waiting = Rc::new(RefCell::new(VecDeque::new()));
    let gone: fn(Port) -> PortEvent = |_| PortEvent::Disconnected;
    let kinds = [("connect", PortEvent::Connected as fn(Port) -> PortEvent), ("disconnect", gone)];
    let listeners = serial().into_iter().flat_map(|serial| kinds.map(|kind| (serial.clone(), kind)));
    let listeners = listeners.map(|(serial, (kind, event_of))| {
        let (mut bell, waiting) = (bell.clone(), Rc::clone(&waiting));
        // The event is sent to the port and bubbles up to here.
        Listener::new(&serial, kind, move |event| {
            let Some(port) = event.target() else { return };
            note(&mut waiting.borrow_mut(), event_of(Port(port.unchecked_into())));
            // One that rings already is heard.
            let _ = bell.try_send(());
        })
    });
    PortEvents { _listeners: listeners.collect(), waiting, bell: rung }
}

/// Puts an event behind the others. A port that flutters takes one place.
fn note(waiting: &mut VecDeque<PortEvent>, event: PortEvent) {
    waiting.retain(|earlier| match (earlier, &event) {
        (PortEvent::Connected(earlier), PortEvent::Connected(port)) => !earlier.same_as(port),
        (PortEvent::Disconnected, PortEvent::Disconnected) => false,
        _ => true,
    });
    if waiting.len() == CAME {
        waiting.pop_front();
    }
    waiting.push_back(event);
}

fn navigator() -> Option<Navigator> {
    web_sys::window().map(|window| window.navigator().unchecked_into())
}

fn serial() -> Option<Serial> {
    navigator()?.serial()
}

#[derive(Serialize)]
struct ChooserOptions {
    filters: Vec<UsbFilter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UsbFilter {
    usb_vendor_id: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    usb_product_id: Option<u16>,
}

/// The devices of Fibocom's vendors, and those modules that have the identifier of another one.
fn modules() -> impl Iterator<Item = UsbFilter> {
    let vendors = FIBOCOM_VENDORS.iter().map(|vendor| UsbFilter { usb_vendor_id: *vendor, usb_product_id: None });
    let others = modules_of_others();
    vendors.chain(others.map(|(vendor, product)| UsbFilter { usb_vendor_id: vendor, usb_product_id: Some(product) }))
}

/// A dictionary for the browser. Should it ever not be one, the browser says so and the caller passes it on.
fn object(dictionary: &impl Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(dictionary).unwrap_or(JsValue::UNDEFINED)
}

/// An exception of the browser. Its name is fixed by the standard, its text is not.
struct Exception {
    name: String,
    message: String,
}

impl From<JsValue> for Exception {
    fn from(thrown: JsValue) -> Self {
        match thrown.dyn_into::<js_sys::Error>() {
            Ok(error) => Self { name: error.name().into(), message: error.message().into() },
            Err(other) => Self { name: "Unknown".into(), message: format!("{other:?}") },
        }
    }
}
