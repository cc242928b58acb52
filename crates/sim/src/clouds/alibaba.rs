//! Alibaba Cloud: the client id string says what was signed and how.

use super::digest::{Hash, hex};
use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;

/// The moment that the cloud's kit for small devices writes always: the cloud echoes it and does not look at it.
const TIMESTAMP: &str = "2524608000000";

/// Seconds of keep alive that the cloud takes.
const KEEP_ALIVE: std::ops::RangeInclusive<u16> = 30..=1200;

/// Most characters before the list in the client id string.
const CORE_MAX: usize = 64;

pub(super) fn login(product: &str, device: &str, secret: &str, tls: bool) -> Login {
    let core = format!("{product}.{device}");
    let mode = if tls { 2 } else { 3 };
    let list = format!("timestamp={TIMESTAMP},_v=sdk-c-3.0.1,securemode={mode},signmethod=hmacsha256,lan=C,gw=0,ext=0");
    let text = signed(&core, device, product, Some(TIMESTAMP));
    Login {
        username: format!("{device}&{product}"),
        password: hex(&Hash::Sha256.keyed(secret.as_bytes(), &text)).to_uppercase(),
        client_id: format!("{core}|{list}|"),
    }
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect) -> Result<(), Refusal> {
    if !KEEP_ALIVE.contains(&connect.keep_alive) {
        return Err(Refusal::Identifier);
    }
    let (core, list) = connect.client_id.split_once('|').ok_or(Refusal::Identifier)?;
    let list = list.strip_suffix('|').ok_or(Refusal::Identifier)?;
    let value = |name: &str| list.split(',').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
    let value = |name: &str| value(name).map(|(_, value)| value);
    let mode = if connect.tls.is_some() { "2" } else { "3" };
    if core.is_empty() || core.chars().count() > CORE_MAX || value("securemode") != Some(mode) {
        return Err(Refusal::Identifier);
    }
    let hash = match value("signmethod").map(|method| method.strip_prefix("hmac")) {
        None => Hash::Md5,
        Some(name) => name.and_then(Hash::named).ok_or(Refusal::Identifier)?,
    };
    let text = signed(core, &known.device, &known.product, value("timestamp"));
    let right = |secret: &String| hex(&hash.keyed(secret.as_bytes(), &text)).eq_ignore_ascii_case(&connect.password);
    let is_known = connect.username == format!("{}&{}", known.device, known.product);
    if is_known && known.secrets().iter().any(right) { Ok(()) } else { Err(Refusal::Password) }
}

/// Names and values without anything between them, in the order of the alphabet.
fn signed(core: &str, device: &str, product: &str, timestamp: Option<&str>) -> String {
    let timestamp = timestamp.map(|moment| format!("timestamp{moment}")).unwrap_or_default();
    format!("clientId{core}deviceName{device}productKey{product}{timestamp}")
}
