//! What a check of the network found, in a sentence, and what to do about it.

use fibocom_at::codes::{Registration, SignalQuality};
use fibocom_at::commands::{Operator, Signal, SimState};

use super::{Said, failure_of};
use crate::session::procedure::{Check, CheckName, Standing};
use crate::t;

/// The sentence for what a check found.
#[must_use]
pub fn standing(check: &Check) -> Said {
    match &check.standing {
        Standing::Answered(milliseconds) => Said::new(t!("standing-answered", milliseconds = *milliseconds), None),
        Standing::Sim(state) => sim(state),
        Standing::Signal(found) => signal(*found),
        Standing::Registration(state, operator) => registration(*state, operator.as_ref()),
        Standing::Address(Some(address)) => Said::new(t!("standing-address", address = address.to_string()), None),
        Standing::Address(None) => Said::new(t!("standing-no-address"), None),
        Standing::Clock(reading) if reading.is_plausible() => {
            Said::new(t!("standing-clock", clock = reading.to_string()), None)
        }
        Standing::Clock(reading) => {
            Said::new(t!("standing-clock-unset", clock = reading.to_string()), Some("advice-clock-unset"))
        }
        Standing::Clients(free) if free.is_empty() => {
            Said::new(t!("standing-no-client"), Some("advice-no-free-client"))
        }
        Standing::Clients(free) => {
            let list = free.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Said::new(t!("standing-clients", clients = list), None)
        }
        Standing::Failed(failure) => {
            let command = check.name.commands();
            let (text, id) = failure_of(failure, command.first().map(String::as_bytes));
            let id = match (check.name, id) {
                (CheckName::Sim, None) => Some("advice-sim-missing"),
                (_, id) => id,
            };
            Said::new(text, id)
        }
    }
}

fn sim(state: &SimState) -> Said {
    match state {
        SimState::Ready => Said::new(t!("standing-sim-ready"), None),
        SimState::Pin => Said::new(t!("standing-sim-pin"), Some("advice-sim-pin")),
        SimState::Puk => Said::new(t!("standing-sim-puk"), Some("advice-sim-puk")),
        SimState::Other(words) => Said::new(t!("standing-sim-other", state = words.as_str()), None),
    }
}

fn signal(found: Signal) -> Said {
    let (rssi, dbm) = (found.rssi, 2 * i32::from(found.rssi) - 113);
    match found.quality() {
        SignalQuality::Good => Said::new(t!("standing-signal-good", rssi = rssi, dbm = dbm), None),
        SignalQuality::Fair => Said::new(t!("standing-signal-fair", rssi = rssi, dbm = dbm), None),
        SignalQuality::Weak => {
            Said::new(t!("standing-signal-weak", rssi = rssi, dbm = dbm), Some("advice-signal-weak"))
        }
        SignalQuality::Unknown => Said::new(t!("standing-signal-none"), Some("advice-signal-none")),
        SignalQuality::Unlisted(value) => Said::new(t!("standing-signal-unlisted", rssi = value), None),
    }
}

fn registration(state: Registration, operator: Option<&Operator>) -> Said {
    let operator =
        operator.map_or_else(String::new, |operator| t!("standing-operator", operator = operator.name.as_str()));
    match state {
        Registration::Home => Said::new(t!("standing-registered-home", operator = operator), None),
        Registration::Roaming => Said::new(t!("standing-registered-roaming", operator = operator), None),
        Registration::Searching => Said::new(t!("standing-searching"), Some("advice-not-registered")),
        Registration::Denied => Said::new(t!("standing-denied"), Some("advice-registration-denied")),
        other => Said::new(t!("standing-not-registered", state = other.number()), Some("advice-not-registered")),
    }
}
