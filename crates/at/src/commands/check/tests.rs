//! Typed lines, and what is found wrong with them on which series.

use super::*;
use crate::profile::{Manual, Refined};

fn faults(line: &str, model: &str) -> Vec<(Fault, Option<usize>, String)> {
    let findings = check(line, Profile::for_model(model));
    findings.into_iter().map(|one| (one.fault, one.position, line[one.span].to_owned())).collect()
}

#[test]
fn each_fault_is_found_where_it_stands() {
    let range = |min, max| Fault::Invalid(Problem::OutOfRange { min, max });
    let long = format!("AT+MQTTSUB=1,\"{}\",0", "t".repeat(256));
    for (model, line, fault, position, text) in [
        ("L610", "hello", Fault::NotACommand, None, "hello"),
        ("L610", " AT+GTUSBMODE? ", Fault::UnknownCommand, None, "AT+GTUSBMODE?"),
        ("L610", "AT+MQTTSUB?", Fault::NoSuchForm(vec![Form::Set, Form::Test]), None, "AT+MQTTSUB?"),
        (
            "L610",
            "AT+MQTTOPEN=3,\"h\",1883,1,60",
            Fault::Invalid(Problem::NoSuchClient { clients: &[1, 2, 101, 102] }),
            Some(0),
            "3",
        ),
        ("NL668", "AT+MQTTCLOSE=101", Fault::Invalid(Problem::NoSuchClient { clients: &[1, 2] }), Some(0), "101"),
        ("L610", "AT+MQTTUSER=101,\"\",\"\"", Fault::NotListed, Some(0), "101"),
        ("L610", "AT+MQTTOPEN=1,\"h\",65536,1,60", range(1, 65_535), Some(2), "65536"),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,2,60", Fault::NotListed, Some(3), "2"),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,1,301", range(1, 300), Some(4), "301"),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,1", Fault::Missing, Some(4), ""),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,1,60,1", Fault::NotListed, Some(5), "1"),
        ("NL668-AM", "AT+MQTTOPEN=1,\"h\",8883,1,60,2", Fault::Lacks(Feature::Tls), Some(5), "2"),
        ("NL668-AM", "AT+GTSSLVER=4", Fault::Lacks(Feature::Tls), None, "AT+GTSSLVER=4"),
        ("L610", "AT+MQTTOPEN=1,\"h\",1883,1,60,2,9", Fault::Unexpected, Some(6), "9"),
        ("L610", "AT+MQTTOPEN=\"1\",\"h\",1883,1,60", Fault::Quoted, Some(0), "\"1\""),
        ("L610", "AT+MQTTOPEN=1,h,1883,1,60", Fault::NotQuoted, Some(1), "h"),
        ("L610", "AT+MQTTSUB=1,\"t", Fault::Unclosed, Some(1), "\"t"),
        ("L610", "AT+MQTTSUB=1,7,0", Fault::NotQuoted, Some(1), "7"),
        ("L610", "AT+MQTTSUB=101,65536,0", range(1, 65_535), Some(1), "65536"),
        ("L610", "AT+MQTTSUB=1,\"t\",3", Fault::NotListed, Some(2), "3"),
        (
            "L610",
            "AT+MQTTSUB=1,\"a/#/b\",0",
            Fault::Invalid(Problem::MisplacedWildcard { at: 2, found: '#' }),
            Some(1),
            "\"a/#/b\"",
        ),
        (
            "L610",
            "AT+MQTTPUB=1,\"a/#\",0,0,\"x\"",
            Fault::Invalid(Problem::Wildcard { at: 2, found: '#' }),
            Some(1),
            "\"a/#\"",
        ),
        ("L610", "AT+MQTTPUB=1,\"t\",0,0,1025", range(1, 1024), Some(4), "1025"),
        (
            "L610",
            "AT+MQTTPUB=1,\"t\",0,0,\"a\\22\"",
            Fault::Invalid(Problem::NotQuotable { at: 1, byte: b'"' }),
            Some(4),
            "\"a\\22\"",
        ),
        ("L610", "AT+MQTTWILL=1,\"t\",0,0,5", Fault::Lacks(Feature::WillByLength), Some(4), "5"),
        ("MC665", "AT+MQTTWILL=1,\"t\",0,0,1025", range(0, 1024), Some(4), "1025"),
        ("L610", "AT+CCLK=\"noon\"", Fault::Invalid(Problem::NotATime), Some(0), "\"noon\""),
        ("L610", "AT+GTSSLFILE=\"ROOT\",99", Fault::NotListed, Some(0), "\"ROOT\""),
        ("L610", "AT+GTSSLFILE=\"KEYFILE\",8193", range(4, 8192), Some(1), "8193"),
        ("L610", "AT+MIPCALL=2", Fault::NotListed, Some(0), "2"),
        ("L610", "AT+MIPCALL=0,\"CMNET\"", Fault::Unexpected, Some(1), "\"CMNET\""),
        ("L610", "AT+CPIN=\"123\"", Fault::Invalid(Problem::TooShort { bytes: 3, min: 4 }), Some(0), "\"123\""),
        ("L610", "ATE2", Fault::NotListed, Some(0), "2"),
        ("L610", long.as_str(), Fault::Invalid(Problem::TooLong { bytes: 256, max: 255 }), Some(1), &long[13..271]),
    ] {
        assert_eq!(faults(line, model), [(fault, position, text.to_owned())], "{line} on {model}");
    }
}

