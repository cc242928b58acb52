//! The plain values that the API hands out, as its contract names them.

use std::collections::BTreeMap;

use fibocom_at::private_key;
use js_sys::Uint8Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use workbench_record::session::name_of_role;
use workbench_record::{Direction, Entry, Zero};

use super::object::set;
use crate::state::{Facts, ModuleFacts, PortRow, StoredMessage, Workbench};

/// A serialisable value as a plain JavaScript one.
pub(super) fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Unix time in milliseconds, for a time of the record: since the page was loaded or, while a session file is open, since that session began.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of this century are far below 2^53")]
fn unix(zero: Zero, at: u64) -> f64 {
    zero.unix(at) as f64
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PortInfo {
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    usb_vendor_id: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usb_product_id: Option<u16>,
    label: String,
}

impl From<&PortRow> for PortInfo {
    fn from(row: &PortRow) -> Self {
        let id = row.vendor_id.zip(row.product_id).map(|(vendor, product)| format!("{vendor:04x}:{product:04x}"));
        let label =
            [row.known.map(|device| device.model.to_owned()), id].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self { index: row.index, usb_vendor_id: row.vendor_id, usb_product_id: row.product_id, label }
    }
}

#[derive(Serialize)]
pub(super) struct ModuleInfo {
    manufacturer: String,
    model: String,
    revision: String,
    imei: String,
    series: &'static str,
    #[serde(rename = "virtual")]
    is_virtual: bool,
}

impl ModuleInfo {
    pub(super) fn of(module: &ModuleFacts, series: &'static str) -> Self {
        let identity = module.identity.clone();
        Self {
            manufacturer: identity.manufacturer,
            model: identity.model,
            revision: identity.revision,
            imei: identity.imei,
            series,
            is_virtual: module.is_virtual,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counters {
    bytes_in: u64,
    bytes_out: u64,
    messages: u64,
    unrecognised: u64,
}

#[derive(Serialize)]
struct State {
    link: &'static str,
    phase: &'static str,
    #[serde(rename = "phaseSince")]
    phase_since: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<ModuleInfo>,
    clients: BTreeMap<String, &'static str>,
    counters: Counters,
}

/// What `state()` answers.
pub(super) fn state(workbench: Workbench, facts: &Facts) -> JsValue {
    let counts = workbench.with_record(workbench_record::Record::counts);
    let messages = workbench.with_messages(crate::state::Messages::total);
    let clients = facts.series.limits().clients.iter().filter_map(|id| fibocom_at::ClientIndex::new(*id));
    plain(&State {
        link: facts.link.link_name(),
        phase: facts.link.name(),
        phase_since: unix(workbench.zero(), facts.link_since),
        module: facts.module.as_ref().map(|module| ModuleInfo::of(module, facts.series.row().name)),
        clients: clients.map(|client| (client.to_string(), facts.client(client).state.name())).collect(),
        counters: Counters {
            bytes_in: counts.received,
            bytes_out: counts.sent,
            messages,
            unrecognised: counts.unrecognised,
        },
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    client: u8,
    qos: u8,
    topic: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic_id: Option<u32>,
    at: f64,
    may_be_cut: bool,
    damaged: bool,
}

/// A message, with its payload as a `Uint8Array`.
pub(super) fn message(zero: Zero, stored: &StoredMessage) -> JsValue {
    let message = &stored.message;
    let value = plain(&Message {
        client: message.client.number(),
        qos: message.qos,
        topic: &message.topic,
        topic_id: message.topic_id.map(|id| id.number().into()),
        at: unix(zero, stored.at),
        may_be_cut: message.may_be_cut,
        damaged: message.damaged,
    });
    set(value.unchecked_ref_object(), "payload", &Uint8Array::from(message.payload.as_slice()).into());
    value
}

#[derive(Serialize)]
struct Line<'a> {
    number: u64,
    at: f64,
    direction: &'static str,
    role: &'a str,
    text: String,
    damaged: bool,
}

/// Which way a line went, and what it was. Nothing for what is no line.
pub(super) fn way(direction: Direction<'_>) -> Option<(&'static str, &'static str)> {
    match direction {
        Direction::Command => Some(("out", "command")),
        Direction::Data => Some(("out", "data")),
        Direction::Received(role) => Some(("in", name_of_role(role))),
        Direction::Link(_) => None,
    }
}

/// A line of the record, with its bytes as a `Uint8Array`.
pub(super) fn line(zero: Zero, entry: &Entry<'_>, (direction, role): &(&'static str, &'static str)) -> JsValue {
    let value = plain(&Line {
        number: entry.number,
        at: unix(zero, entry.line.at),
        direction,
        role,
        text: if entry.line.is_withheld() {
            private_key::withheld(entry.line.length)
        } else {
            String::from_utf8_lossy(entry.line.raw.trim_ascii()).into_owned()
        },
        damaged: entry.line.damaged,
    });
    set(value.unchecked_ref_object(), "raw", &Uint8Array::from(entry.line.raw).into());
    value
}

/// A value that is known to be an object.
trait AsObject {
    fn unchecked_ref_object(&self) -> &js_sys::Object;
}

impl AsObject for JsValue {
    fn unchecked_ref_object(&self) -> &js_sys::Object {
        wasm_bindgen::JsCast::unchecked_ref(self)
    }
}
