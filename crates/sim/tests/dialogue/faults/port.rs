//! What ports are that are no AT ports.

use fibocom_sim::faults::port;
use fibocom_sim::{Config, Length};

use super::{host_in, with_faults};
use crate::host::Host;

#[test]
fn a_silent_port_says_nothing_until_it_is_the_module_s_again() {
    let mut host = Host::of(with_faults([port::SILENT.faults()[0].lasting(Length::For(20_000))]));
    assert_eq!(host.wait(15_000), "");
    assert_eq!(host.say("AT"), "");
    assert_eq!(host.say("AT"), "AT\r|OK", "the module has been there all the time");
}

#[test]
fn an_echo_port_sends_back_what_it_gets_byte_by_byte() {
    let mut host = host_in(&[port::ECHO_ONLY]);
    assert_eq!(host.wait(10_000), "");
    host.module.receive(host.now, b"AT\r\n\x00\xFF");
    assert_eq!(host.module.take_output(), b"AT\r\n\x00\xFF");
    assert_eq!(host.wait(10_000), "");
}

#[test]
fn a_satellite_port_sends_sentences_with_their_checksums_each_second_and_no_answer() {
    let mut host = host_in(&[port::NMEA]);
    let heard = host.hear(10_500);
    assert_eq!(heard.len(), 10, "each second");
    let sentences = String::from_utf8(heard.into_iter().flat_map(|(_, bytes)| bytes).collect()).unwrap();
    for sentence in sentences.split_terminator("\r\n") {
        let (text, sum) = sentence.strip_prefix('$').and_then(|rest| rest.split_once('*')).unwrap();
        assert_eq!(format!("{:02X}", text.bytes().fold(0, |sum, byte| sum ^ byte)), sum, "{sentence}");
    }
    let printed = host.say("AT");
    assert!(printed.starts_with("$GNGGA,") && !printed.contains("OK"), "{printed}");
}

#[test]
fn a_binary_port_sends_frames_of_its_own_and_for_what_it_gets() {
    let mut host = host_in(&[port::NOISE]);
    let frames = host.hear(10_000);
    assert_eq!(frames.len(), 50);
    host.module.receive(host.now, b"AT\r");
    let answer = host.module.take_output();
    for frame in frames.iter().skip(1).map(|(_, frame)| frame).chain([&answer]) {
        assert_eq!((frame.first(), frame.last()), (Some(&0x7E), Some(&0x7E)));
        assert!(frame[1..frame.len() - 1].iter().all(|byte| *byte >= 0x80), "{frame:?}");
    }
}

#[test]
fn a_port_changes_nothing_of_the_module_behind_it() {
    let faults = || [port::NMEA.faults()[0].lasting(Length::For(20_000))];
    let mut with = Host::of(with_faults(faults()));
    let mut without = Host::of(Config::for_model("L610"));
    with.wait(20_001);
    without.wait(20_001);
    for line in ["AT+CSQ", "AT+MIPCALL=1", "AT+CCLK?"] {
        assert_eq!(with.say(line), without.say(line));
    }
}
