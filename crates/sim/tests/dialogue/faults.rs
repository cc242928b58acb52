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