#[test]
fn a_line_that_the_series_takes_has_no_findings() {
    for (model, line) in [
        ("L610", ""),
        ("L610", "at+csq"),
        ("L610", "ATE"),
        ("L610", "AT+MQTTOPEN=1, \"h\", 1883, 1, 60, 2"),
        ("L610", "AT+MQTTSUB=101,7,1"),
        ("L610", "AT+MQTTSUB=101,\"ab\",1"),
        ("L610", "AT+MQTTUSER=1,\"\",\"\""),
        ("NL668-AM", "AT+MQTTOPEN=1,\"h\",1883,1,60"),
        ("MC665", "AT+MQTTWILL=1,\"t\",0,0,0"),
        ("L610", "AT+MIPCALL=1"),
        ("L610", "AT+MIPCALL=1,1"),
        ("L610", "AT+MIPCALL=1,\"\",\"user\",\"password\""),
        ("L610", "AT+COPS=1,2,\"46000\""),
    ] {
        assert_eq!(faults(line, model), [], "{line} on {model}");
    }
}

#[test]
fn every_example_can_be_sent_on_a_series_that_has_the_command() {
    for spec in super::super::LIST {
        for usage in spec.usages {
            let example = usage.example(spec);
            assert_eq!(check(&example, &crate::profile::PERMISSIVE), [], "{example}");
        }
    }
}

#[test]
fn a_finding_says_what_is_allowed_and_which_manual_says_so() {
    let open = check("AT+MQTTOPEN=1,\"h\",1883,1,301", Profile::for_model("L610"));
    assert_eq!(open[0].allowed, Some(Allowed::Numbers(1, 300)));
    assert_eq!(open[0].source, Some(Source { manual: Manual::MqttV13, section: "1.2" }));
    let tls = check("AT+MQTTOPEN=1,\"h\",1883,1,60,2", Profile::for_model("NL668-AM"));
    assert_eq!(tls[0].source, Some(Source { manual: Manual::MqttV13, section: "row 6" }));
    let dial = check("AT+MIPCALL=7", Profile::for_model("L610"));
    let Some(Allowed::Values(values)) = &dial[0].allowed else { panic!("{dial:?}") };
    assert_eq!(values.iter().map(|value| value.number).collect::<Vec<_>>(), [0, 1]);
    let password = check(&format!("AT+MQTTUSER=1,\"u\",\"{}\"", "p".repeat(129)), Profile::for_model("NL668"));
    assert!(password[0].is_secret());
}

