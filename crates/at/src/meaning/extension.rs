//! Commands beside the core: TLS, MQTT-SN, cloud credentials, and what logs of working devices hold besides.

use super::entry::entries;
use super::typed::Typed;
use super::{Arg, Meaning, advice};
use crate::codes::TlsError;
use crate::commands::Form;
use crate::frame::{Line, int};

entries! {
    TLS_VERSION = "meaning-ask-tls-version" Info ("version");
    TLS_VERSION_READ = "meaning-ask-tls-version-read" Info ();
    TLS_VERIFY = "meaning-ask-tls-verify" Info ();
    TLS_TRUST_ALL = "meaning-ask-tls-trust-all" Warn ();
    TLS_MODE_READ = "meaning-ask-tls-mode-read" Info ();
    TLS_FILE = "meaning-ask-tls-file" Info ("file", "bytes");
    TLS_FILE_READ = "meaning-ask-tls-file-read" Info ();
    TLS_ERROR = "meaning-ask-tls-error" Info ();
    SN_ID = "meaning-ask-sn-id" Info ("client");
    SN_ID_READ = "meaning-ask-sn-id-read" Info ();
    SN_REGISTER = "meaning-ask-sn-register" Info ("client", "topic");
    SN_REGISTER_READ = "meaning-ask-sn-register-read" Info ();
    SN_WILL_TOPIC = "meaning-ask-sn-will-topic" Info ("client", "topic");
    SN_WILL_MESSAGE = "meaning-ask-sn-will-message" Info ("client");
    CLOUD_CREDENTIALS = "meaning-ask-cloud-credentials" Info ("cloud");
    CLOUD_REGISTER = "meaning-ask-cloud-register" Info ("cloud");
    ATTACH = "meaning-ask-attach" Info ("mode");
    ATTACH_READ = "meaning-ask-attach-read" Info ();
    CONTEXT = "meaning-ask-context" Info ("context", "apn");
    CONTEXT_READ = "meaning-ask-context-read" Info ();
    FUNCTION = "meaning-ask-function" Info ("mode");
    FUNCTION_READ = "meaning-ask-function-read" Info ();
    RESTART = "meaning-ask-restart" Warn ();
    TLS_VERSION_IS = "meaning-tls-version" Info ("version");
    TLS_VERIFIES = "meaning-tls-verifies" Ok ();
    TLS_TRUSTS_ALL = "meaning-tls-trusts-all" Warn ();
    TLS_FILES_ARE = "meaning-tls-files" Info ("file", "count");
    TLS_NO_ERROR = "meaning-tls-no-error" Ok ();
    TLS_ERROR_HANDSHAKE = "meaning-tls-error-handshake" Error ("number") => advice::TLS_HANDSHAKE;
    TLS_ERROR_CERTIFICATE = "meaning-tls-error-certificate" Error ("number") => advice::TLS_CERTIFICATE;
    TLS_ERROR_FILE = "meaning-tls-error-file" Error ("number") => advice::TLS_FILE;
    TLS_ERROR_OTHER = "meaning-tls-error-other" Error ("number") => advice::ERROR_UNLISTED;
    SN_ID_IS = "meaning-sn-id" Info ("client", "id");
    SN_TOPIC_IS = "meaning-sn-topic" Info ("client", "topicId", "topic");
    CLOUD_CREDENTIALS_ARE = "meaning-cloud-credentials" Ok ();
    CLOUD_REGISTERED = "meaning-cloud-registered" Info ();
    ATTACHED = "meaning-attached" Ok ();
    DETACHED = "meaning-detached" Warn () => advice::NOT_REGISTERED;
}

/// Whether a command belongs here.
pub(super) fn names(name: &str) -> bool {
    const NAMES: &[&str] = &["+CGATT", "+CGDCONT", "+CFUN", "+RESET"];
    NAMES.contains(&name)
}

