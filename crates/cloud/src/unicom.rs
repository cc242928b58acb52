//! China Unicom DMP: an HMAC of device id, device key and product key, keyed with the device secret, or a token as it is.
//!
//! Source: China Unicom's DMP MQTT demo (package `cn.cuiot.dmp.device`), and its access documentation, article 215.

use crate::credentials::{Credentials, Endpoint, KeepAlive, Limits, Publication, Support, Topics};
use crate::digest::{Algorithm, hex};
use crate::invalid::Invalid;
use crate::judge::{Place, Reason, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::scheme::{Certainty, Cloud, Entry, Kind, Note, Scheme, never_stale, to_the_letter};
use crate::secret::Secret;
use crate::step::{Part, Step, Target, joined};
use crate::values::Values;

/// Not cellular, China Unicom, China Mobile, China Telecom, China Broadnet.
pub(crate) const OPERATORS: &[&str] = &["0", "1", "2", "3", "4"];

/// One secret a device, or the token of a device that nobody had registered before.
const AUTH_TYPES: &[&str] = &["0", "-2"];

pub(crate) static SCHEME: Scheme = Scheme {
    id: "unicom-dmp",
    cloud: Cloud::Unicom,
    entries: &[
        Entry::required(Key::ProductKey, 128),
        Entry::required(Key::DeviceKey, 128),
        Entry::optional(Key::DeviceSecret, 128),
        Entry::optional(Key::Token, 255),
        Entry::required(Key::DeviceIdChoice, 48),
        Entry::choice(Key::Operator, &["", "0", "1", "2", "3", "4"]),
        Entry::choice(Key::Tls, &["0", "1"]),
        Entry::advanced(Key::AuthType, Kind::Choice(&["", "0", "-2"])),
    ],
    limits: Limits {
        keep_alive: KeepAlive { range: None, advised: 180 },
        qos_max: None,
        retain: Support::Unsaid,
        will: Support::Unsaid,
    },
    certainty: Certainty::Proven,
    notes: &[Note::UnicomDevice],
    derive,
    choices,
    same_password: to_the_letter,
    stale: never_stale,
};

fn derive(values: &Values, _: &Moment) -> Result<Credentials, Invalid> {
    let login = Login::read(values)?;
    let has_token = values.get(Key::Token).is_some_and(|token| !token.is_empty());
    let auth_type = match values.get(Key::AuthType) {
        None | Some("") if has_token => "-2",
        _ => values.one_of(Key::AuthType, AUTH_TYPES)?,
    };
    if auth_type == "0" {
        let secret = values.secret(Key::DeviceSecret, 128)?;
        return Ok(login.signed(auth_type, Key::DeviceSecret, &secret));
    }
    let token = values.secret(Key::Token, 255)?;
    let mut steps = login.names(auth_type);
    steps.push(Step::Joined { target: Target::Password, parts: vec![Part::secret(Key::Token, &token)] });
    Ok(login.credentials(auth_type, token, steps))
}

/// What every login of this cloud is made of.
pub(crate) struct Login {
    pub(crate) product_key: String,
    pub(crate) device_key: String,
    device_id: String,
    operator: &'static str,
    use_tls: bool,
}

impl Login {
    pub(crate) fn read(values: &Values) -> Result<Self, Invalid> {
        values.one_of(Key::SignMethod, &["0"])?;
        let device_id = values.name(Key::DeviceIdChoice, 48, &['|'])?;
        Ok(Self {
            product_key: values.name(Key::ProductKey, 128, &['|', '/', '+', '#'])?,
            device_key: values.name(Key::DeviceKey, 128, &['|', '/', '+', '#'])?,
            operator: match values.get(Key::Operator) {
                None | Some("") => operator_of(&device_id),
                Some(_) => values.one_of(Key::Operator, OPERATORS)?,
            },
            device_id,
            use_tls: values.switch(Key::Tls)?,
        })
    }

    /// A login whose password is a signature.
    pub(crate) fn signed(&self, auth_type: &str, key: Key, secret: &Secret) -> Credentials {
        let to_sign = vec![
            Part::value(Key::DeviceIdChoice, &self.device_id),
            Part::value(Key::DeviceKey, &self.device_key),
            Part::value(Key::ProductKey, &self.product_key),
        ];
        let password = hex(&Algorithm::Sha256.keyed(secret.reveal().as_bytes(), joined(&to_sign).as_bytes()));
        let mut steps = self.names(auth_type);
        steps.push(Step::Joined { target: Target::TextToSign, parts: to_sign });
        steps.push(Step::Digest {
            algorithm: Algorithm::Sha256,
            key: Some(Part::secret(key, secret)),
            key_is_base64: false,
            message: vec![Part::Made(Target::TextToSign)],
        });
        self.credentials(auth_type, Secret::new(&password), steps)
    }

    fn username(&self) -> Vec<Part> {
        vec![
            Part::value(Key::DeviceKey, &self.device_key),
            Part::fixed("|"),
            Part::value(Key::ProductKey, &self.product_key),
        ]
    }

    fn client_id(&self, auth_type: &str) -> Vec<Part> {
        vec![
            Part::value(Key::DeviceIdChoice, &self.device_id),
            Part::fixed("|"),
            Part::value(Key::ProductKey, &self.product_key),
            // 0 is HMAC-SHA256.
            Part::fixed("|0|"),
            Part::value(Key::AuthType, auth_type),
            Part::fixed("|"),
            Part::value(Key::Operator, self.operator),
        ]
    }

    fn names(&self, auth_type: &str) -> Vec<Step> {
        vec![
            Step::Joined { target: Target::Username, parts: self.username() },
            Step::Joined { target: Target::ClientId, parts: self.client_id(auth_type) },
        ]
    }

    fn credentials(&self, auth_type: &str, password: Secret, steps: Vec<Step>) -> Credentials {
        let host = if self.use_tls { "dmp-mqtts.cuiot.cn" } else { "dmp-mqtt.cuiot.cn" };
        Credentials {
            username: joined(&self.username()),
            password,
            client_id: joined(&self.client_id(auth_type)),
            endpoint: Some(Endpoint { host: host.to_owned(), tcp: Some(1883), tls: Some(8883), use_tls: self.use_tls }),
            expires: None,
            topics: topics(&self.product_key, &self.device_key),
            steps,
        }
    }
}

/// The operator in an ICCID; 0 for any other text. Digits 5 and 6 name the network as in 460 00 to 460 15 (ITU-T E.118).
fn operator_of(device_id: &str) -> &'static str {
    let is_iccid = matches!(device_id.len(), 19 | 20) && device_id.starts_with("8986");
    match device_id.get(4..6).filter(|_| is_iccid) {
        Some("01" | "06" | "09") => "1",
        Some("00" | "02" | "04" | "07" | "08" | "13") => "2",
        Some("03" | "05" | "11" | "12") => "3",
        Some("15") => "4",
        _ => "0",
    }
}

