//! Tencent Cloud: the user name carries its own expiry, and is what is signed.

use super::digest::{Hash, bytes, hex};
use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;

/// The application id of the cloud's kit for C.
const APPLICATION: &str = "21010406";

/// The end of time on a module that counts seconds in 32 bits.
const EXPIRY: &str = "2147483647";

/// Longest keep alive in seconds.
const KEEP_ALIVE_MAX: u16 = 900;

pub(super) fn login(product: &str, device: &str, secret: &str, connection: &str) -> Option<Login> {
    let client_id = format!("{product}{device}");
    let username = format!("{client_id};{APPLICATION};{connection};{EXPIRY}");
    let token = hex(&Hash::Sha1.keyed(&bytes(secret)?, &username));
    Some(Login { username, password: format!("{token};hmacsha1"), client_id })
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect, now: u64) -> Result<(), Refusal> {
    let client_id = format!("{}{}", known.product, known.device);
    if connect.client_id != client_id || connect.keep_alive > KEEP_ALIVE_MAX {
        return Err(Refusal::Identifier);
    }
    let fields: Vec<_> = connect.username.split(';').collect();
    let [name, _application, _connection, expiry] = fields.as_slice() else { return Err(Refusal::Password) };
    let (token, method) = connect.password.split_once(';').ok_or(Refusal::Password)?;
    let hash = method.strip_prefix("hmac").and_then(Hash::named).ok_or(Refusal::Password)?;
    let expiry: u64 = expiry.parse().map_err(|_| Refusal::Password)?;
    let right = |secret: &String| {
        bytes(secret).is_some_and(|key| hex(&hash.keyed(&key, &connect.username)).eq_ignore_ascii_case(token))
    };
    let valid = *name == client_id && expiry > now && known.secrets().iter().any(right);
    if valid { Ok(()) } else { Err(Refusal::Password) }
}
