//! Boot, forms, errors, scenarios, the network and the clock.

use fibocom_sim::faults::{ip, network, port, radio, sim};
use fibocom_sim::{Config, Pace, Scenario};

use crate::host::{Host, check};

#[test]
fn a_context_is_dialled_through_by_its_number_and_has_the_address() {
    check(
        "MC66x",
        &[
            ("AT+MIPCALL=1,16", "+CME ERROR: 53"),
            ("AT+MIPCALL=1,0", "+CME ERROR: 53"),
            ("AT+MIPCALL=1,3,\"u\",\"p\"", "+CME ERROR: 50"),
            ("AT+MIPCALL=1,3", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+CGPADDR=3", "+CGPADDR: 3,\"10.236.12.34\"|OK"),
            ("AT+CGPADDR=1", "+CGPADDR: 1|OK"),
            ("AT+CGPADDR", "+CGPADDR: 3,\"10.236.12.34\"|OK"),
        ],
    );
}

#[test]
fn the_boot_lines_come_two_seconds_apart_and_again_after_a_reset() {
    let mut host = Host::of(Config::for_model("L610"));
    assert_eq!(host.wait(3_000), "AT command ready");
    assert_eq!(host.wait(1_000), "+SIM READY");
    host.say("ATE0");
    assert_eq!(host.say("AT+CFUN=15"), "OK|AT command ready|+SIM READY");
    assert_eq!(host.say("AT"), "AT\r|OK", "the echo is on again");
    assert_eq!(host.say("AT+RESET"), "AT+RESET\r|OK|AT command ready|+SIM READY");
}

#[test]
fn the_example_of_the_application_guide_runs_as_printed() {
    check(
        "MC66x",
        &[
            ("AT", "OK"),
            ("AT+CPIN?", "+CPIN: READY|OK"),
            ("AT+CGREG?", "+CGREG: 0,1|OK"),
            ("AT+MIPCALL=1,\"CMNET\"", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+MQTTUSER=1,\"MC66x/test1\",\"LeKH43ojsvwzlNS15E=\"", "OK"),
            ("AT+MQTTWILL=1,\"test1\",0,0,\"disconnect unexpectly\"", "OK"),
            ("AT+MQTTOPEN=1,\"MC66x.mqtt.iot.bj.baidubce.com\",1883,0,60", "OK|+MQTTOPEN: 1,1"),
            ("AT+MQTTSUB=1,\"test1\",0", "OK|+MQTTSUB: 1,1"),
            ("AT+MQTTPUB=1,\"test1\",0,0,\"123\"", "OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"test1\",\"123\""),
            ("AT+MQTTPUB=1,\"test1\",0,0,3", ">"),
            ("123", "OK|+MQTTPUB: 1,1|+MQTTMSG: 1,0,\"test1\",\"123\""),
            ("AT+MQTTUNSUB=1,\"test1\"", "OK|+MQTTUNSUB: 1,1"),
            ("AT+MQTTCLOSE=1", "OK|+MQTTCLOSE: 1,1"),
            ("AT+MIPNTP=\"ntp.ntsc.ac.cn\",123", "OK|+MIPNTP: 1"),
        ],
    );
}

