//! What faults of the firmware do.

use fibocom_sim::faults::{module, sim};
use fibocom_sim::{BootWords, Config, Fault, Length, Pace, Restart, Trigger, Usb, What};

use super::{host_in, with_faults};
use crate::host::Host;

const OPEN: &str = "AT+MQTTOPEN=1,\"broker.example\",1883,1,60";

#[test]
fn late_answers_come_late_and_are_counted() {
    let mut host = Host::of(with_faults([module::LATE.faults()[0].lasting(Length::Times(2))]));
    host.wait(10_000);
    for line in ["ATE0", "AT+NOSUCH"] {
        host.module.receive(host.now, format!("{line}\r").as_bytes());
        let early = host.wait(2_900);
        assert!(early.is_empty() || early == "ATE0\r", "{early}");
        let printed = host.wait(5_200);
        assert_eq!(printed, if line == "ATE0" { "OK" } else { "ERROR" });
    }
    host.module.receive(host.now, b"AT\r");
    assert_eq!(host.wait(100), "OK");
}

#[test]
fn a_slow_start_is_slow_at_any_pace() {
    for pace in [Pace::True, Pace::Quick, Pace::Instant] {
        let mut host = Host::of(Config { pace, ..Config::for_model("L610").with(&[module::SLOW_BOOT]) });
        host.module.receive(host.now, b"AT\r");
        assert_eq!(host.wait(14_900), "");
        assert!(host.wait(18_000).starts_with("AT command ready|+SIM READY"));
        assert_eq!(host.say("AT"), "AT\r|OK", "what came before is lost");
    }
}

#[test]
fn a_restart_loses_everything_with_words_or_without_once_or_twice() {
    let words = "AT command ready|+SIM READY";
    for (scenario, expected) in [
        (module::RESTART, words.to_owned()),
        (module::SILENT_RESTART, String::new()),
        (module::RESTARTS_TWICE, format!("{words}|{words}")),
    ] {
        let mut host = host_in(&[scenario]);
        host.wait(10_000);
        for line in ["ATE0", "AT+MIPCALL=1", "AT+MQTTUSER=1,\"u\",\"p\""] {
            host.module.receive(host.now, format!("{line}\r").as_bytes());
            host.wait(2_000);
        }
        assert!(host.say(OPEN).ends_with("+MQTTOPEN: 1,1"));
        assert!(host.say("AT+MQTTCLOSE?").starts_with("+MQTTCLOSE: 1|OK"), "{}", scenario.name());
        assert_eq!(host.wait(40_000), expected, "{}", scenario.name());
        assert_eq!(host.say("AT+MQTTCLOSE?"), "AT+MQTTCLOSE?\r|+MQTTCLOSE: 0|OK", "{}", scenario.name());
    }
}

#[test]
fn a_restart_in_a_command_takes_the_answer_with_it() {
    let restart = Restart { words: BootWords::Said, usb: Usb::Stays, gap: 0 };
    let fault = Fault::always(What::Restart(restart)).from(Trigger::Named("+CSQ", 1)).lasting(Length::Times(1));
    let mut host = Host::of(with_faults([fault]));
    host.wait(10_000);
    assert_eq!(host.say("AT+CSQ"), "AT+CSQ\r|AT command ready|+SIM READY");
    assert!(host.say("AT+CSQ").ends_with("|OK"));
}

#[test]
fn restarts_without_end_leave_a_second_between_them() {
    let restart = Restart { words: BootWords::Said, usb: Usb::Stays, gap: 0 };
    let fault = Fault::always(What::Restart(restart)).lasting(Length::For(60_000));
    let mut host = Host::of(with_faults([fault]));
    assert_eq!(host.wait(60_000), "", "it never comes so far");
    assert_eq!(host.wait(10_000), "AT command ready|+SIM READY");
}

#[test]
fn a_usb_device_goes_and_comes_with_its_module_and_hears_nothing_meanwhile() {
    let mut host = host_in(&[module::USB_RESTART]);
    host.wait(29_990);
    assert!(host.module.is_plugged());
    host.wait(20);
    assert!(!host.module.is_plugged());
    host.module.receive(host.now, b"AT\r");
    assert_eq!(host.wait(1_000), "");
    assert!(!host.module.is_plugged());
    assert_eq!(host.wait(5_000), "AT command ready|+SIM READY");
    assert!(host.module.is_plugged());
    assert_eq!(host.say("AT"), "AT\r|OK");
}

#[test]
fn a_module_that_stands_still_answers_everything_afterwards() {
    let mut host = host_in(&[module::HANG]);
    host.wait(25_000);
    host.say("ATE0");
    assert_eq!(host.say("AT"), "");
    assert_eq!(host.say("AT+CGMM"), "");
    assert_eq!(host.wait(29_900), "");
    assert_eq!(host.wait(1_000), "OK|L610-CN-00|OK");
    assert_eq!(host.say("AT"), "OK");
}

