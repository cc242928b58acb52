//! What a scheme is: one way in which one cloud makes credentials, with its fields, limits and doubts, as a row of data.

use crate::credentials::{Credentials, Limits};
use crate::invalid::Invalid;
use crate::judge::{Reason, Stale, Triple};
use crate::key::Key;
use crate::moment::Moment;
use crate::values::Values;
use crate::{aep, alibaba, amazon, baidu, huawei, onenet, tencent, tuya, tuyalink, unicom};

/// Every scheme; the first of a cloud is what is usual there.
pub static SCHEMES: &[&Scheme] = &[
    &alibaba::SCHEME,
    &tencent::SCHEME,
    &huawei::SCHEME,
    &tuya::BIND,
    &tuyalink::SCHEME,
    &tuya::ACTIVATED,
    &onenet::SCHEME,
    &baidu::SCHEME,
    &amazon::SCHEME,
    &aep::SCHEME,
    &unicom::SCHEME,
];

/// A cloud, by its number in MQTTAUTHCFG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cloud {
    /// Alibaba Cloud `IoT` Platform.
    Alibaba,
    /// Tencent Cloud `IoT` Hub and `IoT` Explorer.
    Tencent,
    /// Huawei Cloud `IoTDA`.
    Huawei,
    /// Tuya.
    Tuya,
    /// China Mobile `OneNET`.
    OneNet,
    /// Baidu `IoT` Core.
    Baidu,
    /// Amazon Web Services `IoT` Core.
    Amazon,
    /// China Telecom AEP, also called `CTWing`.
    Aep,
    /// China Unicom DMP.
    Unicom,
}

impl Cloud {
    /// Every cloud, in the order of their numbers.
    pub const ALL: [Self; 9] = [
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

    /// Its number in MQTTAUTHCFG, 1 to 9 (MQTT V1.3, 1.18).
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Alibaba => 1,
            Self::Tencent => 2,
            Self::Huawei => 3,
            Self::Tuya => 4,
            Self::OneNet => 5,
            Self::Baidu => 6,
            Self::Amazon => 7,
            Self::Aep => 8,
            Self::Unicom => 9,
        }
    }

    /// The cloud with this number.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| u32::from(cloud.number()) == number)
    }

    /// Its usual scheme.
    #[must_use]
    pub fn usual(self) -> &'static Scheme {
        match self {
            Self::Alibaba => &alibaba::SCHEME,
            Self::Tencent => &tencent::SCHEME,
            Self::Huawei => &huawei::SCHEME,
            Self::Tuya => &tuya::BIND,
            Self::OneNet => &onenet::SCHEME,
            Self::Baidu => &baidu::SCHEME,
            Self::Amazon => &amazon::SCHEME,
            Self::Aep => &aep::SCHEME,
            Self::Unicom => &unicom::SCHEME,
        }
    }

    /// Its schemes, the usual one first.
    pub fn schemes(self) -> impl Iterator<Item = &'static Scheme> {
        SCHEMES.iter().copied().filter(move |scheme| scheme.cloud == self)
    }
}

/// How a value is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A key in base64.
    Base64,
    /// Digits.
    Digits,
    /// Unix seconds until which the credentials are good.
    Expiry {
        /// What stands for "never", and is handled by every implementation.
        never: u64,
    },
    /// One of few values, the first of which stands in for none. An empty one leaves the choice to the other values.
    Choice(&'static [&'static str]),
}

/// Whether a value must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It need not: something usual stands in for it.
    Optional,
    /// It need not, and hardly anybody does.
    Advanced,
}

/// A value that a scheme takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub key: Key,
    /// How it is entered.
    pub kind: Kind,
    /// Whether it must be given.
    pub need: Need,
    /// Most bytes.
    pub max: usize,
}

impl Entry {
    pub(crate) const fn required(key: Key, max: usize) -> Self {
        Self { key, kind: Kind::Text, need: Need::Required, max }
    }

    pub(crate) const fn optional(key: Key, max: usize) -> Self {
        Self { need: Need::Optional, ..Self::required(key, max) }
    }

    pub(crate) const fn advanced(key: Key, kind: Kind) -> Self {
        Self { key, kind, need: Need::Advanced, max: 128 }
    }

    pub(crate) const fn choice(key: Key, all: &'static [&'static str]) -> Self {
        Self { key, kind: Kind::Choice(all), need: Need::Optional, max: 128 }
    }

    pub(crate) const fn base64(self) -> Self {
        Self { kind: Kind::Base64, ..self }
    }
}

