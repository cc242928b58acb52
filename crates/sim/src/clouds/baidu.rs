//! Baidu IoT Core: a plain digest over device key, time and secret.

use super::digest::{Hash, hex};
use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;

/// Seconds that the time in a user name may be off. Zero is not checked.
const TOLERANCE: u64 = 600;

/// Seconds of keep alive that the cloud takes.
const KEEP_ALIVE: std::ops::RangeInclusive<u16> = 30..=1200;

/// Most characters of a client id string.
const CLIENT_ID_MAX: usize = 128;

/// With the time of the module's clock, as the cloud's kit for C has it: a clock that is not set means a refusal.
pub(super) fn login(core: &str, device: &str, secret: &str, time: u64) -> Login {
    let time = time.to_string();
    Login {
        username: format!("thingidp@{core}|{device}|{time}|MD5"),
        password: sign(Hash::Md5, device, &time, "MD5", secret),
        client_id: device.to_owned(),
    }
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect, now: u64) -> Result<(), Refusal> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let named = (1..=CLIENT_ID_MAX).contains(&connect.client_id.len()) && connect.client_id.bytes().all(allowed);
    if !named || !KEEP_ALIVE.contains(&connect.keep_alive) {
        return Err(Refusal::Identifier);
    }
    let fields: Vec<_> = connect.username.split('|').collect();
    let (core, device, time, algorithm) = match fields.as_slice() {
        [core, device] => (core, device, "0", "MD5"),
        [core, device, algorithm] if Hash::named(&algorithm.to_ascii_lowercase()).is_some() => {
            (core, device, "0", *algorithm)
        }
        [core, device, time] => (core, device, *time, "MD5"),
        [core, device, time, algorithm] => (core, device, *time, *algorithm),
        _ => return Err(Refusal::Password),
    };
    let hash =
        Hash::named(&algorithm.to_ascii_lowercase()).filter(|hash| *hash != Hash::Sha1).ok_or(Refusal::Password)?;
    let moment: u64 = time.parse().map_err(|_| Refusal::Password)?;
    let in_time = moment == 0 || moment.abs_diff(now) <= TOLERANCE;
    let is_known = *core == format!("thingidp@{}", known.product) && *device == known.device;
    let right = sign(hash, device, time, algorithm, &known.secret).eq_ignore_ascii_case(&connect.password);
    if in_time && is_known && right { Ok(()) } else { Err(Refusal::Password) }
}

fn sign(hash: Hash, device: &str, time: &str, algorithm: &str, secret: &str) -> String {
    hex(&hash.of(&format!("{device}&{time}&{algorithm}{secret}")))
}
