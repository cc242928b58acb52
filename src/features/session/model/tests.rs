//! Every refusal of the form with its field, and the exact lines of what it accepts.

use fibocom_at::Qos;
use fibocom_at::commands::{CleanSession, Retain};

use super::preset::{Connected, Preset};
use super::typed::{FarEnd, Typed, TypedWill};
use super::*;
use crate::link::procedure::OpenFailure;
use crate::link::procedure::TlsSetup;
use crate::state::Phase;

fn good() -> Typed {
    let mut typed = Typed::default();
    typed.broker.host = "broker.local".into();
    typed
}

fn at_gateway(change: impl FnOnce(&mut Typed)) -> Typed {
    let mut typed = Typed { client: 101, ..Typed::default() };
    typed.gateway.host = "gateway.local".into();
    change(&mut typed);
    typed
}

fn with(change: impl FnOnce(&mut Typed)) -> Typed {
    let mut typed = good();
    change(&mut typed);
    typed
}

fn with_will(topic: &str, payload: &str) -> Typed {
    with(|typed| {
        typed.wants_will = true;
        typed.will = TypedWill { topic: topic.into(), payload: payload.into(), ..TypedWill::default() };
    })
}

struct Refusal {
    model: &'static str,
    typed: Typed,
    field: Field,
    problem: Problem,
}

fn refusal(model: &'static str, typed: Typed, field: Field, problem: Problem) -> Refusal {
    Refusal { model, typed, field, problem }
}

#[test]
fn each_value_beyond_its_limit_is_refused_at_its_field() {
    let ports = Problem::OutOfRange { min: 1, max: 65535 };
    let seconds = Problem::OutOfRange { min: 1, max: 300 };
    for Refusal { model, typed, field, problem } in [
        refusal("L610", with(|t| t.client = 3), Field::Client, Problem::NoSuchClient { clients: &[1, 2, 101, 102] }),
        refusal("NL668-CN", with(|t| t.client = 3), Field::Client, Problem::NoSuchClient { clients: &[1, 2] }),
        refusal("M910-GL", at_gateway(|_| {}), Field::Client, Problem::NoSuchClient { clients: &[1, 2] }),
        refusal("L610", at_gateway(|t| t.gateway.host.clear()), Field::Host, Problem::Empty),
        refusal(
            "MA510",
            at_gateway(|t| t.gateway.client_id = "i".repeat(24)),
            Field::ClientId,
            Problem::TooLong { bytes: 24, max: 23 },
        ),
        refusal("L610", with(|t| t.broker.host.clear()), Field::Host, Problem::Empty),
        refusal(
            "L610",
            with(|t| t.broker.host = "h".repeat(256)),
            Field::Host,
            Problem::TooLong { bytes: 256, max: 255 },
        ),
        refusal(
            "L610",
            with(|t| t.broker.host = "mqtt://x".into()),
            Field::Host,
            Problem::NotAllowed { at: 4, found: ':' },
        ),
        refusal("L610", with(|t| t.broker.port = "0".into()), Field::Port, ports.clone()),
        refusal("L610", with(|t| t.broker.port = "65536".into()), Field::Port, ports),
        refusal("L610", with(|t| t.broker.port.clear()), Field::Port, Problem::Empty),
        refusal("L610", with(|t| t.broker.port = "mqtt".into()), Field::Port, Problem::NotANumber),
        refusal("L610", with(|t| t.keep_alive = "0".into()), Field::KeepAlive, seconds.clone()),
        refusal("L610", with(|t| t.keep_alive = "301".into()), Field::KeepAlive, seconds),
        refusal("L610", with(|t| t.keep_alive.clear()), Field::KeepAlive, Problem::Empty),
        refusal(
            "NL668-CN",
            with(|t| t.username = "u".repeat(129)),
            Field::Username,
            Problem::TooLong { bytes: 129, max: 128 },
        ),
        refusal(
            "NL668-CN",
            with(|t| t.password = "p".repeat(129)),
            Field::Password,
            Problem::TooLong { bytes: 129, max: 128 },
        ),
        refusal("L610", with(|t| t.password = "a\nb".into()), Field::Password, Problem::LineBreak { at: 1 }),
        refusal(
            "M910-GL-00",
            with(|t| t.broker.client_id = "i".repeat(24)),
            Field::ClientId,
            Problem::TooLong { bytes: 24, max: 23 },
        ),
        refusal("NL668-AM", with(|t| t.security = Security::Tls), Field::Security, Problem::Unsupported(Feature::Tls)),
        refusal("L610", with_will("", "x"), Field::WillTopic, Problem::Empty),
        refusal("L610", with_will("a/#", "x"), Field::WillTopic, Problem::Wildcard { at: 2, found: '#' }),
        refusal("L610", with_will("a/+/b", "x"), Field::WillTopic, Problem::Wildcard { at: 2, found: '+' }),
        refusal("L610", with_will("a", "say \"hi\""), Field::WillPayload, Problem::NotQuotable { at: 4, byte: b'"' }),
        refusal(
            "MC665-CN",
            with_will("a", &"x".repeat(1025)),
            Field::WillPayload,
            Problem::TooLong { bytes: 1025, max: 1024 },
        ),
    ] {
        let found = plan(Profile::for_model(model), &typed).unwrap_err();
        assert_eq!(found, [problem.at(field)], "{model}");
    }
}