#[test]
fn what_the_module_narrowed_itself_is_not_blamed_on_a_manual() {
    let mut limits = Refined::new(Profile::for_model("L610"));
    limits.hear("+MQTTUSER", &["1,2", "128", "128", "23"].map(str::to_owned));
    limits.hear("+MQTTOPEN", &["1,2", "host", "1-65535", "0,1", "1-300"].map(str::to_owned));
    limits.refuse("+MQTTAUTHCFG");
    let row = Some(Source { manual: Manual::MqttV13, section: "1.2" });
    for (line, source) in [
        (format!("AT+MQTTUSER=1,\"{}\",\"p\"", "u".repeat(129)), Some(Source::MODULE)),
        ("AT+MQTTOPEN=1,\"h\",1883,1,60,2".to_owned(), Some(Source::MODULE)),
        ("AT+MQTTOPEN=101,\"h\",1883,1,60".to_owned(), Some(Source::MODULE)),
        ("AT+MQTTAUTHCFG=?".to_owned(), Some(Source::MODULE)),
        ("AT+MQTTOPEN=1,\"h\",1883,1,301".to_owned(), row),
    ] {
        let findings = check(&line, limits.profile());
        assert_eq!(findings.first().map(|finding| finding.source), Some(source), "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn no_line_panics_and_every_span_lies_in_it(
        line in proptest::prop_oneof![
            "\\PC{0,60}",
            "AT\\+(MQTTOPEN|MQTTPUB|MIPCALL|GTSSLFILE|CPIN)=[0-9,\"a-zü\\\\ ]{0,40}",
        ],
        model in proptest::sample::select(vec!["L610", "NL668-AM", "MC665", ""]),
    ) {
        for finding in check(&line, Profile::for_model(model)) {
            proptest::prop_assert!(line.get(finding.span.clone()).is_some(), "{finding:?}");
        }
    }
}

#[test]
fn what_no_manual_says_is_a_warning_with_what_it_rests_on() {
    let inferred = |line: &str, model: &str| -> Vec<_> {
        check(line, Profile::for_model(model)).into_iter().map(|one| (one.fault, one.inference)).collect()
    };
    let range = |min, max| Fault::Invalid(Problem::OutOfRange { min, max });
    let no_client = || Fault::Invalid(Problem::NoSuchClient { clients: &[1, 2] });
    let key = "k".repeat(129);
    let onenet = format!("AT+MQTTAUTHCFG=5,\"p\",\"d\",\"{key}\"");
    let huawei = format!("AT+MQTTAUTHCFG=3,\"d\",\"{key}\"");
    let dial = format!("AT+MIPCALL=1,\"apn\",\"{key}\",\"p\"");
    let too_long = || Fault::Invalid(Problem::TooLong { bytes: 129, max: 128 });
    for (model, line, fault, inference) in [
        ("MC665", "AT+MQTTCLOSE=101", no_client(), Some(Inference::SnClients)),
        ("MC665", "AT+MQTTCLOSE=3", no_client(), None),
        ("MC665", "AT+MQTTUSER=101,\"\",\"\"", no_client(), None),
        ("M910", "AT+MQTTCLOSE=101", no_client(), None),
        ("MC10x", "AT+MQTTSNREG=?", Fault::Lacks(Feature::MqttSnCommands), None),
        ("MC100E", "AT+MQTTSNREG=?", Fault::Lacks(Feature::MqttSnCommands), Some(Inference::SnCommands)),
        ("L610", "AT+GTSSLFILE=\"TRUSTFILE\",8193", range(4, 8192), None),
        ("MC665", "AT+GTSSLFILE=\"TRUSTFILE\",8193", range(4, 8192), Some(Inference::TlsFile)),
        ("MC665", onenet.as_str(), too_long(), Some(Inference::AccessKey)),
        ("MC665", huawei.as_str(), too_long(), None),
        ("MC665", dial.as_str(), too_long(), Some(Inference::DialLogin)),
        ("L610", "AT+MQTTUSER=1,\"a\\22b\",\"p\"", Fault::Escaped, Some(Inference::Escapes)),
        ("NL668", "AT+MQTTSUB=1,\"a\\5cb\",0", Fault::Escaped, Some(Inference::Escapes)),
    ] {
        assert_eq!(inferred(line, model), [(fault, inference)], "{model} {line}");
    }
    let named = "AT+MQTTSNCID=101,\"longer than twenty-three bytes\"";
    let both = inferred(named, "MC100E");
    assert!(both.len() == 3 && both.iter().all(|(_, inference)| inference.is_some()), "{both:?}");
}