#[test]
fn read_and_test_forms_answer_as_the_manuals_show() {
    check(
        "L610",
        &[
            ("AT+MQTTUSER=?", "+MQTTUSER: (1,2),1024,1024[,1024]|OK"),
            ("AT+MQTTUSER?", "OK"),
            ("AT+MQTTUSER=2,\"a\",\"b\",\"c\"", "OK"),
            ("AT+MQTTUSER?", "+MQTTUSER: 2,\"a\",\"b\",\"c\"|OK"),
            ("AT+MQTTOPEN=?", "+MPQTTOPEN: (1,2,101,102),(<\"Remote IP/URL\">),(1-65535),(0,1),(1-300)[,(0-2)]|OK"),
            ("AT+MQTTOPEN?", "+MQTTOPEN: 1,2,101,102|OK"),
            ("AT+MQTTCLOSE?", "+MQTTCLOSE: 0|OK"),
            ("AT+MQTTCLOSE=?", "+MQTTCLOSE: (1,2,101,102)|OK"),
            ("AT+MQTTSUB=?", "+MQTTSUB: (1,2,101,102),255,(0-2)|OK"),
            ("AT+MQTTUNSUB=?", "+MQTTUNSUB: (1,2,101,102),255|OK"),
            ("AT+MQTTPUB=?", "+MQTTPUB: (1,2,101,102),255,(0-2),(0,1),1024|OK"),
            ("AT+MQTTCONF=?", "+MQTTCONF: (0,1)|OK"),
            ("AT+MQTTCONF=1", "OK"),
            ("AT+MQTTCONF?", "+MQTTCONF: 1|OK"),
            ("AT+MQTTREAD=1", "+MQTTREAD: 1,0,0,0|OK"),
            ("AT+MQTTWILL=?", "+MQTTWILL: (1,2,101,102),255,(0-2),(0,1),1024|OK"),
            ("AT+MQTTWILL=1,\"t\",0,1,\"bye\"", "OK"),
            ("AT+MQTTWILL?", "+MQTTWILL: 1,\"t\",0,1,\"bye\"|OK"),
            ("AT+MIPCALL?", "+MIPCALL: 0|OK"),
            ("AT+CGPADDR=1", "+CGPADDR: 1|OK"),
            ("AT+COPS?", "+COPS: 0,0,\"CHN-UNICOM\",7|OK"),
            ("AT+CGMM", "L610-CN-00|OK"),
            ("at+cgsn", "866123050000017|OK"),
        ],
    );
}

