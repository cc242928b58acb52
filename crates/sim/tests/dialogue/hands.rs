//! What a hand does to a module that runs: pulled cables, SIM cards taken out, passwords changed.

use fibocom_sim::faults::{broker, module, network, sim, tls};
use fibocom_sim::{Config, Hand, Scenario, Usb};

use crate::host::Host;

/// A module with client 1 open, after this hand; and what came of it within ten seconds.
fn after(hand: Hand) -> (Host, String) {
    let mut host = Host::connected("L610");
    host.module.lend_hand(host.now, &hand);
    let heard = host.wait(10_000);
    (host, heard)
}

fn lend(host: &mut Host, hand: Hand) -> String {
    host.module.lend_hand(host.now, &hand);
    host.wait(10_000)
}

const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";
const LOST: &str = "+MQTTBREAK: 1,1|+MQTTCLOSE: 1,1";

#[test]
fn a_cable_is_pulled_and_plugged_in_and_either_twice_is_once() {
    let (mut host, heard) = after(Hand::PullCable);
    assert_eq!((heard.as_str(), host.module.is_plugged()), ("", false));
    lend(&mut host, Hand::PullCable);
    assert_eq!(lend(&mut host, Hand::PlugIn), "AT command ready|+SIM READY");
    assert!(host.module.is_plugged());
    assert_eq!(lend(&mut host, Hand::PlugIn), "");
}

#[test]
fn a_sim_is_taken_out_and_put_in() {
    let (mut host, heard) = after(Hand::TakeSimOut);
    assert_eq!(heard, "+SIM DROP|+MQTTBREAK: 1,3|+MQTTCLOSE: 1,1|+MIPCALL: 0");
    assert_eq!(host.say("AT+CPIN?"), "+CME ERROR: 10");
    assert_eq!(lend(&mut host, Hand::PutSimIn), "+SIM READY");
    assert_eq!(host.say("AT+CPIN?"), "+CPIN: READY|OK");
    assert!(host.say("AT+MIPCALL=1").starts_with("OK|+MIPCALL: 10."));
}

#[test]
fn a_clock_is_moved_until_it_is_set() {
    let (mut host, _) = after(Hand::SetClock(0));
    assert_eq!(host.say("AT+CCLK?"), "+CCLK: \"70/01/01,00:00:10+00\"|OK");
    assert!(host.say("AT+MIPNTP=\"pool.ntp.org\"").starts_with("OK|+MIPNTP: 1"));
    assert!(host.say("AT+CCLK?").starts_with("+CCLK: \"26/"));
}

#[test]
fn a_changed_password_ends_the_connection_and_takes_a_new_one_only() {
    let (mut host, heard) = after(Hand::ChangePassword);
    assert_eq!(heard, LOST);
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,0");
    host.say("AT+MQTTUSER=1,\"u\",\"another\"");
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,1");
}

#[test]
fn a_network_and_an_address_are_lost_with_their_causes() {
    let (mut host, heard) = after(Hand::LoseNetwork);
    assert_eq!(heard, "+MQTTBREAK: 1,3|+MQTTCLOSE: 1,1|+MIPCALL: 0");
    assert_eq!(host.say("AT+CREG?"), "+CREG: 0,2|OK");
    lend(&mut host, Hand::FindNetwork);
    assert_eq!(host.say("AT+CREG?"), "+CREG: 0,1|OK");
    let (mut host, heard) = after(Hand::LoseAddress);
    assert_eq!(heard, "+MQTTBREAK: 1,2|+MQTTCLOSE: 1,1|+MIPCALL: 0");
    assert!(host.say("AT+MIPCALL=1").starts_with("OK|+MIPCALL: 10."));
}

#[test]
fn a_restart_loses_the_session_and_the_port_where_that_is_asked_for() {
    let (host, heard) = after(Hand::Restart(Usb::Stays));
    assert_eq!((heard.as_str(), host.module.is_plugged()), ("AT command ready|+SIM READY", true));
    let mut host = Host::connected("L610");
    host.module.lend_hand(host.now, &Hand::Restart(Usb::Drops));
    assert!(!host.module.is_plugged());
    assert_eq!(host.wait(10_000), "AT command ready|+SIM READY");
    assert!(host.module.is_plugged());
}

#[test]
fn power_brings_back_the_faults_that_the_module_was_made_with_and_heal_ends_whatever_there_is() {
    let mut host = Host::of(Config::for_model("L610").with(&[sim::NO_SIM]));
    host.wait(10_000);
    lend(&mut host, Hand::Heal);
    assert_eq!(host.say("AT+CPIN?"), "AT+CPIN?\r|+CPIN: READY|OK");
    assert_eq!(lend(&mut host, Hand::Power), "AT command ready");
    host.say("ATE0");
    host.say("AT+CMEE=1");
    assert_eq!(host.say("AT+CPIN?"), "+CME ERROR: 10");
    lend(&mut host, Hand::Break(vec![fibocom_sim::faults::line::DOUBLE_ECHO, module::HANG]));
    assert_eq!(host.say("AT"), "");
    assert_eq!(lend(&mut host, Hand::Heal), "OK|+SIM READY");
}

