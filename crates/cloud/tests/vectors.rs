//! Do derivation, judgement and registration give what published examples and the clouds' own code give?

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking; clippy spares only the functions marked as tests"
)]

use fibocom_cloud::{
    Cloud, Key, Moment, Registration, Scheme, Secret, Triple, Values, Verdict, Way, derive, judge, register,
};
use serde_json::Value;

/// Inputs, choices and results, each from a published page or from official code that was run.
const VECTORS: &str = include_str!("vectors.json");

const MOMENT: Moment = Moment { unix: 1_700_000_000, random: [7; 15] };

fn vectors(kind: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
    let some: Vec<_> = all.into_iter().filter(|vector| vector["kind"] == kind).collect();
    assert!(!some.is_empty());
    some
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn values(parts: &[&Value]) -> Values {
    let mut values = Values::new();
    for (name, value) in parts.iter().flat_map(|part| part.as_object().unwrap()) {
        values.set(Key::named(name).unwrap_or_else(|| panic!("no key {name}")), &text(value));
    }
    values
}

/// Which of the expected values a vector vouches for.
fn is_checked(vector: &Value, name: &str) -> bool {
    let check = text(&vector["check"]);
    vector["expected"].get(name).is_some() && (check == "all" || check.split(',').any(|checked| checked == name))
}

#[test]
fn every_scheme_gives_what_its_vectors_say() {
    for vector in vectors("authcfg") {
        let id = &vector["id"];
        let scheme = Scheme::named(&text(&vector["variant"])).unwrap();
        assert_eq!(u64::from(scheme.cloud.number()), vector["cloud_type"].as_u64().unwrap(), "{id}");
        let inputs = values(&[&vector["inputs"]]);
        assert_eq!(Scheme::for_values(scheme.cloud, &inputs), scheme, "{id}");
        let made = derive(scheme, &values(&[&vector["inputs"], &vector["fixed"]]), &MOMENT)
            .unwrap_or_else(|invalid| panic!("{id}: {invalid}"));
        let endpoint = made.endpoint.as_ref();
        for (name, found) in [
            ("username", Some(made.username.clone())),
            ("password", Some(made.password.reveal().to_owned())),
            ("client_id", Some(made.client_id.clone())),
            ("host", endpoint.map(|endpoint| endpoint.host.clone())),
            ("port", endpoint.and_then(|endpoint| endpoint.port()).map(|port| port.to_string())),
        ] {
            if is_checked(&vector, name) {
                assert_eq!(found, Some(text(&vector["expected"][name])), "{id}: {name}");
            }
        }
    }
}

#[test]
fn what_vectors_say_is_judged_right_and_nothing_else_is() {
    for vector in vectors("authcfg") {
        let id = &vector["id"];
        let scheme = Scheme::named(&text(&vector["variant"])).unwrap();
        let inputs = values(&[&vector["inputs"]]);
        let made = derive(scheme, &values(&[&vector["inputs"], &vector["fixed"]]), &MOMENT).unwrap();
        let triple = Triple { username: made.username, password: made.password, client_id: made.client_id };
        let verdict = |triple: &Triple| judge(scheme, &inputs, triple, &MOMENT).unwrap().verdict;
        assert!(!matches!(verdict(&triple), Verdict::Invalid(_)), "{id}: {:?}", verdict(&triple));
        if triple.password.reveal().is_empty() {
            continue;
        }
        let mut other = triple.password.reveal().to_owned();
        other.insert(other.len() / 2, 'x');
        let wrong = Triple { password: Secret::new(&other), ..triple.clone() };
        assert!(matches!(verdict(&wrong), Verdict::Invalid(_)), "{id}: {:?}", verdict(&wrong));
        if scheme.cloud != Cloud::Aep {
            let wrong = Triple { username: format!("{}x", triple.username), ..triple.clone() };
            assert!(matches!(verdict(&wrong), Verdict::Invalid(_)), "{id}: {:?}", verdict(&wrong));
        }
    }
}

#[test]
fn every_way_to_register_gives_what_its_vectors_say() {
    for vector in vectors("authdyn") {
        let id = &vector["id"];
        let way = Way::named(&text(&vector["variant"])).unwrap();
        assert_eq!(u64::from(way.number), vector["cloud_type"].as_u64().unwrap(), "{id}");
        let made = register(way, &values(&[&vector["inputs"], &vector["fixed"]]), &MOMENT)
            .unwrap_or_else(|invalid| panic!("{id}: {invalid}"));
        let expected = vector["expected"].as_object().unwrap();
        for (name, expected) in expected.iter().filter(|(_, expected)| !expected.is_null()) {
            if name == "headers" {
                for (header, value) in expected.as_object().unwrap() {
                    assert_eq!(found(&made, header), Some(text(value)), "{id}: {header}");
                }
            } else if !(name == "port" && id == "dyn-ali-register") {
                assert_eq!(found(&made, name), Some(text(expected)), "{id}: {name}");
            }
        }
    }
}

/// What a registration says under a name of the vectors.
fn found(made: &Registration, name: &str) -> Option<String> {
    match made {
        Registration::Login(login) => match name {
            "username" => Some(login.username.clone()),
            "password" => Some(login.password.reveal().to_owned()),
            "client_id" => Some(login.client_id.clone()),
            "reply_topic" => Some(login.reply_topic.clone()),
            "host" => login.endpoint.as_ref().map(|endpoint| endpoint.host.clone()),
            "port" => login.endpoint.as_ref().and_then(|endpoint| endpoint.port()).map(|port| port.to_string()),
            _ => None,
        },
        Registration::Request(request) => match name {
            "url" => Some(request.url.clone()),
            "body" | "form" => Some(request.body.clone()),
            "hashed_body" => request.hashed_body.clone(),
            "signature" | "sign" => Some(request.signature.clone()),
            header => request.headers.iter().find(|(name, _)| *name == header).map(|(_, value)| value.clone()),
        },
        Registration::Answer(answer) => match name {
            "plaintext" => Some(answer.plaintext.reveal().to_owned()),
            "encryptiontype" => Some(answer.encryption_type.to_string()),
            "devicesecret" => answer.device_secret.as_ref().map(|secret| secret.reveal().to_owned()),
            _ => None,
        },
    }
}
