//! TuyaLink devices, which speak plain JSON: an HMAC of id and time, keyed with the device secret.
//!
//! Source: Tuya's `tuya-iot-core-sdk` (`tuyalink_core.c`) and the documentation page "MQTT topics". MQTTAUTHCFG does not know them.

use crate::credentials::{Credentials, Publication, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::Invalid;
use crate::judge::{Place, Reason, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme, never_stale, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::tuya::{LIMITS, REGIONS, endpoint};
use crate::values::Values;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "tuyalink",
    cloud: Cloud::Tuya,
    entries: &[
        Entry::required(Key::DeviceId, 128),
        Entry::required(Key::DeviceSecret, 128),
        Entry::choice(Key::Region, REGIONS),
        Entry::advanced(Key::Timestamp, Kind::Digits),
    ],
    limits: LIMITS,
    certainty: Certainty::Proven,
    notes: &[Note::TuyaLinkTime],
    derive,
    choices,
    same_password: to_the_letter,
    stale: never_stale,
};

fn derive(values: &Values, moment: &Moment) -> Result<Credentials, Invalid> {
    let id = values.name(Key::DeviceId, 128, &['|', ',', '/', '+', '#'])?;
    let secret = values.secret(Key::DeviceSecret, 128)?;
    let time = values.digits(Key::Timestamp, &moment.unix.to_string())?;
    let username = vec![
        Part::value(Key::DeviceId, &id),
        Part::fixed("|signMethod=hmacSha256,timestamp="),
        Part::value(Key::Timestamp, &time),
        Part::fixed(",secureMode=1,accessType=1"),
    ];
    let client_id = vec![Part::fixed("tuyalink_"), Part::value(Key::DeviceId, &id)];
    let to_sign = vec![
        Part::fixed("deviceId="),
        Part::value(Key::DeviceId, &id),
        Part::fixed(",timestamp="),
        Part::value(Key::Timestamp, &time),
        Part::fixed(",secureMode=1,accessType=1"),
    ];
    let password = hex(&Algorithm::Sha256.keyed(secret.reveal().as_bytes(), joined(&to_sign).as_bytes()));
    Ok(Credentials {
        username: joined(&username),
        password: Secret::new(&password),
        client_id: joined(&client_id),
        endpoint: Some(endpoint(values, 1)?),
        expires: None,
        topics: topics(&id, moment.unix),
        steps: vec![
            Step::Joined { target: Target::ClientId, parts: client_id },
            Step::Joined { target: Target::Username, parts: username },
            Step::Joined { target: Target::TextToSign, parts: to_sign },
            Step::Digest {
                algorithm: Algorithm::Sha256,
                key: Some(Part::secret(Key::DeviceSecret, &secret)),
                key_is_base64: false,
                message: vec![Part::Made(Target::TextToSign)],
            },
        ],
    })
}

fn topics(id: &str, now: u64) -> Topics {
    let payload = format!(r#"{{"msgId":"1","time":{now}000,"data":{{"temperature":{{"value":23,"time":{now}000}}}}}}"#);
    Topics {
        publish: vec![Publication { topic: format!("tylink/{id}/thing/property/report"), payload }],
        subscribe: vec![
            format!("tylink/{id}/thing/property/report_response"),
            format!("tylink/{id}/thing/property/set"),
        ],
    }
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let (_, list) = triple.username.split_once('|').ok_or(Reason::Form(Place::Username))?;
    let time = crate::alibaba::value_in(list, "timestamp").ok_or(Reason::Form(Place::Username))?;
    Ok(Values::new().with(Key::Timestamp, time))
}
