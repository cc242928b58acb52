//! What the errors mean: by their number where they have one, by the command they answer where they have none.

use super::entry::entries;
use super::typed::Typed;
use super::{Meaning, advice};
use crate::codes::{CmeError, MqttError};
use crate::commands::Form;
use crate::reply::{Detail, Rejection};

entries! {
    REFUSED = "meaning-refused" Error () => advice::ERROR_ARGUMENTS;
    REFUSED_OPEN = "meaning-refused-open" Error ("client") => advice::OPEN_REFUSED;
    REFUSED_CLOSE = "meaning-refused-close" Warn ("client") => advice::CLOSE_FAILED;
    REFUSED_NOT_CONNECTED = "meaning-refused-not-connected" Error ("client") => advice::NOT_CONNECTED;
    REFUSED_DIAL = "meaning-refused-dial" Warn () => advice::DIAL_REFUSED;
    REFUSED_SIM = "meaning-refused-sim" Error () => advice::SIM_MISSING;
    REFUSED_PIN = "meaning-refused-pin" Error () => advice::PIN_WRONG;
    REFUSED_ERROR_REPORTS = "meaning-refused-error-reports" Warn () => advice::ERRORS_BARE;
    REFUSED_TEST = "meaning-refused-test" Warn ("command") => advice::COMMAND_UNKNOWN;
    REFUSED_UNKNOWN = "meaning-refused-unknown" Error ("command") => advice::COMMAND_UNKNOWN;
    REFUSED_FILE = "meaning-refused-file" Error () => advice::TLS_FILE;
    IN_WORDS = "meaning-error-words" Error ("text") => advice::ERROR_UNLISTED;
    SMS = "meaning-error-sms" Error ("number") => advice::ERROR_UNLISTED;
    UNLISTED = "meaning-error-unlisted" Error ("number") => advice::ERROR_UNLISTED;
    MQTT_700 = "meaning-error-700" Error () => advice::ERROR_700;
    MQTT_701 = "meaning-error-701" Error () => advice::ERROR_701;
    MQTT_702 = "meaning-error-702" Error () => advice::ERROR_702;
    MQTT_703 = "meaning-error-703" Error () => advice::ERROR_703;
    MQTT_704 = "meaning-error-704" Error () => advice::ERROR_704;
    PHONE_FAILURE = "meaning-cme-0" Error () => advice::ERROR_STATE;
    NO_CONNECTION = "meaning-cme-1" Error () => advice::ERROR_STATE;
    NOT_ALLOWED = "meaning-cme-3" Error () => advice::ERROR_STATE;
    NOT_SUPPORTED = "meaning-cme-4" Error () => advice::COMMAND_UNKNOWN;
    SIM_NOT_INSERTED = "meaning-cme-10" Error () => advice::SIM_MISSING;
    SIM_PIN_REQUIRED = "meaning-cme-11" Error () => advice::SIM_PIN;
    SIM_PUK_REQUIRED = "meaning-cme-12" Error () => advice::SIM_PUK;
    SIM_FAILURE = "meaning-cme-13" Error () => advice::SIM_FAULTY;
    SIM_BUSY = "meaning-cme-14" Warn () => advice::SIM_BUSY;
    SIM_WRONG = "meaning-cme-15" Error () => advice::SIM_FAULTY;
    INCORRECT_PASSWORD = "meaning-cme-16" Error () => advice::PIN_WRONG;
    MEMORY_FULL = "meaning-cme-20" Error () => advice::ERROR_MEMORY;
    INVALID_INDEX = "meaning-cme-21" Error () => advice::ERROR_ARGUMENTS;
    NOT_FOUND = "meaning-cme-22" Error () => advice::ERROR_ARGUMENTS;
    TEXT_TOO_LONG = "meaning-cme-24" Error () => advice::ERROR_ARGUMENTS;
    INVALID_CHARACTERS = "meaning-cme-25" Error () => advice::ERROR_ARGUMENTS;
    NO_NETWORK_SERVICE = "meaning-cme-30" Error () => advice::NOT_REGISTERED;
    NETWORK_TIMEOUT = "meaning-cme-31" Error () => advice::SIGNAL_WEAK;
    EMERGENCY_ONLY = "meaning-cme-32" Error () => advice::REGISTRATION_DENIED;
    INCORRECT_PARAMETERS = "meaning-cme-50" Error () => advice::ERROR_ARGUMENTS;
    INVALID_PARAMETER = "meaning-cme-53" Error () => advice::ERROR_ARGUMENTS;
    UNKNOWN = "meaning-cme-100" Error () => advice::ERROR_UNLISTED;
}

/// What a refusal means, in answer to a command where that is known.
pub(super) fn meaning(rejection: &Rejection, typed: Option<&Typed>) -> Meaning {
    match rejection {
        Rejection::Plain => typed.and_then(bare).unwrap_or_else(|| REFUSED.with([])),
        Rejection::Error(Detail::Code(number)) => match MqttError::from(*number) {
            MqttError::Unlisted(number) => UNLISTED.with([u32::from(number).into()]),
            listed => mqtt(listed),
        },
        Rejection::Cme(Detail::Code(number)) => match MqttError::from(*number) {
            MqttError::Unlisted(number) => cme(CmeError::from(number)),
            listed => mqtt(listed),
        },
        Rejection::Cms(Detail::Code(number)) => SMS.with([u32::from(*number).into()]),
        Rejection::Error(Detail::Text(text)) | Rejection::Cme(Detail::Text(text)) => {
            in_words(text).map_or_else(|| IN_WORDS.with([text.as_str().into()]), cme)
        }
        Rejection::Cms(Detail::Text(text)) => IN_WORDS.with([text.as_str().into()]),
    }
}

