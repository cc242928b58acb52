//! A virtual module that behaves like one that was seen: its model, its echo, its errors, its times, its quirks, and its fault.

use fibocom_at::profile::ErrorForm;
use fibocom_sim::{Config, Personality, faults};

use crate::host::Host;

fn seen() -> Personality {
    let mut seen = Personality {
        model: Some("L610-CN-99".to_owned()),
        revision: Some("16000.1208.00.86.02.02".to_owned()),
        echo: Some(false),
        errors: Some(ErrorForm::NumberedError),
        ..Personality::default()
    };
    for took in [900, 700, 2_000] {
        seen.note_answer("+CSQ", took);
    }
    seen.note_status("+MQTTOPEN", 6_000);
    seen
}

#[test]
fn it_is_the_model_that_was_seen_with_its_echo_and_its_errors_and_numbers_of_its_own() {
    let config = Config::for_model("L610").like(seen());
    let own = config.imei.clone();
    let mut host = Host::of(config);
    host.wait(10_000);
    host.say("AT+CMEE=1");
    assert_eq!(host.say("AT+CGMM"), "L610-CN-99|OK");
    assert_eq!(host.say("AT+CGMR"), "16000.1208.00.86.02.02|OK");
    assert_eq!(host.say("AT+CGSN"), format!("{own}|OK"));
    assert_eq!(host.say("AT+MQTTSUB=1,\"t\",0"), "ERROR: 3");
}

#[test]
fn it_takes_the_time_that_was_seen() {
    let mut host = Host::ready_as(Config::for_model("L610").like(seen()));
    for _ in 0..10 {
        host.module.receive(host.now, b"AT+CSQ\r");
        assert_eq!(host.wait(699), "");
        assert!(host.wait(1_400).ends_with("|OK"));
    }
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    assert_eq!(host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60"), "OK");
    assert_eq!(host.wait(2_000), "+MQTTOPEN: 1,1");
}

#[test]
fn it_has_the_quirks_and_the_fault_that_were_seen() {
    let quirks = Personality { hurries: true, scenarios: vec![faults::ip::WRONG_APN], ..seen() };
    let quirks = Personality { statuses: Vec::new(), ..quirks };
    let mut host = Host::ready_as(Config::for_model("MC66x").like(quirks));
    assert_eq!(host.say("AT+MIPCALL=1,\"CMNET\""), "OK|+MIPCALL: 0");
    host.say("AT+MIPCALL=1,\"m2m.workbench\"");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    host.say("AT+MQTTOPEN=1,\"broker.example\",1883,1,60");
    let printed: Vec<_> = (0..20).map(|_| host.say("AT+MQTTSUB=1,\"t\",0")).collect();
    assert!(printed.contains(&"+MQTTSUB: 1,1|OK".to_owned()), "{printed:?}");
}
