//! What faults of SIM, network, clock and broker do that begin or end while the module runs.

use fibocom_sim::faults::{broker, ip, network, radio};
use fibocom_sim::{Fault, Length, Scenario, Trigger};

use super::with_faults;
use crate::host::Host;

/// A module with an address, in a scenario that begins after 60 s and lasts for a minute.
fn host_before(scenario: Scenario) -> Host {
    let for_a_minute = |fault: &Fault| fault.from(Trigger::At(60_000)).lasting(Length::For(60_000));
    let mut host = Host::of(with_faults(scenario.faults().iter().map(for_a_minute)));
    host.wait(10_000);
    host.say("ATE0");
    host.say("AT+MQTTUSER=1,\"u\",\"p\"");
    host
}

#[test]
fn each_is_there_in_its_minute_and_neither_before_nor_after() {
    const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";
    let opened = "OK|+MQTTOPEN: 1,1";
    let lost = "OK|+MQTTOPEN: 1,1|+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1";
    for (scenario, asked, well, ill) in [
        (ip::WRONG_APN, "AT+MIPCALL=1,\"CMNET\"", "OK|+MIPCALL: 10", "OK|+MIPCALL: 0"),
        (network::SLOW_REGISTRATION, "AT+CFUN=4|AT+CFUN=1|AT+CREG?", "OK|OK|+CREG: 0,1|OK", "OK|OK|+CREG: 0,2|OK"),
        (broker::REFUSES, OPEN, opened, "OK|+MQTTOPEN: 1,0"),
        (broker::WRONG_PASSWORD, OPEN, opened, "OK|+MQTTOPEN: 1,0"),
        (broker::UNREACHABLE, OPEN, opened, "OK|+MQTTOPEN: 1,0"),
        (broker::DROPS, OPEN, opened, lost),
    ] {
        let mut host = host_before(scenario);
        for (begin, expected) in [(20_000, well), (61_000, ill), (130_000, well)] {
            host.wait(begin - host.now.as_millis());
            if scenario.place() == broker::REFUSES.place() {
                host.say("AT+MIPCALL=1");
            }
            let mut answers: Vec<_> = asked.split('|').map(|line| host.say(line)).collect();
            answers.push(host.wait(begin + 38_000 - host.now.as_millis()));
            answers.retain(|answer| !answer.is_empty());
            let answer = answers.join("|");
            assert!(answer.starts_with(expected), "{} at {begin}: {answer}", scenario.name());
            if begin < 61_000 {
                host.module.receive(host.now, b"AT+MQTTCLOSE=1\rAT+MIPCALL=0\r");
            }
        }
    }
}

#[test]
fn a_signal_is_weak_while_it_is() {
    let mut host = host_before(radio::WEAK_SIGNAL);
    for expected in [19..=27, 3..=8, 19..=27] {
        let printed = host.say("AT+CSQ");
        let signal: u32 = printed.trim_start_matches("+CSQ: ").split(',').next().unwrap().parse().unwrap();
        assert!(expected.contains(&signal), "{printed}");
        host.wait(60_000);
    }
}
