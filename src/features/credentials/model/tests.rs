//! Are mistakes found, limits kept, and secrets hidden in what is shown?

use std::collections::BTreeSet;

use fibocom_at::Problem as Refusal;
use fibocom_cloud::SCHEMES;

use super::*;

const MOMENT: Moment = Moment { unix: 1_700_000_000, random: [7; 15] };

fn onenet(product: &str, device: &str, method: &str) -> Values {
    Values::new()
        .with(Key::ProductId, product)
        .with(Key::DeviceName, device)
        .with(Key::AccessKey, SAMPLE)
        .with(Key::Method, method)
}

fn scheme(id: &str) -> &'static Scheme {
    Scheme::named(id).unwrap()
}

#[test]
fn everything_that_is_missing_is_told_at_once_and_beside_it_what_is_wrong() {
    let scheme = scheme("aliyun-triple");
    let keys =
        |values: Values| mistakes(scheme, &values, &MOMENT).into_iter().map(|wrong| wrong.key).collect::<Vec<_>>();
    assert_eq!(keys(Values::new()), [Key::ProductKey, Key::DeviceName, Key::DeviceSecret]);
    let values = Values::new().with(Key::ProductKey, "a1").with(Key::DeviceName, "press 7 ");
    assert_eq!(keys(values.clone()), [Key::DeviceSecret, Key::DeviceName]);
    assert_eq!(keys(values.with(Key::DeviceName, "press7").with(Key::DeviceSecret, "s")), []);
}

#[test]
fn half_of_a_character_is_a_mistake_of_its_value() {
    let values =
        Values::new().with(Key::ProductKey, "a1").with(Key::DeviceName, "p\u{10F83D}").with(Key::DeviceSecret, "s");
    let wrong = mistakes(scheme("aliyun-triple"), &values, &MOMENT);
    assert_eq!(wrong, [Problem::NotAllowed { at: 1, found: '\u{10F83D}' }.at(Key::DeviceName)]);
}

#[test]
fn every_scheme_can_be_filled_in_with_the_sample() {
    for scheme in SCHEMES.iter().filter(|scheme| scheme.id != "unicom-dmp") {
        let missing = mistakes(scheme, &Values::new(), &MOMENT);
        assert!(missing.iter().all(|invalid| invalid.problem == Problem::Missing), "{scheme:?} {missing:?}");
    }
}

#[test]
fn a_series_refuses_what_it_cannot_take_and_the_remedy_fits() {
    let nl668 = Profile::for_model("NL668-CN");
    let scheme = scheme("onenet-token");
    for (product, device, method, expected) in [
        ("p", "d", "sha256", Some(Remedy::Hash("md5"))),
        ("FakeProd01", "861234567890123", "sha1", Some(Remedy::ShorterName(9, "md5"))),
        ("FakeProd01", "press7", "md5", None),
    ] {
        let values = onenet(product, device, method);
        let made = derive(scheme, &values, &MOMENT).unwrap();
        let wrong = user(nl668, ClientIndex::ALL[0], &made).err().unwrap_or_default();
        let found = remedy(scheme, &values, &MOMENT, &wrong);
        if expected.is_some() {
            assert!(wrong.iter().all(|wrong| matches!(wrong.problem, Refusal::TooLong { max: 128, .. })));
        }
        match (found, expected) {
            (Some(Remedy::ShorterName(found, _)), Some(Remedy::ShorterName(..))) => {
                let shorter = onenet(product, &device[found..], "md5");
                let made = derive(scheme, &shorter, &MOMENT).unwrap();
                assert!(user(nl668, ClientIndex::ALL[0], &made).is_ok(), "{found}");
            }
            (found, expected) => assert_eq!(found, expected, "{product} {device} {method}"),
        }
    }
}

#[test]
fn the_line_hides_the_password_until_it_is_to_be_seen() {
    let values = Values::new().with(Key::DeviceId, "5f05_press7").with(Key::DeviceSecret, "12345678");
    let made = derive(scheme("huawei-iotda-secret"), &values, &MOMENT).unwrap();
    let user = user(&PERMISSIVE, ClientIndex::ALL[0], &made).unwrap();
    let id = "5f05_press7_0_0_2023111422";
    assert_eq!(user_line(&user, Sight::Hidden), format!("AT+MQTTUSER=1,\"5f05_press7\",\"⟨password⟩\",\"{id}\""));
    assert!(user_line(&user, Sight::Shown).contains(made.password.reveal()));
}

#[test]
fn the_session_starts_as_the_cloud_wants_it() {
    for (id, values, expected) in [
        (
            "baidu-iotcore",
            [(Key::IotCoreId, "abcd"), (Key::DeviceKey, "d"), (Key::Tls, "1")],
            "AT+MQTTOPEN=1,\"abcd.iot.gz.baidubce.com\",1884,1,300,2",
        ),
        (
            "aep-token",
            [(Key::ProductId, "15"), (Key::DeviceNumber, "7"), (Key::Token, "t")],
            "AT+MQTTOPEN=1,\"mqtt.ctwing.cn\",1883,1,240",
        ),
    ] {
        let values = values.into_iter().fold(Values::new(), |values, (key, text)| values.with(key, text));
        let made = derive(scheme(id), &values.with(Key::DeviceSecret, "s"), &MOMENT).unwrap();
        let start = Start::of(&PERMISSIVE, scheme(id), &made);
        let line = open_line(&PERMISSIVE, ClientIndex::ALL[0], &start).unwrap();
        assert!(line.starts_with(expected), "{line}");
    }
}

#[test]
fn a_scheme_that_leaves_no_choice_wants_tls() {
    let none = Values::new();
    let only: BTreeSet<_> =
        SCHEMES.iter().filter(|scheme| wants_tls(scheme, &none)).map(|one| one.cloud.number()).collect();
    assert_eq!(only.into_iter().collect::<Vec<_>>(), [4, 7], "Tuya and Amazon");
    assert!(wants_tls(scheme("aliyun-triple"), &none.clone().with(Key::Tls, "1")));
    assert!(!wants_tls(scheme("aliyun-triple"), &none.with(Key::Tls, "0")));
}

#[test]
fn a_registration_asks_for_what_its_way_takes() {
    let ways: Vec<_> = SCHEMES.iter().filter_map(|scheme| registration_way(scheme)).collect();
    assert_eq!(ways.iter().map(|way| way.number).collect::<Vec<_>>(), [1, 2, 3]);
    for way in ways {
        for key in registration_keys(way) {
            assert!(way.entries.iter().any(|entry| entry.key == *key), "{way:?} {key:?}");
        }
    }
}
