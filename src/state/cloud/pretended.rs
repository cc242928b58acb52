//! The device that a pretended cloud knows, as a person would type it.

use fibocom_cloud::{Cloud, Key, Scheme, Values};
use fibocom_sim::{Cloud as Pretended, CloudDevice, Config};

/// The demonstration device of a cloud.
pub(super) fn device(cloud: Cloud) -> CloudDevice {
    CloudDevice::demonstration(match cloud {
        Cloud::Alibaba => Pretended::Alibaba,
        Cloud::Tencent => Pretended::Tencent,
        Cloud::Huawei => Pretended::Huawei,
        Cloud::Tuya => Pretended::Tuya,
        Cloud::OneNet => Pretended::OneNet,
        Cloud::Baidu => Pretended::Baidu,
        Cloud::Amazon => Pretended::Amazon,
        Cloud::Aep => Pretended::Aep,
        Cloud::Unicom => Pretended::Unicom,
    })
}

/// The values of the device that a virtual module's broker knows while it pretends to be the cloud of this scheme; nothing, for
/// a kind of device that it does not know. Its secrets are no secrets: everybody may know them.
#[must_use]
pub fn demonstration(scheme: &Scheme) -> Option<Values> {
    let CloudDevice { product, device, secret, .. } = device(scheme.cloud);
    let iccid = Config::for_model("").iccid;
    let pairs: &[(Key, &str)] = match scheme.id {
        "aliyun-triple" | "tencent-psk" => {
            &[(Key::ProductKey, &product), (Key::DeviceName, &device), (Key::DeviceSecret, &secret)]
        }
        "huawei-iotda-secret" => &[
            (Key::DeviceId, &device),
            (Key::DeviceSecret, &secret),
            (Key::Host, "demo.st1.iotda-device.cn-north-4.myhuaweicloud.com"),
        ],
        "tuya-device-bind" => &[(Key::ProductKey, &product), (Key::Uuid, &device), (Key::AuthKey, &secret)],
        "tuyalink" => &[(Key::DeviceId, &device), (Key::DeviceSecret, &secret)],
        "onenet-token" => &[(Key::ProductId, &product), (Key::DeviceName, &device), (Key::AccessKey, &secret)],
        "baidu-iotcore" => &[(Key::IotCoreId, &product), (Key::DeviceKey, &device), (Key::DeviceSecret, &secret)],
        "aws-x509" => &[(Key::ClientIdChoice, &device), (Key::Host, "demo-ats.iot.eu-central-1.amazonaws.com")],
        "aep-token" => &[
            (Key::ProductId, &product),
            (Key::DeviceNumber, &device),
            (Key::Token, &secret),
            (Key::AepUsername, "workbench"),
        ],
        "unicom-dmp" => &[
            (Key::ProductKey, &product),
            (Key::DeviceKey, &device),
            (Key::DeviceSecret, &secret),
            (Key::DeviceIdChoice, &iccid),
        ],
        _ => return None,
    };
    Some(pairs.iter().fold(Values::new(), |values, (key, text)| values.with(*key, text)))
}

/// What this device would register with, beside what it logs in with; nothing, where its cloud registers no devices.
#[must_use]
pub fn demonstration_registration(cloud: Cloud) -> Values {
    let CloudDevice { product_secret, .. } = device(cloud);
    if product_secret.is_empty() { Values::new() } else { Values::new().with(Key::ProductSecret, &product_secret) }
}

#[cfg(test)]
mod tests {
    use fibocom_cloud::{Moment, SCHEMES, Way, derive};

    use super::*;

    #[test]
    fn every_demonstration_can_be_computed() {
        let moment = Moment { unix: 1_788_000_000, random: [7; 15] };
        for scheme in SCHEMES {
            match demonstration(scheme) {
                Some(values) => {
                    let made = derive(scheme, &values, &moment);
                    assert!(made.is_ok_and(|made| made.endpoint.is_some()), "{scheme:?}");
                }
                None => assert_eq!(scheme.id, "tuya-device-activated"),
            }
        }
    }

    #[test]
    fn the_demonstration_device_can_be_registered() {
        let moment = Moment { unix: 1_788_000_000, random: [7; 15] };
        for (number, id) in [(1, "aliyun-triple"), (2, "tencent-psk"), (3, "unicom-dmp")] {
            let (way, scheme) = (Way::numbered(number).unwrap(), Scheme::named(id).unwrap());
            let values = demonstration(scheme).unwrap().overridden_by(&demonstration_registration(scheme.cloud));
            let made = super::super::registration_command(way, &values, &moment);
            assert!(made.is_ok(), "{id}: {made:?}");
        }
    }
}