fn topics(pk: &str, dk: &str) -> Topics {
    Topics {
        publish: vec![Publication::new(
            format!("$sys/{pk}/{dk}/property/pub"),
            r#"{"messageId":"1","params":{"key":"temperature","value":23.4,"ts":"1700000000000"}}"#,
        )],
        subscribe: vec![
            format!("$sys/{pk}/{dk}/property/pub_reply"),
            format!("$sys/{pk}/{dk}/property/set"),
            format!("$sys/{pk}/{dk}/ext/error"),
        ],
    }
}

fn choices(triple: &Triple) -> Result<Values, Reason> {
    let fields: Vec<_> = triple.client_id.split('|').collect();
    let [device_id, _, sign_method, auth_type, operator] = *fields.as_slice() else {
        return Err(Reason::Form(Place::ClientId));
    };
    Ok(Values::new()
        .with(Key::DeviceIdChoice, device_id)
        .with(Key::SignMethod, sign_method)
        .with(Key::AuthType, auth_type)
        .with(Key::Operator, operator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iccid_names_its_operator() {
        for (device_id, expected) in [
            ("89860112345678901234", "1"),
            ("89860012345678901234", "2"),
            ("89860312345678901234", "3"),
            ("8986151234567890123", "4"),
            ("861234567890123", "0"),
            ("SN-0001-abcd", "0"),
        ] {
            assert_eq!(operator_of(device_id), expected, "{device_id}");
        }
    }
}
