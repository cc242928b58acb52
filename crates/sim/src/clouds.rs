//! The nine clouds, twice: what `AT+MQTTAUTHCFG` computes for them, and how each looks at who connects.
//!
//! Both sides are written from what the clouds publish. What a real module chooses where a cloud leaves it a choice is known
//! for none of them; the choices here are those of the clouds' own kits for small devices.

mod aep;
mod alibaba;
mod amazon;
mod answer;
mod baidu;
mod digest;
mod huawei;
mod onenet;
mod registry;
mod tencent;
mod tuya;
mod unicom;

use std::fmt;

use crate::broker::{Connect, Message};

pub(crate) use answer::answer;
pub(crate) use registry::{Registered, register};

/// A cloud, in the order and with the number of `AT+MQTTAUTHCFG` (003, 1.18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cloud {
    /// 1: Alibaba Cloud IoT Platform.
    Alibaba,
    /// 2: Tencent Cloud IoT Hub and IoT Explorer.
    Tencent,
    /// 3: Huawei Cloud IoTDA.
    Huawei,
    /// 4: Tuya.
    Tuya,
    /// 5: China Mobile OneNET.
    OneNet,
    /// 6: Baidu IoT Core.
    Baidu,
    /// 7: Amazon AWS IoT Core.
    Amazon,
    /// 8: China Telecom AEP.
    Aep,
    /// 9: China Unicom DMP.
    Unicom,
}

impl Cloud {
    /// Every cloud, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Alibaba,
        Self::Tencent,
        Self::Huawei,
        Self::Tuya,
        Self::OneNet,
        Self::Baidu,
        Self::Amazon,
        Self::Aep,
        Self::Unicom,
    ];

    /// The name to choose it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alibaba => "alibaba",
            Self::Tencent => "tencent",
            Self::Huawei => "huawei",
            Self::Tuya => "tuya",
            Self::OneNet => "onenet",
            Self::Baidu => "baidu",
            Self::Amazon => "amazon",
            Self::Aep => "aep",
            Self::Unicom => "unicom",
        }
    }

    /// The cloud with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cloud| cloud.name().eq_ignore_ascii_case(name))
    }
}

/// What a cloud refuses of what MQTT has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Highest quality of service.
    pub(crate) qos: u8,
    /// Whether messages can be retained.
    pub(crate) retain: bool,
    /// Whether a client can leave a will.
    pub(crate) will: bool,
}

impl Limits {
    /// All that MQTT has is taken.
    pub(crate) const NONE: Self = Self { qos: 2, retain: true, will: true };

    /// Whether a message may be published.
    pub(crate) const fn take(self, message: &Message) -> bool {
        message.qos <= self.qos && (self.retain || !message.retain)
    }
}

impl Cloud {
    /// What it publishes of its limits. Where it says nothing, it takes everything.
    pub(crate) const fn limits(self) -> Limits {
        match self {
            Self::Alibaba | Self::Tencent | Self::Huawei => Limits { qos: 1, retain: false, will: false },
            Self::Tuya | Self::Baidu | Self::Amazon => Limits { qos: 1, ..Limits::NONE },
            Self::OneNet | Self::Aep | Self::Unicom => Limits::NONE,
        }
    }
}

/// The one device that a pretended cloud knows. Fields that a cloud has no use for stay empty.
#[derive(Clone, PartialEq, Eq)]
pub struct CloudDevice {
    /// Which cloud it is.
    pub cloud: Cloud,
    /// Product key (1, 4, 9), product id (2, 5, 8), IoT Core id (6).
    pub product: String,
    /// Device name (1, 2, 5), device id (3), UUID or TuyaLink's device id (4), device key (6, 9), thing name (7), device
    /// number (8).
    pub device: String,
    /// Device secret (1, 2, 3, 6, 9), auth key or TuyaLink's device secret (4), access key (5), token (8). Where it is empty
    /// and there is a product secret, it is the one that `AT+MQTTAUTHDYN` gives out.
    pub secret: String,
    /// Product secret (1, 2, 9), for `AT+MQTTAUTHDYN`.
    pub product_secret: String,
}

