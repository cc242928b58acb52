//! Registration with Tencent Cloud: an HTTP request, signed with the product secret, and an encrypted answer.
//!
//! Source: Tencent Cloud documentation 634/47225, and the cloud's tools `qcloud_iot_mqtt_sign` and `tencent-iot-device`.

use aes::Aes128;
use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{Answer, PRODUCT_KEY, PRODUCT_SECRET, Registration, Request, Way};
use crate::digest::{Algorithm, base64, hex};
use crate::invalid::{Invalid, Problem};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Cloud, Entry, Kind};
use crate::secret::Secret;
use crate::step::{Part, Step, Target};
use crate::values::Values;

const METHODS: &[&str] = &["hmacsha1", "hmacsha256"];

/// The service in Guangzhou, which the module's manual names.
const URL: &str = "http://ap-guangzhou.gateway.tencentdevices.com/device/register";
const LEGACY_URL: &str = "http://gateway.tencentdevices.com/register/dev";

/// The current interface.
pub(super) static REQUEST: Way = Way {
    id: "tencent-device-register",
    number: 2,
    cloud: Cloud::Tencent,
    entries: &[
        PRODUCT_KEY,
        PRODUCT_SECRET,
        Entry::required(Key::DeviceName, 128),
        Entry::optional(Key::Url, 255),
        Entry::advanced(Key::Algorithm, Kind::Choice(METHODS)),
        Entry::advanced(Key::Timestamp, Kind::Digits),
        Entry::advanced(Key::Nonce, Kind::Digits),
    ],
    register: request,
};

/// The interface before.
pub(super) static LEGACY: Way = Way {
    id: "tencent-register-dev-legacy",
    number: 2,
    cloud: Cloud::Tencent,
    entries: &[
        PRODUCT_KEY,
        PRODUCT_SECRET,
        Entry::required(Key::DeviceName, 128),
        Entry::optional(Key::Url, 255),
        Entry::advanced(Key::Timestamp, Kind::Digits),
        Entry::advanced(Key::Nonce, Kind::Digits),
    ],
    register: legacy,
};

/// What the cloud answers.
pub(super) static REPLY: Way = Way {
    id: "tencent-register-reply",
    number: 2,
    cloud: Cloud::Tencent,
    entries: &[PRODUCT_SECRET, Entry::required(Key::Payload, 8192)],
    register: reply,
};

/// What both interfaces are asked with.
struct Asked {
    product_id: String,
    device_name: String,
    secret: Secret,
    time: String,
    nonce: String,
}

impl Asked {
    fn read(values: &Values, moment: &Moment) -> Result<Self, Invalid> {
        // Quotes and backslashes would end the JSON text that is signed.
        let separators = &['"', '\\', '&'];
        Ok(Self {
            product_id: values.name(Key::ProductKey, 128, separators)?,
            device_name: values.name(Key::DeviceName, 128, separators)?,
            secret: values.secret(Key::ProductSecret, 128)?,
            time: values.digits(Key::Timestamp, &moment.unix.to_string())?,
            nonce: values.digits(Key::Nonce, &moment.number().to_string())?,
        })
    }

    fn keyed(&self, algorithm: Algorithm, text: &str) -> Vec<u8> {
        algorithm.keyed(self.secret.reveal().as_bytes(), text.as_bytes())
    }

    fn steps(&self, algorithm: Algorithm, to_sign: Vec<Part>) -> Vec<Step> {
        vec![
            Step::Joined { target: Target::TextToSign, parts: to_sign },
            Step::Digest {
                algorithm,
                key: Some(Part::secret(Key::ProductSecret, &self.secret)),
                key_is_base64: false,
                message: vec![Part::Made(Target::TextToSign)],
            },
        ]
    }
}

