//! What the module says about SIM, signal, registration, address and clock, asked or unasked.

use super::entry::entries;
use super::{Meaning, advice};
use crate::codes::{Registration, SignalQuality};
use crate::commands::{ClockReading, DialState, IpAddresses, Operator, Signal, SimState, Tie};
use crate::urc::Domain;

entries! {
    SIM_READY = "meaning-sim-ready" Ok ();
    SIM_PIN = "meaning-sim-pin" Warn () => advice::SIM_PIN;
    SIM_PUK = "meaning-sim-puk" Error () => advice::SIM_PUK;
    SIM_PIN2 = "meaning-sim-pin2" Warn () => advice::SIM_PIN2;
    SIM_PUK2 = "meaning-sim-puk2" Warn () => advice::SIM_PIN2;
    SIM_TIED = "meaning-sim-tied" Error ("tie", "code") => advice::SIM_TIED;
    SIM_TIED_TO_OPERATOR = "meaning-sim-tied-to-operator" Error ("tie", "code") => advice::OPERATOR_LOCK;
    SIM_NOT_READY = "meaning-sim-not-ready" Warn () => advice::SIM_BUSY;
    SIM_NOT_INSERTED = "meaning-sim-not-inserted" Error () => advice::SIM_MISSING;
    SIM_EMPTY = "meaning-sim-empty" Error () => advice::SIM_EMPTY;
    SIM_OTHER = "meaning-sim-other" Warn ("state") => advice::SIM_FAULTY;
    SIGNAL_WEAK = "meaning-signal-weak" Warn ("rssi", "dbm") => advice::SIGNAL_WEAK;
    SIGNAL_FAIR = "meaning-signal-fair" Ok ("rssi", "dbm");
    SIGNAL_GOOD = "meaning-signal-good" Ok ("rssi", "dbm");
    SIGNAL_UNKNOWN = "meaning-signal-unknown" Warn () => advice::SIGNAL_NONE;
    SIGNAL_UNLISTED = "meaning-signal-unlisted" Info ("rssi");
    OPERATOR = "meaning-operator" Ok ("operator");
    OPERATOR_TECHNOLOGY = "meaning-operator-technology" Ok ("operator", "technology");
    OPERATOR_NONE = "meaning-operator-none" Warn () => advice::NOT_REGISTERED;
    NOT_SEARCHING = "meaning-registration-not-searching" Warn ("service") => advice::NOT_REGISTERED;
    HOME = "meaning-registration-home" Ok ("service");
    SEARCHING = "meaning-registration-searching" Warn ("service") => advice::NOT_REGISTERED;
    DENIED = "meaning-registration-denied" Error ("service") => advice::REGISTRATION_DENIED;
    UNKNOWN = "meaning-registration-unknown" Warn ("service") => advice::NOT_REGISTERED;
    ROAMING = "meaning-registration-roaming" Ok ("service");
    SMS_ONLY_HOME = "meaning-registration-sms-only-home" Warn ("service") => advice::REGISTRATION_DENIED;
    SMS_ONLY_ROAMING = "meaning-registration-sms-only-roaming" Warn ("service") => advice::REGISTRATION_DENIED;
    EMERGENCY_ONLY = "meaning-registration-emergency-only" Error ("service") => advice::REGISTRATION_DENIED;
    REGISTRATION_UNLISTED = "meaning-registration-unlisted" Warn ("service", "number") => advice::NOT_REGISTERED;
    ADDRESS = "meaning-address" Ok ("address");
    ADDRESS_NONE = "meaning-address-none" Warn () => advice::NO_ADDRESS;
    ADDRESS_STALE = "meaning-address-stale" Warn () => advice::ADDRESS_STALE;
    NETWORK_UP = "meaning-network-up" Ok ();
    DIALLING = "meaning-dialling" Info ();
    CLOCK = "meaning-clock" Ok ("time");
    CLOCK_UNSET = "meaning-clock-unset" Warn ("time") => advice::CLOCK_UNSET;
}

