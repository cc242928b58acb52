//! Sentences about clouds: what is wrong with a value, and why three strings are refused.

use std::iter;

use fibocom_cloud::{Cloud, Invalid, Key, Place, Problem, Reason, Scheme, Stale, Verdict, Way};
use js_sys::Date;
use wasm_bindgen::JsValue;
use workbench_payload::visible::{half_of, is_hidden};

use crate::{i18n, t};

/// What a cloud is called.
#[must_use]
pub fn cloud_name(cloud: Cloud) -> String {
    t!(&format!("cloud-name-{}", cloud.number()))
}

/// What a value is called by its cloud. A value that only scripts set has the name that scripts use.
#[must_use]
pub fn cloud_field(scheme: &Scheme, key: Key) -> String {
    named(scheme, key).map_or_else(|| key.name().to_owned(), |path| t!(&format!("cloud-field-{}", path)))
}

/// Where to find a value in the cloud's console, or what it does.
#[must_use]
pub fn cloud_hint(scheme: &Scheme, key: Key) -> String {
    named(scheme, key).map(|path| t!(&format!("cloud-field-{}.hint", path))).unwrap_or_default()
}

/// Under which name there is a text about a value: that of the scheme, or of a way to register with the same cloud.
fn named(scheme: &Scheme, key: Key) -> Option<String> {
    let ways = Way::ALL.iter().filter(|way| way.cloud == scheme.cloud).map(|way| way.id);
    let mut paths = iter::once(scheme.id).chain(ways).map(|id| format!("{id}-{}", key.name()));
    paths.find(|path| i18n::has(&format!("cloud-field-{path}")))
}

/// What is wrong with a value of a cloud. `name` is what the value is called.
#[must_use]
pub fn cloud_problem(invalid: &Invalid, name: &str) -> String {
    let field = || name.to_owned();
    match invalid.problem {
        Problem::Missing => t!("cloud-problem-missing", field = field()),
        Problem::TooLong { bytes, max } => t!("cloud-problem-too-long", field = field(), bytes = bytes, max = max),
        Problem::TooShort { bytes, min } => t!("cloud-problem-too-short", field = field(), bytes = bytes, min = min),
        Problem::BlankAtEnd { at } => t!("cloud-problem-blank", field = field(), position = at + 1),
        Problem::NotAllowed { at, found: _ } if invalid.key.is_secret() => {
            t!("cloud-problem-not-allowed-hidden", field = field(), position = at + 1)
        }
        Problem::NotAllowed { at, found } => {
            t!("cloud-problem-not-allowed", field = field(), found = character(found), position = at + 1)
        }
        Problem::NotBase64 => t!("cloud-problem-base64", field = field()),
        Problem::NotANumber => t!("cloud-problem-number", field = field()),
        Problem::NotATime => t!("cloud-problem-time", field = field()),
        Problem::NotOneOf(all) => t!("cloud-problem-one-of", field = field(), all = all.join(", ")),
        Problem::Contradicts(other) => t!("cloud-problem-contradicts", field = field(), other = other.name()),
        Problem::Unreadable => t!("cloud-problem-unreadable", field = field()),
    }
}

fn character(found: char) -> String {
    match found {
        ' ' => t!("cloud-blank"),
        found if found.is_control() => t!("cloud-control"),
        found if is_hidden(found) => match half_of(found) {
            Some(unit) => t!("problem-character-half", code = format!("U+{unit:04X}")),
            None => t!("problem-character-hidden", code = format!("U+{:04X}", u32::from(found))),
        },
        found => found.to_string(),
    }
}

/// Why a cloud refuses three strings; nothing, where it accepts them.
#[must_use]
pub fn cloud_verdict(verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::Same | Verdict::Valid => None,
        Verdict::Expired(stale) => Some(stale_reason(*stale)),
        Verdict::Invalid(reason) => Some(invalid_reason(reason)),
    }
}

fn invalid_reason(reason: &Reason) -> String {
    match reason {
        Reason::Form(place) => t!("cloud-reason-form", place = self::place(*place)),
        Reason::Username { expected } => t!("cloud-reason-username", expected = expected.as_str()),
        Reason::ClientId { expected } => t!("cloud-reason-client-id", expected = expected.as_str()),
        Reason::Password => t!("cloud-reason-password"),
        Reason::PasswordCut { bytes, expected } => t!("cloud-reason-cut", bytes = *bytes, expected = *expected),
        Reason::Exchanged => t!("cloud-reason-exchanged"),
        Reason::Contradicts(_) => t!("cloud-reason-contradicts"),
    }
}

fn stale_reason(stale: Stale) -> String {
    match stale {
        Stale::Expired { at } => t!("cloud-stale-expired", time = local_time(at)),
        Stale::OtherHour { ahead } if ahead > 0 => t!("cloud-stale-hour-ahead", hours = ahead),
        Stale::OtherHour { ahead } => t!("cloud-stale-hour-behind", hours = ahead.unsigned_abs()),
        Stale::OffTime { at } => t!("cloud-stale-time", time = local_time(at)),
    }
}

fn place(place: Place) -> String {
    match place {
        Place::Username => t!("cloud-place-username"),
        Place::Password => t!("cloud-place-password"),
        Place::ClientId => t!("cloud-place-client-id"),
    }
}

/// A Unix time as this computer's clock shows it, with its distance from UTC; the number itself, where no calendar has it.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a time that loses precision here is in no calendar")]
pub fn local_time(unix: u64) -> String {
    let date = Date::new(&JsValue::from_f64(unix as f64 * 1000.0));
    if date.get_time().is_nan() {
        return unix.to_string();
    }
    let offset = -date.get_timezone_offset();
    if offset == 0.0 {
        return format!("{} UTC", date_and_time(&date));
    }
    let (sign, hours, minutes) = (if offset < 0.0 { '-' } else { '+' }, offset.abs() / 60.0, offset.abs() % 60.0);
    format!("{} UTC{sign}{:02}:{minutes:02}", date_and_time(&date), hours.floor())
}

fn date_and_time(date: &Date) -> String {
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}", date.get_hours(), date.get_minutes())
}

#[cfg(test)]
mod tests {
    use fibocom_cloud::SCHEMES;

    use super::*;

    #[test]
    fn every_value_of_every_scheme_has_a_name_and_a_hint() {
        for scheme in SCHEMES {
            for entry in scheme.entries {
                assert!(named(scheme, entry.key).is_some(), "{scheme:?} {:?}", entry.key);
                let hint = cloud_hint(scheme, entry.key);
                assert!(!hint.starts_with('['), "{hint}");
            }
        }
        for cloud in Cloud::ALL {
            assert!(!cloud_name(cloud).starts_with('['), "{cloud:?}");
        }
    }

    #[test]
    fn a_problem_names_its_value_and_never_a_secret() {
        let scheme = Cloud::Alibaba.schemes().next().unwrap();
        let problem = Problem::NotAllowed { at: 3, found: 'x' };
        for (key, expected) in [
            (Key::DeviceName, "DeviceName cannot contain x (position 4)."),
            (Key::DeviceSecret, "DeviceSecret contains a character that it cannot have, at position 4."),
            (Key::Ext, "ext cannot contain x (position 4)."),
        ] {
            assert_eq!(cloud_problem(&problem.at(key), &cloud_field(scheme, key)), expected);
        }
    }
}
