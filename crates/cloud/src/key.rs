//! The names of everything that goes into credentials: the parameters of MQTTAUTHCFG and MQTTAUTHDYN, and the free choices.

/// Defines the keys with their names in one list.
macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident = $name:literal),+ $(,)?) => {
        /// The name of a value. Parameters are called as in the manual (AT Commands User Manual MQTT V1.3, sections 1.17 and 1.18),
        /// in lower case; the free choices of a format have underscores where they have several words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $($(#[$doc])* $key),+
        }

        impl Key {
            /// Every key.
            pub const ALL: &'static [Self] = &[$(Self::$key),+];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name),+
                }
            }
        }
    };
}

keys! {
    /// Product key (Alibaba, Unicom), product id (Tencent), product id (Tuya).
    ProductKey = "productkey",
    /// Device name (Alibaba, Tencent, `OneNET`).
    DeviceName = "devicename",
    /// Device secret.
    DeviceSecret = "devicesecret",
    /// 1 for TLS, 0 for TCP.
    Tls = "tls",
    /// Device id (Huawei, `TuyaLink`).
    DeviceId = "deviceid",
    /// 1 starts the Tuya session, 0 stops it.
    ActionType = "actiontype",
    /// UUID of a Tuya device that is not activated.
    Uuid = "uuid",
    /// Its authorisation key.
    AuthKey = "authkey",
    /// Device id that Tuya gives at activation.
    DevId = "devid",
    /// Secret key that Tuya gives at activation.
    SecKey = "seckey",
    /// Product id (`OneNET`, AEP).
    ProductId = "productid",
    /// Access key of a device (`OneNET`).
    AccessKey = "accesskey",
    /// Instance id (Baidu).
    IotCoreId = "iotcoreid",
    /// Device key (Baidu, Unicom).
    DeviceKey = "devicekey",
    /// Device number (AEP).
    DeviceNumber = "devicenumber",
    /// Device token (AEP), token of a device that was not registered before (Unicom).
    Token = "token",
    /// Name of the account (AEP).
    AepUsername = "aepusername",
    /// Product secret, for registration.
    ProductSecret = "productsecret",
    /// Address of the registration service (Tencent).
    Url = "url",
    /// Host name, where the cloud's console gives it.
    Host = "host",
    /// Port.
    Port = "port",
    /// 1 makes the module forget what it registered before (Unicom).
    ClearFlag = "clearflag",
    /// 1 for devices that the product knows already, 2 for others (Unicom).
    AuthMode = "authmode",
    /// Region of the cloud.
    Region = "region",
    /// Instance of the cloud (Alibaba).
    Instance = "instance",
    /// The free beginning of the client id (Alibaba).
    ClientIdCore = "client_id_core",
    /// Time stamp, in the unit of the cloud.
    Timestamp = "timestamp",
    /// Hash, by the cloud's name for it.
    SignMethod = "sign_method",
    /// The list of keys and values in a client id (Alibaba).
    Ext = "ext",
    /// Case of the hexadecimal digits, which the cloud does not mind (Alibaba).
    HexCase = "hex_case",
    /// Application id (Tencent).
    SdkAppId = "sdkappid",
    /// Connection id (Tencent).
    ConnId = "connid",
    /// Unix seconds until which the signature is good (Tencent).
    Expiry = "expiry",
    /// Whether the hour is checked (Huawei).
    SignType = "sign_type",
    /// Version of the signature (`OneNET`).
    Version = "version",
    /// Unix seconds until which the token is good (`OneNET`).
    Et = "et",
    /// Hash (`OneNET`).
    Method = "method",
    /// Whether the token is for one device or the whole product (`OneNET`).
    ResLevel = "res_level",
    /// Hash (Baidu, registration with Tencent).
    Algorithm = "algorithm",
    /// Client id, where it is free.
    ClientIdChoice = "client_id_choice",
    /// Whether time and algorithm are left out of the user name (Baidu).
    OmitTimestamp = "omit_timestamp_in_username",
    /// Whether the algorithm alone is left out of the user name (Baidu).
    OmitAlgorithm = "omit_algorithm_in_username",
    /// ICCID, serial number or MAC address (Unicom).
    DeviceIdChoice = "device_id",
    /// How the device proves itself (Unicom), kind of registration (Alibaba).
    AuthType = "auth_type",
    /// Network operator of the SIM (Unicom).
    Operator = "operator",
    /// Random text (Alibaba).
    Random = "random",
    /// Random number (Tencent).
    Nonce = "nonce",
    /// The encrypted answer (Tencent).
    Payload = "payload",
}

impl Key {
    /// The key with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }

    /// Whether its value must not be seen by others.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(
            self,
            Self::DeviceSecret | Self::AuthKey | Self::SecKey | Self::AccessKey | Self::Token | Self::ProductSecret
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_belongs_to_one_key() {
        for key in Key::ALL {
            assert_eq!(Key::named(key.name()), Some(*key));
        }
        assert_eq!(Key::named("nonsense"), None);
    }
}
