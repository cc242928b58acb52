//! What a check of the network found: what that means, and what to do about it.

use fibocom_at::ClientIndex;
use fibocom_at::codes::{Registration, SignalQuality};
use fibocom_at::commands::{ClockReading, Operator, Signal, SimState};

use super::{Explanation, advice, meaning, work_error};
use crate::link::procedure::{Check, CheckResult};
use crate::state::WorkError;
use crate::t;

/// What a check found, what that means and what to do about it. The time is this computer's.
#[must_use]
pub fn found(check: &Check, unix_seconds: i64) -> String {
    match &check.result {
        CheckResult::Answered(ms) => t!("network-module-ok", ms = *ms),
        CheckResult::Sim(state) => sim(state),
        CheckResult::Signal(reading) => signal(*reading),
        CheckResult::Registration(state, operator) => registration(*state, operator.as_ref()),
        CheckResult::Address(Some(address)) => t!("network-address-ok", address = address.to_string()),
        CheckResult::Address(None) => t!("network-address-none"),
        CheckResult::Clock(reading) => clock(reading, unix_seconds),
        CheckResult::Clients(free) => clients(free),
        CheckResult::WaitsForSim => t!("network-waits-for-sim"),
        CheckResult::Failed(failure) => failed(&WorkError::Command(failure.clone())),
    }
}

/// Why something failed, and what to do about it, in one paragraph.
#[must_use]
pub fn failed(error: &WorkError) -> String {
    let Explanation { text, advice } = work_error(error);
    match advice {
        Some(advice) if !advice.text.is_empty() => format!("{text} {}", advice.text),
        _ => text,
    }
}

fn sim(state: &SimState) -> String {
    match state {
        SimState::Ready => t!("network-sim-ready"),
        SimState::Pin => t!("network-sim-pin"),
        SimState::Puk => t!("network-sim-puk"),
        SimState::Other(state) => t!("network-sim-other", state = state.as_str()),
        SimState::Pin2
        | SimState::Puk2
        | SimState::Tied(..)
        | SimState::NotReady
        | SimState::NotInserted
        | SimState::EmptyEuicc => {
            let found = fibocom_at::meaning::of_sim(state);
            let help = found.advice.map(|id| advice(id).text).unwrap_or_default();
            format!("{} {help}", meaning(&found))
        }
    }
}

fn signal(reading: Signal) -> String {
    let (rssi, dbm) = (reading.rssi, dbm(reading.rssi));
    match reading.quality() {
        SignalQuality::Good => t!("network-signal-good", rssi = rssi, dbm = minus(dbm)),
        SignalQuality::Fair => t!("network-signal-fair", rssi = rssi, dbm = minus(dbm)),
        SignalQuality::Weak => t!("network-signal-weak", rssi = rssi, dbm = minus(dbm)),
        SignalQuality::Unknown => t!("network-signal-unknown"),
        SignalQuality::Unlisted(figure) => t!("network-signal-unlisted", rssi = figure),
    }
}

/// A number with a true minus sign, which does not wrap away from it.
fn minus(number: i32) -> String {
    number.to_string().replace('-', "−")
}

fn registration(state: Registration, operator: Option<&Operator>) -> String {
    let sentence = match state {
        Registration::Home => t!("network-registration-home"),
        Registration::Roaming => t!("network-registration-roaming"),
        Registration::Searching => t!("network-registration-searching"),
        Registration::NotSearching => t!("network-registration-not-searching"),
        Registration::Denied => t!("network-registration-denied"),
        limited if is_limited(limited) => t!("network-registration-limited", state = limited.number()),
        _ => t!("network-registration-unknown"),
    };
    let Some(Operator { name, technology: number }) = operator else { return sentence };
    let operator = match number.and_then(technology) {
        Some(technology) => {
            t!("network-registration-operator-technology", name = name.as_str(), technology = technology)
        }
        None => t!("network-registration-operator", name = name.as_str()),
    };
    format!("{sentence} {operator}")
}

fn clock(reading: &ClockReading, unix_seconds: i64) -> String {
    let time = reading.to_string();
    if !reading.is_plausible() {
        t!("network-clock-unset", time = time)
    } else if is_far_off(reading, unix_seconds) {
        t!("network-clock-differs", time = time)
    } else {
        t!("network-clock-ok", time = time)
    }
}

fn clients(free: &[ClientIndex]) -> String {
    if free.is_empty() {
        return t!("network-clients-none");
    }
    let free: Vec<_> = free.iter().map(ToString::to_string).collect();
    t!("network-clients-free", free = free.join(", "))
}

/// Received signal strength in dBm (3GPP TS 27.007, 8.5).
fn dbm(rssi: u16) -> i32 {
    2 * i32::from(rssi) - 113
}

