//! What is wrong with a format, a payload or a value, in words.

use workbench_payload::notation::hex;
use workbench_payload::template::{Follows, Mistake, NoEdit, Refused, Why, Wrong};

use crate::t;

/// Why a file is no format.
pub(super) fn refused(name: &str, refused: &Refused) -> String {
    let key = refused.key.as_str();
    let why = match &refused.why {
        Why::TooLong => t!("fields-refused-long"),
        Why::TooDeep => t!("fields-refused-deep"),
        Why::NotYaml => t!("fields-refused-yaml"),
        Why::Unsupported => t!("fields-refused-key", key = key),
        Why::Twice => t!("fields-refused-twice", key = key),
        Why::Missing => t!("fields-refused-missing", key = key),
        Why::Value(value) => t!("fields-refused-value", key = key, value = value),
        Why::Unknown(name) => t!("fields-refused-unknown", key = key, name = name),
        Why::Needs(other) => t!("fields-refused-needs", key = key, other = *other),
        Why::Conflict(other) => t!("fields-refused-conflict", key = key, other = *other),
        Why::Expression(at) => t!("fields-refused-expression", key = key, at = *at + 1),
    };
    t!("fields-refused", name = name, line = refused.line, why = why)
}

/// Where a payload stops fitting, and why.
pub(super) fn mistake(mistake: &Mistake) -> String {
    let why = match &mistake.wrong {
        Wrong::EndsEarly => t!("fields-ends-early"),
        Wrong::LeftOver => t!("fields-left-over"),
        Wrong::NotFixed(bytes) => t!("fields-not-fixed", bytes = hex(bytes)),
        Wrong::NoEnd(byte) => t!("fields-no-end", byte = hex(&[*byte])),
        Wrong::NoEscape => t!("fields-no-escape"),
        Wrong::NoCase(value) => t!("fields-no-case", value = value.to_string()),
        Wrong::NoSize => t!("fields-no-size"),
        Wrong::NoValue => t!("fields-no-value"),
        Wrong::NotWholeBytes => t!("fields-not-whole"),
        Wrong::TooMuch => t!("fields-too-much"),
    };
    let at = format!("{:04X}", mistake.at);
    if mistake.field.is_empty() {
        return t!("fields-mistake", at = at, why = why);
    }
    t!("fields-mistake-in", at = at, field = mistake.field.as_str(), why = why)
}

/// Why a field cannot have a value.
pub(super) fn no_edit(no: &NoEdit) -> String {
    match no {
        NoEdit::NotEditable => t!("fields-not-editable"),
        NoEdit::NoNumber => t!("fields-no-number"),
        NoEdit::OutOfRange(least, most) => t!("fields-out-of-range", least = least, most = most),
        NoEdit::BetweenSteps(step) => t!("fields-between-steps", step = step),
        NoEdit::NoBytes => t!("fields-no-bytes"),
        NoEdit::NoDigits => t!("fields-no-digits"),
        NoEdit::Length { needed, given } => t!("fields-length", needed = *needed, given = *given),
        NoEdit::Unencodable(character) => t!("fields-unencodable", character = character.to_string()),
        NoEdit::TooLong(field, value) => t!("fields-too-long", field = field, value = value.to_string()),
        NoEdit::DoesNotFit(wrong) => t!("fields-does-not-fit", why = mistake(wrong)),
    }
}

/// What a value follows from.
pub(super) fn follows(follows: &Follows) -> String {
    match follows {
        Follows::Length(of) => t!("fields-length-of", field = of),
        Follows::Count(of) => t!("fields-count-of", field = of),
        Follows::Checksum => t!("fields-checksum"),
        Follows::Value => t!("fields-from-others"),
    }
}
