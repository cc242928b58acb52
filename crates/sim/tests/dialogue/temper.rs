//! What the broker's refusals look like, and what restless modules do with the order of their lines.

use std::collections::BTreeSet;

use fibocom_sim::faults::broker::{REFUSES, UNREACHABLE, WRONG_PASSWORD};
use fibocom_sim::{Cloud, CloudDevice, Config, Message, Scenario, Temper, User};

use crate::host::Host;

const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";

/// A module with an IP address and a user, in front of a broker that admits somebody else only.
fn stranger(config: Config) -> Host {
    let mut host = Host::ready_as(config);
    let user = User { username: "somebody".to_owned(), password: "else".to_owned() };
    host.module.broker().admit_only(vec![user]);
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    host
}

#[test]
fn a_wrong_login_is_refused_as_the_series_is_known_to() {
    for (name, refused) in [
        ("L610", "OK|+MQTTOPEN: 1,0"),
        ("L610 (2020)", "+CME ERROR: 703"),
        ("MC66x", "+CME ERROR: 703"),
        ("MA51x", "+CME ERROR: 703"),
        ("NL668/M910 (2019)", "ERROR: 703"),
    ] {
        let mut host = stranger(Config::for_model(name));
        assert_eq!(host.say(OPEN), refused, "{name}");
        host.module.broker().admit_only(vec![User { username: "u".to_owned(), password: "p".to_owned() }]);
        assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,1", "{name}: the client is free again");
    }
}

#[test]
fn a_refusal_has_no_number_where_errors_have_none() {
    let mut host = stranger(Config::for_model("MC66x"));
    host.say("AT+CMEE=0");
    assert_eq!(host.say(OPEN), "ERROR");
    host.say("AT+CMEE=2");
    assert_eq!(host.say(OPEN), "+CME ERROR: 703", "no manual has words for it");
}

#[test]
fn each_answer_of_a_broker_has_its_number_and_silence_has_none() {
    let refused = |broker: Scenario, cloud: Option<Cloud>, user: &str| {
        let config = Config::for_model("MC66x").with(&[broker]);
        let mut host = Host::ready_as(config.clone());
        host.module.broker().act_as(cloud.map(CloudDevice::demonstration), config.unix_time);
        host.say("AT+MIPCALL=1");
        host.say(&format!("AT+MQTTUSER=1,{user}"));
        format!("{}|{}", host.say(OPEN), host.wait(40_000))
    };
    let aep = Some(Cloud::Aep);
    let right = "\"a\",\"AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde\",\"15000001press7\"";
    for (broker, cloud, user, expected) in [
        (Scenario::HEALTHY, aep, right, "OK|+MQTTOPEN: 1,1|"),
        (Scenario::HEALTHY, aep, "\"a\",\"b\",\"somebody\"", "+CME ERROR: 701|"),
        (REFUSES, None, "\"a\",\"b\"", "+CME ERROR: 702|"),
        (WRONG_PASSWORD, None, "\"a\",\"b\"", "+CME ERROR: 703|"),
        (Scenario::HEALTHY, Some(Cloud::Alibaba), "\"a\",\"b\"", "+CME ERROR: 701|"),
        (UNREACHABLE, None, "\"a\",\"b\"", "OK|+MQTTOPEN: 1,0"),
    ] {
        assert_eq!(refused(broker, cloud, user), expected, "{broker:?} {cloud:?}");
    }
    let mut host = stranger(Config::for_model("MC66x"));
    host.module.act_as(host.now, Some(CloudDevice::demonstration(Cloud::Alibaba)));
    host.say("AT+MQTTWILL=1,\"t\",0,0,\"gone\"");
    assert_eq!(host.say(OPEN), "+CME ERROR: 704", "this cloud takes no will");
}

#[test]
fn what_is_sent_while_an_opening_is_held_is_done_after_it() {
    let mut host = stranger(Config::for_model("MC66x"));
    let printed = host.send(format!("{OPEN}\rAT+CSQ\rAT\r").as_bytes());
    assert!(printed.starts_with("+CME ERROR: 703|+CSQ: ") && printed.ends_with("|OK|OK"), "{printed}");
}

