//! Tencent Cloud IoT Hub and IoT Explorer: an HMAC of the user name, keyed with the decoded device secret.
//!
//! Source: Tencent Cloud documentation 634/46346 and 1081/102803, and the cloud's C and Python SDKs.

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::{Invalid, Problem};
use crate::judge::{Place, Reason, Stale, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::{Values, decoded};

const REGIONS: &[&str] = &["guangzhou", "us-east"];
const METHODS: &[&str] = &["hmacsha1", "hmacsha256"];

/// The application id of the cloud's C and Python SDKs. It is signed text and nothing more.
const SDK_APP_ID: &str = "21010406";

/// 2038-01-19, the last second that a signed 32-bit number holds: what the C SDK writes on a 32-bit processor without a clock.
const NEVER: u64 = 2_147_483_647;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "tencent-psk",
    cloud: Cloud::Tencent,
    entries: &[
        Entry::required(Key::ProductKey, 128),
        Entry::required(Key::DeviceName, 128),
        Entry::required(Key::DeviceSecret, 128).base64(),
        Entry::choice(Key::Region, REGIONS),
        Entry { kind: Kind::Expiry { never: NEVER }, ..Entry::optional(Key::Expiry, 20) },
        Entry::choice(Key::Tls, &["0", "1"]),
        Entry::advanced(Key::SignMethod, Kind::Choice(METHODS)),
        Entry::advanced(Key::ConnId, Kind::Text),
        Entry::advanced(Key::SdkAppId, Kind::Digits),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: Some((0, 900)), advised: 240 },
        qos_max: Some(1),
        retain: Support::No,
        will: Support::No,
    },
    certainty: Certainty::Proven,
    notes: &[Note::TencentRegions],
    derive,
    choices,
    same_password: to_the_letter,
    stale,
};

fn derive(values: &Values, moment: &Moment) -> Result<Credentials, Invalid> {
    let product_id = values.name(Key::ProductKey, 128, &[';', '/'])?;
    let device_name = values.name(Key::DeviceName, 128, &[';', '/'])?;
    let secret = values.secret(Key::DeviceSecret, 128)?;
    let key = decoded(Key::DeviceSecret, &secret)?;
    let method = values.one_of(Key::SignMethod, METHODS)?;
    let algorithm = Algorithm::ending(method).ok_or(Problem::NotOneOf(METHODS).at(Key::SignMethod))?;
    let expiry = values.digits(Key::Expiry, &NEVER.to_string())?;
    let connection = values.choice(Key::ConnId, &moment.letters(5))?;
    let app = values.digits(Key::SdkAppId, SDK_APP_ID)?;

    let client_id = vec![Part::value(Key::ProductKey, &product_id), Part::value(Key::DeviceName, &device_name)];
    let mut username = client_id.clone();
    for part in [(Key::SdkAppId, &app), (Key::ConnId, &connection), (Key::Expiry, &expiry)] {
        username.extend([Part::fixed(";"), Part::value(part.0, part.1)]);
    }
    let (username_text, client_id_text) = (joined(&username), joined(&client_id));
    let token = hex(&algorithm.keyed(&key, username_text.as_bytes()));
    let steps = vec![
        Step::Joined { target: Target::ClientId, parts: client_id },
        Step::Joined { target: Target::Username, parts: username },
        Step::Digest {
            algorithm,
            key: Some(Part::secret(Key::DeviceSecret, &secret)),
            key_is_base64: true,
            message: vec![Part::Made(Target::Username)],
        },
        Step::Joined {
            target: Target::Password,
            parts: vec![Part::Digest, Part::fixed(";"), Part::value(Key::SignMethod, method)],
        },
    ];
    let host = match values.one_of(Key::Region, REGIONS)? {
        "us-east" => format!("{product_id}.us-east.iotcloud.tencentdevices.com"),
        _ => format!("{product_id}.iotcloud.tencentdevices.com"),
    };
    Ok(Credentials {
        username: username_text,
        password: Secret::new(&format!("{token};{method}")),
        client_id: client_id_text,
        endpoint: Some(Endpoint { host, tcp: Some(1883), tls: Some(8883), use_tls: values.switch(Key::Tls)? }),
        expires: expiry.parse().ok(),
        topics: topics(&product_id, &device_name),
        steps,
    })
}

fn topics(pid: &str, dn: &str) -> Topics {
    Topics {
        publish: vec![
            Publication::new(
                format!("$thing/up/property/{pid}/{dn}"),
                r#"{"method":"report","clientToken":"1","params":{"temperature":23.4}}"#,
            ),
            Publication::new(format!("{pid}/{dn}/data"), r#"{"temperature":23.4}"#),
        ],
        subscribe: vec![
            format!("$thing/down/property/{pid}/{dn}"),
            format!("{pid}/{dn}/data"),
            format!("{pid}/{dn}/control"),
        ],
    }
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let mut parts = triple.username.rsplitn(4, ';');
    let (Some(expiry), Some(connection), Some(app), Some(_)) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Reason::Form(Place::Username));
    };
    let (_, method) = triple.password.reveal().rsplit_once(';').ok_or(Reason::Form(Place::Password))?;
    Ok(Values::new()
        .with(Key::SdkAppId, app)
        .with(Key::ConnId, connection)
        .with(Key::Expiry, expiry)
        .with(Key::SignMethod, method))
}

fn stale(values: &Values, now: u64) -> Option<Stale> {
    let at = values.get(Key::Expiry)?.parse().ok()?;
    (at < now).then_some(Stale::Expired { at })
}
