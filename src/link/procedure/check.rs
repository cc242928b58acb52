//! The seven checks of the network, in the order in which the module needs them.

use fibocom_at::args::{ClientIndex, ContextId};
use fibocom_at::codes::{CmeError, Registration, SignalQuality};
use fibocom_at::commands::{
    Attention, ClockReading, FreeClients, IpAddresses, Operator, ReadClock, ReadDial, ReadOperator, ReadRegistration,
    ReadSignal, ReadSim, Signal, SimState,
};
use fibocom_at::urc::Domain;
use fibocom_at::{Command, Failure};

use super::connect::tolerate;
use super::dial::{dial_state, known_address};
use crate::link::Handle;
use fibocom_at::commands::DialState;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckName {
    /// Does the module answer?
    Module,
    /// Is the SIM ready?
    Sim,
    /// Is the signal strong enough?
    Signal,
    /// Has the network taken the module in?
    Registration,
    /// Does it have an IP address?
    Address,
    /// Is its clock right?
    Clock,
    /// Which clients are free?
    Clients,
}

/// All checks, in their order.
pub const CHECKS: [CheckName; 7] = [
    CheckName::Module,
    CheckName::Sim,
    CheckName::Signal,
    CheckName::Registration,
    CheckName::Address,
    CheckName::Clock,
    CheckName::Clients,
];

impl CheckName {
    /// A short name that does not change, for the automation API and the catalogue.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Sim => "sim",
            Self::Signal => "signal",
            Self::Registration => "registration",
            Self::Address => "address",
            Self::Clock => "clock",
            Self::Clients => "clients",
        }
    }

    /// Its place among them, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        CHECKS.iter().take_while(|name| **name != self).count()
    }

    /// Whether it can only be made well once the SIM is ready.
    #[must_use]
    pub const fn needs_sim(self) -> bool {
        matches!(self, Self::Signal | Self::Registration | Self::Address)
    }

    /// The commands that it sends.
    #[must_use]
    pub fn commands(self) -> Vec<String> {
        let lines = match self {
            Self::Module => vec![Attention.line()],
            Self::Sim => vec![ReadSim.line()],
            Self::Signal => vec![ReadSignal.line()],
            Self::Registration => vec![ReadRegistration(Domain::Packet).line(), ReadOperator.line()],
            Self::Address => vec![ReadDial.line()],
            Self::Clock => vec![ReadClock.line()],
            Self::Clients => vec![FreeClients.line()],
        };
        lines.iter().map(|line| line.as_str().to_owned()).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckResult {
    /// The module answered, after so many milliseconds.
    Answered(u64),
    /// What the SIM waits for.
    Sim(SimState),
    Signal(Signal),
    Registration(Registration, Option<Operator>),
    /// The IP address, if there is one.
    Address(Option<IpAddresses>),
    Clock(ClockReading),
    Clients(Vec<ClientIndex>),
    /// It was not made: the SIM comes first.
    WaitsForSim,
    /// The question itself failed.
    Failed(Failure),
}

/// How good that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Pass,
    Warn,
    /// It stands in the way.
    Fail,
    /// It was not made.
    Skipped,
}

/// A check and its finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: CheckName,
    pub result: CheckResult,
}

