//! Faults: what holds for each of them, and, a file a place, what each does.

mod line;
mod module;
mod port;
mod properties;
mod sessions;
mod triggers;
mod world;

use fibocom_sim::{Config, Fault, Length, Scenario, Timestamp, Trigger};

use crate::host::Host;

fn host_in(scenarios: &[Scenario]) -> Host {
    Host::of(Config::for_model("L610").with(scenarios))
}

fn with_faults(faults: impl IntoIterator<Item = Fault>) -> Config {
    Config { faults: faults.into_iter().collect(), ..Config::for_model("L610") }
}

/// A session that meets every fault: what came in it, with its times.
fn session(config: Config) -> Vec<(Timestamp, Vec<u8>)> {
    let mut host = Host::of(config);
    let mut heard = host.hear(20_000);
    let mut send = |bytes: &str, millis| {
        host.module.receive(host.now, bytes.as_bytes());
        heard.extend(host.hear(millis));
    };
    for line in ["AT", "AT+CMEE=1", "AT+CPIN?", "AT+CSQ", "AT+CREG?", "AT+CCLK?", "AT+MIPCALL=1,\"CMNET\""] {
        send(&format!("{line}\r"), 3_000);
    }
    send("AT+GTSSLMODE=1\r", 3_000);
    for file in ["CERTFILE", "KEYFILE", "TRUSTFILE"] {
        let what = if file == "KEYFILE" { "PRIVATE KEY" } else { "CERTIFICATE" };
        let pem = format!("-----BEGIN {what}-----\r\nMA==\r\n-----END {what}-----\r\n");
        send(&format!("AT+GTSSLFILE=\"{file}\",{}\r", pem.len()), 3_000);
        send(&pem, 3_000);
    }
    send("AT+CCLK=\"26/11/27,08:00:00+00\"\r", 3_000);
    send("AT+MQTTUSER=2,\"u\",\"p\"\r", 3_000);
    send("AT+MQTTOPEN=2,\"broker.example\",8883,1,60,2\r", 10_000);
    for _ in 0..2 {
        send("AT+MQTTUSER=1,\"u\",\"p\"\r", 3_000);
        send("AT+MQTTOPEN=1,\"broker.example\",1883,1,60\r", 3_000);
        send("AT+MQTTSUB=1,\"t\",1\r", 3_000);
        send("AT+MQTTPUB=1,\"t\",1,0,300\r", 3_000);
        send(&"x".repeat(300), 40_000);
    }
    send("AT\r", 10_000);
    heard
}

/// What somebody meets on the page: a look at the network, and so many seconds after the start a client that publishes. The rest of two minutes is
/// waited for, with a look now and then. What came from the client on is given, with its times.
fn visit(config: Config, comes_at: u64) -> Vec<(Timestamp, Vec<u8>)> {
    let mut host = Host::of(config);
    host.hear(15_000);
    for line in ["AT", "ATE0", "AT+CMEE=1", "AT+CPIN?", "AT+CSQ", "AT+CEREG?"] {
        host.module.receive(host.now, format!("{line}\r").as_bytes());
        host.hear(1_000);
    }
    let waits = comes_at.saturating_sub(host.now.as_millis());
    host.hear(waits);
    let mut heard = Vec::new();
    let mut send = |host: &mut Host, bytes: &str, millis| {
        host.module.receive(host.now, bytes.as_bytes());
        heard.extend(host.hear(millis));
    };
    for (line, millis) in [
        ("AT+MIPCALL=1,\"CMNET\"", 4_000),
        ("AT+MQTTUSER=1,\"u\",\"p\"", 500),
        ("AT+MQTTOPEN=1,\"broker.example\",1883,1,60", 5_000),
        ("AT+MQTTSUB=1,\"t\",1", 2_000),
        ("AT+MQTTPUB=1,\"t\",1,0,5", 500),
        ("hello", 2_000),
    ] {
        let end = if line == "hello" { "" } else { "\r" };
        send(&mut host, &format!("{line}{end}"), millis);
    }
    for _ in 0..12 {
        send(&mut host, "AT+CSQ\r", 10_000);
    }
    heard
}

