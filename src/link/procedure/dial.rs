//! Brings the network up, and sets the module's clock.

use std::time::Duration;

use fibocom_at::args::{ContextId, Host, Port};
use fibocom_at::codes::CmeError;
use fibocom_at::commands::{
    ADDRESS_LIMIT, Addresses, ClockReading, Dial, DialState, HangUp, IpAddresses, ReadClock, ReadDial, SynchroniseClock,
};
use fibocom_at::urc::Urc;
use fibocom_at::{Event, Failure, Rejection};
use futures::{FutureExt, StreamExt, select_biased};

use super::connect::tolerate;
use crate::link::{DriverEvent, Handle, Heard};

/// How often to ask for the address while it does not come by itself.
const POLL: Duration = Duration::from_secs(5);

/// How long a context may take to close.
const CLOSE_LIMIT: Duration = Duration::from_secs(30);

/// How often a module is asked to dial that was just switched on, and how long it is left alone in between.
const ATTEMPTS: u8 = 12;
const PAUSE: Duration = Duration::from_secs(1);

/// How to dial: the command that will be sent.
pub type DialPlan = Dial;

/// Why there is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DialFailure {
    /// The module took the command, and no address came: it said so, or the time is over. The usual cause is a wrong APN.
    #[error("no address came")]
    NoAddress,
    /// The command itself failed.
    #[error(transparent)]
    Command(#[from] Failure),
}

/// Dials, and waits for an address. A context that is up already is kept; one without an address is closed first; a refusal
/// is believed only when the module has no address either.
///
/// # Errors
/// [`DialFailure`]. Dropping the future stops the waiting, not the module.
pub async fn dial(handle: &Handle, plan: &DialPlan) -> Result<IpAddresses, DialFailure> {
    let mut heard = handle
        .listen(|event| matches!(event, DriverEvent::Engine(Event::Urc(_) | Event::Rebooted) | DriverEvent::Lost(_)));
    match dial_state(handle).await? {
        Some(DialState::Up(address)) => {
            if let Some(address) = known_address(handle, address, plan.context()).await? {
                return Ok(address);
            }
        }
        Some(DialState::Stale) => close(handle, &mut heard).await?,
        Some(DialState::Busy | DialState::Down) | None => {}
    }
    match call(handle, plan).await {
        Ok(()) => {}
        Err(Failure::Rejected(refusal)) => {
            return match dial_state(handle).await? {
                Some(DialState::Up(address)) => {
                    known_address(handle, address, plan.context()).await?.ok_or(Failure::Rejected(refusal).into())
                }
                _ => Err(Failure::Rejected(refusal).into()),
            };
        }
        Err(other) => return Err(other.into()),
    }
    let end = handle.now() + u64::try_from(ADDRESS_LIMIT.as_millis()).unwrap_or(u64::MAX);
    while handle.now() < end {
        let announced = announced(handle, &mut heard).await?;
        if let Announced::Address(address) = announced {
            return Ok(address);
        }
        match dial_state(handle).await? {
            Some(DialState::Up(address)) => {
                if let Some(address) = known_address(handle, address, plan.context()).await? {
                    return Ok(address);
                }
            }
            // What it announced may be the end of the context before; now it says itself that it dials no more.
            Some(DialState::Down) if announced == Announced::None => break,
            _ => {}
        }
    }
    Err(DialFailure::NoAddress)
}

/// Closes a context, and waits until it is closed: OK says only that the module has begun, and what is dialled before the end is lost.
async fn close(handle: &Handle, heard: &mut Heard<DriverEvent>) -> Result<(), Failure> {
    tolerate(handle.run(&HangUp).await)?;
    let end = handle.now() + u64::try_from(CLOSE_LIMIT.as_millis()).unwrap_or(u64::MAX);
    while handle.now() < end && dial_state(handle).await? == Some(DialState::Stale) {
        if announced(handle, heard).await? == Announced::None {
            break;
        }
    }
    Ok(())
}

/// What the module said by itself while an address was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    Address(IpAddresses),
    None,
    Nothing,
}

/// Dials, again and again while the module is still starting its SIM or looking for its network.
async fn call(handle: &Handle, plan: &DialPlan) -> Result<(), Failure> {
    for _ in 1..ATTEMPTS {
        match handle.run(plan).await {
            Err(Failure::Rejected(refusal)) if is_early(&refusal) => handle.sleep(PAUSE).await,
            other => return other,
        }
    }
    handle.run(plan).await
}

/// Whether a module that was just switched on says so.
fn is_early(refusal: &Rejection) -> bool {
    matches!(refusal.equipment(), Some(CmeError::SimBusy | CmeError::NoNetworkService))
}

/// What the dial-up is doing, where the module can tell.
///
/// # Errors
/// Only when the module no longer answers, or the link is lost.
pub async fn dial_state(handle: &Handle) -> Result<Option<DialState>, Failure> {
    tolerate_state(handle.run(&ReadDial).await)
}

/// Time servers to offer: one in China, which the application guide names, and one for everywhere.
pub const TIME_SERVERS: [&str; 2] = ["ntp.ntsc.ac.cn", "pool.ntp.org"];

/// Asks a time server for the time, and reads the clock.
///
/// # Errors
/// As the commands fail.
pub async fn synchronise_clock(handle: &Handle, server: Host, port: Port) -> Result<ClockReading, Failure> {
    handle.run(&SynchroniseClock { server, port }).await?;
    handle.run(&ReadClock).await
}

/// What the module announces within one poll interval.
async fn announced(handle: &Handle, heard: &mut Heard<DriverEvent>) -> Result<Announced, Failure> {
    let timer = handle.sleep(POLL).fuse();
    futures::pin_mut!(timer);
    loop {
        select_biased! {
            event = heard.next() => match event {
                Some(DriverEvent::Engine(Event::Urc(Urc::AddressAssigned(address)))) => return Ok(Announced::Address(address)),
                Some(DriverEvent::Engine(Event::Urc(Urc::AddressLost))) => return Ok(Announced::None),
                Some(DriverEvent::Engine(Event::Rebooted)) => return Err(Failure::Rebooted),
                Some(DriverEvent::Lost(_)) | None => return Err(Failure::Lost),
                Some(_) => {}
            },
            () = timer => return Ok(Announced::Nothing),
        }
    }
}

/// The address, asked for where the module only says that it has one.
pub(super) async fn known_address(
    handle: &Handle,
    address: Option<IpAddresses>,
    cid: ContextId,
) -> Result<Option<IpAddresses>, Failure> {
    match address {
        Some(address) => Ok(Some(address)),
        None => tolerate(handle.run(&Addresses { cid }).await),
    }
}

fn tolerate_state(result: Result<DialState, Failure>) -> Result<Option<DialState>, Failure> {
    tolerate(result.map(Some))
}
