//! Tuya devices, before and after their activation: the middle of a key's MD5 is the password.
//!
//! Source: Tuya's connect kit for MQTT, embedded C, and its Python SDK. The module runs this kit itself (MQTT V1.3, 1.18 and 1.19).

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::{Invalid, Problem};
use crate::judge::{Place, Reason, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Note, Scheme, never_stale, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

/// China, US West, US East, Europe, India.
pub(crate) const REGIONS: &[&str] = &["AY", "AZ", "UE", "EU", "IN"];

pub(crate) const LIMITS: Limits = Limits {
    keep_alive: KeepAlive { range: None, advised: 120 },
    qos_max: Some(1),
    retain: Support::Unsaid,
    will: Support::Unsaid,
};

pub(crate) static BIND: Scheme = Scheme {
    id: "tuya-device-bind",
    cloud: Cloud::Tuya,
    entries: &[
        Entry::optional(Key::ProductKey, 128),
        Entry::required(Key::Uuid, 128),
        Entry::required(Key::AuthKey, 128),
        Entry::choice(Key::Region, REGIONS),
    ],
    limits: LIMITS,
    certainty: Certainty::Proven,
    notes: &[Note::TuyaBind],
    derive: bind,
    choices: |triple| {
        if triple.client_id.starts_with("acon_") { Ok(Values::new()) } else { Err(Reason::Form(Place::ClientId)) }
    },
    same_password: to_the_letter,
    stale: never_stale,
};

pub(crate) static ACTIVATED: Scheme = Scheme {
    id: "tuya-device-activated",
    cloud: Cloud::Tuya,
    entries: &[
        Entry::required(Key::DevId, 128),
        Entry::required(Key::SecKey, 128),
        Entry::choice(Key::Region, REGIONS),
    ],
    limits: LIMITS,
    certainty: Certainty::Proven,
    notes: &[Note::TuyaActivated],
    derive: activated,
    choices: no_choices,
    same_password: to_the_letter,
    stale: never_stale,
};

fn bind(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    // The product key is needed at activation and takes no part here; what is wrong with it is told all the same.
    values.choice(Key::ProductKey, "")?;
    started(values)?;
    let uuid = values.name(Key::Uuid, 128, &['/', '+', '#'])?;
    let secret = values.secret(Key::AuthKey, 128)?;
    let name = vec![Part::fixed("acon_"), Part::value(Key::Uuid, &uuid)];
    let topics = Topics { publish: Vec::new(), subscribe: vec![format!("d/ai/{uuid}")] };
    device(values, name, (Key::AuthKey, &secret), topics)
}

fn activated(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    started(values)?;
    let id = values.name(Key::DevId, 128, &['/', '+', '#'])?;
    let secret = values.secret(Key::SecKey, 128)?;
    let topics = Topics {
        publish: vec![Publication::new(format!("smart/device/out/{id}"), "")],
        subscribe: vec![format!("smart/device/in/{id}")],
    };
    device(values, vec![Part::value(Key::DevId, &id)], (Key::SecKey, &secret), topics)
}

/// There is nothing to make where the session is to be stopped.
fn started(values: &Values) -> Result<(), Invalid> {
    match values.get(Key::ActionType) {
        None | Some("1") => Ok(()),
        Some(_) => Err(Problem::NotOneOf(&["1"]).at(Key::ActionType)),
    }
}

fn device(values: &Values, name: Vec<Part>, key: (Key, &Secret), topics: Topics) -> Result<Credentials, Invalid> {
    let digest = hex(&Algorithm::Md5.plain(key.1.reveal().as_bytes()));
    let text = joined(&name);
    Ok(Credentials {
        username: text.clone(),
        password: Secret::new(digest.get(8..24).unwrap_or_default()),
        client_id: text,
        endpoint: Some(endpoint(values, 2)?),
        expires: None,
        topics,
        steps: vec![
            Step::Joined { target: Target::ClientId, parts: name.clone() },
            Step::Joined { target: Target::Username, parts: name },
            Step::Digest {
                algorithm: Algorithm::Md5,
                key: None,
                key_is_base64: false,
                message: vec![Part::secret(key.0, key.1)],
            },
            Step::Joined { target: Target::Password, parts: vec![Part::DigestMiddle] },
        ],
    })
}

/// The servers of the devices are called m2, those of `TuyaLink` m1. All of them want TLS.
pub(crate) fn endpoint(values: &Values, server: u8) -> Result<Endpoint, Invalid> {
    let host = match values.one_of(Key::Region, REGIONS)? {
        "AZ" => format!("m{server}.tuyaus.com"),
        "UE" => format!("m{server}-ueaz.tuyaus.com"),
        "EU" => format!("m{server}.tuyaeu.com"),
        "IN" => format!("m{server}.tuyain.com"),
        _ => format!("m{server}.tuyacn.com"),
    };
    Ok(Endpoint { host, tcp: None, tls: Some(8883), use_tls: true })
}

fn no_choices(_: &Triple) -> Result<Values, Reason> {
    Ok(Values::new())
}
