//! MQTTAUTHCFG: lets the module work out user name, password and client id for a cloud.

pub(super) mod usages;

use std::time::Duration;

use super::{Command, CommandLine, Form, Limits, Listed, Spec, Typed};
use crate::args::{CloudSecret, CloudText};
use crate::meaning::{Meaning, Meanings, entries};
use crate::profile::{Claim, Claims, Feature, Manual, Source, Subject};
use crate::reply::{Malformed, Reply};

pub(super) static SPEC: Spec = Spec {
    name: "+MQTTAUTHCFG",
    id: "command-mqttauthcfg",
    usages: usages::USAGES,
    example: "AT+MQTTAUTHCFG=3,\"device-7\",\"0a1b2c3d\"",
    source: Source { manual: Manual::MqttV13, section: "1.18" },
    feature: Some(Feature::CloudAuth),
    limits: Limits { reply: Duration::from_secs(30), status: Duration::ZERO },
    // The password: third of five values, or, with host and port before it, fifth of seven.
    secret_values: &[2, 4],
    claims: Claims { asked: true, claims: &[(Subject::Has(Feature::CloudAuth), Claim::Answer)], ..Claims::NONE },
    ..Spec::BASE
};

pub(super) const COMMAND: Listed =
    Listed { spec: &SPEC, meanings: Meanings { asks, says: |_| Some(LOGIN.with([])), ..Meanings::NONE }, known: KNOWN };

/// What a cloud wants to know (003, 1.18). The numbers are the first argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloudLogin {
    /// 1: Alibaba Cloud.
    Alibaba {
        /// The product.
        product_key: CloudText<128>,
        /// The device.
        device_name: CloudText<128>,
        /// Its secret.
        device_secret: CloudSecret<128>,
        /// Whether the login is for a connection with TLS.
        tls: CloudTls,
    },
    /// 2: Tencent Cloud.
    Tencent {
        /// The product.
        product_key: CloudText<128>,
        /// The device.
        device_name: CloudText<128>,
        /// Its secret.
        device_secret: CloudSecret<128>,
    },
    /// 3: Huawei Cloud.
    Huawei {
        /// The device.
        device_id: CloudText<128>,
        /// Its secret.
        device_secret: CloudSecret<128>,
    },
    /// 4: Tuya, switched on. The login comes with host and port.
    TuyaOn {
        /// The product.
        product_key: CloudText<128>,
        /// The device.
        uuid: CloudText<128>,
        /// Its key.
        auth_key: CloudSecret<128>,
    },
    /// 4: Tuya, switched off.
    TuyaOff,
    /// 5: OneNET.
    OneNet {
        /// The product.
        product_id: CloudText<255>,
        /// The device.
        device_name: CloudText<128>,
        /// Its key. No manual says how long it may be; this is the longest that the command has.
        access_key: CloudSecret<255>,
    },
    /// 6: Baidu.
    Baidu {
        /// The IoT core.
        iot_core_id: CloudText<128>,
        /// The device.
        device_key: CloudText<128>,
        /// Its secret.
        device_secret: CloudSecret<128>,
    },
    /// 7: Amazon, which knows a device by its certificate. There is no login.
    Amazon,
    /// 8: AEP of China Telecom.
    Aep {
        /// The product.
        product_id: CloudText<255>,
        /// The device.
        device_number: CloudText<255>,
        /// Its token.
        token: CloudSecret<255>,
        /// The user of its web site.
        user_name: CloudText<255>,
    },
    /// 9: DMP of China Unicom.
    UnicomDmp {
        /// The product.
        product_key: CloudText<128>,
        /// The device.
        device_key: CloudText<128>,
        /// Its secret.
        device_secret: CloudSecret<128>,
        /// The token that registering brought.
        token: CloudSecret<255>,
    },
}

/// Whether a login is for TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloudTls {
    /// It is not.
    Off,
    /// It is.
    On,
}

/// What the module worked out.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkedOutLogin {
    /// User name for MQTTUSER.
    pub username: String,
    /// Password for MQTTUSER.
    pub password: String,
    /// Client id string for MQTTUSER.
    pub client_id: String,
    /// Host and port, where the cloud gives them.
    pub broker: Option<(String, u16)>,
}

impl std::fmt::Debug for WorkedOutLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorkedOutLogin")
            .field("username", &self.username)
            .field("client_id", &self.client_id)
            .field("broker", &self.broker)
            .finish_non_exhaustive()
    }
}