#[test]
fn errors_are_worded_by_command_series_and_setting() {
    check(
        "L610",
        &[
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", "+CME ERROR: 3"),
            ("AT+MIPCALL=1", "OK|+MIPCALL: 10.236.12.34"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", "+CME ERROR: 3"),
            ("AT+MQTTUSER=1,user,\"p\"", "+CME ERROR: 50"),
            ("AT+MQTTUSER=3,\"u\",\"p\"", "+CME ERROR: 53"),
            ("AT+MQTTUSER=1,\"u\",\"p\"", "OK"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,301", "+CME ERROR: 53"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60,1", "+CME ERROR: 53"),
            ("AT+MQTTOPEN=101,\"h\",1883,1,60,2", "+CME ERROR: 53"),
            ("AT+MQTTUSER=101,\"u\",\"p\"", "+CME ERROR: 53"),
            ("AT+MQTTSUB=1,\"t\",0", "ERROR"),
            ("AT+MQTTPUB=1,\"t\",0,0,\"x\"", "ERROR"),
            ("AT+MQTTCLOSE=1", "ERROR"),
            ("AT+MQTTCONN=1", "ERROR"),
            ("AT+XFLOOD=1,1", "ERROR"),
            ("AT+CMEE=2", "OK"),
            ("AT+MQTTREAD=", "+CME ERROR: Incorrect parameters"),
            ("AT+CMEE=0", "OK"),
            ("AT+MQTTREAD=", "ERROR"),
        ],
    );
    check(
        "NL668/M910 (2019)",
        &[
            ("AT+MQTTSUB=1,\"t\",0", "ERROR: 3"),
            ("AT+MQTTUSER=1,\"u\",\"p\",\"a client id that is too long\"", "ERROR: 53"),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60,2", "ERROR: 50"),
            ("AT+MQTTOPEN=101,\"h\",1883,1,60", "ERROR: 53"),
            ("AT+MQTTOPEN?", "+MQTTOPEN: 1,2|OK"),
            ("AT+MQTTCLOSE?", "+MQTTCLOSE: 1,2|OK"),
        ],
    );
}

#[test]
fn registration_is_reported_when_asked_for() {
    let mut host = Host::of(Config::for_model("L610"));
    assert_eq!(host.wait(2_000), "AT command ready");
    host.module.receive(host.now, b"ATE0\rAT+CGREG=1\r");
    assert_eq!(host.wait(8_000), "ATE0\r|OK|OK|+SIM READY|+CGREG: 2|+CGREG: 1");
    assert_eq!(host.say("AT+CFUN=4"), "OK|+CGREG: 0");
    assert_eq!(host.say("AT+CFUN=1"), "OK|+CGREG: 2|+CGREG: 1");
}

#[test]
fn each_scenario_shows_in_the_answers() {
    for (scenario, sent, received) in [
        (Scenario::HEALTHY, "AT+CPIN?", "+CPIN: READY|OK"),
        (sim::NO_SIM, "AT+CPIN?", "+CME ERROR: 10"),
        (sim::NO_SIM, "AT+MIPCALL=1", "+CME ERROR: 10"),
        (sim::LOCKED_SIM, "AT+CPIN?", "+CPIN: SIM PIN|OK"),
        (sim::LOCKED_SIM, "AT+CPIN=\"0000\"", "+CME ERROR: 16"),
        (sim::LOCKED_SIM, "AT+CPIN=\"1234\"", "OK|+SIM READY"),
        (network::SLOW_REGISTRATION, "AT+CGREG?", "+CGREG: 0,2|OK"),
        (network::SLOW_REGISTRATION, "AT+CSQ", "+CSQ: 99,99|OK"),
        (ip::WRONG_APN, "AT+MIPCALL=1,\"CMNET\"", "OK|+MIPCALL: 0"),
        (port::SILENT, "AT", ""),
    ] {
        let mut host = Host::of(Config::for_model("L610").with(&[scenario]));
        host.wait(10_000);
        host.say("ATE0");
        host.say("AT+CMEE=1");
        assert_eq!(host.say(sent), received, "{}: {sent}", scenario.name());
    }
    let mut host = Host::of(Config::for_model("L610").with(&[radio::WEAK_SIGNAL]));
    host.wait(30_000);
    let printed = host.say("AT+CSQ?");
    assert!((3..=8).any(|signal| printed.contains(&format!("+CSQ: {signal},99"))), "{printed}");
    let mut host = Host::of(Config::for_model("L610").with(&[port::NOISE]));
    host.wait(10);
    host.module.receive(host.now, b"AT\r");
    assert_eq!(host.module.take_output().first(), Some(&0x7E));
}

#[test]
fn three_wrong_pins_lock_the_sim_until_its_puk_comes_with_a_new_pin() {
    let mut host = Host::of(Config::for_model("L610").with(&[sim::LOCKED_SIM]));
    host.wait(10_000);
    host.say("ATE0");
    host.say("AT+CMEE=1");
    for (sent, received) in [
        ("AT+CPIN=\"0000\"", "+CME ERROR: 16"),
        ("AT+CPIN=12", "+CME ERROR: 50"),
        ("AT+CPIN=\"0001\"", "+CME ERROR: 16"),
        ("AT+CPIN?", "+CPIN: SIM PIN|OK"),
        ("AT+CPIN=\"0002\"", "+CME ERROR: 16"),
        ("AT+CPIN?", "+CPIN: SIM PUK|OK"),
        ("AT+CPIN=\"1234\"", "+CME ERROR: 12"),
        ("AT+MIPCALL=1", "+CME ERROR: 12"),
        ("AT+CFUN=15", "OK|AT command ready"),
        ("ATE0", "ATE0\r|OK"),
        ("AT+CMEE=1", "OK"),
        ("AT+CPIN?", "+CPIN: SIM PUK|OK"),
        ("AT+CPIN=\"00000000\",\"4321\"", "+CME ERROR: 16"),
        ("AT+CPIN=\"12345678\",\"4321\"", "OK|+SIM READY"),
        ("AT+CPIN?", "+CPIN: READY|OK"),
        ("AT+CFUN=15", "OK|AT command ready"),
        ("ATE0", "ATE0\r|OK"),
        ("AT+CPIN=\"4321\"", "OK|+SIM READY"),
    ] {
        assert_eq!(host.say(sent), received, "{sent}");
    }
}

#[test]
fn a_flood_is_complete() {
    let mut host = Host::of(Config { flood: true, pace: Pace::Instant, ..Config::for_model("L610") });
    host.say("ATE0");
    let printed = host.say("AT+XFLOOD=1000,8");
    let messages: Vec<_> = printed.split('|').skip(1).collect();
    assert_eq!(messages.len(), 1000);
    assert_eq!(messages.last(), Some(&"+MQTTMSG: 1,0,\"bench/topic\",\"00000999\""));
}

#[test]
fn a_quick_module_does_the_same_in_a_tenth_of_the_time() {
    let registered_after = |pace| {
        let mut host = Host::of(Config { pace, ..Config::for_model("L610") });
        loop {
            host.module.receive(host.now, b"AT+CGREG?\r");
            if host.wait(50).contains("+CGREG: 0,1") {
                return host.now.as_millis();
            }
        }
    };
    let (usual, quick) = (registered_after(Pace::True), registered_after(Pace::Quick));
    assert!(usual > 4_000 && quick < 1_200, "{usual} {quick}");
}
