//! Amazon AWS IoT Core: the certificate is the credential, so nothing is computed.

use super::{CloudDevice, Refusal};
use crate::broker::Connect;

/// Most bytes of a client id string.
const CLIENT_ID_MAX: usize = 128;

pub(super) fn admit(known: &CloudDevice, connect: &Connect) -> Result<(), Refusal> {
    let tls = connect.tls.as_ref().ok_or(Refusal::NeedsTls)?;
    if tls.certificate.is_empty() || tls.key.is_empty() {
        return Err(Refusal::NeedsCertificate);
    }
    if connect.client_id.len() > CLIENT_ID_MAX {
        return Err(Refusal::Identifier);
    }
    // The policy lets a thing connect under its own name.
    if connect.client_id == known.device { Ok(()) } else { Err(Refusal::NotAuthorised) }
}
