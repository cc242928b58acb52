//! What faults begin with, and how often they happen.

use fibocom_sim::faults::{module, port};
use fibocom_sim::{Fault, Length, Port, Trigger, What};

use super::with_faults;
use crate::host::Host;

const SILENCE: What = What::Port(Port::Silent);

/// After each of these lines, how many have been answered.
fn answered(fault: Fault, sent: &[&str]) -> Vec<bool> {
    let mut host = Host::of(with_faults([fault]));
    host.wait(10_000);
    host.module.receive(host.now, b"ATE0\r");
    host.wait(1_000);
    sent.iter().map(|line| host.say(line).contains("OK")).collect()
}

#[test]
fn a_fault_begins_with_its_command_and_lasts_as_often_as_it_says() {
    let lines = ["AT", "AT+CSQ", "AT", "AT+CSQ", "AT"];
    let silence = Fault::always(SILENCE);
    for (trigger, length, expected) in [
        // ATE0 is the first command.
        (Trigger::Command(3), Length::Forever, [true, false, false, false, false]),
        (Trigger::Command(3), Length::Times(2), [true, false, false, true, true]),
        (Trigger::Command(3), Length::For(8_000), [true, false, false, true, true]),
        (Trigger::Named("+CSQ", 2), Length::Forever, [true, true, true, false, false]),
        (Trigger::Named("+CIMI", 1), Length::Forever, [true; 5]),
        (Trigger::At(17_500), Length::Times(1), [true, true, false, true, true]),
        (Trigger::Prompt(1), Length::Forever, [true; 5]),
        (Trigger::ByHand, Length::Forever, [true; 5]),
    ] {
        let fault = silence.from(trigger).lasting(length);
        assert_eq!(answered(fault, &lines), expected, "{fault:?}");
    }
}

#[test]
fn by_hand_it_begins_at_once_and_what_waits_is_counted_from_then() {
    let mut host = Host::of(with_faults([]));
    host.wait(10_000);
    host.say("ATE0");
    host.inject(Fault::always(SILENCE).from(Trigger::ByHand).lasting(Length::For(1_000)));
    assert_eq!(host.say("AT"), "");
    assert_eq!(host.say("AT"), "OK");
    host.inject(Fault::always(SILENCE).from(Trigger::Command(2)));
    assert_eq!((host.say("AT"), host.say("AT")), ("OK".to_owned(), String::new()));
    host.module.heal(host.now);
    assert_eq!(host.say("AT"), "OK");
    host.inject(module::HANG.faults()[0].by_hand());
    assert_eq!(host.say("AT"), "", "by hand, nothing waits for its half minute");
    assert_eq!(module::STUCK_UPLOAD.faults()[0].by_hand(), module::STUCK_UPLOAD.faults()[0]);
}

#[test]
fn power_brings_the_faults_of_the_configuration_back_and_no_others() {
    let mut host = Host::of(with_faults([Fault::always(SILENCE).lasting(Length::For(20_000))]));
    for _ in 0..2 {
        host.wait(10_000);
        assert_eq!(host.say("AT"), "");
        host.wait(10_000);
        assert_eq!(host.say("AT"), "AT\r|OK");
        host.inject(Fault::always(SILENCE));
        host.module.power_cycle(host.now);
    }
    host.wait(30_000);
    assert_eq!(host.say("AT"), "AT\r|OK");
}

#[test]
fn of_two_that_speak_of_the_same_thing_the_first_counts() {
    let both = [port::ECHO_ONLY.faults()[0].lasting(Length::For(20_000)), port::SILENT.faults()[0]];
    let mut host = Host::of(with_faults(both));
    host.wait(10_000);
    assert_eq!(host.say("AT"), "AT");
    host.wait(10_000);
    assert_eq!(host.say("AT"), "");
}

#[test]
fn a_module_takes_any_number_of_faults_by_hand() {
    let mut host = Host::of(with_faults([]));
    for _ in 0..1_000 {
        host.inject(Fault::always(What::Codes((10, 10))));
    }
    host.wait(10_000);
    let lines = host.wait(1_000).split('|').count();
    assert!((6_000..=6_500).contains(&lines), "{lines}");
}