fn request(values: &Values, moment: &Moment) -> Result<Registration, Invalid> {
    let asked = Asked::read(values, moment)?;
    let url = values.choice(Key::Url, URL)?;
    let (host, path) = host_and_path(&url)?;
    let method = values.one_of(Key::Algorithm, METHODS)?;
    let algorithm = Algorithm::ending(method).ok_or(Problem::NotOneOf(METHODS).at(Key::Algorithm))?;
    // Its digest is signed, so its blanks, or their absence, matter.
    let body = format!(r#"{{"ProductId":"{}","DeviceName":"{}"}}"#, asked.product_id, asked.device_name);
    let hashed_body = hex(&algorithm.plain(body.as_bytes()));
    let (time, nonce) = (&asked.time, &asked.nonce);
    // The empty line stands for the query string: this request has none.
    let to_sign = format!("POST\n{host}\n{path}\n\n{method}\n{time}\n{nonce}\n{hashed_body}");
    let signature = base64(&asked.keyed(algorithm, &to_sign));
    let headers = vec![
        ("X-TC-Algorithm", method.to_owned()),
        ("X-TC-Timestamp", time.clone()),
        ("X-TC-Nonce", nonce.clone()),
        ("X-TC-Signature", signature.clone()),
    ];
    let mut steps = vec![
        Step::Joined { target: Target::Body, parts: vec![Part::fixed(&body)] },
        Step::Digest { algorithm, key: None, key_is_base64: false, message: vec![Part::Made(Target::Body)] },
    ];
    steps.extend(asked.steps(algorithm, vec![Part::fixed(&to_sign)]));
    Ok(Registration::Request(Request { url, body, hashed_body: Some(hashed_body), headers, signature, steps }))
}

fn legacy(values: &Values, moment: &Moment) -> Result<Registration, Invalid> {
    let asked = Asked::read(values, moment)?;
    values.one_of(Key::Algorithm, &["hmacsha1"])?;
    let Asked { product_id, device_name, time, nonce, .. } = &asked;
    let to_sign = format!("deviceName={device_name}&nonce={nonce}&productId={product_id}&timestamp={time}");
    // What is written in base64 here are the hexadecimal digits, not the bytes.
    let signature = base64(hex(&asked.keyed(Algorithm::Sha1, &to_sign)).as_bytes());
    let body = format!(
        r#"{{"deviceName":"{device_name}","nonce":{nonce},"productId":"{product_id}","timestamp":{time},"signature":"{signature}"}}"#
    );
    let steps = asked.steps(Algorithm::Sha1, vec![Part::fixed(&to_sign)]);
    let url = values.choice(Key::Url, LEGACY_URL)?;
    host_and_path(&url)?;
    Ok(Registration::Request(Request { url, body, hashed_body: None, headers: Vec::new(), signature, steps }))
}

/// Host and path of an address.
fn host_and_path(url: &str) -> Result<(&str, &str), Invalid> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let at = rest.and_then(|rest| rest.find('/').map(|at| rest.split_at(at)));
    at.filter(|(host, _)| !host.is_empty()).ok_or(Problem::NotOneOf(&["http://…/…", "https://…/…"]).at(Key::Url))
}

/// AES-128 in CBC mode, keyed with the beginning of the product secret, filled up with zeros.
fn reply(values: &Values, _: &Moment) -> Result<Registration, Invalid> {
    let unreadable = Problem::Unreadable.at(Key::Payload);
    let secret = values.secret(Key::ProductSecret, 128)?;
    let short = Problem::TooShort { bytes: secret.reveal().len(), min: 16 }.at(Key::ProductSecret);
    let key: [u8; 16] = secret.reveal().as_bytes().first_chunk().copied().ok_or(short)?;
    let payload = values.name(Key::Payload, 8192, &[])?;
    let mut bytes = Zeroizing::new(STANDARD.decode(payload).map_err(|_| Problem::NotBase64.at(Key::Payload))?);
    let plain = cbc::Decryptor::<Aes128>::new(&key.into(), &[b'0'; 16].into())
        .decrypt_padded::<NoPadding>(&mut bytes)
        .map_err(|_| unreadable)?;
    let text = std::str::from_utf8(plain).map_err(|_| unreadable)?.trim_end_matches('\0');
    let answer: serde_json::Value = serde_json::from_str(text).map_err(|_| unreadable)?;
    let encryption_type = answer.get("encryptionType").and_then(serde_json::Value::as_u64);
    let encryption_type = encryption_type.and_then(|number| u8::try_from(number).ok()).ok_or(unreadable)?;
    Ok(Registration::Answer(Answer {
        plaintext: Secret::new(text),
        encryption_type,
        device_secret: answer.get("psk").and_then(serde_json::Value::as_str).map(Secret::new),
    }))
}