/// The access technology in the words of 3GPP TS 27.007, 7.3.
const fn technology(number: u32) -> Option<&'static str> {
    Some(match number {
        0 | 1 => "GSM",
        2 => "UTRAN",
        3 => "EDGE",
        4 => "HSDPA",
        5 => "HSUPA",
        6 => "HSPA",
        7 => "LTE",
        8 => "EC-GSM-IoT",
        9 => "NB-IoT",
        10..=13 => "5G",
        _ => return None,
    })
}

/// Whether the module is registered for something that is not data.
const fn is_limited(state: Registration) -> bool {
    matches!(
        state,
        Registration::SmsOnlyHome
            | Registration::SmsOnlyRoaming
            | Registration::EmergencyOnly
            | Registration::Unlisted(_)
    )
}

/// Whether a module's clock is more than a day from this time: more than any zone explains.
fn is_far_off(reading: &ClockReading, unix_seconds: i64) -> bool {
    (reading.unix_seconds() - unix_seconds).abs() > 36 * 3_600
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::procedure::CheckName;

    /// 2026-11-21 00:00:00 UTC
    const NOW: i64 = 1_795_219_200;

    #[test]
    fn findings_are_told_with_what_they_mean() {
        let clock = |text| CheckResult::Clock(ClockReading::parse(text).unwrap());
        let lte = || Some(Operator { name: "CHN-UNICOM".into(), technology: Some(7) });
        for (result, expected) in [
            (CheckResult::Answered(4), "It answered after 4 ms."),
            (CheckResult::Sim(SimState::Ready), "Ready, no PIN needed."),
            (CheckResult::Signal(Signal { rssi: 22, ber: 99 }), "22 of 31: good (−69 dBm)."),
            (
                CheckResult::Registration(Registration::Roaming, lte()),
                "Registered, roaming. Operator CHN-UNICOM on LTE.",
            ),
            (CheckResult::Registration(Registration::Home, None), "Registered in the home network."),
            (clock("26/11/21,08:00:00+32"), "2026-11-21 08:00:00 UTC+08:00"),
            (CheckResult::Clients(ClientIndex::ALL[..2].to_vec()), "1, 2 free."),
            (CheckResult::Clients(vec![]), "None is free. Close one on the Session screen."),
        ] {
            assert_eq!(found(&Check { name: CheckName::Module, result }, NOW), expected);
        }
    }

    #[test]
    fn each_state_of_the_sim_has_its_own_words_and_says_what_to_do() {
        let said: Vec<_> = SimState::all().map(sim).collect();
        for (at, text) in said.iter().enumerate() {
            assert!(said.iter().skip(at + 1).all(|other| other != text), "{text}");
        }
        for (state, part) in [
            ("NOT READY", "Wait a few seconds"),
            ("NOT INSERTED", "put the SIM in"),
            ("EMPTY_EUICC", "Load an operator's profile"),
            ("PH-NET PIN", "Use a SIM of the operator"),
            ("PH-SIM PIN", "Put the SIM back"),
            ("SIM PIN2", "Go on"),
        ] {
            let text = sim(&SimState::parse(state).unwrap());
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn a_clock_that_was_never_set_is_told_from_one_that_is_off() {
        for (text, part) in [("80/01/06,00:00:12", "never set"), ("25/01/01,00:00:00+32", "differs")] {
            let result = CheckResult::Clock(ClockReading::parse(text).unwrap());
            let said = found(&Check { name: CheckName::Clock, result }, NOW);
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn what_is_registered_without_data_says_so_with_its_number() {
        for (state, part) in [
            (Registration::SmsOnlyHome, "without data (6)"),
            (Registration::EmergencyOnly, "without data (8)"),
            (Registration::Unlisted(11), "without data (11)"),
            (Registration::Denied, "refused"),
            (Registration::Unknown, "Out of coverage"),
        ] {
            assert!(registration(state, None).contains(part), "{state:?}");
        }
    }

    #[test]
    fn a_clock_is_far_off_when_no_zone_explains_it() {
        // 2026-11-21 00:00:00 UTC
        let now = 1_795_219_200;
        for (text, far) in [
            ("26/11/21,00:00:00+00", false),
            ("26/11/21,13:00:00+52", false),
            ("26/11/20,12:00:00-48", false),
            ("26/11/23,00:00:00+00", true),
            ("25/11/21,00:00:00+00", true),
            ("80/01/06,00:00:00+00", true),
        ] {
            assert_eq!(is_far_off(&ClockReading::parse(text).unwrap(), now), far, "{text}");
        }
    }

    #[test]
    fn the_figures_of_the_radio_are_told_in_the_units_of_the_field() {
        for (rssi, strength) in [(0, -113), (9, -95), (31, -51)] {
            assert_eq!(dbm(rssi), strength, "{rssi}");
        }
        assert!(is_limited(Registration::EmergencyOnly) && !is_limited(Registration::Denied));
        assert_eq!((technology(7), technology(99)), (Some("LTE"), None));
    }
}
