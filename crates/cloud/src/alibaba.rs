//! Alibaba Cloud IoT Platform: an HMAC over the sorted parameters, keyed with the device secret.
//!
//! Source: Alibaba Cloud documentation 73742, "Establish MQTT connections over TCP", and the cloud's C, Node.js and Python SDKs.

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::{Invalid, Problem};
use crate::judge::{Place, Reason, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme, never_stale};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

const REGIONS: &[&str] = &["cn-shanghai", "ap-southeast-1", "ap-northeast-1", "us-west-1", "eu-central-1"];
pub(crate) const METHODS: &[&str] = &["hmacsha256", "hmacsha1", "hmacmd5"];

/// The first moment of 2050, in milliseconds: what the cloud's C SDK writes. The cloud does not compare it with a clock.
const FAR_FUTURE: &str = "2524608000000";

/// What stands for a time stamp that is left out.
const NO_TIMESTAMP: &str = "none";

/// The longest client id core, in characters (documentation 73742).
const CORE_MAX: usize = 64;

pub(crate) static SCHEME: Scheme = Scheme {
    id: "aliyun-triple",
    cloud: Cloud::Alibaba,
    entries: &[
        Entry::required(Key::ProductKey, 128),
        Entry::required(Key::DeviceName, 128),
        Entry::required(Key::DeviceSecret, 128),
        Entry::choice(Key::Tls, &["0", "1"]),
        Entry::choice(Key::Region, REGIONS),
        Entry::optional(Key::Instance, 64),
        Entry::advanced(Key::SignMethod, Kind::Choice(METHODS)),
        Entry::advanced(Key::Timestamp, Kind::Text),
        Entry::advanced(Key::ClientIdCore, Kind::Text),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: Some((30, 1200)), advised: 300 },
        qos_max: Some(1),
        retain: Support::No,
        will: Support::No,
    },
    certainty: Certainty::Proven,
    notes: &[Note::AlibabaTls],
    derive,
    choices,
    same_password: str::eq_ignore_ascii_case,
    stale: never_stale,
};

/// A device with the choices for its client id.
struct Device {
    product_key: String,
    device_name: String,
    secret: Secret,
    core: String,
    list: List,
    upper_case: bool,
}

/// The list of keys and values in the client id, and what the cloud reads in it.
struct List {
    text: String,
    method: Algorithm,
    timestamp: Option<String>,
}

fn derive(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    let device = Device::read(values)?;
    let mut steps = Vec::new();
    let to_sign = device.text_to_sign();
    let digest = hex(&device.list.method.keyed(device.secret.reveal().as_bytes(), joined(&to_sign).as_bytes()));
    let password = if device.upper_case { digest.to_ascii_uppercase() } else { digest };
    let username = vec![
        Part::value(Key::DeviceName, &device.device_name),
        Part::fixed("&"),
        Part::value(Key::ProductKey, &device.product_key),
    ];
    let client_id = vec![
        Part::value(Key::ClientIdCore, &device.core),
        Part::fixed("|"),
        Part::value(Key::Ext, &device.list.text),
        Part::fixed("|"),
    ];
    let (username_text, client_id_text) = (joined(&username), joined(&client_id));
    steps.push(Step::Joined { target: Target::Username, parts: username });
    steps.push(Step::Joined { target: Target::ClientId, parts: client_id });
    steps.push(Step::Joined { target: Target::TextToSign, parts: to_sign });
    steps.push(Step::Digest {
        algorithm: device.list.method,
        key: Some(Part::secret(Key::DeviceSecret, &device.secret)),
        key_is_base64: false,
        message: vec![Part::Made(Target::TextToSign)],
    });
    Ok(Credentials {
        username: username_text,
        password: Secret::new(&password),
        client_id: client_id_text,
        endpoint: Some(endpoint(values, &device)?),
        expires: None,
        topics: topics(&device.product_key, &device.device_name),
        steps,
    })
}

impl Device {
    fn read(values: &Values) -> Result<Self, Invalid> {
        let product_key = values.name(Key::ProductKey, 128, &['&', '|'])?;
        let device_name = values.name(Key::DeviceName, 128, &['&', '|'])?;
        let secret = values.secret(Key::DeviceSecret, 128)?;
        let core = values.choice(Key::ClientIdCore, &format!("{product_key}.{device_name}"))?;
        check_core(values, &core)?;
        let upper_case = values.one_of(Key::HexCase, &["lower", "upper"])? == "upper";
        Ok(Self { list: List::read(values)?, product_key, device_name, secret, core, upper_case })
    }

    /// The parameters in alphabetical order, each name followed by its value.
    fn text_to_sign(&self) -> Vec<Part> {
        let mut parts = vec![
            Part::fixed("clientId"),
            Part::value(Key::ClientIdCore, &self.core),
            Part::fixed("deviceName"),
            Part::value(Key::DeviceName, &self.device_name),
            Part::fixed("productKey"),
            Part::value(Key::ProductKey, &self.product_key),
        ];
        if let Some(timestamp) = &self.list.timestamp {
            parts.extend([Part::fixed("timestamp"), Part::value(Key::Timestamp, timestamp)]);
        }
        parts
    }
}

