//! A registry of devices: whoever knows the product's secret is given a secret of its own, always the same one.

use super::digest::{Hash, base64, hex};
use super::{Cloud, CloudDevice};

/// What registering a device gives out.
#[derive(PartialEq, Eq)]
pub(crate) struct Registered {
    pub(crate) secret: String,
    pub(crate) token: String,
}

/// Registers a device. Where a cloud is pretended, it is the one that is asked, and it knows its own product and secret;
/// else every product secret is taken. `None` when the registry refuses.
pub(crate) fn register(
    known: Option<&CloudDevice>,
    cloud: Cloud,
    product_secret: &str,
    product: &str,
    device: &str,
) -> Option<Registered> {
    let accepted = known.is_none_or(|known| {
        known.cloud == cloud
            && known.product_secret == product_secret
            && known.product == product
            && known.device == device
    });
    accepted.then(|| Registered {
        secret: secret(cloud, product_secret, product, device),
        token: token(product_secret, product, device),
    })
}

/// The secret that a device is given, in the form of its cloud: base64 with Tencent, hexadecimal digits with the others.
pub(super) fn secret(cloud: Cloud, product_secret: &str, product: &str, device: &str) -> String {
    let bytes = Hash::Md5.keyed(product_secret.as_bytes(), &format!("secret {product} {device}"));
    if cloud == Cloud::Tencent { base64(&bytes) } else { hex(&bytes) }
}

/// The token that a device without a secret is given.
pub(super) fn token(product_secret: &str, product: &str, device: &str) -> String {
    hex(&Hash::Sha256.keyed(product_secret.as_bytes(), &format!("token {product} {device}")))
}
