//! China Mobile OneNET: the password is a token with resource, expiry and signature in it.

use super::digest::{Hash, base64, bytes};
use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;

/// The version and the expiry, the beginning of 2050 in Beijing, that the cloud's kit for C writes always.
const VERSION: &str = "2018-10-31";
const EXPIRY: &str = "2524579200";

/// Seconds of keep alive that the cloud takes.
const KEEP_ALIVE: std::ops::RangeInclusive<u16> = 10..=1800;

/// The characters that stand as `%HH` in a token.
const ENCODED: &[u8] = b"+ /?%#&=";

pub(super) fn login(product: &str, device: &str, key: &str) -> Option<Login> {
    let resource = format!("products/{product}/devices/{device}");
    let sign = sign(Hash::Sha1, &bytes(key)?, &[EXPIRY, "sha1", &resource, VERSION]);
    Some(Login {
        username: product.to_owned(),
        password: format!("version={VERSION}&res={}&et={EXPIRY}&method=sha1&sign={}", encode(&resource), encode(&sign)),
        client_id: device.to_owned(),
    })
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect, now: u64) -> Result<(), Refusal> {
    if connect.client_id != known.device || !KEEP_ALIVE.contains(&connect.keep_alive) {
        return Err(Refusal::Identifier);
    }
    if connect.username == known.product && is_valid(known, &connect.password, now) == Some(true) {
        return Ok(());
    }
    Err(Refusal::Password)
}

fn is_valid(known: &CloudDevice, token: &str, now: u64) -> Option<bool> {
    let value = |name: &str| {
        token.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name)).map(|(_, value)| value)
    };
    let resource = decode(value("res")?)?;
    let (expiry, method, version) = (value("et")?, value("method")?, value("version")?);
    let whole = format!("products/{}", known.product);
    let is_ours = resource == whole || resource == format!("{whole}/devices/{}", known.device);
    let right = sign(Hash::named(method)?, &bytes(&known.secret)?, &[expiry, method, &resource, version]);
    Some(is_ours && expiry.parse::<u64>().ok()? > now && decode(value("sign")?)? == right)
}

/// The signature over lines in the order of their names.
fn sign(hash: Hash, key: &[u8], lines: &[&str]) -> String {
    base64(&hash.keyed(key, &lines.join("\n")))
}

fn encode(text: &str) -> String {
    let one = |byte: u8| {
        if ENCODED.contains(&byte) || !byte.is_ascii() { format!("%{byte:02X}") } else { char::from(byte).to_string() }
    };
    text.bytes().map(one).collect()
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}
