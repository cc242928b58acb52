//! Is every wrong input refused, at the field that is wrong?

#![expect(clippy::unwrap_used, reason = "a test fails by panicking; clippy spares only the functions marked as tests")]

use fibocom_cloud::{Invalid, Key, Moment, Need, Problem, SCHEMES, Scheme, Values, Way, derive, register};

const MOMENT: Moment = Moment { unix: 1_700_000_000, random: [7; 15] };

/// Something usable for every entry of a scheme that must be given.
fn filled(entries: &[fibocom_cloud::Entry]) -> Values {
    entries
        .iter()
        .filter(|entry| entry.need == Need::Required)
        .fold(Values::new(), |values, entry| values.with(entry.key, "MDEyMzQ1Njc4OWFiY2RlZg=="))
}

#[test]
fn a_required_value_that_is_missing_blank_or_too_long_is_refused_at_its_field() {
    for scheme in SCHEMES {
        let filled = match scheme.id {
            // One of secret and token is needed, which a row of data cannot say.
            "unicom-dmp" => filled(scheme.entries).with(Key::DeviceSecret, "secret"),
            _ => filled(scheme.entries),
        };
        assert!(derive(scheme, &filled, &MOMENT).is_ok(), "{scheme:?}");
        for entry in scheme.entries.iter().filter(|entry| entry.need == Need::Required) {
            let max = entry.max;
            for (text, problem) in [
                (None, Problem::Missing),
                (Some(" blank".to_owned()), Problem::BlankAtEnd { at: 0 }),
                (Some("blank\r\n".to_owned()), Problem::BlankAtEnd { at: 6 }),
                (Some("a\u{7}b".to_owned()), Problem::NotAllowed { at: 1, found: '\u{7}' }),
                (Some("x".repeat(max + 1)), Problem::TooLong { bytes: max + 1, max }),
            ] {
                let mut values = filled.clone();
                match &text {
                    Some(text) => values.set(entry.key, text),
                    None => values.remove(entry.key),
                }
                let found = derive(scheme, &values, &MOMENT).unwrap_err();
                assert_eq!(found, problem.at(entry.key), "{scheme:?} {text:?}");
            }
        }
    }
}

#[track_caller]
fn refused(scheme: &str, key: Key, text: &str, problem: Problem) {
    let scheme = Scheme::named(scheme).unwrap();
    let values = filled(scheme.entries).with(Key::DeviceSecret, "MDEyMzQ1Njc4OWFiY2RlZg==").with(key, text);
    assert_eq!(derive(scheme, &values, &MOMENT), Err(Invalid { key, problem }), "{scheme:?} {text}");
}

#[test]
fn a_value_that_the_format_cannot_hold_is_refused() {
    let not_allowed = |at, found| Problem::NotAllowed { at, found };
    refused("aliyun-triple", Key::DeviceName, "a&b", not_allowed(1, '&'));
    refused("aliyun-triple", Key::ClientIdCore, "a|b", not_allowed(1, '|'));
    refused("aliyun-triple", Key::ClientIdCore, &"c".repeat(65), Problem::TooLong { bytes: 65, max: 64 });
    refused("aliyun-triple", Key::Timestamp, "soon", Problem::NotANumber);
    refused("aliyun-triple", Key::Tls, "2", Problem::NotOneOf(&["0", "1", "false", "true"]));
    refused("aliyun-triple", Key::SignMethod, "hmacsm3", Problem::NotOneOf(&["hmacsha256", "hmacsha1", "hmacmd5"]));
    refused("aliyun-triple", Key::Ext, "securemode=2,signmethod=hmacsha1", Problem::Contradicts(Key::Tls));
    refused("tencent-psk", Key::DeviceSecret, "not base64", Problem::NotBase64);
    refused("tencent-psk", Key::DeviceName, "a;b", not_allowed(1, ';'));
    refused("tencent-psk", Key::Expiry, "-1", Problem::NotANumber);
    refused("huawei-iotda-secret", Key::SignType, "2", Problem::NotOneOf(&["0", "1"]));
    refused("huawei-iotda-secret", Key::Timestamp, "2023022930", Problem::NotATime);
    refused("tuya-device-bind", Key::ActionType, "0", Problem::NotOneOf(&["1"]));
    refused("tuyalink", Key::DeviceId, "a|b", not_allowed(1, '|'));
    refused("onenet-token", Key::AccessKey, "%%%", Problem::NotBase64);
    refused("onenet-token", Key::Method, "SHA1", Problem::NotOneOf(&["sha1", "sha256", "md5"]));
    refused("onenet-token", Key::DeviceName, "a/b", not_allowed(1, '/'));
    refused("baidu-iotcore", Key::DeviceKey, "a|b", not_allowed(1, '|'));
    refused("baidu-iotcore", Key::Algorithm, "SHA1", Problem::NotOneOf(&["MD5", "SHA256"]));
    refused("unicom-dmp", Key::Operator, "9", Problem::NotOneOf(&["0", "1", "2", "3", "4"]));
    refused("unicom-dmp", Key::SignMethod, "1", Problem::NotOneOf(&["0"]));
}

