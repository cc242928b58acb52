//! Is every way in which three strings can be wrong, late or merely different told apart?

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; clippy spares only the functions marked as tests"
)]

use fibocom_cloud::{Judgement, Key, Moment, Reason, Scheme, Secret, Stale, Triple, Values, Verdict, derive, judge};
use proptest::prelude::*;

const NOW: u64 = 1_763_650_800; // 2025-11-20 15:00 UTC
const MOMENT: Moment = Moment { unix: NOW, random: [3; 15] };

fn inputs(scheme: &str) -> Values {
    let pairs: &[(Key, &str)] = match scheme {
        "aliyun-triple" => {
            &[(Key::ProductKey, "a1Fake"), (Key::DeviceName, "press7"), (Key::DeviceSecret, "0123456789abcdef")]
        }
        "tencent-psk" => &[
            (Key::ProductKey, "FAKEPID001"),
            (Key::DeviceName, "press7"),
            (Key::DeviceSecret, "MDEyMzQ1Njc4OWFiY2RlZg=="),
        ],
        "huawei-iotda-secret" => &[(Key::DeviceId, "5f05_press_7"), (Key::DeviceSecret, "12345678")],
        "tuyalink" => &[(Key::DeviceId, "6cfake"), (Key::DeviceSecret, "0123456789abcdef")],
        "onenet-token" => {
            &[(Key::ProductId, "FakeProd01"), (Key::DeviceName, "press7"), (Key::AccessKey, "MDEyMzQ1Njc4OWFiY2RlZg==")]
        }
        "baidu-iotcore" => &[(Key::IotCoreId, "abcd"), (Key::DeviceKey, "press7"), (Key::DeviceSecret, "secret")],
        "aws-x509" => &[(Key::ClientIdChoice, "press7")],
        "aep-token" => &[(Key::ProductId, "15000001"), (Key::DeviceNumber, "7"), (Key::Token, "token")],
        "unicom-dmp" => &[
            (Key::ProductKey, "cu1"),
            (Key::DeviceKey, "dk1"),
            (Key::DeviceSecret, "secret"),
            (Key::DeviceIdChoice, "89860112345678901234"),
        ],
        other => panic!("{other}"),
    };
    pairs.iter().fold(Values::new(), |values, (key, text)| values.with(*key, text))
}

fn made(scheme: &str, choices: &[(Key, &str)]) -> Triple {
    let values = choices.iter().fold(inputs(scheme), |values, (key, text)| values.with(*key, text));
    let made = derive(Scheme::named(scheme).unwrap(), &values, &MOMENT).unwrap();
    Triple { username: made.username, password: made.password, client_id: made.client_id }
}

fn judged(scheme: &str, triple: &Triple) -> Judgement {
    judge(Scheme::named(scheme).unwrap(), &inputs(scheme), triple, &MOMENT).unwrap()
}

#[test]
fn what_is_made_here_is_the_same() {
    for scheme in [
        "aliyun-triple",
        "tencent-psk",
        "huawei-iotda-secret",
        "tuyalink",
        "onenet-token",
        "baidu-iotcore",
        "aws-x509",
        "aep-token",
        "unicom-dmp",
    ] {
        assert_eq!(judged(scheme, &made(scheme, &[])).verdict, Verdict::Same, "{scheme}");
    }
}

#[test]
fn other_choices_are_valid_and_told() {
    for (scheme, choices) in [
        ("aliyun-triple", vec![(Key::SignMethod, "hmacsha1"), (Key::Timestamp, "1700000000")]),
        ("aliyun-triple", vec![(Key::Timestamp, "none"), (Key::ClientIdCore, "861234567890123")]),
        ("aliyun-triple", vec![(Key::HexCase, "upper")]),
        ("tencent-psk", vec![(Key::SdkAppId, "12010126"), (Key::ConnId, "Zz9"), (Key::SignMethod, "hmacsha256")]),
        ("huawei-iotda-secret", vec![(Key::Timestamp, "1970010100")]),
        ("huawei-iotda-secret", vec![(Key::SignType, "1")]),
        ("tuyalink", vec![(Key::Timestamp, "1")]),
        ("onenet-token", vec![(Key::Method, "md5"), (Key::Et, "4000000000")]),
        ("baidu-iotcore", vec![(Key::OmitTimestamp, "true")]),
        ("baidu-iotcore", vec![(Key::OmitAlgorithm, "true")]),
        ("baidu-iotcore", vec![(Key::OmitTimestamp, "true"), (Key::Algorithm, "SHA256")]),
        ("baidu-iotcore", vec![(Key::OmitTimestamp, "true"), (Key::OmitAlgorithm, "false")]),
        ("baidu-iotcore", vec![(Key::Timestamp, "1763650500"), (Key::Algorithm, "SHA256")]),
        ("aep-token", vec![(Key::AepUsername, "alice")]),
        ("unicom-dmp", vec![(Key::DeviceIdChoice, "SN-0001"), (Key::Operator, "0")]),
    ] {
        let judgement = judged(scheme, &made(scheme, &choices));
        assert_eq!(judgement.verdict, Verdict::Valid, "{scheme} {choices:?}");
        for (key, text) in choices {
            assert_eq!(judgement.choices.get(key), Some(text), "{scheme} {key:?}");
        }
    }
}

