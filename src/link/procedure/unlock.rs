//! Opens a SIM with its PIN, and sees how it stands afterwards.

use std::time::Duration;

use fibocom_at::Failure;
use fibocom_at::args::Pin;
use fibocom_at::codes::CmeError;
use fibocom_at::commands::EnterPin;

use super::check::{Check, CheckName, check};
use crate::link::Handle;

/// How often a SIM that has taken its PIN is asked whether it has started, and how long it is left alone in between.
const ATTEMPTS: u8 = 12;
const PAUSE: Duration = Duration::from_secs(1);

/// Enters the PIN, once. How that went, and how the SIM stands now: ready, still shut, or locked for good by one try too many.
pub async fn unlock(handle: &Handle, pin: Pin) -> (Result<(), Failure>, Check) {
    let entered = handle.run(&EnterPin { pin }).await;
    let mut found = check(handle, CheckName::Sim).await;
    for _ in 1..ATTEMPTS {
        if !found.is_starting_sim() {
            break;
        }
        handle.sleep(PAUSE).await;
        found = check(handle, CheckName::Sim).await;
    }
    (entered, found)
}

/// Whether the failure is the SIM's own word that the PIN is wrong.
#[must_use]
pub fn is_wrong_pin(failure: &Failure) -> bool {
    matches!(failure, Failure::Rejected(refusal) if refusal.equipment() == Some(CmeError::IncorrectPassword))
}