impl CloudLogin {
    /// The number of the cloud.
    #[must_use]
    pub const fn number(&self) -> u8 {
        match self {
            Self::Alibaba { .. } => 1,
            Self::Tencent { .. } => 2,
            Self::Huawei { .. } => 3,
            Self::TuyaOn { .. } | Self::TuyaOff => 4,
            Self::OneNet { .. } => 5,
            Self::Baidu { .. } => 6,
            Self::Amazon => 7,
            Self::Aep { .. } => 8,
            Self::UnicomDmp { .. } => 9,
        }
    }
}

/// Configure registration parameters of MQTT cloud, +MQTTAUTHCFG. What it answers goes into MQTTUSER.
///
/// # Wire
/// `AT+MQTTAUTHCFG=<cloud>,…`, answered by `+MQTTAUTHCFG: <cloud>,"<user name>","<password>","<client id string>"` and `OK`; Tuya
/// adds host and port in front, Amazon answers `OK` alone. Texts up to 128 or 255 bytes; Alibaba's `<tls>` is a text too, `"0"` or
/// `"1"`, which a driver in use writes without quotes. Errors: `ERROR` or `+CME ERROR:n`.
/// Manual: 003, 1.18.
impl Command for CloudLogin {
    type Reply = Option<WorkedOutLogin>;

    fn spec(&self) -> &'static Spec {
        &SPEC
    }

    fn form(&self) -> Form {
        Form::Set
    }

    fn line(&self) -> CommandLine {
        let line = CommandLine::execute(SPEC.name).number(self.number());
        match self {
            Self::Alibaba { product_key, device_name, device_secret, tls } => line
                .quoted(product_key.as_str())
                .quoted(device_name.as_str())
                .quoted(device_secret.reveal())
                .quoted(if *tls == CloudTls::On { "1" } else { "0" }),
            Self::Tencent { product_key, device_name, device_secret } => {
                line.quoted(product_key.as_str()).quoted(device_name.as_str()).quoted(device_secret.reveal())
            }
            Self::Huawei { device_id, device_secret } => line.quoted(device_id.as_str()).quoted(device_secret.reveal()),
            Self::TuyaOn { product_key, uuid, auth_key } => {
                line.number(1_u8).quoted(product_key.as_str()).quoted(uuid.as_str()).quoted(auth_key.reveal())
            }
            Self::TuyaOff => line.number(0_u8),
            Self::OneNet { product_id, device_name, access_key } => {
                line.quoted(product_id.as_str()).quoted(device_name.as_str()).quoted(access_key.reveal())
            }
            Self::Baidu { iot_core_id, device_key, device_secret } => {
                line.quoted(iot_core_id.as_str()).quoted(device_key.as_str()).quoted(device_secret.reveal())
            }
            Self::Amazon => line,
            Self::Aep { product_id, device_number, token, user_name } => line
                .quoted(product_id.as_str())
                .quoted(device_number.as_str())
                .quoted(token.reveal())
                .quoted(user_name.as_str()),
            Self::UnicomDmp { product_key, device_key, device_secret, token } => line
                .quoted(product_key.as_str())
                .quoted(device_key.as_str())
                .quoted(device_secret.reveal())
                .quoted(token.reveal()),
        }
    }

    fn read(&self, reply: &Reply) -> Result<Option<WorkedOutLogin>, Malformed> {
        let Some(line) = reply.parsed().next() else {
            return if matches!(self, Self::Amazon | Self::TuyaOff) { Ok(None) } else { Err(Malformed) };
        };
        match line.values().as_slice() {
            [_, username, password, client_id] => Ok(Some(WorkedOutLogin {
                username: username.clone(),
                password: password.clone(),
                client_id: client_id.clone(),
                broker: None,
            })),
            [_, host, port, username, password, client_id] => Ok(Some(WorkedOutLogin {
                username: username.clone(),
                password: password.clone(),
                client_id: client_id.clone(),
                broker: Some((host.clone(), port.parse().map_err(|_| Malformed)?)),
            })),
            _ => Err(Malformed),
        }
    }
}

entries! {
    ASKS = "meaning-ask-cloud-credentials" Info ("cloud");
    LOGIN = "meaning-cloud-credentials" Ok ();
}

fn asks(typed: &Typed) -> Option<Meaning> {
    Some(ASKS.with([typed.set_number(0)?.into()]))
}

#[cfg(test)]
mod tests;
