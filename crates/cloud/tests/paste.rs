//! Are the fields found in whatever a person pastes?

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; clippy spares only the functions marked as tests"
)]

use fibocom_cloud::{Key, Pasted, Scheme, read_paste};

#[track_caller]
fn device(text: &str, chosen: &str, scheme: &str, expected: &[(Key, &str)]) {
    let pasted = read_paste(text, Scheme::named(chosen).unwrap());
    let Some(Pasted::Device(found, values)) = pasted else { panic!("no device in {text}: {pasted:?}") };
    assert_eq!(found.id, scheme, "{text}");
    assert_eq!(values.iter().collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn a_device_is_found_in_every_usual_form() {
    let alibaba = [(Key::ProductKey, "a1Fake"), (Key::DeviceName, "dev-01"), (Key::DeviceSecret, "00ff")];
    for text in [
        r#"{ "ProductKey": "a1Fake", "DeviceName": "dev-01", "DeviceSecret": "00ff" }"#,
        "ProductKey: a1Fake\nDeviceName: dev-01\nDeviceSecret: 00ff\n",
        "#define PRODUCT_KEY \"a1Fake\"\n#define DEVICE_NAME \"dev-01\"\n#define DEVICE_SECRET \"00ff\"",
        "productKey=a1Fake;deviceName=dev-01;deviceSecret=00ff",
        "productKey,deviceName,deviceSecret\na1Fake,dev-01,00ff",
        "ProductKey\ta1Fake\nDeviceName\tdev-01\nDeviceSecret\t00ff",
    ] {
        device(text, "huawei-iotda-secret", "aliyun-triple", &alibaba);
    }
}

#[test]
fn names_tell_the_clouds_apart() {
    device(
        r#"{"productId":"FAKEPID001","deviceName":"dev01","devicePsk":"MDEyMw=="}"#,
        "aliyun-triple",
        "tencent-psk",
        &[(Key::ProductKey, "FAKEPID001"), (Key::DeviceName, "dev01"), (Key::DeviceSecret, "MDEyMw==")],
    );
    device(
        r#"{"device_id":"5f05_dev01","secret":"12345678","hostname":"x.iotda-device.cn-north-4.myhuaweicloud.com"}"#,
        "aliyun-triple",
        "huawei-iotda-secret",
        &[
            (Key::DeviceSecret, "12345678"),
            (Key::DeviceId, "5f05_dev01"),
            (Key::Host, "x.iotda-device.cn-north-4.myhuaweicloud.com"),
        ],
    );
    device(
        "uuid: tuya01\nauthKey: k\nproductKey: p",
        "aliyun-triple",
        "tuya-device-bind",
        &[(Key::ProductKey, "p"), (Key::Uuid, "tuya01"), (Key::AuthKey, "k")],
    );
    device(
        r#"{"productKey":"cu1","deviceKey":"dk1","deviceSecret":"s","iccid":"89860112345678901234"}"#,
        "aliyun-triple",
        "unicom-dmp",
        &[
            (Key::ProductKey, "cu1"),
            (Key::DeviceSecret, "s"),
            (Key::DeviceKey, "dk1"),
            (Key::DeviceIdChoice, "89860112345678901234"),
        ],
    );
}

#[test]
fn what_the_names_leave_open_the_chosen_cloud_settles() {
    let text = "deviceName=dev-01";
    for scheme in ["aliyun-triple", "tencent-psk", "onenet-token"] {
        device(text, scheme, scheme, &[(Key::DeviceName, "dev-01")]);
    }
}

#[test]
fn three_strings_are_found_where_they_usually_stand() {
    for text in [
        "+MQTTAUTHCFG: 1,\"dev-01&a1\",\"00ff\",\"a1.dev-01|securemode=3|\"\r\nOK\r\n",
        "+MQTTAUTHCFG: 4,\"m2.tuyacn.com\",8883,\"dev-01&a1\",\"00ff\",\"a1.dev-01|securemode=3|\"",
        "AT+MQTTUSER=1,\"dev-01&a1\",\"00ff\",\"a1.dev-01|securemode=3|\"",
        r#"{"clientId":"a1.dev-01|securemode=3|","username":"dev-01&a1","passwd":"00ff","port":1883}"#,
        "username: dev-01&a1\npassword: 00ff\nclientId: a1.dev-01|securemode=3|",
    ] {
        let Some(Pasted::Triple(triple)) = read_paste(text, Scheme::named("aliyun-triple").unwrap()) else {
            panic!("no triple in {text}")
        };
        assert_eq!(triple.username, "dev-01&a1");
        assert_eq!(triple.password.reveal(), "00ff");
        assert_eq!(triple.client_id, "a1.dev-01|securemode=3|");
    }
}

#[test]
fn nothing_is_found_where_nothing_is() {
    for text in ["", "hello", "{}", "[1,2]", "a=b", "\"\"", "{\"x\":null}"] {
        assert_eq!(read_paste(text, Scheme::named("aliyun-triple").unwrap()), None, "{text}");
    }
}