#[test]
fn a_scenario_is_mended_alone_and_the_module_says_what_is_left() {
    let mut host = Host::connected("L610");
    let named = |names: &str| Scenario::parse_list(names, Scenario::ALL).unwrap();
    lend(&mut host, Hand::Break(named("late,weak-signal,stuck-upload")));
    let left = |host: &Host| {
        let has = |name: &&str| host.module.health().has(named(name)[0]).is_some();
        ["late", "weak-signal", "stuck-upload"].into_iter().filter(has).collect::<Vec<_>>()
    };
    assert_eq!(left(&host), ["late", "weak-signal", "stuck-upload"]);
    assert!(host.module.health().has(named("stuck-upload")[0]).unwrap().waits, "it waits for an upload");
    lend(&mut host, Hand::Mend(named("late")));
    assert_eq!(left(&host), ["weak-signal", "stuck-upload"]);
    lend(&mut host, Hand::Heal);
    assert_eq!(host.module.health().count(), 0);
}

#[test]
fn a_password_that_was_changed_is_taken_again_once_it_is_back() {
    let (mut host, _) = after(Hand::ChangePassword);
    assert!(host.module.health().password_changed);
    lend(&mut host, Hand::RestorePassword);
    assert_eq!(host.module.health().count(), 0);
    assert_eq!(host.say(OPEN), "OK|+MQTTOPEN: 1,1");
}

#[test]
fn what_was_broken_by_hand_is_there_after_the_power_was_off() {
    let mut host = Host::connected("L610");
    let broken = vec![sim::LOCKED_SIM, network::SLOW_REGISTRATION, tls::CLOCK_AHEAD, module::SLOW_BOOT];
    lend(&mut host, Hand::Break(broken.clone()));
    assert_eq!(lend(&mut host, Hand::Power), "", "it starts slowly");
    assert_eq!(host.module.health().scenarios().len(), broken.len());
    assert_eq!(host.wait(30_000), "AT command ready");
    host.say("ATE0");
    assert_eq!(host.say("AT+CPIN?"), "+CPIN: SIM PIN|OK");
    assert!(host.say("AT+CCLK?").starts_with("+CCLK: \"70/"));
    lend(&mut host, Hand::Heal);
    assert_eq!(host.module.health().count(), 0);
}

#[test]
fn a_clock_that_is_wrong_from_the_next_start_on_is_right_until_then_and_stays_as_it_was_set() {
    let (mut host, _) = after(Hand::Break(vec![tls::CLOCK_AHEAD]));
    assert!(host.say("AT+CCLK?").starts_with("+CCLK: \"80/"), "it has not started anew");
    assert!(host.say("AT+MIPNTP=\"pool.ntp.org\"").starts_with("OK|+MIPNTP: 1"));
    lend(&mut host, Hand::Heal);
    assert!(host.say("AT+CCLK?").starts_with("+CCLK: \"26/"), "it was set meanwhile");
}

#[test]
fn a_clock_that_was_moved_is_wrong_until_it_is_set_or_moved_back() {
    let (mut host, _) = after(Hand::SetClock(0));
    assert!(host.module.health().clock_moved);
    assert!(host.say("AT+MIPNTP=\"pool.ntp.org\"").starts_with("OK|+MIPNTP: 1"));
    assert_eq!(host.module.health().count(), 0);
    lend(&mut host, Hand::SetClock(3_155_760_000));
    lend(&mut host, Hand::SetClock(0));
    assert_eq!(host.module.health().count(), 1);
    lend(&mut host, Hand::Heal);
    assert_eq!(host.module.health().count(), 0);
    assert!(host.say("AT+CCLK?").starts_with("+CCLK: \"26/"));
    lend(&mut host, Hand::SetClock(1_788_000_000));
    assert_eq!(host.module.health().count(), 0, "that is the right time");
}

#[test]
fn a_broker_that_ends_connections_ends_those_that_are_there() {
    for (scenario, within) in [(broker::DROPS, 20_000), (broker::ID_TAKEN, 8_000)] {
        let mut host = Host::connected("L610");
        host.module.lend_hand(host.now, &Hand::Break(vec![scenario]));
        assert_eq!(host.wait(within - 1), "", "{}", scenario.name());
        assert_eq!(host.wait(2), LOST, "{}", scenario.name());

        let mut host = Host::connected("L610");
        lend(&mut host, Hand::Break(vec![broker::DROPS]));
        lend(&mut host, Hand::Heal);
        assert_eq!(host.wait(60_000), "", "nothing that was to happen does");
    }
}