#[test]
fn what_the_clock_refuses_is_told_from_what_is_wrong() {
    for (scheme, choices, expected) in [
        ("tencent-psk", vec![(Key::Expiry, "1700003600")], Stale::Expired { at: 1_700_003_600 }),
        ("onenet-token", vec![(Key::Et, "1537255523")], Stale::Expired { at: 1_537_255_523 }),
        (
            "huawei-iotda-secret",
            vec![(Key::SignType, "1"), (Key::Timestamp, "2025112023")],
            Stale::OtherHour { ahead: 8 },
        ),
        (
            "huawei-iotda-secret",
            vec![(Key::SignType, "1"), (Key::Timestamp, "1970010100")],
            Stale::OtherHour { ahead: -489_903 },
        ),
        ("baidu-iotcore", vec![(Key::Timestamp, "1763650199")], Stale::OffTime { at: 1_763_650_199 }),
    ] {
        assert_eq!(judged(scheme, &made(scheme, &choices)).verdict, Verdict::Expired(expected), "{scheme}");
    }
}

#[test]
fn every_mistake_has_its_reason() {
    let right = made("aliyun-triple", &[]);
    let cut = Secret::new(right.password.reveal().get(..32).unwrap());
    let other_secret = {
        let values = inputs("aliyun-triple").with(Key::DeviceSecret, "another");
        derive(Scheme::named("aliyun-triple").unwrap(), &values, &MOMENT).unwrap().password
    };
    for (triple, expected) in [
        (Triple { password: cut, ..right.clone() }, Reason::PasswordCut { bytes: 32, expected: 64 }),
        (Triple { password: other_secret, ..right.clone() }, Reason::Password),
        (
            Triple { username: "a1Fake&press7".to_owned(), ..right.clone() },
            Reason::Username { expected: "press7&a1Fake".to_owned() },
        ),
        (
            Triple {
                username: right.client_id.clone(),
                password: right.password.clone(),
                client_id: right.username.clone(),
            },
            Reason::Exchanged,
        ),
        (made("aliyun-triple", &[(Key::Tls, "1")]), Reason::Contradicts(Key::Tls)),
    ] {
        assert_eq!(judged("aliyun-triple", &triple).verdict, Verdict::Invalid(expected));
    }
    for scheme in ["aliyun-triple", "tencent-psk", "huawei-iotda-secret", "tuyalink", "onenet-token", "unicom-dmp"] {
        let verdict = judged(scheme, &Triple::default()).verdict;
        assert!(matches!(verdict, Verdict::Invalid(Reason::Form(_))), "{scheme}: {verdict:?}");
    }
}

#[test]
fn what_a_person_knows_must_be_right_before_anything_is_judged() {
    let scheme = Scheme::named("aliyun-triple").unwrap();
    let inputs = inputs("aliyun-triple").with(Key::DeviceSecret, "blank ");
    assert!(judge(scheme, &inputs, &made("aliyun-triple", &[]), &MOMENT).is_err());
    assert!(judge(scheme, &inputs, &Triple::default(), &MOMENT).is_err());
}

proptest! {
    #[test]
    fn no_text_breaks_the_judge_or_is_accepted(username in ".{0,40}", password in ".{0,40}", client_id in ".{0,60}") {
        for scheme in fibocom_cloud::SCHEMES.iter().filter(|scheme| !scheme.id.starts_with("tuya-device")) {
            let triple = Triple {
                username: username.clone(),
                password: Secret::new(&password),
                client_id: client_id.clone(),
            };
            let verdict = judge(scheme, &inputs(scheme.id), &triple, &MOMENT).unwrap().verdict;
            if scheme.id != "aws-x509" {
                prop_assert!(matches!(verdict, Verdict::Invalid(_)), "{scheme:?} {verdict:?}");
            }
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_what_was_pasted(text in "(?s).{0,200}") {
        for scheme in fibocom_cloud::SCHEMES {
            let _ = fibocom_cloud::read_paste(&text, scheme);
        }
    }
}