/// Without the secrets.
impl fmt::Debug for CloudDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CloudDevice")
            .field("cloud", &self.cloud)
            .field("product", &self.product)
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl CloudDevice {
    /// A device for demonstrations, with credentials that everybody may know.
    #[must_use]
    pub fn demonstration(cloud: Cloud) -> Self {
        let (product, device, secret) = match cloud {
            Cloud::Alibaba => ("a1Workbench", "press-7", "0123456789abcdef0123456789abcdef"),
            Cloud::Tencent => ("WORKBENCH1", "press-7", "MDEyMzQ1Njc4OWFiY2RlZg=="),
            Cloud::Huawei => ("", "64f0c0ffee0123456789abcd_press-7", "0123456789abcdef"),
            Cloud::Tuya => ("pidWorkbench0001", "uuidWorkbench000001", "0123456789abcdefghijABCDEFGHIJ01"),
            Cloud::OneNet => ("Workbench1", "press-7", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
            Cloud::Baidu => ("avworkb", "press-7", "S3cr3tKey0123456"),
            Cloud::Amazon => ("", "press-7", ""),
            Cloud::Aep => ("15000001", "press7", "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde"),
            Cloud::Unicom => ("cuWorkbench00001", "press-7", "0123456789ABCDEF0123456789ABCDEF"),
        };
        let product_secret = match cloud {
            Cloud::Alibaba | Cloud::Tencent | Cloud::Unicom => "workbenchProductSecret01",
            _ => "",
        };
        let [product, device, secret, product_secret] = [product, device, secret, product_secret].map(str::to_owned);
        Self { cloud, product, device, secret, product_secret }
    }

    /// The secrets that let this device in: its own, and what registering it has given out.
    fn secrets(&self) -> Vec<String> {
        let own = (!self.secret.is_empty()).then(|| self.secret.clone());
        let registered = (!self.product_secret.is_empty())
            .then(|| registry::secret(self.cloud, &self.product_secret, &self.product, &self.device));
        own.into_iter().chain(registered).collect()
    }

    /// Looks at who connects, as this cloud would at this Unix time.
    pub(crate) fn admit(&self, connect: &Connect, now: u64) -> Result<(), Refusal> {
        let limits = self.cloud.limits();
        if connect.will.as_ref().is_some_and(|will| !limits.will || !limits.take(will)) {
            return Err(Refusal::NotAuthorised);
        }
        match self.cloud {
            Cloud::Alibaba => alibaba::admit(self, connect),
            Cloud::Tencent => tencent::admit(self, connect, now),
            Cloud::Huawei => huawei::admit(self, connect, now),
            Cloud::Tuya => tuya::admit(self, connect),
            Cloud::OneNet => onenet::admit(self, connect, now),
            Cloud::Baidu => baidu::admit(self, connect, now),
            Cloud::Amazon => amazon::admit(self, connect),
            Cloud::Aep => aep::admit(self, connect),
            Cloud::Unicom => unicom::admit(self, connect),
        }
    }
}

/// How a cloud turns somebody away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// CONNACK 2: the client id string, or the keep alive.
    Identifier,
    /// CONNACK 4: user name or password, an expired one too.
    Password,
    /// CONNACK 5: known, and not allowed.
    NotAuthorised,
    /// There is TLS at this port, and nothing else.
    NeedsTls,
    /// The handshake ends without a client certificate.
    NeedsCertificate,
}

/// What `AT+MQTTUSER` takes, in its order.
#[derive(PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) client_id: String,
}

/// The parameters of `AT+MQTTAUTHCFG`, after its number, for the clouds that compute something.
pub(crate) enum Request {
    Alibaba { product: String, device: String, secret: String, tls: bool },
    Tencent { product: String, device: String, secret: String },
    Huawei { device: String, secret: String },
    TuyaStart { uuid: String, key: String },
    OneNet { product: String, device: String, key: String },
    Baidu { core: String, device: String, secret: String },
    Aep { product: String, device: String, token: String, user: String },
    Unicom { product: String, device: String, secret: String, token: String },
}

/// What the module knows beside the parameters.
pub(crate) struct Circumstances<'a> {
    /// The module's clock, in Unix seconds.
    pub(crate) time: u64,
    /// Five letters or digits.
    pub(crate) random: String,
    /// The SIM's number.
    pub(crate) iccid: &'a str,
}

/// Computes a login as the module does. `None` for a secret that is no base64 where the cloud wants it so.
pub(crate) fn login(request: &Request, around: &Circumstances<'_>) -> Option<Login> {
    match request {
        Request::Alibaba { product, device, secret, tls } => Some(alibaba::login(product, device, secret, *tls)),
        Request::Tencent { product, device, secret } => tencent::login(product, device, secret, &around.random),
        Request::Huawei { device, secret } => Some(huawei::login(device, secret, around.time)),
        Request::TuyaStart { uuid, key } => Some(tuya::login(uuid, key)),
        Request::OneNet { product, device, key } => onenet::login(product, device, key),
        Request::Baidu { core, device, secret } => Some(baidu::login(core, device, secret, around.time)),
        Request::Aep { product, device, token, user } => Some(aep::login(product, device, token, user)),
        Request::Unicom { product, device, secret, token } => {
            Some(unicom::login(product, device, secret, token, around.iccid))
        }
    }
}

pub(crate) use tuya::{HOST as TUYA_HOST, PORT as TUYA_PORT};

#[cfg(test)]
mod tests;
