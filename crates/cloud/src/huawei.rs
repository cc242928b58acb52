//! Huawei Cloud IoTDA: an HMAC of the device secret, keyed with the hour in UTC.
//!
//! Source: Huawei Cloud IoTDA documentation `iot_06_v5_3009`, and the cloud's Python SDK.

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::{Invalid, Problem};
use crate::judge::{Place, Reason, Stale, Triple};
use crate::key::Key;
use crate::moment::{Moment, hour_begins, utc_hour};
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "huawei-iotda-secret",
    cloud: Cloud::Huawei,
    entries: &[
        Entry::required(Key::DeviceId, 128),
        Entry::required(Key::DeviceSecret, 128),
        Entry::optional(Key::Host, 255),
        Entry::choice(Key::Tls, &["0", "1"]),
        Entry::choice(Key::SignType, &["0", "1"]),
        Entry::advanced(Key::Timestamp, Kind::Digits),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: Some((30, 1200)), advised: 120 },
        qos_max: Some(1),
        retain: Support::No,
        will: Support::No,
    },
    certainty: Certainty::Proven,
    notes: &[Note::HuaweiHost, Note::HuaweiHour],
    derive,
    choices,
    same_password: to_the_letter,
    stale,
};

fn derive(values: &Values, moment: &Moment) -> Result<Credentials, Invalid> {
    let device_id = values.name(Key::DeviceId, 128, &['/', '#', '+'])?;
    let secret = values.secret(Key::DeviceSecret, 128)?;
    let sign_type = values.one_of(Key::SignType, &["0", "1"])?;
    let hour = values.digits(Key::Timestamp, &utc_hour(moment.unix))?;
    if hour_begins(&hour).is_none() {
        return Err(Problem::NotATime.at(Key::Timestamp));
    }
    let password = hex(&Algorithm::Sha256.keyed(hour.as_bytes(), secret.reveal().as_bytes()));
    // The 0 in the middle says that a device id stands before it.
    let client_id = vec![
        Part::value(Key::DeviceId, &device_id),
        Part::fixed("_0_"),
        Part::value(Key::SignType, sign_type),
        Part::fixed("_"),
        Part::value(Key::Timestamp, &hour),
    ];
    let client_id_text = joined(&client_id);
    let steps = vec![
        Step::Joined { target: Target::Hour, parts: vec![Part::value(Key::Timestamp, &hour)] },
        Step::Joined { target: Target::Username, parts: vec![Part::value(Key::DeviceId, &device_id)] },
        Step::Joined { target: Target::ClientId, parts: client_id },
        Step::Digest {
            algorithm: Algorithm::Sha256,
            key: Some(Part::value(Key::Timestamp, &hour)),
            key_is_base64: false,
            message: vec![Part::secret(Key::DeviceSecret, &secret)],
        },
    ];
    let use_tls = values.switch(Key::Tls)?;
    let host = values.choice(Key::Host, "")?;
    let endpoint = (!host.is_empty()).then_some(Endpoint { host, tcp: Some(1883), tls: Some(8883), use_tls });
    Ok(Credentials {
        topics: topics(&device_id),
        username: device_id,
        password: Secret::new(&password),
        client_id: client_id_text,
        endpoint,
        expires: (sign_type == "1").then(|| hour_begins(&hour)).flatten().map(|begins| begins + 3_600),
        steps,
    })
}

fn topics(id: &str) -> Topics {
    Topics {
        publish: vec![
            Publication::new(
                format!("$oc/devices/{id}/sys/properties/report"),
                r#"{"services":[{"service_id":"press","properties":{"temperature":23.4}}]}"#,
            ),
            Publication::new(format!("$oc/devices/{id}/sys/messages/up"), r#"{"content":"hello"}"#),
        ],
        subscribe: vec![
            format!("$oc/devices/{id}/sys/messages/down"),
            format!("$oc/devices/{id}/sys/commands/#"),
            format!("$oc/devices/{id}/sys/properties/set/#"),
            format!("$oc/devices/{id}/sys/properties/get/#"),
        ],
    }
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let mut parts = triple.client_id.rsplitn(4, '_');
    let (Some(hour), Some(sign_type), Some("0"), Some(_)) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Reason::Form(Place::ClientId));
    };
    Ok(Values::new().with(Key::Timestamp, hour).with(Key::SignType, sign_type))
}

/// With sign type 1, the cloud wants the hour of now.
fn stale(values: &Values, now: u64) -> Option<Stale> {
    if values.get(Key::SignType) != Some("1") {
        return None;
    }
    let hours = |seconds: u64| i64::try_from(seconds / 3_600).unwrap_or(i64::MAX);
    let ahead = hours(hour_begins(values.get(Key::Timestamp)?)?) - hours(now);
    (ahead != 0).then_some(Stale::OtherHour { ahead })
}
