//! Replies by length that come when their command has ended: whose they are, and what stands in them.

use super::*;

const REPLY: &[u8] = b"\r\n+MQTTREAD: 1,0,1,25,\"t\",\"a\r\nAT command ready\r\nOK\r\n\"\r\n";

fn bench() -> Bench {
    let mut bench = Bench::new();
    bench.engine.configure(Config { drain: Drain::ByHand, pause_after_urc: Duration::ZERO, ..Config::default() });
    bench
}

#[test]
fn a_read_that_was_called_off_brings_its_message_in_time_or_late() {
    for late in [false, true] {
        let mut bench = bench();
        bench.submit(1, "AT+MQTTREAD=1").cancel(1).expect(&["> AT+MQTTREAD=1\\r", "failed 1: cancelled"]);
        if late {
            bench.wait(10_300).expect(&["Resynchronising", "> AT\\r"]);
        }
        bench.receive(REPLY).receive(b"\r\nOK\r\n").receive(if late { b"\r\nOK\r\n" } else { b"" }).wait(3_000);
        let told = "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n";
        let expected: &[&str] = if late { &[told, "Late OK", "Resynchronised"] } else { &[told] };
        bench.expect(expected).nothing_is_lost();
    }
}

#[test]
fn a_late_reply_that_pauses_is_neither_the_probes_nor_cut_by_its_time() {
    let mut bench = bench();
    bench.submit(1, "AT+MQTTREAD=1").wait(10_300).receive(&REPLY[..32]).wait(1_900).receive(&REPLY[32..]);
    bench.receive(b"\r\nOK\r\n\r\nOK\r\n").wait(3_000);
    bench.expect(&[
        "> AT+MQTTREAD=1\\r",
        "failed 1: timed out waiting for Final",
        "Resynchronising",
        "> AT\\r",
        "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n",
        "Late OK",
        "Resynchronised",
    ]);
    bench.nothing_is_lost();
}

#[test]
fn the_reply_to_an_earlier_read_is_not_the_next_ones() {
    let mut bench = bench();
    bench.submit(1, "AT+MQTTREAD=2").receive(b"\r\nOK\r\n").submit(2, "AT+MQTTREAD=1");
    bench.receive(b"\r\n+MQTTREAD: 2,0,1,1,\"t\",\"b\"\r\n").receive(REPLY).receive(b"\r\nOK\r\n");
    bench.expect(&[
        "> AT+MQTTREAD=2\\r",
        "done 1",
        "> AT+MQTTREAD=1\\r",
        "message 2 t b",
        "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n",
        "done 2",
    ]);
}

#[test]
fn a_late_reply_whose_end_never_comes_is_told_as_far_as_it_came() {
    let mut bench = bench();
    bench.submit(1, "AT+MQTTREAD=1").receive(b"\r\nOK\r\n").wait(1_000).receive(&REPLY[..46]).wait(58_000);
    bench.expect(&["> AT+MQTTREAD=1\\r", "done 1"]).wait(1_000);
    bench.expect(&["message 1 t a\\r\\nAT command ready cut?"]).nothing_is_lost();
}

#[test]
fn what_looks_like_a_reply_is_a_line_where_no_read_is_owed() {
    let mut bench = bench();
    bench.receive(b"+MQTTREAD: 1,0,1,9,\"t\",\"a\r\n").wait(100);
    bench.expect(&["urc Unlisted(\"+MQTTREAD: 1,0,1,9,\\\"t\\\",\\\"a\")"]);
    bench.submit(1, "AT+MQTTREAD=1").receive(REPLY).receive(b"\r\nOK\r\n").wait(100);
    bench.expect(&["> AT+MQTTREAD=1\\r", "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n", "done 1"]);
    bench.receive(b"+MQTTREAD: 1,0,1,9,\"t\",\"a\r\n").wait(100);
    bench.expect(&["urc Unlisted(\"+MQTTREAD: 1,0,1,9,\\\"t\\\",\\\"a\")"]).nothing_is_lost();
}
