//! Several commands on one line, of which one reads a message and one asks for data.

use super::*;

/// A payload that holds all that could be taken for something else.
const REPLY: &[u8] = b"\r\n+MQTTREAD: 1,0,1,30,\"t\",\"a\r\n>\r\nOK\r\n+MQTTPUB: 1,1\r\n> \r\nb\"\r\n";
const MESSAGE: &str = "message 1 t a\\r\\n>\\r\\nOK\\r\\n+MQTTPUB: 1,1\\r\\n> \\r\\nb";

/// In pieces of this length, a millisecond apart.
fn receive_in_pieces(bench: &mut Bench, bytes: &[u8], length: usize) {
    for piece in bytes.chunks(length) {
        bench.receive(piece).wait(1);
    }
}

#[test]
fn a_read_before_data_is_read_by_its_length_and_its_message_is_whole() {
    for length in [1, 7, 100] {
        let mut bench = Bench::new();
        bench.submit_with(1, "AT+MQTTREAD=1;+MQTTPUB=1,\"t\",1,0,5", Some(b"hello"));
        bench.expect(&["> AT+MQTTREAD=1;+MQTTPUB=1,\\\"t\\\",1,0,5\\r"]);
        receive_in_pieces(&mut bench, REPLY, length);
        bench.wait(100).expect(&[]);
        receive_in_pieces(&mut bench, b"\r\n> ", length);
        bench.wait(20).expect(&[MESSAGE, "> hello"]);
        bench.receive(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1"]).nothing_is_lost();
    }
}

#[test]
fn a_read_before_data_that_nobody_gave_is_read_by_its_length() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTREAD=1;+MQTTPUB=1,\"t\",1,0,5").receive(REPLY).receive(b"\r\n> ").wait(20);
    bench.expect(&[
        "> AT+MQTTREAD=1;+MQTTPUB=1,\\\"t\\\",1,0,5\\r",
        MESSAGE,
        "Asks { request: Some(RequestId(1)), end: After(5), until: Some(Timestamp(36020)) }",
    ]);
}

#[test]
fn a_read_behind_data_is_read_by_its_length() {
    for length in [1, 7, 100] {
        let mut bench = Bench::new();
        bench.submit_with(1, "AT+MQTTPUB=1,\"t\",1,0,5;+MQTTREAD=1", Some(b"hello")).receive(b"\r\n> ").wait(20);
        bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,5;+MQTTREAD=1\\r", "> hello"]);
        receive_in_pieces(&mut bench, REPLY, length);
        bench.receive(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n").expect(&[MESSAGE, "done 1 status 1"]).nothing_is_lost();
    }
}

#[test]
fn a_read_behind_data_that_was_given_in_part_ends_the_question() {
    let mut bench = Bench::new();
    bench
        .submit(1, "AT+ASK;+MQTTREAD=1")
        .receive(b"\r\n> ")
        .wait(20)
        .input(Input::Answered(Answer::Data(b"hi".into())));
    bench.diary.clear();
    bench.receive(REPLY).expect(&["AsksNoMore"]).receive(b"\r\nOK\r\n").expect(&[MESSAGE, "done 1"]);
    bench.nothing_is_lost();
}

#[test]
fn the_sign_has_its_time_behind_what_stands_before_it_on_the_line() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+MQTTREAD=1;+MQTTPUB=1,\"t\",1,0,5", Some(b"hello"));
    // The reply takes longer than a sign may.
    bench.wait(8_000);
    for piece in REPLY.chunks(1) {
        bench.receive(piece).wait(200);
    }
    bench.wait(3_000).receive(b"\r\n> ").wait(20);
    bench.expect(&["> AT+MQTTREAD=1;+MQTTPUB=1,\\\"t\\\",1,0,5\\r", MESSAGE, "> hello"]);

    let mut bench = Bench::new();
    bench.submit_with(1, "AT+COPS=?;+MQTTPUB=1,\"t\",1,0,5", Some(b"hello")).wait(60_000);
    bench.receive(b"\r\n+COPS: (2,\"A\",\"a\",\"26201\",7)\r\n").receive(b"\r\n> ").wait(20);
    bench.expect(&["> AT+COPS=?;+MQTTPUB=1,\\\"t\\\",1,0,5\\r", "> hello"]);
}

#[test]
fn a_status_line_before_the_data_is_of_a_command_before_it() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+MQTTSUB=1,\"t\",0;+MQTTPUB=1,\"t\",1,0,5", Some(b"hello"));
    bench
        .receive(b"\r\n+MQTTSUB: 1,1\r\n\r\n> ")
        .wait(20)
        .receive(b"\r\nOK\r\n")
        .expect(&["> AT+MQTTSUB=1,\\\"t\\\",0;+MQTTPUB=1,\\\"t\\\",1,0,5\\r", "> hello"]);
    bench.receive(b"\r\n+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1"]);
}
