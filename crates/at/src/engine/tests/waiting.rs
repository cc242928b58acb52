//! What waits to be sent, how long, and how much of it.

use super::*;

/// An engine that pauses after codes, as it does unless it is told otherwise.
fn pausing() -> Bench {
    let mut bench = Bench::new();
    bench.engine.configure(Config::default());
    bench
}

#[test]
fn codes_that_follow_each_other_for_ever_do_not_hold_commands_back_for_ever() {
    let mut bench = pausing();
    bench.receive(b"+CREG: 1\r\n").submit(1, "AT+CGATT=1").submit(2, "AT+CGMM");
    for _ in 0..30 {
        bench.wait(90).receive(b"+CREG: 1\r\n");
        if bench.diary.iter().any(|line| line == "> AT+CGATT=1\\r") {
            bench.receive(b"OK\r\n");
            break;
        }
    }
    assert!(bench.now <= 2_100, "{}", bench.now);
    for _ in 0..12 {
        bench.wait(90).receive(b"+CREG: 1\r\n");
    }
    assert!(bench.diary.iter().any(|line| line == "> AT+CGMM\\r"), "{:?}", bench.diary);
}

#[test]
fn a_driver_that_comes_late_sends_between_the_codes_all_the_same() {
    let mut bench = pausing();
    bench.receive(b"+CREG: 1\r\n").submit(1, "AT+CGATT=1");
    for _ in 0..15 {
        // No tick between: the moment that was asked for passes while a code comes.
        bench.now += 90;
        bench.receive(b"+CREG: 1\r\n");
    }
    assert!(bench.diary.iter().any(|line| line == "> AT+CGATT=1\\r"), "{:?}", bench.diary);
}

#[test]
fn a_command_whose_turn_does_not_come_is_told_so() {
    let mut bench = Bench::new();
    bench.submit(1, "ATD*99#").receive(b"CONNECT\r\n").wait(60_000).submit(2, "AT+CGATT=1").submit(3, "AT+CGMM");
    bench.expect(&["> ATD*99#\\r", "done 1", "DataModeEntered"]);
    bench.wait(299_000).expect(&[]).wait(1_000);
    bench.expect(&["failed 2: timed out waiting for Queue", "failed 3: timed out waiting for Queue"]);
}

#[test]
fn a_long_queue_that_moves_does_not_time_out() {
    let mut bench = Bench::new();
    for id in 0..100 {
        bench.submit(id, "AT+CGATT=1");
    }
    for _ in 0..100 {
        bench.wait(9_000).receive(b"OK\r\n");
    }
    bench.diary.retain(|line| line.starts_with("failed"));
    bench.expect(&[]);
}

#[test]
fn the_queue_takes_so_many_commands_and_no_more() {
    let mut bench = Bench::new();
    for id in 0..=1_024 {
        bench.submit(id, "AT+CGATT=1");
    }
    bench.expect(&["> AT+CGATT=1\\r"]);
    bench.submit(2_000, "AT+CGMM").expect(&["failed 2000: too many commands wait to be sent"]);
    bench.receive(b"OK\r\n").submit(2_001, "AT+CGMM").expect(&["done 0", "> AT+CGATT=1\\r"]);

    let mut bench = Bench::new();
    let file = vec![b'x'; 1_500_000];
    bench.submit(1, "AT");
    for id in 2..=4 {
        bench.submit_with(id, "AT+GTSSLFILE=\"TRUSTFILE\",1500000", Some(&file));
    }
    bench.expect(&["> AT\\r", "failed 4: too many commands wait to be sent"]);
}

#[test]
fn a_subscription_that_is_tried_again_is_not_passed_by_its_own_client() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n+MQTTOPEN: 1,1\r\n");
    bench.submit(2, "AT+MQTTSUB=1,\"t\",0").submit(3, "AT+MQTTUNSUB=1,\"t\"").submit(4, "AT+CSQ");
    bench.receive(b"+CME ERROR: 3\r\n").expect(&[
        "> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r",
        "done 1 status 1",
        "> AT+MQTTSUB=1,\\\"t\\\",0\\r",
        "> AT+CSQ\\r",
    ]);
    bench
        .receive(b"+CSQ: 9,99\r\nOK\r\n")
        .wait(1_499)
        .expect(&["done 4 [+CSQ: 9,99]"])
        .wait(1)
        .expect(&["> AT+MQTTSUB=1,\\\"t\\\",0\\r"]);
    bench.receive(b"OK\r\n+MQTTSUB: 1,1\r\n").expect(&["done 2 status 1", "> AT+MQTTUNSUB=1,\\\"t\\\"\\r"]);
}

#[test]
fn lines_behind_ok_do_not_keep_the_line_for_ever() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSNREG?").receive(b"OK\r\n").submit(2, "AT+CGATT=1");
    for _ in 0..120 {
        bench.wait(400).receive(b"+MQTTSNREG: 101,9,\"t\"\r\n");
    }
    assert!(bench.diary.iter().any(|line| line == "> AT+CGATT=1\\r"), "{:?}", bench.diary.last());
}

#[test]
fn a_command_that_is_known_to_answer_late_is_given_the_time() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+GTPKGVER?").wait(12_900).receive(b"ERROR\r\n");
    bench.expect(&["> AT+GTPKGVER?\\r", "failed 1: rejected: Plain"]);
    bench.submit(2, "AT+GTOTHER?").wait(10_000).expect(&[
        "> AT+GTOTHER?\\r",
        "failed 2: timed out waiting for Final",
        "Resynchronising",
    ]);
}
