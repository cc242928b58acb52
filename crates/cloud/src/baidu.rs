//! Baidu IoT Core: a plain digest of device key, time and secret.
//!
//! Source: Baidu Cloud documentation, IoT Core, "connect over MQTT" (Akck4811r), and the cloud's C and Java SDKs.

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::{Invalid, Problem};
use crate::judge::{Place, Reason, Stale, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

const REGIONS: &[&str] = &["gz"];
const ALGORITHMS: &[&str] = &["MD5", "SHA256"];

/// The time is checked within so many seconds.
const TOLERANCE: u64 = 600;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "baidu-iotcore",
    cloud: Cloud::Baidu,
    entries: &[
        Entry::required(Key::IotCoreId, 128),
        Entry::required(Key::DeviceKey, 128),
        Entry::required(Key::DeviceSecret, 128),
        Entry::choice(Key::Tls, &["0", "1"]),
        Entry::choice(Key::Algorithm, ALGORITHMS),
        Entry::advanced(Key::Timestamp, Kind::Digits),
        Entry::advanced(Key::ClientIdChoice, Kind::Text),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: Some((30, 1200)), advised: 300 },
        qos_max: Some(1),
        retain: Support::Unsaid,
        will: Support::Unsaid,
    },
    certainty: Certainty::Proven,
    notes: &[Note::BaiduTime],
    derive,
    choices,
    same_password: to_the_letter,
    stale,
};

fn derive(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    let core = values.name(Key::IotCoreId, 128, &['|', '@', '.'])?;
    let device = values.name(Key::DeviceKey, 128, &['|', '&', '/', '+', '#'])?;
    // An empty secret is a secret too; only a missing one is an error.
    let secret = Secret::new(&values.text(Key::DeviceSecret, 128)?);
    let time = values.digits(Key::Timestamp, "0")?;
    let algorithm = values.one_of(Key::Algorithm, ALGORITHMS)?;
    let client_id = values.choice(Key::ClientIdChoice, &device)?;

    let mut username = vec![
        Part::fixed("thingidp@"),
        Part::value(Key::IotCoreId, &core),
        Part::fixed("|"),
        Part::value(Key::DeviceKey, &device),
    ];
    username.extend(time_and_algorithm(values, &time, algorithm)?);
    let message = vec![
        Part::value(Key::DeviceKey, &device),
        Part::fixed("&"),
        Part::value(Key::Timestamp, &time),
        Part::fixed("&"),
        Part::value(Key::Algorithm, algorithm),
        Part::secret(Key::DeviceSecret, &secret),
    ];
    let hash = Algorithm::ending(algorithm).ok_or(Problem::NotOneOf(ALGORITHMS).at(Key::Algorithm))?;
    let signed = zeroize::Zeroizing::new(format!("{}{}", joined(&message), secret.reveal()));
    let password = hex(&hash.plain(signed.as_bytes()));
    let region = values.one_of(Key::Region, REGIONS)?;
    Ok(Credentials {
        username: joined(&username),
        password: Secret::new(&password),
        endpoint: Some(Endpoint {
            host: format!("{core}.iot.{region}.baidubce.com"),
            tcp: Some(1883),
            tls: Some(1884),
            use_tls: values.switch(Key::Tls)?,
        }),
        expires: (time != "0").then(|| time.parse::<u64>().ok()).flatten().map(|at| at.saturating_add(TOLERANCE)),
        topics: topics(&device),
        steps: vec![
            Step::Joined { target: Target::Username, parts: username },
            Step::Joined { target: Target::ClientId, parts: vec![Part::value(Key::ClientIdChoice, &client_id)] },
            Step::Digest { algorithm: hash, key: None, key_is_base64: false, message },
        ],
        client_id,
    })
}

/// Each may be left out of the user name; then the cloud takes 0 and MD5. Without the time, MD5 goes too unless it is asked for.
fn time_and_algorithm(values: &Values, time: &str, algorithm: &str) -> Result<Vec<Part>, Invalid> {
    let no_time = values.switch(Key::OmitTimestamp)?;
    let no_algorithm = match values.get(Key::OmitAlgorithm) {
        Some(_) => values.switch(Key::OmitAlgorithm)?,
        None => no_time && algorithm == "MD5",
    };
    if no_time && time != "0" {
        return Err(Problem::Contradicts(Key::Timestamp).at(Key::OmitTimestamp));
    }
    if no_algorithm && algorithm != "MD5" {
        return Err(Problem::Contradicts(Key::Algorithm).at(Key::OmitAlgorithm));
    }
    let mut parts = Vec::new();
    if !no_time {
        parts.extend([Part::fixed("|"), Part::value(Key::Timestamp, time)]);
    }
    if !no_algorithm {
        parts.extend([Part::fixed("|"), Part::value(Key::Algorithm, algorithm)]);
    }
    Ok(parts)
}

fn topics(device: &str) -> Topics {
    Topics {
        publish: vec![
            Publication::new(format!("$iot/{device}/shadow/update/reported"), r#"{"reported":{"temperature":23.4}}"#),
            Publication::new(format!("$iot/{device}/user/hello"), r#"{"temperature":23.4}"#),
        ],
        subscribe: vec![
            format!("$iot/{device}/shadow/update/reported/reply"),
            format!("$iot/{device}/shadow/delta/desired"),
            format!("$iot/{device}/user/hello"),
        ],
    }
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let fields: Vec<_> = triple.username.split('|').collect();
    let values = Values::new().with(Key::ClientIdChoice, &triple.client_id);
    match *fields.as_slice() {
        [_, _] => Ok(values.with(Key::Timestamp, "0").with(Key::Algorithm, "MD5").with(Key::OmitTimestamp, "true")),
        // The third of three fields is the time, unless it names an algorithm: then the time alone was left out.
        [_, _, algorithm] if ALGORITHMS.contains(&algorithm) => Ok(values
            .with(Key::Timestamp, "0")
            .with(Key::Algorithm, algorithm)
            .with(Key::OmitTimestamp, "true")
            .with(Key::OmitAlgorithm, "false")),
        [_, _, time] => {
            Ok(values.with(Key::Timestamp, time).with(Key::Algorithm, "MD5").with(Key::OmitAlgorithm, "true"))
        }
        [_, _, time, algorithm] => Ok(values.with(Key::Timestamp, time).with(Key::Algorithm, algorithm)),
        _ => Err(Reason::Form(Place::Username)),
    }
}

fn stale(values: &Values, now: u64) -> Option<Stale> {
    let at: u64 = values.get(Key::Timestamp)?.parse().ok()?;
    (at != 0 && at.abs_diff(now) > TOLERANCE).then_some(Stale::OffTime { at })
}