fn mqtt(error: MqttError) -> Meaning {
    match error {
        MqttError::UnacceptableProtocolVersion => MQTT_700.with([]),
        MqttError::IdentifierRejected => MQTT_701.with([]),
        MqttError::ServerUnavailable => MQTT_702.with([]),
        MqttError::BadUserNameOrPassword => MQTT_703.with([]),
        MqttError::NotAuthorized => MQTT_704.with([]),
        MqttError::Unlisted(number) => UNLISTED.with([u32::from(number).into()]),
    }
}

fn cme(error: CmeError) -> Meaning {
    let entry = match error {
        CmeError::PhoneFailure => PHONE_FAILURE,
        CmeError::NoConnection => NO_CONNECTION,
        CmeError::OperationNotAllowed => NOT_ALLOWED,
        CmeError::OperationNotSupported => NOT_SUPPORTED,
        CmeError::SimNotInserted => SIM_NOT_INSERTED,
        CmeError::SimPinRequired => SIM_PIN_REQUIRED,
        CmeError::SimPukRequired => SIM_PUK_REQUIRED,
        CmeError::SimFailure => SIM_FAILURE,
        CmeError::SimBusy => SIM_BUSY,
        CmeError::SimWrong => SIM_WRONG,
        CmeError::IncorrectPassword => INCORRECT_PASSWORD,
        CmeError::MemoryFull => MEMORY_FULL,
        CmeError::InvalidIndex => INVALID_INDEX,
        CmeError::NotFound => NOT_FOUND,
        CmeError::TextTooLong => TEXT_TOO_LONG,
        CmeError::InvalidCharacters => INVALID_CHARACTERS,
        CmeError::NoNetworkService => NO_NETWORK_SERVICE,
        CmeError::NetworkTimeout => NETWORK_TIMEOUT,
        CmeError::EmergencyCallsOnly => EMERGENCY_ONLY,
        CmeError::IncorrectParameters => INCORRECT_PARAMETERS,
        CmeError::InvalidParameter => INVALID_PARAMETER,
        CmeError::Unknown => UNKNOWN,
        CmeError::Unlisted(number) => return UNLISTED.with([u32::from(number).into()]),
    };
    entry.with([])
}

/// The words that stand for a number after AT+CMEE=2, as far as they matter here (3GPP TS 27.007, 9.2).
fn in_words(text: &str) -> Option<CmeError> {
    const WORDS: &[(&str, CmeError)] = &[
        ("operation not allowed", CmeError::OperationNotAllowed),
        ("operation not supported", CmeError::OperationNotSupported),
        ("SIM not inserted", CmeError::SimNotInserted),
        ("SIM PIN required", CmeError::SimPinRequired),
        ("SIM PUK required", CmeError::SimPukRequired),
        ("SIM failure", CmeError::SimFailure),
        ("SIM busy", CmeError::SimBusy),
        ("SIM wrong", CmeError::SimWrong),
        ("incorrect password", CmeError::IncorrectPassword),
        ("no network service", CmeError::NoNetworkService),
        ("network timeout", CmeError::NetworkTimeout),
        ("incorrect parameters", CmeError::IncorrectParameters),
    ];
    WORDS.iter().find(|(words, _)| words.eq_ignore_ascii_case(text.trim())).map(|(_, error)| *error)
}

/// A bare ERROR gives no reason; the command it answers narrows it down.
fn bare(typed: &Typed) -> Option<Meaning> {
    let client = || typed.number(0);
    let command = format!("AT{}", typed.name);
    Some(match (typed.name.as_str(), typed.form) {
        (_, Form::Test) => REFUSED_TEST.with([command.into()]),
        ("+MQTTOPEN", Form::Set) => REFUSED_OPEN.with([client()?.into()]),
        ("+MQTTCLOSE", Form::Set) => REFUSED_CLOSE.with([client()?.into()]),
        ("+MQTTSUB" | "+MQTTUNSUB" | "+MQTTPUB" | "+MQTTSNREG", Form::Set) => {
            REFUSED_NOT_CONNECTED.with([client()?.into()])
        }
        ("+MIPCALL", Form::Set) if typed.number(0) == Some(1) => REFUSED_DIAL.with([]),
        ("+CPIN", Form::Read) => REFUSED_SIM.with([]),
        ("+CPIN", Form::Set) => REFUSED_PIN.with([]),
        ("+CMEE", _) => REFUSED_ERROR_REPORTS.with([]),
        ("+GTSSLFILE", Form::Set) => REFUSED_FILE.with([]),
        (name, _) if !crate::commands::LIST.iter().any(|spec| spec.name == name) => {
            REFUSED_UNKNOWN.with([command.into()])
        }
        _ => return None,
    })
}