impl Check {
    /// How good the finding is.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match &self.result {
            CheckResult::Answered(_) | CheckResult::Sim(SimState::Ready) | CheckResult::Address(Some(_)) => {
                Verdict::Pass
            }
            CheckResult::Sim(state) if state.lets_in() => Verdict::Warn,
            CheckResult::Sim(_) | CheckResult::Address(None) => Verdict::Fail,
            CheckResult::Signal(signal) => match signal.quality() {
                SignalQuality::Good | SignalQuality::Fair => Verdict::Pass,
                SignalQuality::Weak | SignalQuality::Unlisted(_) => Verdict::Warn,
                SignalQuality::Unknown => Verdict::Fail,
            },
            CheckResult::Registration(state, _) if state.has_data() => Verdict::Pass,
            CheckResult::Registration(Registration::Searching, _) => Verdict::Warn,
            CheckResult::Registration(..) => Verdict::Fail,
            CheckResult::Clock(reading) if reading.is_plausible() => Verdict::Pass,
            CheckResult::Clock(_) => Verdict::Warn,
            CheckResult::Clients(free) if free.is_empty() => Verdict::Warn,
            CheckResult::Clients(_) => Verdict::Pass,
            CheckResult::WaitsForSim => Verdict::Skipped,
            CheckResult::Failed(_) => match self.name {
                CheckName::Clock | CheckName::Signal => Verdict::Warn,
                _ => Verdict::Fail,
            },
        }
    }

    /// Whether the finding is a SIM that keeps the module out of the network until somebody does something about it.
    #[must_use]
    pub fn is_shut_sim(&self) -> bool {
        const SHUT: [CmeError; 16] = [
            CmeError::SimNotInserted,
            CmeError::SimPinRequired,
            CmeError::SimPukRequired,
            CmeError::SimFailure,
            CmeError::SimWrong,
            CmeError::PhoneSimPinRequired,
            CmeError::FirstSimPinRequired,
            CmeError::FirstSimPukRequired,
            CmeError::NetworkPinRequired,
            CmeError::NetworkPukRequired,
            CmeError::SubsetPinRequired,
            CmeError::SubsetPukRequired,
            CmeError::ProviderPinRequired,
            CmeError::ProviderPukRequired,
            CmeError::CorporatePinRequired,
            CmeError::CorporatePukRequired,
        ];
        match &self.result {
            CheckResult::Sim(state) => !state.lets_in() && *state != SimState::NotReady,
            _ => self.is_sim_refusal(&SHUT),
        }
    }

    /// Whether the finding is a SIM that is still starting.
    #[must_use]
    pub fn is_starting_sim(&self) -> bool {
        self.result == CheckResult::Sim(SimState::NotReady) || self.is_sim_refusal(&[CmeError::SimBusy])
    }

    /// Whether the finding is a SIM that its PIN opens. The codes of a tied module are no PIN.
    #[must_use]
    pub fn wants_pin(&self) -> bool {
        self.result == CheckResult::Sim(SimState::Pin) || self.is_sim_refusal(&[CmeError::SimPinRequired])
    }

    fn is_sim_refusal(&self, errors: &[CmeError]) -> bool {
        match &self.result {
            CheckResult::Failed(Failure::Rejected(rejection)) if self.name == CheckName::Sim => {
                rejection.equipment().is_some_and(|error| errors.contains(&error))
            }
            _ => false,
        }
    }
}

/// Whether the last finding of a check may change by itself within seconds: the SIM is still busy, or, with a SIM that is
/// ready, the network is still being looked for.
#[must_use]
pub fn may_settle(name: CheckName, checks: &[Check]) -> bool {
    let found = |name: CheckName| checks.iter().find(|check| check.name == name);
    let last = |name: CheckName| found(name).map(|check| &check.result);
    let sim_ready = matches!(last(CheckName::Sim), Some(CheckResult::Sim(state)) if state.lets_in());
    match last(name) {
        _ if found(name).is_some_and(Check::is_starting_sim) => true,
        Some(CheckResult::Signal(signal)) => sim_ready && signal.quality() == SignalQuality::Unknown,
        Some(CheckResult::Registration(Registration::Searching | Registration::NotSearching, _)) => sim_ready,
        _ => false,
    }
}

pub async fn check(handle: &Handle, name: CheckName) -> Check {
    let result = match name {
        CheckName::Module => {
            let asked = handle.now();
            handle.run(&Attention).await.map(|()| CheckResult::Answered(handle.now() - asked))
        }
        CheckName::Sim => handle.run(&ReadSim).await.map(CheckResult::Sim),
        CheckName::Signal => handle.run(&ReadSignal).await.map(CheckResult::Signal),
        CheckName::Registration => registration(handle).await,
        CheckName::Address => address(handle).await,
        CheckName::Clock => handle.run(&ReadClock).await.map(CheckResult::Clock),
        CheckName::Clients => handle.run(&FreeClients).await.map(CheckResult::Clients),
    };
    Check { name, result: result.unwrap_or_else(CheckResult::Failed) }
}

async fn registration(handle: &Handle) -> Result<CheckResult, Failure> {
    let state = packet_registration(handle).await?;
    let operator = tolerate(handle.run(&ReadOperator).await)?;
    Ok(CheckResult::Registration(state, operator))
}

