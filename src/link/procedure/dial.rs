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
    let mut heard = Announcements::of(handle);
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
    heard.leave_out_what_was_before()?;
    let end = handle.now() + millis(ADDRESS_LIMIT);
    while handle.now() < end {
        let announced = heard.next(handle).await?;
        if let Announced::Address(address) = announced {
            return Ok(address);
        }
        match dial_state(handle).await? {
            Some(DialState::Up(address)) => {
                if let Some(address) = known_address(handle, address, plan.context()).await? {
                    return Ok(address);
                }
            }
            // Some firmware says so all the while it dials: it counts where the end was announced of what was dialled.
            Some(DialState::Down) if announced == Announced::None => break,
            _ => {}
        }
    }
    Err(DialFailure::NoAddress)
}

/// Closes a context, and waits until it is closed: OK says only that the module has begun, and what is dialled before the end is lost.
async fn close(handle: &Handle, heard: &mut Announcements) -> Result<(), Failure> {
    tolerate(handle.run(&HangUp).await)?;
    let end = handle.now() + millis(CLOSE_LIMIT);
    heard.end_is_due = Some(end);
    while handle.now() < end && dial_state(handle).await? == Some(DialState::Stale) {
        if heard.next_of_any(handle).await? == Announced::None {
            heard.end_is_due = None;
            break;
        }
    }
    Ok(())
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
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

/// What the module says by itself while it dials.
struct Announcements {
    heard: Heard<DriverEvent>,
    /// What was announced already, and is to count.
    last: Announced,
    /// Until when the end of a context may still be announced that was closed before.
    end_is_due: Option<u64>,
}

impl Announcements {
    fn of(handle: &Handle) -> Self {
        let heard = handle.listen(|event| {
            matches!(
                event,
                DriverEvent::Engine(Event::Urc(_) | Event::Completed(..) | Event::Rebooted) | DriverEvent::Lost(_)
            )
        });
        Self { heard, last: Announced::Nothing, end_is_due: None }
    }

    /// The module has just said OK to the dialling: what it said before that of a loss was said of the context before. An address counts
    /// whenever it came.
    fn leave_out_what_was_before(&mut self) -> Result<(), Failure> {
        while let Some(event) = self.heard.next().now_or_never() {
            let ends_a_command = matches!(event, Some(DriverEvent::Engine(Event::Completed(..))));
            match told(event)? {
                _ if ends_a_command && self.last == Announced::None => {
                    (self.last, self.end_is_due) = (Announced::Nothing, None);
                }
                Announced::Nothing => {}
                announced => self.last = announced,
            }
        }
        Ok(())
    }

    /// What it announces within one poll interval of what was dialled last: the end of the context before is not it.
    async fn next(&mut self, handle: &Handle) -> Result<Announced, Failure> {
        let announced = self.next_of_any(handle).await?;
        let is_of_before = || self.end_is_due.is_some_and(|due| handle.now() < due);
        if announced == Announced::None && is_of_before() {
            self.end_is_due = None;
            return Ok(Announced::Nothing);
        }
        Ok(announced)
    }

    /// The same, of whatever context.
    async fn next_of_any(&mut self, handle: &Handle) -> Result<Announced, Failure> {
        let last = std::mem::replace(&mut self.last, Announced::Nothing);
        if last != Announced::Nothing {
            return Ok(last);
        }
        let timer = handle.sleep(POLL).fuse();
        futures::pin_mut!(timer);
        loop {
            select_biased! {
                event = self.heard.next() => match told(event)? {
                    Announced::Nothing => {}
                    announced => return Ok(announced),
                },
                () = timer => return Ok(Announced::Nothing),
            }
        }
    }
}

/// What an event tells of the address.
fn told(event: Option<DriverEvent>) -> Result<Announced, Failure> {
    match event {
        Some(DriverEvent::Engine(Event::Urc(Urc::AddressAssigned(address)))) => Ok(Announced::Address(address)),
        Some(DriverEvent::Engine(Event::Urc(Urc::AddressLost))) => Ok(Announced::None),
        Some(DriverEvent::Engine(Event::Rebooted)) => Err(Failure::Rebooted),
        Some(DriverEvent::Lost(_)) | None => Err(Failure::Lost),
        Some(_) => Ok(Announced::Nothing),
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
