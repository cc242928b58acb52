//! Asks a module what it has: which clients are connected, whether the network has taken it in, and its IP address. Nothing is changed by it.

use fibocom_at::args::{ClientIndex, ContextId};
use fibocom_at::codes::Registration;
use fibocom_at::commands::{DialState, FreeClients, IpAddresses};
use fibocom_at::{Failure, Profile};

use super::check::packet_registration;
use super::connect::tolerate;
use super::dial::{dial_state, known_address};
use crate::link::Handle;

/// How a module stands with its network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Nothing, where it does not tell.
    pub registration: Option<Registration>,
    pub address: Address,
}

/// What a module says of its IP address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// It has one; which, some do not tell.
    Has(Option<IpAddresses>),
    /// It has none, or is not done dialling.
    None,
    /// It cannot be asked.
    Untold,
}

/// Which clients are free. Nothing, where the module does not tell.
///
/// # Errors
/// Only when the module no longer answers, or the link is lost.
pub async fn free_clients(handle: &Handle) -> Result<Option<Vec<ClientIndex>>, Failure> {
    tolerate(handle.run(&FreeClients).await.map(Some))
}

/// How the module stands with its network, where it was dialled in this context.
///
/// # Errors
/// Only when the module no longer answers, or the link is lost.
pub async fn standing(handle: &Handle, context: ContextId) -> Result<Standing, Failure> {
    let registration = tolerate(packet_registration(handle).await.map(Some))?;
    let address = match dial_state(handle).await? {
        Some(DialState::Up(address)) => Address::Has(known_address(handle, address, context).await?),
        Some(DialState::Busy | DialState::Down | DialState::Stale) => Address::None,
        None => Address::Untold,
    };
    Ok(Standing { registration, address })
}

/// Which clients of a series are connected where these are free. Whether a module has clients of MQTT-SN is only inferred for some series, so one of
/// them counts where the module lists the other.
#[must_use]
pub fn connected_clients(free: &[ClientIndex], profile: &Profile) -> Vec<ClientIndex> {
    let has_sn = free.iter().any(|client| client.is_sn());
    let is_there = |client: &ClientIndex| profile.clients.contains(&client.number()) && (!client.is_sn() || has_sn);
    ClientIndex::ALL.into_iter().filter(|client| is_there(client) && !free.contains(client)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_connected_where_the_series_has_it_and_the_module_does_not_list_it_as_free() {
        let [one, two, three, four] = ClientIndex::ALL;
        for (model, free, expected) in [
            ("L610", vec![one, two], vec![]),
            ("L610", vec![two, three, four], vec![one]),
            ("L610", vec![], vec![one, two]),
            ("L610", vec![one, two, four], vec![three]),
            ("MC665", vec![two], vec![one]),
        ] {
            assert_eq!(connected_clients(&free, Profile::for_model(model)), expected, "{model}: {free:?}");
        }
    }
}