/// How it is known that a scheme is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It gives what published examples and the cloud's own code give.
    Proven,
    /// It follows the cloud's documentation; no example was found to compare with.
    Documented,
}

/// Something to know about a scheme before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Alibaba accounts made since August 2022 must use TLS.
    AlibabaTls,
    /// The host names of other regions of Tencent are not known for certain.
    TencentRegions,
    /// The host name stands in Huawei's console, it cannot be derived.
    HuaweiHost,
    /// A new hour needs a new password.
    HuaweiHour,
    /// The device is not activated; its later payloads are encrypted.
    TuyaBind,
    /// Payloads are encrypted.
    TuyaActivated,
    /// How strictly the time is checked is not known.
    TuyaLinkTime,
    /// The token is long.
    OneNetLength,
    /// The time is checked within ten minutes.
    BaiduTime,
    /// The certificate is the credential.
    AmazonCertificate,
    /// Any user name seems to be accepted.
    AepUsername,
    /// Device id and operator are what a module probably uses.
    UnicomDevice,
}

/// One way in which one cloud makes credentials.
pub struct Scheme {
    /// Its name.
    pub id: &'static str,
    /// Whose it is.
    pub cloud: Cloud,
    /// What it takes, in the order in which it is asked for.
    pub entries: &'static [Entry],
    /// What the cloud limits.
    pub limits: Limits,
    /// How it is known to be right.
    pub certainty: Certainty,
    /// What to know before.
    pub notes: &'static [Note],
    pub(crate) derive: fn(&Values, &Moment) -> Result<Credentials, Invalid>,
    /// Takes three strings apart into the free choices that were made in them.
    pub(crate) choices: fn(&Triple) -> Result<Values, Reason>,
    /// Whether the cloud takes one password for the other.
    pub(crate) same_password: fn(&str, &str) -> bool,
    /// Why the cloud refuses what is right in itself: it is too late, or too early.
    pub(crate) stale: fn(&Values, u64) -> Option<Stale>,
}

impl std::fmt::Debug for Scheme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Scheme {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Scheme {}

impl Scheme {
    /// The scheme with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        SCHEMES.iter().copied().find(|scheme| scheme.id == id)
    }

    /// The scheme of a cloud that takes these values: the one whose required values are there, or the usual one.
    #[must_use]
    pub fn for_values(cloud: Cloud, values: &Values) -> &'static Self {
        let fits = |scheme: &&Self| {
            scheme
                .entries
                .iter()
                .filter(|entry| entry.need == Need::Required)
                .all(|entry| values.get(entry.key).is_some())
        };
        cloud.schemes().find(fits).unwrap_or_else(|| cloud.usual())
    }

    /// What it says about a value, where it takes it.
    #[must_use]
    pub fn entry(&self, key: Key) -> Option<&'static Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Makes user name, password and client id string.
///
/// # Errors
/// The first value that cannot be used.
pub fn derive(scheme: &Scheme, values: &Values, moment: &Moment) -> Result<Credentials, Invalid> {
    (scheme.derive)(values, moment)
}

/// Passwords are compared as they are written.
pub(crate) fn to_the_letter(mine: &str, theirs: &str) -> bool {
    mine == theirs
}

/// Nothing depends on the time.
pub(crate) fn never_stale(_: &Values, _: u64) -> Option<Stale> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cloud_has_a_scheme_and_every_name_belongs_to_one() {
        for cloud in Cloud::ALL {
            assert_eq!(cloud.schemes().next(), Some(cloud.usual()), "{cloud:?}");
            assert_eq!(Cloud::numbered(cloud.number().into()), Some(cloud));
        }
        for scheme in SCHEMES {
            assert_eq!(Scheme::named(scheme.id), Some(*scheme));
            let mut keys: Vec<_> = scheme.entries.iter().map(|entry| entry.key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), scheme.entries.len(), "{scheme:?} asks twice");
        }
    }

    #[test]
    fn the_values_choose_among_the_schemes_of_a_cloud() {
        for (key, other, expected) in [
            (Key::Uuid, Key::AuthKey, "tuya-device-bind"),
            (Key::DevId, Key::SecKey, "tuya-device-activated"),
            (Key::DeviceId, Key::DeviceSecret, "tuyalink"),
            (Key::Region, Key::Host, "tuya-device-bind"),
        ] {
            let values = Values::new().with(key, "a").with(other, "b");
            assert_eq!(Scheme::for_values(Cloud::Tuya, &values).id, expected);
        }
    }
}
