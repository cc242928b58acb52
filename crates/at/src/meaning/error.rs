//! What the errors mean: by their number where they have one, by the command they answer where they have none.

use super::entry::entries;
use super::{Meaning, advice, cme};
use crate::codes::{CmeError, MqttError};
use crate::commands::{self, Form, Typed};
use crate::reply::{Detail, Rejection};

entries! {
    REFUSED = "meaning-refused" Error () => advice::ERROR_ARGUMENTS;
    REFUSED_NOT_CONNECTED = "meaning-refused-not-connected" Error ("client") => advice::NOT_CONNECTED;
    REFUSED_TEST = "meaning-refused-test" Warn ("command") => advice::COMMAND_UNKNOWN;
    REFUSED_UNKNOWN = "meaning-refused-unknown" Error ("command") => advice::COMMAND_UNKNOWN;
    IN_WORDS = "meaning-error-words" Error ("text") => advice::ERROR_UNLISTED;
    SMS = "meaning-error-sms" Error ("number") => advice::ERROR_UNLISTED;
    UNLISTED = "meaning-error-unlisted" Error ("number") => advice::ERROR_UNLISTED;
    MQTT_700 = "meaning-error-700" Error () => advice::ERROR_700;
    MQTT_701 = "meaning-error-701" Error () => advice::ERROR_701;
    MQTT_702 = "meaning-error-702" Error () => advice::ERROR_702;
    MQTT_703 = "meaning-error-703" Error () => advice::ERROR_703;
    MQTT_704 = "meaning-error-704" Error () => advice::ERROR_704;
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
            MqttError::Unlisted(number) => equipment(CmeError::from(number)),
            listed => mqtt(listed),
        },
        Rejection::Cms(Detail::Code(number)) => SMS.with([u32::from(*number).into()]),
        Rejection::Error(Detail::Text(text)) | Rejection::Cme(Detail::Text(text)) => {
            CmeError::of_words(text).map_or_else(|| IN_WORDS.with([text.as_str().into()]), equipment)
        }
        Rejection::Cms(Detail::Text(text)) => IN_WORDS.with([text.as_str().into()]),
        Rejection::Ended(ending) => super::ending::meaning(*ending),
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

fn equipment(error: CmeError) -> Meaning {
    cme::meaning(error).unwrap_or_else(|| UNLISTED.with([u32::from(error.number()).into()]))
}

/// A bare ERROR gives no reason; the command it answers narrows it down.
fn bare(typed: &Typed) -> Option<Meaning> {
    let command = || format!("AT{}", typed.name).into();
    match (typed.form, typed.spec) {
        (Form::Test, _) => Some(REFUSED_TEST.with([command()])),
        (_, Some(_)) => commands::refused(typed),
        (_, None) => Some(REFUSED_UNKNOWN.with([command()])),
    }
}

/// What ERROR means for a command that needs a connection, and nothing else.
pub(crate) fn not_connected(typed: &Typed) -> Option<Meaning> {
    let client = typed.client_number()?;
    Some(REFUSED_NOT_CONNECTED.with([client.into()]))
}