pub(super) fn sim(state: &SimState) -> Meaning {
    match state {
        SimState::Ready => SIM_READY.with([]),
        SimState::Pin => SIM_PIN.with([]),
        SimState::Puk => SIM_PUK.with([]),
        SimState::Pin2 => SIM_PIN2.with([]),
        SimState::Puk2 => SIM_PUK2.with([]),
        SimState::Tied(tie @ (Tie::ThisSim | Tie::FirstSim), code) => {
            SIM_TIED.with([tie.name().into(), code.name().into()])
        }
        SimState::Tied(tie, code) => SIM_TIED_TO_OPERATOR.with([tie.name().into(), code.name().into()]),
        SimState::NotReady => SIM_NOT_READY.with([]),
        SimState::NotInserted => SIM_NOT_INSERTED.with([]),
        SimState::EmptyEuicc => SIM_EMPTY.with([]),
        SimState::Other(state) => SIM_OTHER.with([state.as_str().into()]),
    }
}

pub(super) fn signal(signal: Signal) -> Meaning {
    let rssi = || u32::from(signal.rssi).into();
    let dbm = || super::Arg::Number(i64::from(signal.rssi) * 2 - 113);
    match signal.quality() {
        SignalQuality::Weak => SIGNAL_WEAK.with([rssi(), dbm()]),
        SignalQuality::Fair => SIGNAL_FAIR.with([rssi(), dbm()]),
        SignalQuality::Good => SIGNAL_GOOD.with([rssi(), dbm()]),
        SignalQuality::Unknown => SIGNAL_UNKNOWN.with([]),
        SignalQuality::Unlisted(_) => SIGNAL_UNLISTED.with([rssi()]),
    }
}

pub(super) fn operator(operator: Option<Operator>) -> Meaning {
    let Some(Operator { name, technology }) = operator else { return OPERATOR_NONE.with([]) };
    // 3GPP TS 27.007, 7.3.
    let technology = match technology {
        Some(0 | 1 | 3) => "gsm",
        Some(2 | 4..=6) => "umts",
        Some(7) => "lte",
        Some(8) => "cat-m",
        Some(9) => "nb-iot",
        Some(11) => "nr",
        Some(_) | None => return OPERATOR.with([name.into()]),
    };
    OPERATOR_TECHNOLOGY.with([name.into(), technology.into()])
}

pub(super) fn registration(domain: Domain, state: Registration) -> Meaning {
    let service = match domain {
        Domain::Circuit => "voice",
        Domain::Packet => "data",
        Domain::Lte => "lte",
    };
    let entry = match state {
        Registration::NotSearching => NOT_SEARCHING,
        Registration::Home => HOME,
        Registration::Searching => SEARCHING,
        Registration::Denied => DENIED,
        Registration::Unknown => UNKNOWN,
        Registration::Roaming => ROAMING,
        Registration::SmsOnlyHome => SMS_ONLY_HOME,
        Registration::SmsOnlyRoaming => SMS_ONLY_ROAMING,
        Registration::EmergencyOnly => EMERGENCY_ONLY,
        Registration::Unlisted(number) => {
            return REGISTRATION_UNLISTED.with([service.into(), u32::from(number).into()]);
        }
    };
    entry.with([service.into()])
}

pub(super) fn address(address: IpAddresses) -> Meaning {
    ADDRESS.with([address.to_string().into()])
}

pub(super) fn no_address() -> Meaning {
    ADDRESS_NONE.with([])
}

pub(super) fn dial(state: DialState) -> Meaning {
    match state {
        DialState::Down => no_address(),
        DialState::Up(Some(found)) => address(found),
        DialState::Up(None) => NETWORK_UP.with([]),
        DialState::Stale => ADDRESS_STALE.with([]),
        DialState::Busy => DIALLING.with([]),
    }
}

pub(super) fn clock(reading: &ClockReading) -> Meaning {
    let entry = if reading.is_plausible() { CLOCK } else { CLOCK_UNSET };
    entry.with([reading.to_string().into()])
}