/// What a command of this file asks.
pub(super) fn command(typed: &Typed) -> Option<Meaning> {
    let number = |at| typed.number(at);
    Some(match (typed.name.as_str(), typed.form) {
        ("+GTSSLVER", Form::Read) => TLS_VERSION_READ.with([]),
        ("+GTSSLVER", Form::Set) => TLS_VERSION.with([number(0)?.into()]),
        ("+GTSSLMODE", Form::Read) => TLS_MODE_READ.with([]),
        ("+GTSSLMODE", Form::Set) => match number(0)? {
            0 => TLS_TRUST_ALL.with([]),
            _ => TLS_VERIFY.with([]),
        },
        ("+GTSSLFILE", Form::Read) => TLS_FILE_READ.with([]),
        ("+GTSSLFILE", Form::Set) => TLS_FILE.with([typed.filled(0)?.into(), number(1)?.into()]),
        ("+GTSSLERR", Form::Read) => TLS_ERROR.with([]),
        ("+MQTTSNCID", Form::Read) => SN_ID_READ.with([]),
        ("+MQTTSNCID", Form::Set) => SN_ID.with([number(0)?.into()]),
        ("+MQTTSNREG", Form::Read) => SN_REGISTER_READ.with([]),
        ("+MQTTSNREG", Form::Set) => SN_REGISTER.with([number(0)?.into(), typed.filled(1)?.into()]),
        ("+MQTTWTOPICUD", Form::Set) => SN_WILL_TOPIC.with([number(0)?.into(), typed.filled(3)?.into()]),
        ("+MQTTWMSGUD", Form::Set) => SN_WILL_MESSAGE.with([number(0)?.into()]),
        ("+MQTTAUTHCFG", Form::Set) => CLOUD_CREDENTIALS.with([number(0)?.into()]),
        ("+MQTTAUTHDYN", Form::Set) => CLOUD_REGISTER.with([number(0)?.into()]),
        ("+CGATT", Form::Read) => ATTACH_READ.with([]),
        ("+CGATT", Form::Set) => ATTACH.with([if number(0)? == 0 { "off" } else { "on" }.into()]),
        ("+CGDCONT", Form::Read) => CONTEXT_READ.with([]),
        ("+CGDCONT", Form::Set) => CONTEXT.with([number(0)?.into(), typed.text(2).unwrap_or_default().into()]),
        ("+CFUN", Form::Read) => FUNCTION_READ.with([]),
        ("+CFUN", Form::Set) => match (number(0)?, number(1)) {
            (15 | 16, _) | (_, Some(1)) => RESTART.with([]),
            (0, _) => FUNCTION.with(["minimum".into()]),
            (1, _) => FUNCTION.with(["full".into()]),
            (4, _) => FUNCTION.with(["flight".into()]),
            _ => return None,
        },
        ("+RESET", Form::Execute | Form::Set) => RESTART.with([]),
        _ => return None,
    })
}

/// What a line of their replies means.
pub(super) fn reply(tag: &str, line: &Line<'_>) -> Option<Meaning> {
    let values = line.values();
    let number: Option<i64> = values.first().and_then(|value| value.parse().ok());
    Some(match tag {
        "+GTSSLVER" => TLS_VERSION_IS.with([Arg::Number(number?)]),
        "+GTSSLMODE" => match number? {
            0 => TLS_TRUSTS_ALL.with([]),
            _ => TLS_VERIFIES.with([]),
        },
        "+GTSSLFILE" => TLS_FILES_ARE.with([values.first()?.as_str().into(), int(&values, 1)?.into()]),
        "+GTSSLERR" => tls_error(i32::try_from(number?).ok()?.into()),
        "+MQTTSNCID" => SN_ID_IS.with([int(&values, 0)?.into(), values.get(1)?.as_str().into()]),
        "+MQTTAUTHCFG" => CLOUD_CREDENTIALS_ARE.with([]),
        "+MQTTAUTHDYN" => CLOUD_REGISTERED.with([]),
        "+CGATT" => match int(&values, 0)? {
            0 => DETACHED.with([]),
            _ => ATTACHED.with([]),
        },
        _ => return None,
    })
}

/// Why the last TLS connection failed.
pub(super) fn tls_error(error: TlsError) -> Meaning {
    match error {
        TlsError::None => TLS_NO_ERROR.with([]),
        TlsError::Handshake(number) => TLS_ERROR_HANDSHAKE.with([Arg::Number(number.into())]),
        TlsError::Certificate(number) => TLS_ERROR_CERTIFICATE.with([Arg::Number(number.into())]),
        TlsError::File(number) => TLS_ERROR_FILE.with([Arg::Number(number.into())]),
        TlsError::Unlisted(number) => TLS_ERROR_OTHER.with([Arg::Number(number.into())]),
    }
}

/// What a line of the list of registered topics means.
pub(super) fn registered_topic(line: &Line<'_>) -> Option<Meaning> {
    let values = line.values();
    let (client, id) = (int(&values, 0)?, int(&values, 1)?);
    Some(SN_TOPIC_IS.with([client.into(), id.into(), values.get(2)?.as_str().into()]))
}
