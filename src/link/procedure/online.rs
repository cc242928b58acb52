//! Gets a module online: the checks in their order, the dial-up where there is no address yet, the clock where it is wrong.

use std::time::Duration;

use fibocom_at::Role;
use fibocom_at::args::{Host, Port};
use fibocom_at::commands::ClockReading;

use super::check::{CHECKS, Check, CheckName, CheckResult, Verdict, check, may_settle};
use super::dial::{DialFailure, DialPlan, dial, synchronise_clock};
use crate::link::{Dialogue, Handle};

/// How long to wait for a finding that may still settle. A SIM that was just switched on takes seconds, a network abroad minutes;
/// whoever waits sees what for, and can stop.
const PATIENCE_MS: u64 = 12_000;
const REGISTRATION_PATIENCE_MS: u64 = 200_000;

/// How long to leave the module alone before it is asked once more, first and at most.
const PAUSE: Duration = Duration::from_millis(200);
const PAUSE_MAX: Duration = Duration::from_secs(1);

/// A clock that differs from this computer's by more than so many seconds is set: a day, as for certificates.
const CLOCK_TOLERANCE: u64 = 24 * 60 * 60;

/// The lines of an answer that are kept for whoever wants to see them.
const ROLES: &[Role] = &[Role::Response, Role::Final, Role::Status];

/// What to do where something is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlinePlan {
    /// The check to begin with.
    pub from: CheckName,
    /// What those before it found.
    pub found: Vec<Check>,
    /// How to dial.
    pub dial: DialPlan,
    /// Whom to ask for the time.
    pub server: (Host, Port),
    /// This computer's time, in seconds since 1970.
    pub unix_seconds: i64,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnlineProgress {
    /// A check is being made.
    Checking(CheckName),
    /// What it found, and the module's own lines. It is told again when it has changed.
    Found(Check, Vec<String>),
    Dialling,
    /// The dial-up is over, well or not.
    Dialled,
    /// The clock is wrong, and a time server is being asked.
    SettingClock,
    /// What came of that.
    ClockSet(Result<ClockReading, fibocom_at::Failure>),
}

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnlineFailure {
    /// The finding of this check.
    Check(Check),
    Dial(DialFailure),
}

/// Makes the checks and mends what can be mended, up to the first thing that stands in the way. A clock that could not be set does
/// not: it is told, and the rest goes on.
///
/// # Errors
/// What stands in the way. Dropping the future stops after the command under way.
pub async fn get_online(
    handle: &Handle,
    plan: &OnlinePlan,
    mut tell: impl FnMut(OnlineProgress),
) -> Result<(), OnlineFailure> {
    let mut found = plan.found.clone();
    // A module that has not found its network yet may have no signal to tell: it is asked again once it has.
    let mut is_deaf = false;
    for name in CHECKS.into_iter().skip_while(|name| *name != plan.from) {
        let check = match name {
            CheckName::Address => address(handle, plan, &mut tell).await?,
            _ => settled(handle, name, &mut found, &mut tell).await,
        };
        if name == CheckName::Signal && check.verdict() == Verdict::Fail {
            is_deaf = true;
            continue;
        }
        if name == CheckName::Registration && is_deaf {
            let signal = made(handle, CheckName::Signal, &mut found, &mut tell).await;
            if signal.verdict() == Verdict::Fail && is_stopped(&check) {
                return Err(OnlineFailure::Check(signal));
            }
        }
        if is_stopped(&check) {
            return Err(OnlineFailure::Check(check));
        }
        if matches!(&check.result, CheckResult::Clock(reading) if is_wrong(reading, plan.unix_seconds)) {
            tell(OnlineProgress::SettingClock);
            let (server, port) = plan.server.clone();
            tell(OnlineProgress::ClockSet(synchronise_clock(handle, server, port).await));
        }
    }
    Ok(())
}

/// Dials; a module that is online already keeps its address, and says so.
async fn address(
    handle: &Handle,
    plan: &OnlinePlan,
    tell: &mut impl FnMut(OnlineProgress),
) -> Result<Check, OnlineFailure> {
    tell(OnlineProgress::Checking(CheckName::Address));
    tell(OnlineProgress::Dialling);
    let dialogue = Dialogue::default();
    let dialled = dial(&handle.keeping(&dialogue), &plan.dial).await;
    tell(OnlineProgress::Dialled);
    let result = CheckResult::Address(dialled.as_ref().ok().copied());
    let check = Check { name: CheckName::Address, result };
    tell(OnlineProgress::Found(check.clone(), dialogue.lines(ROLES)));
    dialled.map(|_| check).map_err(OnlineFailure::Dial)
}

/// Makes a check until its finding no longer changes by itself.
async fn settled(
    handle: &Handle,
    name: CheckName,
    found: &mut Vec<Check>,
    tell: &mut impl FnMut(OnlineProgress),
) -> Check {
    let patience = if name == CheckName::Registration { REGISTRATION_PATIENCE_MS } else { PATIENCE_MS };
    let end = handle.now() + patience;
    let mut pause = PAUSE;
    loop {
        let made = made(handle, name, found, tell).await;
        if name == CheckName::Signal || !may_settle(name, found) || handle.now() >= end {
            return made;
        }
        tell(OnlineProgress::Checking(name));
        handle.sleep(pause).await;
        pause = PAUSE_MAX.min(pause * 2);
    }
}

/// Makes a check once.
async fn made(
    handle: &Handle,
    name: CheckName,
    found: &mut Vec<Check>,
    tell: &mut impl FnMut(OnlineProgress),
) -> Check {
    tell(OnlineProgress::Checking(name));
    let dialogue = Dialogue::default();
    let made = check(&handle.keeping(&dialogue), name).await;
    found.retain(|check| check.name != name);
    found.push(made.clone());
    tell(OnlineProgress::Found(made.clone(), dialogue.lines(ROLES)));
    made
}

/// Whether this finding stands in the way. While the network is still being looked for, there is nothing to dial.
fn is_stopped(check: &Check) -> bool {
    check.verdict() == Verdict::Fail || matches!(check.result, CheckResult::Registration(state, _) if !state.has_data())
}

fn is_wrong(reading: &ClockReading, unix_seconds: i64) -> bool {
    !reading.is_plausible() || reading.unix_seconds().abs_diff(unix_seconds) > CLOCK_TOLERANCE
}