#[test]
fn what_a_session_can_lose_is_lost_in_it_however_late_somebody_begins_it() {
    let lost = |heard: &[(Timestamp, Vec<u8>)], words: &str| {
        let all: Vec<u8> = heard.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
        String::from_utf8_lossy(&all).matches(words).count()
    };
    for comes_at in [22_000, 50_000, 90_000, 600_000] {
        for (name, says) in
            [("network-lost", "+MQTTBREAK: 1,3"), ("ip-lost", "+MQTTBREAK: 1,2"), ("drops", "+MQTTBREAK: 1,1")]
        {
            let scenario = Scenario::named(name).unwrap();
            let heard = visit(Config::for_model("L610").with(&[scenario]), comes_at);
            assert_eq!(lost(&heard, says), 1, "{name}, {comes_at}: {heard:?}");
            assert_eq!(lost(&heard, "+MQTTOPEN: 1,1"), 1, "{name}, {comes_at}");
        }
    }
}

/// The module answers, is registered, gets an address and a client.
fn is_healthy(host: &mut Host) -> Result<(), String> {
    host.say("ATE0");
    for (line, answer) in [
        ("AT", "OK"),
        ("AT+CPIN?", "+CPIN: READY|OK"),
        ("AT+CEREG?", "+CEREG: 0,1|OK"),
        ("AT+MIPCALL=0", "OK"),
        ("AT+MIPCALL=1,\"CMNET\"", "OK|+MIPCALL: 10."),
        ("AT+MQTTUSER=2,\"u\",\"p\"", "OK"),
        ("AT+MQTTOPEN=2,\"broker.example\",1883,1,60", "OK|+MQTTOPEN: 2,1"),
    ] {
        let printed = host.say(line);
        if !printed.starts_with(answer) {
            return Err(format!("{line}: {printed}"));
        }
    }
    let heard = host.wait(40_000);
    if heard.is_empty() { Ok(()) } else { Err(heard) }
}

#[test]
fn each_scenario_changes_what_comes_and_the_same_seed_makes_the_same_of_it() {
    let healthy = session(Config::for_model("L610"));
    for scenario in Scenario::ALL {
        let config = Config::for_model("L610").with(&[*scenario]);
        let heard = session(config.clone());
        assert!(heard == session(config), "{}: two modules of the same seed differ", scenario.name());
        assert_eq!(heard == healthy, *scenario == Scenario::HEALTHY, "{}", scenario.name());
    }
}

#[test]
fn after_each_fault_the_module_is_as_healthy_as_without_it() {
    let lengths = [Length::For(0), Length::For(15_000), Length::Times(0), Length::Times(2)];
    for scenario in Scenario::ALL {
        for length in lengths {
            let begins = |fault: &Fault| match fault.trigger {
                Trigger::At(_) => fault.from(Trigger::At(20_000)).lasting(length),
                _ => fault.lasting(length),
            };
            let mut host = Host::of(with_faults(scenario.faults().iter().map(begins)));
            host.wait(21_000);
            for _ in 0..60 {
                host.say("AT");
            }
            // For what begins with a prompt.
            host.say("AT+GTSSLFILE=\"TRUSTFILE\",10");
            host.say("0123456789");
            for _ in 0..20 {
                host.say("AT");
            }
            // And for what counts status lines.
            for line in ["AT+MIPCALL=1", "AT+MQTTUSER=1,\"u\",\"p\"", "AT+MQTTOPEN=1,\"broker.example\",1883,1,60"] {
                host.say(line);
            }
            host.wait(30_000);
            host.say("AT+MQTTCLOSE=1");
            host.wait(30_000);
            assert!(host.module.is_plugged(), "{}", scenario.name());
            assert_eq!(is_healthy(&mut host), Ok(()), "{} {length:?}", scenario.name());
        }
    }
}

#[test]
fn healed_is_healthy_at_once_but_for_what_the_network_needs() {
    for scenario in Scenario::ALL {
        let mut host = host_in(&[*scenario]);
        host.wait(40_000);
        host.module.heal(host.now);
        // What waits for data, or registers slowly, has its time.
        host.wait(125_000);
        host.say("AT");
        assert_eq!(is_healthy(&mut host), Ok(()), "{}", scenario.name());
    }
}
