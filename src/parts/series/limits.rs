//! The limits of a series, one a row, and the wording of their values.

use fibocom_at::Profile;
use fibocom_at::profile::{Feature, Inference, Subject};

use crate::t;

/// One line of the table of limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// Has it, or has not.
    Has(bool),
    /// So many bytes.
    Bytes(usize),
    /// From the least to the most, in seconds.
    Seconds(u16, u16),
    /// Clients of MQTT, or of MQTT-SN.
    Clients(Kind),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 1 and 2.
    Mqtt,
    /// 101 and 102.
    MqttSn,
}

/// The clients of one kind that a series has.
fn clients(profile: &Profile, kind: Kind) -> Vec<u8> {
    profile.clients.iter().copied().filter(|id| (*id > 100) == (kind == Kind::MqttSn)).collect()
}

/// What of a row in the table no manual says.
pub(super) fn inferred(id: &str, profile: &Profile) -> Option<Inference> {
    let inference = match id {
        "limit-sn-clients" => Inference::SnClients,
        "limit-sn" => Inference::SnCommands,
        "limit-sn-client-id" => Inference::SnClientId,
        "limit-message" => Inference::Message,
        "limit-tls-file" => Inference::TlsFile,
        _ => return None,
    };
    profile.infers(inference).then_some(inference)
}

/// The limits of a series: the text's id and the value.
pub(super) fn limits(profile: &Profile) -> Vec<(&'static str, Value)> {
    let (least, most) = profile.keep_alive;
    vec![
        ("limit-clients", Value::Clients(Kind::Mqtt)),
        ("limit-sn-clients", Value::Clients(Kind::MqttSn)),
        ("limit-tls", Value::Has(profile.has(Feature::Tls))),
        ("limit-sn", Value::Has(profile.has(Feature::MqttSnCommands))),
        ("limit-cloud", Value::Has(profile.has(Feature::CloudAuth))),
        ("limit-will", Value::Has(profile.has(Feature::WillByLength))),
        ("limit-username", Value::Bytes(profile.username_max)),
        ("limit-password", Value::Bytes(profile.password_max)),
        ("limit-client-id", Value::Bytes(profile.client_id_max)),
        ("limit-sn-client-id", Value::Bytes(profile.sn_client_id_max)),
        ("limit-topic", Value::Bytes(profile.topic_max)),
        ("limit-payload", Value::Bytes(profile.payload_max)),
        ("limit-message", Value::Bytes(profile.message_max)),
        ("limit-keep-alive", Value::Seconds(least, most)),
        ("limit-tls-file", Value::Bytes(profile.tls_file.1)),
    ]
}

/// The value as it is shown.
pub(super) fn shown(value: Value, profile: &Profile) -> String {
    match value {
        Value::Has(true) => t!("limit-yes"),
        Value::Has(false) => t!("limit-no"),
        Value::Bytes(count) => t!("limit-bytes", count = count),
        Value::Seconds(min, max) => t!("limit-seconds", min = min, max = max),
        Value::Clients(kind) => match clients(profile, kind) {
            clients if clients.is_empty() => t!("limit-no"),
            clients => clients.iter().map(u8::to_string).collect::<Vec<_>>().join(", "),
        },
    }
}

/// What a module speaks of, and a value of it.
pub(super) fn told(subject: Subject, value: usize) -> (String, String) {
    let (id, shown) = match subject {
        Subject::Username => ("limit-username", t!("limit-bytes", count = value)),
        Subject::Password => ("limit-password", t!("limit-bytes", count = value)),
        Subject::ClientId => ("limit-client-id", t!("limit-bytes", count = value)),
        Subject::SnClientId => ("limit-sn-client-id", t!("limit-bytes", count = value)),
        Subject::Topic => ("limit-topic", t!("limit-bytes", count = value)),
        Subject::Payload => ("limit-payload", t!("limit-bytes", count = value)),
        Subject::KeepAlive => ("limit-keep-alive", t!("limit-seconds-up-to", max = value)),
        Subject::Has(feature) => (has(feature), if value > 0 { t!("limit-yes") } else { t!("limit-no") }),
    };
    (t!(id), shown)
}

fn has(feature: Feature) -> &'static str {
    match feature {
        Feature::MqttSn => "limit-sn-clients",
        Feature::MqttSnCommands => "limit-sn",
        Feature::CloudAuth => "limit-cloud",
        Feature::Tls => "limit-tls",
        Feature::WillByLength => "limit-will",
    }
}

#[cfg(test)]
mod tests {
    use fibocom_at::profile::PERMISSIVE;

    use super::*;

    #[test]
    fn every_limit_has_its_text() {
        for (id, _) in limits(&PERMISSIVE) {
            assert!(crate::i18n::has(id), "{id}");
        }
        assert_eq!(clients(&PERMISSIVE, Kind::MqttSn), [101, 102]);
    }

    #[test]
    fn what_no_manual_says_is_marked_in_its_row() {
        for (model, id, expected) in [
            ("MC665", "limit-sn-clients", Some(Inference::SnClients)),
            ("L610", "limit-sn-clients", None),
            ("M910", "limit-sn-clients", None),
            ("M910", "limit-message", Some(Inference::Message)),
            ("MC100E", "limit-sn", Some(Inference::SnCommands)),
            ("MC100E", "limit-sn-client-id", Some(Inference::SnClientId)),
            ("MC665", "limit-tls-file", Some(Inference::TlsFile)),
            ("L610", "limit-tls-file", None),
            ("L610", "limit-topic", None),
        ] {
            assert_eq!(inferred(id, Profile::for_model(model)), expected, "{model} {id}");
        }
    }

    #[test]
    fn a_limit_is_worded_by_what_it_counts() {
        let profile = Profile::for_model("MA510");
        for (value, expected) in [
            (Value::Bytes(1), "1 byte"),
            (Value::Bytes(128), "128 bytes"),
            (Value::Seconds(1, 300), "1 to 300 s"),
            (Value::Clients(Kind::MqttSn), "101, 102"),
            (Value::Has(false), "No"),
        ] {
            assert_eq!(shown(value, profile), expected);
        }
        assert_eq!(told(Subject::KeepAlive, 120), ("Keep alive".to_owned(), "up to 120 s".to_owned()));
        assert_eq!(told(Subject::Has(Feature::Tls), 0), ("TLS".to_owned(), "No".to_owned()));
    }
}
