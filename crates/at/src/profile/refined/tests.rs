//! What a firmware's answers make of its limits.

use super::*;
use crate::profile::PERMISSIVE;
use crate::reply::Detail;

fn ranges(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn told(refined: &Refined) -> Vec<(Subject, usize, usize, Comparison)> {
    refined.statements().map(|one| (one.subject, one.manual, one.firmware, one.comparison)).collect()
}

#[test]
fn less_than_the_manual_counts_and_more_is_only_told_until_a_person_trusts_it() {
    let mut refined = Refined::new(Profile::for_model("MC665"));
    refined.hear("+MQTTUSER", &ranges(&["1,2", "64", "1024", "256"]));
    let limits = |refined: &Refined| {
        let profile = refined.profile();
        (profile.username_max, profile.password_max, profile.client_id_max)
    };
    assert_eq!(limits(&refined), (64, 256, 256));
    let said = [
        (Subject::Username, 128, 64, Comparison::Narrower),
        (Subject::Password, 256, 1024, Comparison::Wider),
        (Subject::ClientId, 256, 256, Comparison::Same),
    ];
    assert_eq!(told(&refined), said);
    refined.trust(Subject::Password);
    assert_eq!((limits(&refined), told(&refined)[1].3), ((64, 1024, 256), Comparison::Trusted));
    refined.distrust(Subject::Password);
    assert_eq!((limits(&refined), told(&refined)), ((64, 256, 256), said.to_vec()));
}

#[test]
fn an_unknown_model_is_narrowed_to_what_its_firmware_says() {
    let mut refined = Refined::new(&PERMISSIVE);
    refined.hear("+MQTTOPEN", &ranges(&["1,2", "<Remote IP/URL>", "1-65535", "0,1", "1-120"]));
    refined.hear("+MQTTPUB", &ranges(&["1,2", "128", "0-2", "0,1", "512"]));
    refined.hear("+MQTTSNCID", &ranges(&["101,102", "23"]));
    refined.refuse("+MQTTAUTHCFG");
    let profile = refined.profile();
    assert_eq!((profile.keep_alive, profile.clients, profile.tls), ((1, 120), &[1, 2][..], false));
    assert_eq!((profile.topic_max, profile.payload_max, profile.sn_client_id_max), (128, 512, 23));
    assert!(profile.sn_commands && !profile.cloud_auth);
}

#[test]
fn a_feature_that_the_manual_denies_is_taken_on_the_word_of_the_firmware_only_when_trusted() {
    let mut refined = Refined::new(Profile::for_model("NL668-AM"));
    refined.hear("+MQTTOPEN", &ranges(&["1,2,101,102", "host", "1-65535", "0,1", "1-300", "0-2"]));
    let profile = refined.profile();
    assert_eq!((profile.tls, profile.clients), (false, &[1, 2][..]));
    refined.trust(Subject::Has(Feature::Tls));
    refined.trust(Subject::Has(Feature::MqttSn));
    let profile = refined.profile();
    assert_eq!((profile.tls, profile.clients), (true, &[1, 2, 101, 102][..]));
}

#[test]
fn another_row_is_held_against_the_same_answers_and_trusted_anew() {
    let mut refined = Refined::new(Profile::for_model("NL668-AM"));
    refined.hear("+MQTTUSER", &ranges(&["1,2", "512", "512", "512"]));
    refined.trust(Subject::Username);
    assert_eq!(refined.profile().username_max, 512);
    refined.rebase(Profile::for_model("MC665"));
    assert_eq!((refined.base().name, refined.profile().username_max), ("MC66x", 128));
    refined.rebase(Profile::for_model("L610"));
    assert_eq!((refined.profile().username_max, refined.profile().keep_alive), (512, (1, 300)));
}

#[test]
fn only_a_refusal_that_is_ignorance_takes_a_command_away() {
    let spec = Spec::named("+MQTTSNCID").unwrap();
    for (answer, taken) in [
        (Failure::Rejected(Rejection::Plain), true),
        (Failure::Rejected(Rejection::Cme(Detail::Code(4))), true),
        (Failure::Rejected(Rejection::Cme(Detail::Code(10))), false),
        (Failure::Rejected(Rejection::Cme(Detail::Text("SIM busy".to_owned()))), false),
        (Failure::Rejected(Rejection::Cme(Detail::Text("operation not supported".to_owned()))), true),
        (Failure::Lost, false),
    ] {
        let mut refined = Refined::new(Profile::for_model("L610"));
        refined.take_in(spec, &Err(answer.clone()));
        assert_eq!(!refined.profile().sn_commands, taken, "{answer:?}");
    }
    let mut refined = Refined::new(Profile::for_model("L610"));
    let lines = vec![b"+MQTTSNCID: (101,102),23".to_vec()];
    refined.take_in(spec, &Ok(Reply { lines, ..Reply::default() }));
    assert_eq!((refined.profile().sn_commands, refined.profile().sn_client_id_max), (true, 23));
}

#[test]
fn every_question_is_a_command_with_a_test_form() {
    assert_eq!(questions().count(), 6);
    for spec in questions() {
        assert!(spec.forms().contains(&Form::Test), "{}", spec.name);
    }
}

#[test]
fn what_makes_no_sense_changes_nothing() {
    let mut refined = Refined::new(Profile::for_model("L610"));
    for (command, texts) in [
        ("+MQTTUSER", vec![]),
        ("+MQTTUSER", vec!["1,2", "0", "x", ""]),
        ("+MQTTOPEN", vec!["1,2"]),
        ("+CSQ", vec!["0-31", "99"]),
    ] {
        refined.hear(command, &ranges(&texts));
    }
    refined.refuse("+CSQ");
    assert_eq!(refined, Refined::new(Profile::for_model("L610")));
}
