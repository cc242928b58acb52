//! Tuya: a device that is still to be bound, as the module's own session begins, and TuyaLink devices, which speak plain JSON.

use super::digest::{Hash, hex};
use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;

/// Where devices in China connect.
pub(crate) const HOST: &str = "m2.tuyacn.com";
/// TLS only.
pub(crate) const PORT: u16 = 8883;

/// What stands before a UUID until the device is bound.
const UNBOUND: &str = "acon_";

pub(super) fn login(uuid: &str, key: &str) -> Login {
    let username = format!("{UNBOUND}{uuid}");
    Login { client_id: username.clone(), username, password: middle(key) }
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect) -> Result<(), Refusal> {
    if connect.tls.is_none() {
        return Err(Refusal::NeedsTls);
    }
    if let Some(device) = connect.client_id.strip_prefix("tuyalink_") {
        return admit_link(known, connect, device);
    }
    if connect.client_id != connect.username {
        return Err(Refusal::Identifier);
    }
    let is_known = connect.client_id.strip_prefix(UNBOUND) == Some(known.device.as_str());
    if is_known && middle(&known.secret) == connect.password { Ok(()) } else { Err(Refusal::Password) }
}

fn admit_link(known: &CloudDevice, connect: &Connect, device: &str) -> Result<(), Refusal> {
    let (name, list) = connect.username.split_once('|').ok_or(Refusal::Password)?;
    let values = list.strip_prefix("signMethod=hmacSha256,").ok_or(Refusal::Password)?;
    let text = format!("deviceId={device},{values}");
    let right = hex(&Hash::Sha256.keyed(known.secret.as_bytes(), &text)).eq_ignore_ascii_case(&connect.password);
    if name == device && device == known.device && right { Ok(()) } else { Err(Refusal::Password) }
}

/// The sixteen digits in the middle of the key's digest.
fn middle(key: &str) -> String {
    hex(&Hash::Md5.of(key)).chars().skip(8).take(16).collect()
}
