//! China Unicom DMP: the client id string names the SIM, the product, and the ways of signing and of logging in.

use super::digest::{Hash, hex};
use super::{CloudDevice, Login, Refusal, registry};
use crate::broker::Connect;

/// HMAC with SHA-256.
const SIGN_METHOD: &str = "0";
/// One secret for each device.
const BY_SECRET: &str = "0";
/// The token that a device without a secret was given.
const BY_TOKEN: &str = "-2";
/// The virtual SIM's operator: China Unicom.
const OPERATOR: &str = "1";

/// With the SIM's number as device id, which no parameter of the command gives.
pub(super) fn login(product: &str, device: &str, secret: &str, token: &str, iccid: &str) -> Login {
    let (way, password) =
        if token.is_empty() { (BY_SECRET, sign(secret, iccid, device, product)) } else { (BY_TOKEN, token.to_owned()) };
    Login {
        username: format!("{device}|{product}"),
        password,
        client_id: format!("{iccid}|{product}|{SIGN_METHOD}|{way}|{OPERATOR}"),
    }
}

pub(super) fn admit(known: &CloudDevice, connect: &Connect) -> Result<(), Refusal> {
    let fields: Vec<_> = connect.client_id.split('|').collect();
    let [id, product, SIGN_METHOD, way, "0" | "1" | "2" | "3" | "4"] = fields.as_slice() else {
        return Err(Refusal::Identifier);
    };
    let named = (10..=48).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !named || *product != known.product {
        return Err(Refusal::Identifier);
    }
    let right = match *way {
        BY_SECRET => known
            .secrets()
            .iter()
            .any(|secret| sign(secret, id, &known.device, &known.product).eq_ignore_ascii_case(&connect.password)),
        BY_TOKEN if !known.product_secret.is_empty() => {
            registry::token(&known.product_secret, &known.product, &known.device) == connect.password
        }
        _ => false,
    };
    let is_known = connect.username == format!("{}|{}", known.device, known.product);
    if is_known && right { Ok(()) } else { Err(Refusal::Password) }
}

fn sign(secret: &str, id: &str, device: &str, product: &str) -> String {
    hex(&Hash::Sha256.keyed(secret.as_bytes(), &format!("{id}{device}{product}")))
}
