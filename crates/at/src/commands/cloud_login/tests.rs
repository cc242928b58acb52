//! What each cloud's login is asked for with, and how the answer reads.

use super::*;
use crate::commands::check;
use crate::profile::Profile;

fn text<const MAX: usize>(text: &str) -> CloudText<MAX> {
    CloudText::parse(text).unwrap()
}

fn secret<const MAX: usize>(text: &str) -> CloudSecret<MAX> {
    CloudSecret::parse(text).unwrap()
}

/// Every cloud, with the line that asks for its login.
fn table() -> Vec<(CloudLogin, &'static str)> {
    let device_secret = || secret("SECRET");
    vec![
        (
            CloudLogin::Alibaba {
                product_key: text("pk"),
                device_name: text("dn"),
                device_secret: device_secret(),
                tls: CloudTls::Off,
            },
            "AT+MQTTAUTHCFG=1,\"pk\",\"dn\",\"SECRET\",\"0\"",
        ),
        (
            CloudLogin::Tencent { product_key: text("pk"), device_name: text("dn"), device_secret: device_secret() },
            "AT+MQTTAUTHCFG=2,\"pk\",\"dn\",\"SECRET\"",
        ),
        (
            CloudLogin::Huawei { device_id: text("id"), device_secret: device_secret() },
            "AT+MQTTAUTHCFG=3,\"id\",\"SECRET\"",
        ),
        (
            CloudLogin::TuyaOn { product_key: text("pk"), uuid: text("uuid"), auth_key: secret("SECRET") },
            "AT+MQTTAUTHCFG=4,1,\"pk\",\"uuid\",\"SECRET\"",
        ),
        (CloudLogin::TuyaOff, "AT+MQTTAUTHCFG=4,0"),
        (
            CloudLogin::OneNet { product_id: text("p"), device_name: text("dn"), access_key: secret("SECRET") },
            "AT+MQTTAUTHCFG=5,\"p\",\"dn\",\"SECRET\"",
        ),
        (
            CloudLogin::Baidu { iot_core_id: text("core"), device_key: text("dk"), device_secret: device_secret() },
            "AT+MQTTAUTHCFG=6,\"core\",\"dk\",\"SECRET\"",
        ),
        (CloudLogin::Amazon, "AT+MQTTAUTHCFG=7"),
        (
            CloudLogin::Aep {
                product_id: text("p"),
                device_number: text("n"),
                token: secret("SECRET"),
                user_name: text("u"),
            },
            "AT+MQTTAUTHCFG=8,\"p\",\"n\",\"SECRET\",\"u\"",
        ),
        (
            CloudLogin::UnicomDmp {
                product_key: text("pk"),
                device_key: text("dk"),
                device_secret: device_secret(),
                token: secret("SECRET"),
            },
            "AT+MQTTAUTHCFG=9,\"pk\",\"dk\",\"SECRET\",\"SECRET\"",
        ),
    ]
}

#[test]
fn each_cloud_is_asked_with_its_own_values_and_no_secret_is_shown() {
    for (login, line) in table() {
        assert_eq!(login.line().as_str(), line);
        assert_eq!(check(line, Profile::for_model("L610")), [], "{line}");
        let masked = crate::secrets::masked(line.as_bytes());
        let request = format!("{:?} {login:?}", crate::request::Request::of(&login));
        for shown in [String::from_utf8_lossy(&masked).into_owned(), request] {
            assert!(!shown.contains("SECRET"), "{shown}");
        }
    }
}

#[test]
fn the_answer_is_a_login_with_or_without_a_broker() {
    let reply = |line: &str| Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
    let login = |broker: Option<(&str, u16)>| WorkedOutLogin {
        username: "u".to_owned(),
        password: "p".to_owned(),
        client_id: "c".to_owned(),
        broker: broker.map(|(host, port)| (host.to_owned(), port)),
    };
    let huawei = CloudLogin::Huawei { device_id: text("id"), device_secret: secret("s") };
    for (line, expected) in [
        ("+MQTTAUTHCFG: 3,\"u\",\"p\",\"c\"", Ok(Some(login(None)))),
        ("+MQTTAUTHCFG: 4,\"h\",8883,\"u\",\"p\",\"c\"", Ok(Some(login(Some(("h", 8883)))))),
        ("+MQTTAUTHCFG: 4,\"h\",x,\"u\",\"p\",\"c\"", Err(Malformed)),
        ("+MQTTAUTHCFG: 3", Err(Malformed)),
    ] {
        assert_eq!(huawei.read(&reply(line)), expected, "{line}");
        assert!(!String::from_utf8_lossy(&crate::secrets::masked(line.as_bytes())).contains("\"p\""), "{line}");
    }
    assert_eq!(huawei.read(&Reply::default()), Err(Malformed));
    assert_eq!(CloudLogin::Amazon.read(&Reply::default()), Ok(None));
    assert!(!format!("{:?}", login(None)).contains("\"p\""));
}