#[test]
fn values_at_their_limits_are_taken() {
    for (model, typed) in [
        ("L610", with(|t| t.broker.port = "65535".into())),
        ("L610", with(|t| t.keep_alive = "300".into())),
        ("L610", with(|t| t.broker.host = "h".repeat(255))),
        ("NL668-CN", with(|t| t.password = "p".repeat(128))),
        ("MC665-CN", with(|t| t.password = "p".repeat(256))),
        ("M910-GL-00", with(|t| t.broker.client_id = "i".repeat(23))),
        ("MC665-CN", with_will("a", "say \"hi\"")),
        ("L610", with_will("a", "")),
        ("L610", with(|t| t.will.topic = "not wanted/#".into())),
        ("L610", at_gateway(|t| t.gateway.client_id = "i".repeat(1024))),
        ("LC610N", at_gateway(|t| t.security = Security::Tls)),
    ] {
        assert!(plan(Profile::for_model(model), &typed).is_ok(), "{model}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once_in_the_order_of_the_form() {
    let typed = with(|t| {
        t.client = 3;
        t.broker.host.clear();
        t.broker.port = "0".into();
        t.wants_will = true;
    });
    let fields: Vec<Field> =
        plan(Profile::for_model("L610"), &typed).unwrap_err().into_iter().map(|wrong| wrong.field).collect();
    assert_eq!(fields, [Field::Client, Field::Host, Field::Port, Field::WillTopic]);
}

fn lines(model: &str, typed: &Typed, secret: Secret) -> Vec<String> {
    let plan = plan(Profile::for_model(model), typed).unwrap();
    preview(&plan, secret).into_iter().map(|step| step.line).collect()
}

#[test]
fn the_plan_writes_exactly_these_lines() {
    let full = with(|t| {
        t.client = 2;
        t.clean_session = CleanSession::Keep;
        t.keep_alive = "300".into();
        t.username = "us\"er".into();
        t.password = "secret".into();
        t.broker.client_id = "press-7".into();
        t.wants_will = true;
        t.will = TypedWill {
            topic: "plant/7/state".into(),
            qos: Qos::AtLeastOnce,
            retain: Retain::Yes,
            payload: "offline".into(),
        };
    });
    for (typed, secret, expected) in [
        (
            good(),
            Secret::Hidden,
            vec![
                "AT+MQTTOPEN?",
                "AT+MQTTCLOSE=1",
                "AT+MQTTCONF=1",
                "AT+MQTTUSER=1,\"\",\"\"",
                "AT+MQTTOPEN=1,\"broker.local\",1883,1,60",
            ],
        ),
        (
            with(|t| t.encrypt(Security::Tls)),
            Secret::Hidden,
            vec![
                "AT+MQTTOPEN?",
                "AT+MQTTCLOSE=1",
                "AT+MQTTCONF=1",
                "AT+MQTTUSER=1,\"\",\"\"",
                "AT+MQTTOPEN=1,\"broker.local\",8883,1,60,2",
                "AT+GTSSLERR?",
            ],
        ),
        (
            full.clone(),
            Secret::Shown,
            vec![
                "AT+MQTTOPEN?",
                "AT+MQTTCLOSE=2",
                "AT+MQTTCONF=1",
                "AT+MQTTUSER=2,\"us\\22er\",\"secret\",\"press-7\"",
                "AT+MQTTWILL=2,\"plant/7/state\",1,1,\"offline\"",
                "AT+MQTTOPEN=2,\"broker.local\",1883,0,300",
            ],
        ),
        (
            full,
            Secret::Hidden,
            vec![
                "AT+MQTTOPEN?",
                "AT+MQTTCLOSE=2",
                "AT+MQTTCONF=1",
                "AT+MQTTUSER=2,\"us\\22er\",\"⟨password⟩\",\"press-7\"",
                "AT+MQTTWILL=2,\"plant/7/state\",1,1,\"offline\"",
                "AT+MQTTOPEN=2,\"broker.local\",1883,0,300",
            ],
        ),
    ] {
        assert_eq!(lines("L610", &typed, secret), expected);
    }
}

#[test]
fn a_client_of_mqtt_sn_goes_by_its_own_name_and_has_no_user() {
    let own = at_gateway(|t| {
        t.gateway.client_id = "press-7".into();
        t.username = "for the broker".into();
        t.password = "for the broker".into();
        t.wants_will = true;
        t.will = TypedWill { topic: "ab".into(), payload: "gone".into(), ..TypedWill::default() };
    });
    let open = "AT+MQTTOPEN=101,\"gateway.local\",1884,1,60";
    let begin = ["AT+MQTTOPEN?", "AT+MQTTCLOSE=101", "AT+MQTTCONF=1"];
    for (model, typed, rest) in [
        ("L610", at_gateway(|_| {}), &[open][..]),
        ("L610", own.clone(), &["AT+MQTTSNCID=101,\"press-7\"", "AT+MQTTWILL=101,\"ab\",0,0,\"gone\"", open]),
        // Firmware of 2020 has the clients, and no command for their name.
        ("L610 (2020)", own, &["AT+MQTTWILL=101,\"ab\",0,0,\"gone\"", open]),
    ] {
        let profile = Profile::named(model).unwrap();
        let plan = plan(profile, &typed).unwrap();
        let found: Vec<String> = preview(&plan, Secret::Hidden).into_iter().map(|step| step.line).collect();
        assert_eq!(found, [&begin[..], rest].concat(), "{model}");
    }
}

#[test]
fn broker_and_gateway_keep_their_addresses_when_the_client_changes() {
    let mut typed = good();
    typed.client = 102;
    assert_eq!(
        (typed.far_end(), typed.address().host.as_str(), typed.address().port.as_str()),
        (FarEnd::Gateway, "", "1884")
    );
    typed.address_mut().host = "gateway.local".into();
    typed.client = 2;
    assert_eq!((typed.far_end(), typed.address().host.as_str()), (FarEnd::Broker, "broker.local"));
    typed.client = 102;
    assert_eq!(typed.address().host, "gateway.local");
}

#[test]
fn each_step_says_what_it_waits_for() {
    let typed = with_will("a", "say \"hi\"");
    let plan = plan(Profile::for_model("MC665-CN"), &typed).unwrap();
    let found: Vec<_> =
        preview(&plan, Secret::Hidden).into_iter().map(|step| (step.step, step.data, step.waits)).collect();
    assert_eq!(
        found,
        [
            (Step::Free, None, Waits::Final(10)),
            (Step::Close, None, Waits::Status("+MQTTCLOSE: 1,1".into(), 30)),
            (Step::Conf, None, Waits::Final(10)),
            (Step::User, None, Waits::Final(10)),
            (Step::Will, Some(8), Waits::Final(10)),
            (Step::Open, None, Waits::Status("+MQTTOPEN: 1,1".into(), 75)),
        ]
    );
}

#[test]
fn a_preset_fills_in_the_address_and_is_recognised() {
    for (client, far_end) in [(1, FarEnd::Broker), (101, FarEnd::Gateway)] {
        let mut typed = Typed { client, ..Typed::default() };
        typed.address_mut().port = "8883".into();
        for preset in Preset::offered(Connected::Virtual, far_end) {
            preset.fill_in(&mut typed);
            assert_eq!(Preset::of(&typed), preset);
        }
        assert!(!Preset::offered(Connected::Real, far_end).contains(&Preset::Virtual));
        typed.address_mut().host = "mine.local".into();
        Preset::Own.fill_in(&mut typed);
        assert_eq!(typed.address().host, "mine.local", "one's own address stays");
        Preset::Virtual.fill_in(&mut typed);
        Preset::Own.fill_in(&mut typed);
        assert_eq!(typed.address().host, "");
    }
    assert_eq!(Preset::offered(Connected::Real, FarEnd::Gateway), [Preset::Own], "no gateway is public");
}

#[test]
fn only_the_usual_port_changes_with_the_encryption() {
    for (port, expected) in [("1883", "8883"), ("8883", "8883"), ("1884", "1884")] {
        let mut typed = with(|t| t.broker.port = port.into());
        typed.encrypt(Security::Tls);
        assert_eq!(typed.broker.port, expected);
    }
}

#[test]
fn what_keeps_a_module_from_tls_is_told_one_thing_at_a_time() {
    let clock = |text| ClockReading::parse(text).unwrap();
    let mut facts = Facts { link: Phase::Ready, ..Facts::default() };
    assert_eq!(readiness(&facts), Some(Readiness::Unprepared));
    (facts.clock, facts.clock_ahead) = (Some(clock("80/01/06,00:00:12+00")), Some(-1_400_000_000));
    assert!(matches!(readiness(&facts), Some(Readiness::Clock(ClockAccuracy::Unset, _))));
    (facts.clock, facts.clock_ahead) = (Some(clock("26/11/21,04:00:00+00")), Some(3));
    for (verification, expected) in [(Verification::Off, Some(Readiness::Unverified)), (Verification::On, None)] {
        facts.tls.setup = Some(TlsSetup { verification: Some(verification), ..TlsSetup::default() });
        assert_eq!(readiness(&facts), expected);
    }
    facts.link = Phase::Closed;
    assert_eq!(readiness(&facts), None, "nothing is known of a module that is not there");
}

#[test]
fn an_open_that_fails_without_an_address_fails_for_want_of_it() {
    let refused = Failure::Rejected(fibocom_at::Rejection::Cme(fibocom_at::reply::Detail::Code(3)));
    let here = Some(IpAddresses::only([10, 0, 0, 1]));
    for (step, failure, address, expected) in [
        (Step::Open, refused.clone(), None, true),
        (Step::Open, Failure::Failed(0), None, true),
        (Step::Open, refused.clone(), here, false),
        (Step::User, refused, None, false),
        (Step::Open, Failure::Lost, None, false),
    ] {
        let error = WorkError::OpenStep(OpenFailure { step, line: Vec::new(), failure, took: 0, tls: None });
        assert_eq!(lacks_address(&error, address), expected, "{error:?} {address:?}");
    }
}

#[test]
fn a_random_client_id_fits_every_series() {
    assert_eq!(random_client_id(0xAB), "workbench-000000ab");
    let longest = random_client_id(u32::MAX).len();
    assert!(fibocom_at::profile::SERIES.iter().all(|profile| longest <= profile.client_id_max));
}

#[test]
fn a_client_that_is_only_inferred_to_be_missing_is_opened() {
    for model in ["NL668-CN", "MC665", "MC100E", "L610"] {
        assert!(plan(Profile::for_model(model), &at_gateway(|_| {})).is_ok(), "{model}");
    }
    let named = at_gateway(|typed| typed.gateway.client_id = "name".into());
    let login = |model| plan(Profile::for_model(model), &named).unwrap().login;
    assert!(matches!(login("MC665"), Login::Sn(None)), "the manual denies the command");
    assert!(matches!(login("MC100E"), Login::Sn(Some(_))), "the manual contradicts itself");
}

#[test]
fn a_form_that_nobody_sees_is_not_sent() {
    use ClientState::{Broken, Closing, Free, Open, Opening};
    for (is_connected, is_opening, state, is_changing, expected) in [
        (true, false, Free, false, None),
        (true, false, Broken, false, None),
        (true, false, Open, true, None),
        (true, false, Open, false, Some(Obstacle::Connected)),
        (true, false, Closing, false, Some(Obstacle::Connected)),
        (true, true, Opening, false, Some(Obstacle::Opening)),
        (false, false, Free, false, Some(Obstacle::NoModule)),
    ] {
        let found = obstacle(is_connected, is_opening, state, is_changing);
        assert_eq!(found, expected, "{is_connected} {is_opening} {state:?} {is_changing}");
    }
}
