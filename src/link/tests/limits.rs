//! A module's own limits, asked of virtual modules, against the row that their model's name stands for.

use fibocom_at::profile::{Comparison, Feature, Refined, Statement, Subject};

use super::*;
use crate::link::procedure::ask_limits;

fn differences(series: &str) -> Vec<(Subject, usize, usize, Comparison)> {
    with_session(Config::for_model(series), |handle, _| async move {
        handle.sleep(Duration::from_secs(20)).await;
        let identity = identify(&handle).await.unwrap();
        let mut limits = Refined::new(Profile::for_model(&identity.model));
        ask_limits(&handle, |spec, answer| limits.take_in(spec, answer)).await.unwrap();
        let differs = |one: &Statement| one.comparison != Comparison::Same;
        limits.statements().filter(differs).map(|one| (one.subject, one.manual, one.firmware, one.comparison)).collect()
    })
}

#[test]
fn a_module_of_the_manual_says_what_the_manual_says() {
    for series in ["L610", "NL668-AM", "MC665", "MA510", "Unknown model"] {
        assert_eq!(differences(series), [], "{series}");
    }
}

#[test]
fn older_firmware_of_the_same_model_takes_less() {
    let lacks = |feature| (Subject::Has(feature), 1, 0, Comparison::Narrower);
    assert_eq!(
        differences("L610 (2020)"),
        [
            (Subject::Username, 1024, 128, Comparison::Narrower),
            (Subject::Password, 1024, 128, Comparison::Narrower),
            (Subject::ClientId, 1024, 23, Comparison::Narrower),
            lacks(Feature::Tls),
            lacks(Feature::MqttSnCommands),
            lacks(Feature::CloudAuth),
        ]
    );
}

#[test]
fn nobody_waits_longer_than_said_and_the_module_is_waited_out_behind_that() {
    use fibocom_at::{Failure, Request, TimedOut};
    let answers: mishaps::Answers = |line, _| match line {
        // A prompt, and never an end of the data.
        "AT+MQTTPUB=1,\"t\",1,0,3" => vec![(10, "\r\n>")],
        "AT+MQTTSUB=1,\"t\",1" => vec![(10, "\r\nOK\r\n")],
        "AT+CGMM" => vec![(30_000, "\r\nL610\r\n\r\nOK\r\n")],
        "AT" => vec![(10, "\r\nOK\r\n")],
        _ => vec![],
    };
    for (line, data, expected) in [
        ("AT+MQTTPUB=1,\"t\",1,0,3", Some(b"abc".to_vec()), TimedOut::Upload),
        ("AT+MQTTSUB=1,\"t\",1", None, TimedOut::Status),
        ("AT+CGMM", None, TimedOut::Final),
    ] {
        let (first, took, queued) = mishaps::with_answers(answers, |handle| async move {
            let (limit, begun) = (Duration::from_secs(2), handle.now());
            let first = handle.submit_within(Request::raw(line, data).unwrap(), limit);
            let queued = handle.submit_within(Request::raw("AT+CGSN", None).unwrap(), limit / 2);
            let (first, queued) = futures::future::join(first, queued).await;
            (first, handle.now() - begun, queued)
        });
        assert_eq!((first, took <= 2_100), (Err(Failure::TimedOut(expected)), true), "{line}: {took} ms");
        let waits = if expected == TimedOut::Status { TimedOut::Final } else { TimedOut::Queue };
        assert_eq!(queued, Err(Failure::TimedOut(waits)), "{line}");
    }
}
