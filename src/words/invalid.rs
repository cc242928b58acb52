//! What is wrong with a value that cannot be sent, in a sentence for its field.

use fibocom_at::args::{Field, Invalid, Problem};

use workbench_payload::visible::{half_of, is_hidden};

use crate::t;

/// The sentence to show at the field. It never repeats a character of a password.
#[must_use]
pub fn problem(invalid: &Invalid) -> String {
    sentence(&name(invalid.field), invalid.field == Field::Password, &invalid.problem)
}

/// The sentence for a value that goes by this name. It never repeats a character of one that is secret.
pub(super) fn sentence(field: &str, is_secret: bool, problem: &Problem) -> String {
    match problem {
        Problem::Empty => t!("problem-empty", field = field),
        Problem::TooLong { bytes, max } => t!("problem-too-long", field = field, bytes = *bytes, max = *max),
        Problem::TooShort { bytes, min } => t!("problem-too-short", field = field, bytes = *bytes, min = *min),
        Problem::NotANumber => t!("problem-not-a-number", field = field),
        Problem::NotATime => t!("problem-not-a-time", field = field),
        Problem::OutOfRange { min, max } => t!("problem-out-of-range", field = field, min = *min, max = *max),
        Problem::Digits { min, max } => t!("problem-digits", field = field, min = *min, max = *max),
        Problem::NoSuchClient { clients } => {
            let clients: Vec<_> = clients.iter().map(u8::to_string).collect();
            t!("problem-no-such-client", clients = clients.join(", "))
        }
        Problem::NeedsSnClient => t!("problem-needs-sn-client"),
        Problem::DataLength { announced, given } if *given < *announced as usize => {
            t!("problem-data-short", announced = *announced, given = *given)
        }
        Problem::DataLength { announced, given } => {
            t!("problem-data-long", announced = *announced, given = *given)
        }
        Problem::DataMissing { announced } => t!("problem-data-missing", announced = *announced),
        Problem::NoDataTaken => t!("problem-no-data-taken"),
        Problem::LineBreak { at } => t!("problem-line-break", field = field, position = at + 1),
        Problem::NotAllowed { at, found: _ } if is_secret => {
            t!("problem-not-allowed-hidden", field = field, position = at + 1)
        }
        Problem::NotAllowed { at, found } => {
            t!("problem-not-allowed", field = field, found = character(*found), position = at + 1)
        }
        Problem::Wildcard { at, found } => {
            t!("problem-wildcard", found = character(*found), position = at + 1)
        }
        Problem::MisplacedWildcard { at, found: '#' } => t!("problem-misplaced-hash", position = at + 1),
        Problem::MisplacedWildcard { at, found: _ } => t!("problem-misplaced-plus", position = at + 1),
        Problem::NotQuotable { at, byte } => {
            t!("problem-not-quotable", field = field, byte = format!("0x{byte:02X}"), position = at + 1)
        }
        Problem::Unsupported(feature) => super::lacks(*feature),
    }
}

/// The sentence to show at this field, when something is wrong there.
#[must_use]
pub fn problem_at(wrong: &[Invalid], field: Field) -> Option<String> {
    wrong.iter().find(|invalid| invalid.field == field).map(problem)
}

/// The field's name at the beginning of a sentence.
fn name(field: Field) -> String {
    match field {
        Field::Client => t!("problem-field-client"),
        Field::Host => t!("problem-field-host"),
        Field::Port => t!("problem-field-port"),
        Field::Security => t!("problem-field-security"),
        Field::KeepAlive => t!("problem-field-keep-alive"),
        Field::Qos => t!("problem-field-qos"),
        Field::Username => t!("problem-field-username"),
        Field::Password => t!("problem-field-password"),
        Field::ClientId => t!("problem-field-client-id"),
        Field::Topic => t!("problem-field-topic"),
        Field::TopicId => t!("problem-field-topic-id"),
        Field::Payload => t!("problem-field-payload"),
        Field::WillTopic => t!("problem-field-will-topic"),
        Field::WillPayload => t!("problem-field-will-payload"),
        Field::Apn => t!("problem-field-apn"),
        Field::Context => t!("problem-field-context"),
        Field::TlsFile => t!("problem-field-tls-file"),
        Field::Clock => t!("problem-field-clock"),
        Field::Pin => t!("problem-field-pin"),
        Field::Command => t!("problem-field-command"),
    }
}

/// A character as a person can see it.
fn character(found: char) -> String {
    match found {
        ' ' => t!("problem-character-space"),
        hidden if is_hidden(hidden) => match half_of(hidden) {
            Some(unit) => t!("problem-character-half", code = format!("U+{unit:04X}")),
            None if hidden.is_control() => {
                t!("problem-character-control", code = format!("U+{:04X}", u32::from(hidden)))
            }
            None => t!("problem-character-hidden", code = format!("U+{:04X}", u32::from(hidden))),
        },
        visible => visible.to_string(),
    }
}