#[test]
fn unicom_wants_the_secret_or_the_token() {
    let scheme = Scheme::named("unicom-dmp").unwrap();
    let values = filled(scheme.entries);
    assert_eq!(derive(scheme, &values, &MOMENT), Err(Problem::Missing.at(Key::DeviceSecret)));
    let values = values.with(Key::AuthType, "-2");
    assert_eq!(derive(scheme, &values, &MOMENT), Err(Problem::Missing.at(Key::Token)));
    assert!(derive(scheme, &values.with(Key::Token, "token"), &MOMENT).is_ok());
}

#[test]
fn a_registration_that_lacks_something_is_refused_at_its_field() {
    for way in Way::ALL {
        for entry in way.entries.iter().filter(|entry| entry.need == Need::Required) {
            let mut values = filled(way.entries);
            values.remove(entry.key);
            assert_eq!(register(way, &values, &MOMENT), Err(Problem::Missing.at(entry.key)), "{way:?}");
        }
    }
}

#[test]
fn an_answer_that_was_encrypted_with_another_secret_is_unreadable() {
    let way = Way::named("tencent-register-reply").unwrap();
    let payload = "rZCX36Qxc7pYXTZfrpwYYFeibh+vMuo9kxQb467kKw5n8wesTvvMzZHw4Li/qrt2GpckO7qN/YqLrmdhTYwPxQ==";
    for (secret, payload, expected) in [
        ("anotherProductSecret0000", payload, Problem::Unreadable.at(Key::Payload)),
        ("fakeProductSecret0123456", "AAAA", Problem::Unreadable.at(Key::Payload)),
        ("fakeProductSecret0123456", "!", Problem::NotBase64.at(Key::Payload)),
        ("short", payload, Problem::TooShort { bytes: 5, min: 16 }.at(Key::ProductSecret)),
    ] {
        let values = Values::new().with(Key::ProductSecret, secret).with(Key::Payload, payload);
        assert_eq!(register(way, &values, &MOMENT), Err(expected), "{secret} {payload}");
    }
}

#[test]
fn no_debug_output_holds_a_secret() {
    let secret = "MDEyMzQ1Njc4OWFiY2RlZg==";
    for scheme in SCHEMES {
        let values = filled(scheme.entries).with(Key::DeviceSecret, secret);
        let values = scheme
            .entries
            .iter()
            .filter(|entry| entry.need == Need::Required && !entry.key.is_secret())
            .fold(values, |values, entry| values.with(entry.key, "name"));
        let made = derive(scheme, &values, &MOMENT).unwrap();
        let shown = format!("{values:?} {made:?}");
        assert!(!shown.contains(secret), "{scheme:?}: {shown}");
        let password = made.password.reveal();
        assert!(password.is_empty() || !shown.contains(password), "{scheme:?}: {shown}");
    }
}
