//! China Telecom AEP: names put together, and a token that is the password as it stands.

use super::{CloudDevice, Login, Refusal};
use crate::broker::Connect;

pub(super) fn login(product: &str, device: &str, token: &str, user: &str) -> Login {
    Login { username: user.to_owned(), password: token.to_owned(), client_id: format!("{product}{device}") }
}

/// Every user name is taken.
pub(super) fn admit(known: &CloudDevice, connect: &Connect) -> Result<(), Refusal> {
    if connect.client_id != format!("{}{}", known.product, known.device) {
        return Err(Refusal::Identifier);
    }
    if connect.password == known.secret { Ok(()) } else { Err(Refusal::Password) }
}
