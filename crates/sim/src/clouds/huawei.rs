//! Huawei Cloud: an hour in UTC is the key, and the secret is what is signed.

use super::digest::{Hash, hex};
use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;
use crate::device::hour_stamp;

/// Seconds of keep alive that the cloud takes.
const KEEP_ALIVE: std::ops::RangeInclusive<u16> = 30..=1200;

/// With the kind of signature whose hour is not checked.
pub(super) fn login(device: &str, secret: &str, time: u64) -> Login {
    let hour = hour_stamp(time);
    Login { username: device.to_owned(), password: sign(&hour, secret), client_id: format!("{device}_0_0_{hour}") }
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect, now: u64) -> Result<(), Refusal> {
    if !KEEP_ALIVE.contains(&connect.keep_alive) {
        return Err(Refusal::Identifier);
    }
    // From the right: a device id has underscores of its own.
    let fields: Vec<_> = connect.client_id.rsplitn(4, '_').collect();
    let [hour, kind, "0", device] = fields.as_slice() else { return Err(Refusal::Identifier) };
    let is_hour = hour.len() == 10 && hour.bytes().all(|byte| byte.is_ascii_digit());
    if *device != known.device || !is_hour || !matches!(*kind, "0" | "1") {
        return Err(Refusal::Identifier);
    }
    let hours = [now.saturating_sub(3600), now, now.saturating_add(3600)].map(hour_stamp);
    let in_time = *kind == "0" || hours.iter().any(|known| known == hour);
    let right = connect.username == known.device && sign(hour, &known.secret).eq_ignore_ascii_case(&connect.password);
    if in_time && right { Ok(()) } else { Err(Refusal::Password) }
}

fn sign(hour: &str, secret: &str) -> String {
    hex(&Hash::Sha256.keyed(hour.as_bytes(), secret))
}
