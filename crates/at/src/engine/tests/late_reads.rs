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
            bench.wait(1_300).expect(&["Resynchronising", "> AT\\r"]);
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

/// A read whose OK came without its reply, and the way back into step.
fn a_read_without_its_reply(bench: &mut Bench, line: &str) {
    bench.submit(1, line).receive(b"\r\nOK\r\n").wait(400).receive(b"\r\nOK\r\n").wait(2_000);
    let told = ["failed 1: the reply is not one to this command", "Resynchronising", "> AT\\r", "Resynchronised"];
    bench.expect(&[&[format!("> {line}\\r").as_str()], &told[..]].concat());
}

#[test]
fn the_reply_to_an_earlier_read_is_not_the_next_ones() {
    let mut bench = bench();
    a_read_without_its_reply(&mut bench, "AT+MQTTREAD=2");
    bench.submit(2, "AT+MQTTREAD=1");
    bench.receive(b"\r\n+MQTTREAD: 2,0,1,1,\"t\",\"b\"\r\n").receive(REPLY).receive(b"\r\nOK\r\n");
    bench.expect(&[
        "> AT+MQTTREAD=1\\r",
        "message 2 t b",
        "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n",
        "done 2",
    ]);
}

#[test]
fn of_two_reads_on_a_line_the_one_whose_reply_is_missing_brings_its_message_late() {
    let mut bench = bench();
    bench.submit(1, "AT+MQTTREAD=1;+MQTTREAD=2").receive(REPLY).receive(b"\r\n+CME ERROR: 3\r\n").wait(100);
    bench.expect(&[
        "> AT+MQTTREAD=1;+MQTTREAD=2\\r",
        "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n",
        "failed 1: rejected: Cme(Code(3))",
    ]);
    bench.receive(b"\r\n+MQTTREAD: 2,0,1,1,\"t\",\"b\"\r\n").wait(100).expect(&["message 2 t b"]);
    bench.receive(b"+MQTTREAD: 1,0,1,9,\"t\",\"a\r\n").wait(100);
    bench.expect(&["urc Unlisted(\"+MQTTREAD: 1,0,1,9,\\\"t\\\",\\\"a\")"]).nothing_is_lost();
}

#[test]
fn a_line_that_goes_on_behind_a_read_brings_its_message() {
    let mut bench = bench();
    bench.submit(1, "AT+MQTTREAD=1;+CSQ").receive(REPLY).receive(b"\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
    let told = "message 1 t a\\r\\nAT command ready\\r\\nOK\\r\\n";
    bench.expect(&["> AT+MQTTREAD=1;+CSQ\\r", told, "done 1 [+CSQ: 9,99]"]).nothing_is_lost();
}

#[test]
fn a_late_reply_whose_end_never_comes_is_told_as_far_as_it_came() {
    let mut bench = bench();
    a_read_without_its_reply(&mut bench, "AT+MQTTREAD=1");
    bench.receive(&REPLY[..46]).wait(57_500).expect(&[]).wait(200);
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
