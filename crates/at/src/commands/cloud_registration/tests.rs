//! What each cloud is asked with, and how its answer reads.

use super::*;
use crate::commands::check;
use crate::profile::Profile;

fn text<const MAX: usize>(text: &str) -> CloudText<MAX> {
    CloudText::parse(text).unwrap()
}

fn secret() -> CloudSecret<128> {
    CloudSecret::parse("SECRET").unwrap()
}

#[test]
fn each_cloud_is_asked_with_its_own_values_and_no_secret_is_shown() {
    for (registration, line) in [
        (
            CloudRegistration::Alibaba {
                host: text("h"),
                port: Port::new(1883).unwrap(),
                product_key: text("pk"),
                product_secret: secret(),
                device_name: text("dn"),
            },
            "AT+MQTTAUTHDYN=1,\"h\",1883,\"pk\",\"SECRET\",\"dn\"",
        ),
        (
            CloudRegistration::Tencent {
                url: text("http://h/r"),
                product_key: text("pk"),
                product_secret: secret(),
                device_name: text("dn"),
            },
            "AT+MQTTAUTHDYN=2,\"http://h/r\",\"pk\",\"SECRET\",\"dn\"",
        ),
        (
            CloudRegistration::UnicomDmp {
                product_key: text("pk"),
                product_secret: secret(),
                device_key: text("dk"),
                clear: Clear::Yes,
                pre_registration: PreRegistration::None,
            },
            "AT+MQTTAUTHDYN=3,\"pk\",\"SECRET\",\"dk\",1,2",
        ),
    ] {
        assert_eq!(registration.line().as_str(), line);
        assert_eq!(check(line, Profile::for_model("L610")), [], "{line}");
        let masked = crate::secrets::masked(line.as_bytes());
        let request = format!("{:?} {registration:?}", crate::request::Request::of(&registration));
        for shown in [String::from_utf8_lossy(&masked).into_owned(), request] {
            assert!(!shown.contains("SECRET"), "{shown}");
        }
    }
}

#[test]
fn the_answer_depends_on_the_cloud() {
    let any = CloudRegistration::UnicomDmp {
        product_key: text("pk"),
        product_secret: secret(),
        device_key: text("dk"),
        clear: Clear::No,
        pre_registration: PreRegistration::Done,
    };
    let own = |text: &str| text.to_owned();
    for (line, expected) in [
        (
            "+MQTTAUTHDYN: 1,\"pk\",\"dn\",\"SECRET\"",
            Ok(CloudRegistered::Alibaba {
                product_key: own("pk"),
                device_name: own("dn"),
                device_secret: own("SECRET"),
            }),
        ),
        (
            "+MQTTAUTHDYN: 2,2,\"SECRET\"",
            Ok(CloudRegistered::Tencent { encryption: CloudEncryption::Psk, device_secret: Some(own("SECRET")) }),
        ),
        (
            "+MQTTAUTHDYN: 2,1",
            Ok(CloudRegistered::Tencent { encryption: CloudEncryption::Certificate, device_secret: None }),
        ),
        (
            "+MQTTAUTHDYN: 3,0,\"SECRET\",\"SECRET\"",
            Ok(CloudRegistered::UnicomDmp {
                status: CloudStatus::Success,
                device_secret: own("SECRET"),
                token: own("SECRET"),
            }),
        ),
        (
            "+MQTTAUTHDYN: 3,1",
            Ok(CloudRegistered::UnicomDmp { status: CloudStatus::Failed, device_secret: own(""), token: own("") }),
        ),
        ("+MQTTAUTHDYN: 4,1", Err(Malformed)),
        ("+MQTTAUTHDYN: 1,\"pk\"", Err(Malformed)),
    ] {
        let reply = Reply { lines: vec![line.as_bytes().to_vec()], ..Reply::default() };
        let read = any.read(&reply);
        assert!(!format!("{read:?}").contains("SECRET"), "{read:?}");
        assert_eq!(read, expected, "{line}");
        assert!(!String::from_utf8_lossy(&crate::secrets::masked(line.as_bytes())).contains("SECRET"), "{line}");
    }
}
