//! What faults do to a session: what is said in it, line by line, from power-up on.

use fibocom_sim::faults::{broker, ip, module, network, port, sim, tls};
use fibocom_sim::{Config, Scenario};

use crate::host::Host;

/// What is done, and what is printed of it within five seconds, or within so many seconds of waiting.
enum Step {
    Say(&'static str, &'static str),
    Wait(u64, &'static str),
}

use Step::{Say, Wait};

const DIAL: Step = Say("AT+MIPCALL=1", "OK|+MIPCALL: 10.");
const USER: Step = Say("AT+MQTTUSER=1,\"u\",\"p\"", "OK");
const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";
const OPENED: Step = Say(OPEN, "OK|+MQTTOPEN: 1,1");

/// A module ten seconds after its start.
fn check(scenario: Scenario, steps: &[Step]) {
    let mut host = Host::of(Config::for_model("L610").with(&[scenario]));
    host.wait(10_000);
    host.module.receive(host.now, b"ATE0\rAT+CMEE=1\r");
    host.wait(200);
    for (number, step) in steps.iter().enumerate() {
        let (printed, begins) = match step {
            Say(line, begins) => (host.say(line), begins),
            Wait(seconds, begins) => (host.wait(seconds * 1_000), begins),
        };
        let holds = if begins.is_empty() { printed.is_empty() } else { printed.starts_with(begins) };
        assert!(holds, "{} step {number}: {printed}", scenario.name());
    }
}

#[test]
fn a_slow_sim_is_busy_until_it_is_ready() {
    check(
        sim::SLOW_SIM,
        &[Say("AT+CPIN?", "+CME ERROR: 14"), Wait(20, "+SIM READY"), Say("AT+CPIN?", "+CPIN: READY|OK")],
    );
}

#[test]
fn a_refused_registration_stays_refused() {
    check(
        network::REGISTRATION_REFUSED,
        &[Say("AT+CEREG?", "+CEREG: 0,3|OK"), Say("AT+MIPCALL=1", "+CME ERROR: 30"), Say("AT+CSQ", "+CSQ: 2")],
    );
}

#[test]
fn a_lost_network_takes_the_session_with_it_and_comes_back() {
    check(
        network::NETWORK_LOST,
        &[
            DIAL,
            USER,
            OPENED,
            Wait(10, "+MQTTBREAK: 1,3|+MQTTCLOSE: 1,1|+MIPCALL: 0"),
            Say("AT+CREG?", "+CREG: 0,2|OK"),
            Wait(30, ""),
            Say("AT+CREG?", "+CREG: 0,1|OK"),
            DIAL,
            OPENED,
        ],
    );
}

#[test]
fn a_stale_address_leads_nowhere_until_it_is_given_back() {
    check(
        ip::STALE_IP,
        &[
            Say("AT+MIPCALL?", "+MIPCALL: 1,0.0.0.0|OK"),
            Say("AT+MIPCALL=1", "OK"),
            USER,
            Say(OPEN, "OK"),
            Wait(30, "+MQTTOPEN: 1,0"),
            Say("AT+MIPCALL=0", "OK|+MIPCALL: 0"),
            DIAL,
            OPENED,
        ],
    );
}

#[test]
fn an_ipv6_address_reaches_names_and_no_ipv4_address() {
    check(
        ip::IPV6_ONLY,
        &[
            Say("AT+MIPCALL=1", "OK|+MIPCALL: 32.1.13.184."),
            Say("AT+CGPADDR=1", "+CGPADDR: 1,\"32.1.13.184."),
            USER,
            Say("AT+MQTTOPEN=1,\"192.0.2.1\",1883,1,60", "OK"),
            Wait(30, "+MQTTOPEN: 1,0"),
            OPENED,
        ],
    );
}

#[test]
fn a_lost_address_breaks_the_session_with_cause_two_once() {
    check(
        ip::IP_LOST,
        &[DIAL, USER, OPENED, Wait(20, "+MQTTBREAK: 1,2|+MQTTCLOSE: 1,1|+MIPCALL: 0"), DIAL, OPENED, Wait(120, "")],
    );
}

/// Loads a file of this kind, and opens client 1 with TLS.
fn with_files(scenario: Scenario, files: &[&str], opened: &str, error: &str) {
    let mut host = Host::ready_as(Config::for_model("L610").with(&[scenario]));
    host.say("AT+MIPCALL=1");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    host.say("AT+CCLK=\"26/11/27,08:00:00+00\"");
    host.say("AT+GTSSLMODE=1");
    for file in files {
        let what = if *file == "KEYFILE" { "PRIVATE KEY" } else { "CERTIFICATE" };
        let pem = format!("-----BEGIN {what}-----\r\nMA==\r\n-----END {what}-----\r\n");
        host.say(&format!("AT+GTSSLFILE=\"{file}\",{}", pem.len()));
        host.send(pem.as_bytes());
    }
    assert_eq!(host.say("AT+MQTTOPEN=1,\"broker.example\",8883,1,60,2"), format!("OK|+MQTTOPEN: 1,{opened}"));
    assert_eq!(host.say("AT+GTSSLERR?"), format!("+GTSSLERR: {error}|OK"));
}

#[test]
fn what_is_wrong_with_files_shows_where_they_are_used() {
    let all = ["CERTFILE", "KEYFILE", "TRUSTFILE"];
    with_files(Scenario::HEALTHY, &all, "1", "0");
    with_files(tls::WRONG_CA, &all, "0", "-11");
    with_files(tls::WRONG_KEY, &all, "0", "-14");
    with_files(tls::WRONG_KEY, &["TRUSTFILE"], "1", "0");
}

#[test]
fn a_client_id_of_somebody_else_is_taken_back_each_time() {
    let lost = "+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1";
    check(broker::ID_TAKEN, &[DIAL, USER, OPENED, Wait(8, lost), OPENED, Wait(8, lost)]);
}

#[test]
fn a_burst_comes_to_the_last_message_and_a_large_message_is_cut() {
    let mut host = Host::connected_as(Config::for_model("L610").with(&[broker::BURST]));
    host.say("AT+MQTTSUB=1,\"in/+\",0");
    assert_eq!(host.wait(15_000).matches("+MQTTMSG: 1,0,\"in/burst\",\"{\"number\":").count(), 60);
    let mut host = Host::connected_as(Config::for_model("L610").with(&[broker::LARGE_MESSAGES]));
    host.say("AT+MQTTSUB=1,\"in\",0");
    let heard = host.wait(15_000);
    assert_eq!(heard.len(), "+MQTTMSG: 1,0,\"in\",\"\"".len() + 1_500, "{heard}");
}

#[test]
fn codes_stand_inside_of_answers() {
    check(module::CODES_INSIDE, &[Say("AT+CGMM", "+C"), Say("AT+MIPCALL=0", "+C")]);
    let mut host = Host::of(Config::for_model("L610").with(&[module::CODES_INSIDE]));
    host.wait(10_000);
    host.say("ATE0");
    let printed = host.say("AT+CGMM");
    let lines: Vec<_> = printed
        .split('|')
        .map(|line| {
            line.split(':')
                .next()
                .unwrap_or(line)
                .trim_start_matches("+CE")
                .trim_start_matches("+CG")
                .trim_start_matches("+C")
        })
        .collect();
    assert_eq!(lines, ["REG", "L610-CN-00", "REG", "OK"], "{printed}");
}

#[test]
fn a_status_line_comes_long_after_its_ok_and_none_overtakes_another() {
    check(
        module::LATE_STATUS,
        &[
            DIAL,
            USER,
            Say(OPEN, "OK"),
            Wait(25, "+MQTTOPEN: 1,1"),
            Say("AT+MQTTSUB=1,\"a\",0", "OK"),
            Say("AT+MQTTPUB=1,\"b\",0,0,\"x\"", "OK"),
            Wait(30, "+MQTTSUB: 1,1|+MQTTPUB: 1,1"),
        ],
    );
}

#[test]
fn a_pulled_cable_takes_the_power_too() {
    let mut host = Host::connected_as(Config::for_model("L610").with(&[port::UNPLUGGED]));
    host.wait(45_000 - host.now.as_millis() - 1);
    assert!(host.module.is_plugged());
    host.wait(2);
    assert!(!host.module.is_plugged());
    assert_eq!(host.say("AT"), "");
    host.wait(18_000);
    assert!(host.module.is_plugged());
    assert_eq!(host.wait(10_000), "+SIM READY");
    assert_eq!(host.say("AT"), "AT\r|OK");
    assert_eq!(host.say("AT+MQTTCLOSE?"), "AT+MQTTCLOSE?\r|+MQTTCLOSE: 0|OK");
}