#[test]
fn a_module_that_stands_still_after_it_has_begun_to_answer_has_its_answer_ready() {
    let hang = Fault::always(What::Hang).from(Trigger::Command(2)).lasting(Length::For(3_000));
    let mut host = Host::of(with_faults([hang]));
    host.wait(10_000);
    host.say("ATE0");
    host.module.receive(host.now, b"AT\r");
    assert_eq!(host.wait(2_900), "");
    assert_eq!(host.wait(100), "OK");
}

#[test]
fn codes_without_end_come_in_their_gaps_and_between_the_lines_of_replies() {
    let mut host = host_in(&[module::ENDLESS_CODES]);
    host.wait(10_000);
    let times: Vec<_> = host.hear(10_000).into_iter().map(|(at, _)| at).collect();
    let gaps: Vec<_> = times.windows(2).map(|pair| pair[1].since(pair[0])).collect();
    assert!(gaps.iter().all(|gap| (10..=50).contains(gap)), "{gaps:?}");
    host.say("ATE0");
    let printed = host.say("AT+CGMM");
    let known = ["+CREG: 1", "+CGREG: 1", "+CEREG: 1"];
    let others: Vec<_> = printed.split('|').filter(|line| !known.contains(line)).collect();
    assert_eq!(others, ["L610-CN-00", "OK"]);
    assert!(known.iter().all(|code| printed.contains(code)), "{printed}");
}

#[test]
fn what_comes_at_an_open_prompt_is_data_until_there_is_enough_or_half_a_minute_is_over() {
    let enough = format!("{}AT\r", "x".repeat(64));
    for (bytes, quickly, later) in [
        ("AT\r", "", "OK|+SIM READY|+MQTTPUB: 1,1"),
        ("", "", "ERROR|+SIM READY"),
        (enough.as_str(), "OK|+SIM READY|AT\r|OK|+MQTTPUB: 1,1", ""),
    ] {
        let mut host = host_in(&[module::OPEN_PROMPT]);
        assert_eq!(host.wait(10_000), "AT command ready");
        assert_eq!(host.send(bytes.as_bytes()), quickly, "{bytes:?}");
        assert_eq!(host.wait(20_000), later, "{bytes:?}");
        assert_eq!(host.say("AT"), "AT\r|OK", "{bytes:?}");
    }
}

#[test]
fn an_upload_is_stuck_in_its_middle_and_then_goes_on() {
    let mut host = host_in(&[module::STUCK_UPLOAD]);
    host.wait(10_000);
    for line in ["ATE0", "AT+MIPCALL=1", "AT+MQTTUSER=1,\"u\",\"p\"", OPEN] {
        host.say(line);
    }
    assert_eq!(host.say("AT+MQTTPUB=1,\"t\",1,0,1000"), ">");
    assert_eq!(host.send(&[b'x'; 1000]), "");
    assert_eq!(host.wait(9_000), "");
    assert_eq!(host.wait(2_000), "OK|+MQTTPUB: 1,1");
    host.say("AT+MQTTPUB=1,\"t\",1,0,1000");
    assert_eq!(host.send(&[b'x'; 1000]), "OK|+MQTTPUB: 1,1", "the first upload only");
}

#[test]
fn an_upload_that_stays_stuck_ends_after_half_a_minute_with_half_of_its_data() {
    let stuck = Fault::always(What::StuckUpload).lasting(Length::For(80_000));
    let mut host = Host::of(with_faults([stuck]));
    host.wait(10_000);
    host.say("ATE0");
    assert_eq!(host.say("AT+GTSSLFILE=\"TRUSTFILE\",10"), ">");
    assert_eq!(host.send(b"0123456789"), "");
    let printed = host.wait(30_000);
    assert_eq!(printed, "OK", "and the other half is a line of nothing");
    assert_eq!(host.send(b"\rAT\r"), "OK");
}

#[test]
fn a_sim_that_is_taken_out_is_missed_and_found_again() {
    let fault = sim::NO_SIM.faults()[0].from(Trigger::At(20_500)).lasting(Length::For(10_000));
    let mut host = Host::of(with_faults([fault]));
    host.wait(10_000);
    for line in ["ATE0", "AT+CREG=1"] {
        host.say(line);
    }
    assert_eq!(host.wait(1_000), "+SIM DROP|+CREG: 0");
    assert_eq!(host.say("AT+CPIN?"), "ERROR");
    assert_eq!(host.wait(20_000), "+SIM READY|+CREG: 2|+CREG: 1");
}