/// Packet registration; LTE registration where the first says no, since LTE-only modules answer there.
pub(super) async fn packet_registration(handle: &Handle) -> Result<Registration, Failure> {
    match handle.run(&ReadRegistration(Domain::Packet)).await {
        Ok(state) if state.has_data() => Ok(state),
        other => match handle.run(&ReadRegistration(Domain::Lte)).await {
            Ok(lte) if lte.has_data() || other.is_err() => Ok(lte),
            _ => other,
        },
    }
}

async fn address(handle: &Handle) -> Result<CheckResult, Failure> {
    let address = match dial_state(handle).await? {
        Some(DialState::Up(address)) => known_address(handle, address, ContextId::FIRST).await?,
        _ => None,
    };
    Ok(CheckResult::Address(address))
}

#[cfg(test)]
mod tests {
    use fibocom_at::Rejection;
    use fibocom_at::reply::Detail;

    use super::*;

    #[test]
    fn what_a_sim_says_decides_what_can_be_done_with_it() {
        let says = |text: &str| CheckResult::Sim(SimState::parse(text).unwrap());
        let refused = |code| CheckResult::Failed(Failure::Rejected(Rejection::Cme(Detail::Code(code))));
        let in_words = |text: &str| CheckResult::Failed(Failure::Rejected(Rejection::Cme(Detail::Text(text.into()))));
        let asked = |check: Check| {
            (check.verdict() == Verdict::Fail, check.is_shut_sim(), check.is_starting_sim(), check.wants_pin())
        };
        for (result, fails, shut, starting, pin) in [
            (says("READY"), false, false, false, false),
            (says("SIM PIN"), true, true, false, true),
            (says("SIM PUK"), true, true, false, false),
            (says("SIM PIN2"), false, false, false, false),
            (says("SIM PUK2"), false, false, false, false),
            (says("NOT READY"), true, false, true, false),
            (says("NOT INSERTED"), true, true, false, false),
            (says("EMPTY_EUICC"), true, true, false, false),
            (says("PH-SIM PIN"), true, true, false, false),
            (says("PH-NET PIN"), true, true, false, false),
            (says("BLOCKED"), true, true, false, false),
            (refused(10), true, true, false, false),
            (refused(11), true, true, false, true),
            (refused(14), true, false, true, false),
            (refused(40), true, true, false, false),
            (refused(100), true, false, false, false),
            (in_words("SIM not inserted"), true, true, false, false),
            (in_words("SIM PIN required"), true, true, false, true),
            (in_words("SIM busy"), true, false, true, false),
            (in_words("something else"), true, false, false, false),
        ] {
            let found = asked(Check { name: CheckName::Sim, result: result.clone() });
            assert_eq!(found, (fails, shut, starting, pin), "{result:?}");
        }
    }

    #[test]
    fn a_check_is_made_again_only_while_time_can_help() {
        let rejected = |code| CheckResult::Failed(Failure::Rejected(Rejection::Cme(Detail::Code(code))));
        let signal = |rssi| CheckResult::Signal(Signal { rssi, ber: 99 });
        let registration = |state| CheckResult::Registration(state, None);
        let ready = || CheckResult::Sim(SimState::Ready);
        for (sim, name, result, expected) in [
            (rejected(14), CheckName::Sim, rejected(14), true),
            (rejected(10), CheckName::Sim, rejected(10), false),
            (ready(), CheckName::Sim, ready(), false),
            (ready(), CheckName::Sim, CheckResult::Sim(SimState::NotReady), true),
            (ready(), CheckName::Sim, CheckResult::Sim(SimState::NotInserted), false),
            (CheckResult::Sim(SimState::Pin2), CheckName::Signal, signal(99), true),
            (ready(), CheckName::Signal, signal(99), true),
            (ready(), CheckName::Signal, signal(9), false),
            (rejected(10), CheckName::Signal, signal(99), false),
            (ready(), CheckName::Registration, registration(Registration::Searching), true),
            (ready(), CheckName::Registration, registration(Registration::Denied), false),
            (rejected(10), CheckName::Registration, registration(Registration::NotSearching), false),
            (ready(), CheckName::Address, CheckResult::Address(None), false),
        ] {
            let checks = [Check { name: CheckName::Sim, result: sim }, Check { name, result: result.clone() }];
            let checks = if name == CheckName::Sim { &checks[1..] } else { &checks[..] };
            assert_eq!(may_settle(name, checks), expected, "{name:?} {result:?}");
        }
    }
}