#[test]
fn a_command_whose_connection_breaks_gets_no_status() {
    for (name, temper) in [("L610", Temper::Calm), ("MC66x", Temper::Calm), ("L610", Temper::Restless)] {
        let mut host = Host::connected_as(Config { temper, ..Config::for_model(name) });
        let printed = host.say("AT+MQTTPUB=1,\"no/+/topic\",1,0,\"x\"");
        assert!(printed.contains("+MQTTBREAK: 1,1") && !printed.contains("+MQTTPUB"), "{name} {temper:?}: {printed}");
        assert_eq!(host.wait(120_000), "", "{name} {temper:?}");
    }
    let mut host = Host::connected("L610");
    host.module.receive(host.now, b"AT+MQTTPUB=1,\"t\",0,0,\"x\"\rAT+MQTTCLOSE=1\r");
    assert_eq!(host.wait(60_000), "OK|OK|+MQTTCLOSE: 1,1", "closed before it was sent");
}

/// One conversation with much to say, as it is printed.
fn conversation(seed: u64, temper: Temper) -> String {
    let mut host = Host::connected_as(Config { seed, temper, ..Config::for_model("L610") });
    let mut printed = host.say("AT+MQTTSUB=1,\"t\",0");
    for number in 0..6_u8 {
        host.module.receive(host.now, b"AT+MQTTAUTHCFG=?\r");
        let payload = vec![b'0' + number];
        host.module.broker().publish(Message { topic: "t".to_owned(), qos: 0, retain: false, payload });
        host.module.tick(host.now);
        printed = [printed, host.wait(5_000), host.say("AT+MQTTPUB=1,\"u\",1,0,\"x\"")].join("|");
    }
    printed = [printed, host.say("AT+MQTTAUTHCFG=4,1,\"pk\",\"uuid\",\"key\""), host.wait(10_000)].join("|");
    host.module.broker().disconnect_all();
    [printed, host.wait(5_000)].join("|")
}

#[test]
fn the_same_seed_prints_the_same_and_some_seeds_are_restless() {
    let mut seen = BTreeSet::new();
    for seed in 0..40 {
        let printed = conversation(seed, Temper::BySeed);
        assert_eq!(printed, conversation(seed, Temper::BySeed), "seed {seed}");
        let lines: Vec<_> = printed.split('|').collect();
        let follows = |first: &str, second: &str| {
            lines.windows(2).any(|pair| pair[0].starts_with(first) && pair[1].starts_with(second))
        };
        for (habit, shown) in [
            ("a status before its OK", follows("+MQTTPUB: 1,1", "OK")),
            ("a code inside a reply", follows("+MQTTMSG", "+MQTTAUTHCFG") || follows("+MQTTMSG", "9,<")),
            ("an event in words", printed.contains("RESET")),
            ("a break without a close", !printed.contains("+MQTTCLOSE")),
        ] {
            if shown {
                assert_ne!(seed, 1, "the default seed shows {habit}");
                seen.insert(habit);
            }
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn a_calm_module_prints_what_it_prints_by_any_seed() {
    for seed in 0..10 {
        let calm = conversation(seed, Temper::Calm);
        assert!(!calm.contains("RESET") && calm.ends_with("+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1"), "{calm}");
    }
}

#[test]
fn every_line_comes_once_however_restless_the_module() {
    for seed in 0..20 {
        let sorted = |temper| {
            let printed = conversation(seed, temper);
            let mut lines: Vec<_> = printed.split('|').map(str::to_owned).collect();
            lines.retain(|line| !line.contains("AUTHEVENT") && !line.is_empty() && line != "+MQTTCLOSE: 1,1");
            lines.sort();
            lines
        };
        assert_eq!(sorted(Temper::Restless), sorted(Temper::Calm), "seed {seed}");
    }
}

#[test]
fn a_restless_module_refuses_in_either_form() {
    for name in ["L610", "MC66x"] {
        let config = Config { temper: Temper::Restless, ..Config::for_model(name) };
        let mut host = stranger(config);
        let forms: BTreeSet<_> = (0..30).map(|_| host.say(OPEN)).collect();
        let known = ["+CME ERROR: 703", "+MQTTOPEN: 1,0|OK", "OK|+MQTTOPEN: 1,0"];
        assert!(forms.iter().all(|form| known.contains(&form.as_str())) && forms.len() == 3, "{name}: {forms:?}");
    }
}
