//! The login of the device that each pretended cloud knows, worked out as the page does.

use fibocom_cloud::{Key, Moment, Scheme, Values, derive};
use fibocom_sim::{Cloud, CloudDevice};

/// Autumn of 2026, as the virtual module has it.
pub(super) const MOMENT: Moment = Moment { unix: 1_788_000_000, random: [7; 15] };

/// User name, password, client id.
pub(super) fn login(known: &CloudDevice) -> [String; 3] {
    let CloudDevice { product, device, secret, .. } = known;
    let (scheme, pairs): (&str, Vec<(Key, &str)>) = match known.cloud {
        Cloud::Alibaba => {
            ("aliyun-triple", vec![(Key::ProductKey, product), (Key::DeviceName, device), (Key::DeviceSecret, secret)])
        }
        Cloud::Tencent => {
            ("tencent-psk", vec![(Key::ProductKey, product), (Key::DeviceName, device), (Key::DeviceSecret, secret)])
        }
        Cloud::Huawei => ("huawei-iotda-secret", vec![(Key::DeviceId, device), (Key::DeviceSecret, secret)]),
        Cloud::Tuya => {
            ("tuya-device-bind", vec![(Key::ProductKey, product), (Key::Uuid, device), (Key::AuthKey, secret)])
        }
        Cloud::OneNet => {
            ("onenet-token", vec![(Key::ProductId, product), (Key::DeviceName, device), (Key::AccessKey, secret)])
        }
        Cloud::Baidu => {
            ("baidu-iotcore", vec![(Key::IotCoreId, product), (Key::DeviceKey, device), (Key::DeviceSecret, secret)])
        }
        // Amazon knows a device by its certificate; user name and password say nothing.
        Cloud::Amazon => return ["u".into(), "p".into(), device.clone()],
        Cloud::Aep => (
            "aep-token",
            vec![
                (Key::ProductId, product),
                (Key::DeviceNumber, device),
                (Key::Token, secret),
                (Key::AepUsername, "workbench"),
            ],
        ),
        Cloud::Unicom => (
            "unicom-dmp",
            vec![
                (Key::ProductKey, product),
                (Key::DeviceKey, device),
                (Key::DeviceSecret, secret),
                (Key::DeviceIdChoice, "89860000000000000000"),
            ],
        ),
    };
    let values = pairs.iter().fold(Values::new(), |values, (key, text)| values.with(*key, text));
    let made = derive(Scheme::named(scheme).unwrap(), &values, &MOMENT).unwrap();
    [made.username, made.password.reveal().to_owned(), made.client_id]
}
