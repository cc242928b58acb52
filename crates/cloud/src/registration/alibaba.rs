//! Registration with Alibaba Cloud: an MQTT login, or an HTTPS request, signed with the product secret.
//!
//! Source: Alibaba Cloud documentation 132111, "Unique-certificate-per-product authentication", and the cloud's C and Python SDKs.

use super::{Login, PRODUCT_KEY, PRODUCT_SECRET, Registration, Request, Way};
use crate::alibaba::{METHODS, value_in};
use crate::credentials::Endpoint;
use crate::digest::{Algorithm, hex};
use crate::invalid::{Invalid, Problem};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Cloud, Entry, Kind};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

const OVER_MQTT: &[Entry] = &[
    PRODUCT_KEY,
    PRODUCT_SECRET,
    Entry::required(Key::DeviceName, 128),
    Entry::optional(Key::Host, 255),
    Entry { kind: Kind::Digits, ..Entry::optional(Key::Port, 5) },
    Entry::advanced(Key::Instance, Kind::Text),
    Entry::advanced(Key::SignMethod, Kind::Choice(METHODS)),
    Entry::advanced(Key::Random, Kind::Text),
    Entry::advanced(Key::ClientIdCore, Kind::Text),
];

/// For devices whose names the product knows: the cloud answers with a device secret.
pub(super) static MQTT: Way = Way {
    id: "aliyun-mqtt-register",
    number: 1,
    cloud: Cloud::Alibaba,
    entries: OVER_MQTT,
    register: |values, moment| login(values, moment, "register", "/ext/register"),
};

/// For devices whose names the product does not know: the cloud answers with a client id and a token.
pub(super) static WITHOUT_WHITELIST: Way = Way {
    id: "aliyun-mqtt-regnwl",
    number: 1,
    cloud: Cloud::Alibaba,
    entries: OVER_MQTT,
    register: |values, moment| login(values, moment, "regnwl", "/ext/regnwl"),
};

/// The older way, over HTTPS.
pub(super) static HTTPS: Way = Way {
    id: "aliyun-https-register",
    number: 1,
    cloud: Cloud::Alibaba,
    entries: &[
        PRODUCT_KEY,
        PRODUCT_SECRET,
        Entry::required(Key::DeviceName, 128),
        Entry::advanced(Key::Region, Kind::Text),
        Entry::advanced(Key::SignMethod, Kind::Choice(METHODS)),
        Entry::advanced(Key::Random, Kind::Text),
    ],
    register: request,
};

/// Product, device and random text, signed.
struct Signed {
    product_key: String,
    device_name: String,
    random: String,
    method: &'static str,
    sign: String,
    steps: Vec<Step>,
}

impl Signed {
    fn make(values: &Values, moment: &Moment) -> Result<Self, Invalid> {
        let product_key = values.name(Key::ProductKey, 128, &['&', '|'])?;
        let device_name = values.name(Key::DeviceName, 128, &['&', '|'])?;
        let secret = values.secret(Key::ProductSecret, 128)?;
        let random = values.choice(Key::Random, &moment.letters(15))?;
        let method = values.one_of(Key::SignMethod, METHODS)?;
        let algorithm = Algorithm::ending(method).ok_or(Problem::NotOneOf(METHODS).at(Key::SignMethod))?;
        let to_sign = vec![
            Part::fixed("deviceName"),
            Part::value(Key::DeviceName, &device_name),
            Part::fixed("productKey"),
            Part::value(Key::ProductKey, &product_key),
            Part::fixed("random"),
            Part::value(Key::Random, &random),
        ];
        let sign = hex(&algorithm.keyed(secret.reveal().as_bytes(), joined(&to_sign).as_bytes()));
        let is_upper = values.one_of(Key::HexCase, &["lower", "upper"])? == "upper";
        let steps = vec![
            Step::Joined { target: Target::TextToSign, parts: to_sign },
            Step::Digest {
                algorithm,
                key: Some(Part::secret(Key::ProductSecret, &secret)),
                key_is_base64: false,
                message: vec![Part::Made(Target::TextToSign)],
            },
        ];
        let sign = if is_upper { sign.to_ascii_uppercase() } else { sign };
        Ok(Self { product_key, device_name, random, method, sign, steps })
    }
}

fn login(values: &Values, moment: &Moment, auth_type: &str, topic: &str) -> Result<Registration, Invalid> {
    let signed = Signed::make(values, moment)?;
    let Signed { product_key, device_name, random, method, sign, mut steps } = signed;
    let core = values.choice(Key::ClientIdCore, &format!("{device_name}.{product_key}"))?;
    let list = list(values, auth_type, &random, method)?;
    let client_id =
        vec![Part::value(Key::ClientIdCore, &core), Part::fixed("|"), Part::value(Key::Ext, &list), Part::fixed("|")];
    let client_id_text = joined(&client_id);
    steps.push(Step::Joined { target: Target::ClientId, parts: client_id });
    Ok(Registration::Login(Login {
        username: format!("{device_name}&{product_key}"),
        password: Secret::new(&sign),
        client_id: client_id_text,
        endpoint: Some(endpoint(values, &product_key)?),
        reply_topic: topic.to_owned(),
        steps,
    }))
}

/// The list in the client id: as given, where nothing in it contradicts the rest.
fn list(values: &Values, auth_type: &str, random: &str, method: &str) -> Result<String, Invalid> {
    let instance = values.choice(Key::Instance, "")?;
    let given = values.choice(Key::Ext, "")?;
    if given.is_empty() {
        let list = format!("random={random},authType={auth_type},securemode=2,signmethod={method}");
        return Ok(if instance.is_empty() { list } else { format!("{list},instanceId={instance}") });
    }
    for (name, key, expected) in [
        ("random", Key::Random, random),
        ("authType", Key::AuthType, auth_type),
        ("signmethod", Key::SignMethod, method),
    ] {
        if value_in(&given, name) != Some(expected) {
            return Err(Problem::Contradicts(key).at(Key::Ext));
        }
    }
    Ok(given)
}

/// Registering is possible over TLS alone.
fn endpoint(values: &Values, product_key: &str) -> Result<Endpoint, Invalid> {
    let host = values.choice(Key::Host, &format!("{product_key}.iot-as-mqtt.cn-shanghai.aliyuncs.com"))?;
    let port = values.digits(Key::Port, "8883")?;
    let port = port.parse().ok().filter(|port| *port > 0).ok_or(Problem::NotANumber.at(Key::Port))?;
    Ok(Endpoint { host, tcp: None, tls: Some(port), use_tls: true })
}

fn request(values: &Values, moment: &Moment) -> Result<Registration, Invalid> {
    let signed = Signed::make(values, moment)?;
    let Signed { product_key, device_name, random, method, sign, steps } = signed;
    let region = values.choice(Key::Region, "cn-shanghai")?;
    Ok(Registration::Request(Request {
        url: format!("https://iot-auth.{region}.aliyuncs.com/auth/register/device"),
        body: format!(
            "productKey={product_key}&deviceName={device_name}&random={random}&sign={sign}&signMethod={method}"
        ),
        hashed_body: None,
        headers: vec![("Content-Type", "application/x-www-form-urlencoded".to_owned())],
        signature: sign,
        steps,
    }))
}
