//! Printed messages whose quote stays open: they end in time and in bytes, and what they held back counts.

use super::*;

fn bench_with_open_message() -> Bench {
    let mut bench = Bench::new();
    bench.receive(b"+MQTTMSG: 1,0,\"t\",\"open\r\n");
    bench
}

fn messages(bench: &mut Bench) -> usize {
    std::mem::take(&mut bench.diary).iter().filter(|line| line.starts_with("message")).count()
}

#[test]
fn an_open_message_ends_though_lines_never_cease() {
    for line in [&b"text\r\n"[..], b"\r\n", b"te"] {
        let mut bench = bench_with_open_message();
        for _ in 0..110 {
            bench.wait(200).receive(line);
        }
        assert_eq!(messages(&mut bench), 1, "{:?}", String::from_utf8_lossy(line));
        bench.nothing_is_lost();
    }
}

#[test]
fn a_message_ends_though_blank_lines_never_cease() {
    let mut bench = Bench::new();
    bench.receive(b"+MQTTMSG: 1,0,\"t\",\"whole\"\r\n");
    for _ in 0..2_100 {
        bench.wait(10).receive(b"\r\n");
    }
    bench.expect(&["message 1 t whole direct"]).nothing_is_lost();
}

#[test]
fn a_message_holds_no_more_bytes_than_a_module_prints() {
    for line in [[b'x'; 98], [b' '; 98]] {
        let mut bench = bench_with_open_message();
        for _ in 0..700 {
            bench.receive(&line).receive(b"\r\n");
        }
        assert_eq!(messages(&mut bench), 1);
        assert!(bench.told.len() >= 65_536, "{} bytes were told", bench.told.len());
        bench.nothing_is_lost();
    }
}

#[test]
fn a_final_result_in_an_open_message_is_not_kept_for_ever() {
    let mut bench = bench_with_open_message();
    bench.receive(b"OK\r\n");
    for _ in 0..20 {
        bench.wait(100).receive(b"text\r\n");
    }
    bench.wait(100);
    let diary = std::mem::take(&mut bench.diary);
    assert_eq!(diary[..2], ["message 1 t open direct cut?", "Late OK"]);
    bench.nothing_is_lost();
}

#[test]
fn nothing_that_a_message_holds_back_answers_a_later_command() {
    let mut bench = bench_with_open_message();
    bench.receive(b"OK\r\n").submit(1, "AT+CSQ").wait(299).expect(&[]);
    bench.wait(1).expect(&["message 1 t open direct cut?", "Late OK", "> AT+CSQ\\r"]);
    bench.receive(b"+CSQ: 1,99\r\nOK\r\n").expect(&["done 1 [+CSQ: 1,99]"]).nothing_is_lost();
}

#[test]
fn an_answer_that_is_held_back_is_in_time() {
    let mut bench = Bench::new();
    bench.submit(1, "AT").wait(1_900).receive(b"+MQTTMSG: 1,0,\"t\",\"open\r\nOK\r\n").wait(200);
    bench.expect(&["> AT\\r", "message 1 t open direct cut?", "done 1"]).nothing_is_lost();
}
