//! What faults of the line do.

use fibocom_sim::faults::line;
use fibocom_sim::{Config, Echo, Fault, Length, Mishap, Trigger, What};

use super::{host_in, session, with_faults};
use crate::host::Host;

fn raw(host: &mut Host, sent: &[u8]) -> Vec<u8> {
    host.module.receive(host.now, sent);
    host.hear(5_000).into_iter().flat_map(|(_, bytes)| bytes).collect()
}

#[test]
fn the_echo_is_missing_or_comes_twice_however_the_line_is_sent() {
    for (scenario, expected) in [(line::NO_ECHO, "\r\nOK\r\n"), (line::DOUBLE_ECHO, "AT\rAT\r\r\nOK\r\n")] {
        let mut host = host_in(&[scenario]);
        host.wait(10_000);
        assert_eq!(raw(&mut host, b"AT\r\n"), expected.as_bytes());
        for byte in [b'A', b'T'] {
            host.module.receive(host.now, &[byte]);
        }
        assert_eq!(raw(&mut host, b"\r"), expected.as_bytes());
        host.module.receive(host.now, b"ATE0\r");
        host.wait(1_000);
        assert_eq!(raw(&mut host, b"AT\r"), b"\r\nOK\r\n", "and none of it without an echo");
    }
    let twice = Fault::always(What::Echo(Echo::Doubled)).lasting(Length::Times(1));
    let mut host = Host::of(with_faults([twice]));
    host.wait(10_000);
    assert_eq!(raw(&mut host, b"AT\r"), b"AT\rAT\r\r\nOK\r\n");
    assert_eq!(raw(&mut host, b"AT\r"), b"AT\r\r\nOK\r\n");
}

#[test]
fn at_another_speed_neither_side_understands_the_other() {
    let mut host = host_in(&[line::WRONG_BAUD]);
    let boot = host.wait(10_000);
    assert!(!boot.is_empty() && !boot.contains("SIM"), "{boot}");
    let rubbish = raw(&mut host, b"AT\r");
    assert!(!rubbish.windows(2).any(|pair| pair == b"OK"), "{rubbish:?}");
    host.module.set_host_baud(9_600);
    raw(&mut host, b"\r");
    assert_eq!(raw(&mut host, b"AT\r"), b"AT\r\r\nOK\r\n");
    host.module.set_host_baud(57_600);
    raw(&mut host, b"ATE0\r");
    host.module.heal(host.now);
    raw(&mut host, b"\r");
    assert_eq!(raw(&mut host, b"AT\r"), b"AT\r\r\nOK\r\n", "on USB of its own the speed does not matter");
}

#[test]
fn so_many_bytes_are_lost_doubled_and_disturbed_on_their_way_to_the_module() {
    let one_after = |mishap, times| {
        let fault = Fault::always(What::Bytes(mishap, 1)).from(Trigger::ByHand).lasting(Length::Times(times));
        let mut host = Host::of(with_faults([]));
        host.wait(10_000);
        host.say("ATE0");
        host.inject(fault);
        host
    };
    assert_eq!(raw(&mut one_after(Mishap::Lost, 3), b"xyzAT\r"), b"\r\nOK\r\n");
    assert_eq!(raw(&mut one_after(Mishap::Doubled, 1), b"AT\r"), b"", "AAT is no command");
    assert_eq!(raw(&mut one_after(Mishap::Disturbed, 1), b"AT\r"), b"", "neither is ?T");
    let mut host = one_after(Mishap::Disturbed, 1);
    raw(&mut host, b"A\r");
    assert_eq!(raw(&mut host, b"AT\r"), b"\r\nOK\r\n");
}

#[test]
fn so_many_bytes_are_lost_doubled_and_disturbed_on_their_way_to_the_host() {
    for (mishap, expected) in [(Mishap::Lost, "K\r\n"), (Mishap::Doubled, "\r\r\n\nOOK\r\n")] {
        let mut host = Host::of(with_faults([]));
        host.wait(10_000);
        host.say("ATE0");
        host.module.receive(host.now, b"AT\r");
        host.inject(Fault::always(What::Bytes(mishap, 1)).lasting(Length::Times(3)));
        assert_eq!(raw(&mut host, b""), expected.as_bytes());
    }
}

#[test]
fn one_of_a_hundred_and_fifty_is_about_one_of_a_hundred_and_fifty() {
    let mut lengths = Vec::new();
    for scenario in [line::LOST_BYTES, line::DISTURBED_BYTES, line::DOUBLED_BYTES] {
        let config = Config { flood: true, ..Config::for_model("L610").with(&[scenario]) };
        let mut host = Host::of(config);
        host.wait(10_000);
        while raw(&mut host, b"AT+XFLOOD=150,1000\r").len() < 100_000 {}
        lengths.push(raw(&mut host, b"").len());
        let mut flood = Vec::new();
        while flood.len() < 100_000 {
            flood = raw(&mut host, b"AT+XFLOOD=150,1000\r");
        }
        lengths.push(flood.len());
    }
    let [_, lost, _, same, _, doubled] = lengths[..] else { panic!("{lengths:?}") };
    for (length, per_mille) in [(lost, 993), (doubled, 1_007)] {
        let found = length * 1_000 / same;
        assert!(found.abs_diff(per_mille) <= 2, "{found} of 1000");
    }
}

#[test]
fn pieces_are_small_come_in_their_gaps_and_are_the_same_bytes_in_the_end() {
    let joined = |heard: &[(_, Vec<u8>)]| heard.iter().flat_map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>();
    let healthy = session(Config::for_model("L610"));
    let heard = session(Config::for_model("L610").with(&[line::PIECES]));
    assert_eq!(joined(&heard), joined(&healthy));
    assert!(heard.iter().all(|(_, piece)| piece.len() <= 6), "{heard:?}");
    for pair in heard.windows(2) {
        assert!(pair[1].0.since(pair[0].0) >= 5, "{pair:?}");
    }
}

#[test]
fn what_is_on_its_way_in_pieces_arrives_before_what_comes_after_them() {
    let pieces = Fault::always(What::Pieces(1, (1_000, 1_000))).lasting(Length::Times(3));
    let mut host = Host::of(with_faults([pieces]));
    let heard = host.hear(10_000);
    let sizes: Vec<_> = heard.iter().map(|(_, bytes)| bytes.len()).collect();
    assert_eq!(sizes.get(..2), Some([1, 1].as_slice()), "{heard:?}");
    let all: Vec<_> = heard.into_iter().flat_map(|(_, bytes)| bytes).collect();
    assert_eq!(all, b"\r\nAT command ready\r\n\r\n+SIM READY\r\n");
}
