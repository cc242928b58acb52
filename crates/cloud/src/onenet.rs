//! China Mobile OneNET: a token that says what it is for and how long, signed with the decoded access key.
//!
//! Source: `OneNET` documentation "token" and "MQTT device access", and the cloud's Java and C SDKs.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, base64};
use crate::invalid::{Invalid, Problem};
use crate::judge::{Place, Reason, Stale, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::{Values, decoded};

const METHODS: &[&str] = &["sha1", "sha256", "md5"];

/// The first moment of 2050 in Beijing: what the cloud's C SDK writes, which prints 32 bits.
const NEVER: u64 = 2_524_579_200;

/// What the documentation has percent-encoded.
const ENCODED: &AsciiSet = &CONTROLS.add(b'+').add(b' ').add(b'/').add(b'?').add(b'%').add(b'#').add(b'&').add(b'=');

pub(crate) static SCHEME: Scheme = Scheme {
    id: "onenet-token",
    cloud: Cloud::OneNet,
    entries: &[
        Entry::required(Key::ProductId, 128),
        Entry::required(Key::DeviceName, 128),
        Entry::required(Key::AccessKey, 128).base64(),
        Entry { kind: Kind::Expiry { never: NEVER }, ..Entry::optional(Key::Et, 20) },
        Entry::choice(Key::Method, METHODS),
        Entry::choice(Key::Tls, &["0", "1"]),
        Entry::advanced(Key::Version, Kind::Choice(VERSIONS)),
        Entry::advanced(Key::ResLevel, Kind::Choice(LEVELS)),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: Some((10, 1800)), advised: 120 },
        qos_max: None,
        retain: Support::Unsaid,
        will: Support::Unsaid,
    },
    certainty: Certainty::Proven,
    notes: &[Note::OneNetLength],
    derive,
    choices,
    same_password,
    stale,
};

const VERSIONS: &[&str] = &["2018-10-31", "2022-05-01"];
const LEVELS: &[&str] = &["device", "product"];

fn derive(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    let product_id = values.name(Key::ProductId, 128, &['/'])?;
    let is_device = values.one_of(Key::ResLevel, LEVELS)? == "device";
    let device_name =
        if is_device { values.name(Key::DeviceName, 128, &['/'])? } else { values.choice(Key::DeviceName, "")? };
    let secret = values.secret(Key::AccessKey, 128)?;
    let key = decoded(Key::AccessKey, &secret)?;
    let et = values.digits(Key::Et, &NEVER.to_string())?;
    let method = values.one_of(Key::Method, METHODS)?;
    let algorithm = Algorithm::ending(method).ok_or(Problem::NotOneOf(METHODS).at(Key::Method))?;
    let version = values.choice(Key::Version, "2018-10-31")?;

    let mut resource = vec![Part::fixed("products/"), Part::value(Key::ProductId, &product_id)];
    if is_device {
        resource.extend([Part::fixed("/devices/"), Part::value(Key::DeviceName, &device_name)]);
    }
    let resource_text = joined(&resource);
    let to_sign = format!("{et}\n{method}\n{resource_text}\n{version}");
    let sign = base64(&algorithm.keyed(&key, to_sign.as_bytes()));
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let head = format!("version={version}&res={}&et={et}&method={method}&sign=", encoded(&resource_text));
    let password = format!("{head}{}", encoded(&sign));
    let newline = || Part::fixed("\n");
    let steps = vec![
        Step::Joined { target: Target::Resource, parts: resource },
        Step::Joined {
            target: Target::TextToSign,
            parts: vec![
                Part::value(Key::Et, &et),
                newline(),
                Part::value(Key::Method, method),
                newline(),
                Part::Made(Target::Resource),
                newline(),
                Part::value(Key::Version, &version),
            ],
        },
        Step::Digest {
            algorithm,
            key: Some(Part::secret(Key::AccessKey, &secret)),
            key_is_base64: true,
            message: vec![Part::Made(Target::TextToSign)],
        },
        Step::Joined { target: Target::Password, parts: vec![Part::fixed(&head), Part::Digest] },
    ];
    let use_tls = values.switch(Key::Tls)?;
    let host = if use_tls { "mqttstls.heclouds.com" } else { "mqtts.heclouds.com" };
    Ok(Credentials {
        topics: topics(&product_id, &device_name),
        username: product_id,
        password: Secret::new(&password),
        client_id: device_name,
        endpoint: Some(Endpoint { host: host.to_owned(), tcp: Some(1883), tls: Some(8883), use_tls }),
        expires: et.parse().ok(),
        steps,
    })
}

/// Products of the older platform have numbers, those of the newer one letters too.
fn topics(pid: &str, dn: &str) -> Topics {
    if pid.bytes().all(|byte| byte.is_ascii_digit()) {
        return Topics {
            publish: vec![Publication::new(
                format!("$sys/{pid}/{dn}/dp/post/json"),
                r#"{"id":1,"dp":{"temperature":[{"v":23.4}]}}"#,
            )],
            subscribe: vec![
                format!("$sys/{pid}/{dn}/dp/post/json/accepted"),
                format!("$sys/{pid}/{dn}/dp/post/json/rejected"),
                format!("$sys/{pid}/{dn}/cmd/request/+"),
            ],
        };
    }
    Topics {
        publish: vec![Publication::new(
            format!("$sys/{pid}/{dn}/thing/property/post"),
            r#"{"id":"1","version":"1.0","params":{"temperature":{"value":23.4}}}"#,
        )],
        subscribe: vec![
            format!("$sys/{pid}/{dn}/thing/property/post/reply"),
            format!("$sys/{pid}/{dn}/thing/property/set"),
        ],
    }
}

/// A field of a token, decoded.
fn field(token: &str, name: &str) -> Option<String> {
    let (_, value) = token.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
    percent_decode_str(value).decode_utf8().ok().map(|text| text.into_owned())
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let token = triple.password.reveal();
    let field = |name: &str| field(token, name).ok_or(Reason::Form(Place::Password));
    let level = if field("res")?.contains("/devices/") { "device" } else { "product" };
    Ok(Values::new()
        .with(Key::Version, &field("version")?)
        .with(Key::Et, &field("et")?)
        .with(Key::Method, &field("method")?)
        .with(Key::ResLevel, level))
}

/// The fields of a token may stand in any order, and more may be encoded than must be.
fn same_password(mine: &str, theirs: &str) -> bool {
    mine == theirs
        || ["version", "res", "et", "method", "sign"]
            .into_iter()
            .all(|name| field(mine, name).is_some() && field(mine, name) == field(theirs, name))
}

fn stale(values: &Values, now: u64) -> Option<Stale> {
    let at = values.get(Key::Et)?.parse().ok()?;
    (at < now).then_some(Stale::Expired { at })
}