/// The default core is as long as the names are; a chosen one has its limit.
fn check_core(values: &Values, core: &str) -> Result<(), Invalid> {
    if let Some((at, found)) = core.char_indices().find(|(_, c)| *c == '|') {
        return Err(Problem::NotAllowed { at, found }.at(Key::ClientIdCore));
    }
    let chosen = values.get(Key::ClientIdCore).is_some_and(|text| !text.is_empty());
    if chosen && core.chars().count() > CORE_MAX {
        return Err(Problem::TooLong { bytes: core.len(), max: CORE_MAX }.at(Key::ClientIdCore));
    }
    Ok(())
}

impl List {
    fn read(values: &Values) -> Result<Self, Invalid> {
        let mode = if values.switch(Key::Tls)? { "2" } else { "3" };
        let method = values.one_of(Key::SignMethod, METHODS)?;
        let timestamp = match values.get(Key::Timestamp) {
            Some(NO_TIMESTAMP) => None,
            _ => Some(values.digits(Key::Timestamp, FAR_FUTURE)?),
        };
        match values.get(Key::Ext).filter(|text| !text.is_empty()) {
            Some(text) => Self::given(values, text, mode),
            None => {
                let mut text = format!("securemode={mode},signmethod={method}");
                if let Some(timestamp) = &timestamp {
                    text = format!("{text},timestamp={timestamp}");
                }
                let method = Algorithm::ending(method).ok_or(Problem::NotOneOf(METHODS).at(Key::SignMethod))?;
                Ok(Self { text, method, timestamp })
            }
        }
    }

    /// A list that was given: what stands in it counts, and nothing may contradict it.
    fn given(values: &Values, text: &str, mode: &str) -> Result<Self, Invalid> {
        let in_list = |name: &str| value_in(text, name);
        if in_list("securemode").is_some_and(|said| said != mode) {
            return Err(Problem::Contradicts(Key::Tls).at(Key::Ext));
        }
        let method = in_list("signmethod").unwrap_or("hmacmd5");
        let timestamp = in_list("timestamp");
        let differs = |key: Key, said: &str| values.get(key).is_some_and(|chosen| !chosen.is_empty() && chosen != said);
        if differs(Key::SignMethod, method) {
            return Err(Problem::Contradicts(Key::SignMethod).at(Key::Ext));
        }
        if differs(Key::Timestamp, timestamp.unwrap_or(NO_TIMESTAMP)) {
            return Err(Problem::Contradicts(Key::Timestamp).at(Key::Ext));
        }
        let method = METHODS.contains(&method).then(|| Algorithm::ending(method)).flatten();
        let method = method.ok_or(Problem::NotOneOf(METHODS).at(Key::Ext))?;
        Ok(Self { text: text.to_owned(), method, timestamp: timestamp.map(str::to_owned) })
    }
}

/// A value in a comma-separated list of keys and values.
pub(crate) fn value_in<'a>(list: &'a str, name: &str) -> Option<&'a str> {
    list.split(',').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn endpoint(values: &Values, device: &Device) -> Result<Endpoint, Invalid> {
    let region = values.one_of(Key::Region, REGIONS)?;
    let instance = values.choice(Key::Instance, "")?;
    let host = if instance.is_empty() {
        format!("{}.iot-as-mqtt.{region}.aliyuncs.com", device.product_key)
    } else {
        format!("{instance}.mqtt.iothub.aliyuncs.com")
    };
    // Each SDK of the cloud signs its name into the list, and uses its own port; all of them are open.
    let tls = match value_in(&device.list.text, "lan") {
        Some("C") => 443,
        Some("NodeJS") => 1883,
        _ => 8883,
    };
    Ok(Endpoint { host, tcp: Some(1883), tls: Some(tls), use_tls: values.switch(Key::Tls)? })
}

fn topics(pk: &str, dn: &str) -> Topics {
    Topics {
        publish: vec![
            Publication::new(
                format!("/sys/{pk}/{dn}/thing/event/property/post"),
                r#"{"id":"1","version":"1.0","params":{"temperature":23.4},"method":"thing.event.property.post"}"#,
            ),
            Publication::new(format!("/{pk}/{dn}/user/update"), r#"{"temperature":23.4}"#),
        ],
        subscribe: vec![
            format!("/sys/{pk}/{dn}/thing/event/property/post_reply"),
            format!("/sys/{pk}/{dn}/thing/service/property/set"),
            format!("/{pk}/{dn}/user/get"),
        ],
    }
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let (core, list) = triple.client_id.split_once('|').ok_or(Reason::Form(Place::ClientId))?;
    let list = list.strip_suffix('|').ok_or(Reason::Form(Place::ClientId))?;
    let case = if triple.password.reveal().contains(|c: char| c.is_ascii_uppercase()) { "upper" } else { "lower" };
    let method = value_in(list, "signmethod").unwrap_or("hmacmd5");
    Ok(Values::new()
        .with(Key::ClientIdCore, core)
        .with(Key::Ext, list)
        .with(Key::SignMethod, method)
        .with(Key::Timestamp, value_in(list, "timestamp").unwrap_or(NO_TIMESTAMP))
        .with(Key::HexCase, case))
}
