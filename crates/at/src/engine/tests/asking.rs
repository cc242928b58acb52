//! What is done about a prompt whose data nobody gave, until the module has ended it or its time is over.

use super::*;

/// A command that no list has, up to its prompt, and what was told of it.
fn asked(line: &str) -> Bench {
    let mut bench = Bench::new();
    bench.submit(1, line).submit(2, "AT+CSQ").receive(b"\r\n> ").wait(20);
    bench.diary.clear();
    bench
}

fn give(bench: &mut Bench, bytes: &[u8]) {
    bench.input(Input::Answered(Answer::Data(bytes.to_vec())));
}

#[test]
fn data_whose_end_is_unknown_leaves_the_way_out_open_until_the_module_has_ended_it() {
    let mut bench = asked("AT+ASK");
    give(&mut bench, b"hello");
    let asks = |until: u64| format!("Asks {{ request: Some(RequestId(1)), end: Unknown, until: Timestamp({until}) }}");
    bench.expect(&["> hello", &asks(36_021)]).wait(1_000).input(Input::Answered(Answer::Escape));
    bench.expect(&["> \\x1b", &asks(37_021)]).wait(1_000).input(Input::Answered(Answer::ControlZ));
    bench.expect(&["> \\x1a", &asks(38_021)]);
    bench.receive(b"\r\nOK\r\n").expect(&["AsksNoMore", "done 1", "> AT+CSQ\\r"]);
}

#[test]
fn nothing_is_typed_behind_data_whose_end_may_not_have_come() {
    for (line, end) in [("AT+ASK", "Unknown"), ("AT+CMGS=\"+4179\"", "AtControlZ")] {
        let mut bench = asked(line);
        give(&mut bench, b"hello");
        bench.diary.clear();
        bench.wait(600_000);
        let told: Vec<_> = bench.diary.drain(..).take(5).collect();
        let asks = told[0].clone();
        assert!(asks.starts_with(&format!("Asks {{ request: None, end: {end}, until: ")), "{asks}");
        let until: u64 = asks.split(['(', ')']).nth(1).unwrap().parse().unwrap();
        assert!(until >= 1_020 + 70_000, "{until}");
        assert_eq!(told[1..], ["failed 1: timed out waiting for Final", "Resynchronising", "AsksNoMore", "> AT\\r",]);
    }
}

#[test]
fn data_that_its_time_out_did_not_end_can_still_be_ended() {
    let mut bench = asked("AT+ASK");
    give(&mut bench, b"hello");
    bench.wait(40_000);
    bench.diary.clear();
    bench.input(Input::Answered(Answer::ControlZ));
    let told: Vec<_> = bench.diary.drain(..).collect();
    assert_eq!(told[0], "> \\x1a");
    bench.receive(b"\r\n+ASK: 1\r\n\r\nOK\r\n");
    bench.expect(&["urc Unlisted(\"+ASK: 1\")", "Late OK", "AsksNoMore"]);
}

#[test]
fn data_that_came_with_its_command_asks_for_its_end_once_it_has_timed_out() {
    let mut bench = Bench::new();
    bench.submit_with(1, "AT+ASK", Some(b"hello")).receive(b"> ").wait(20).expect(&["> AT+ASK\\r", "> hello"]);
    bench.wait(36_000).expect(&[
        "Asks { request: None, end: Unknown, until: Timestamp(71021) }",
        "failed 1: timed out waiting for Upload",
        "Resynchronising",
    ]);
    bench.input(Input::Answered(Answer::Escape)).receive(b"ERROR\r\n");
    bench.expect(&[
        "> \\x1b",
        "Asks { request: None, end: Unknown, until: Timestamp(72021) }",
        "Late ERROR",
        "AsksNoMore",
    ]);
}

#[test]
fn part_of_the_data_is_followed_by_the_question_for_the_rest() {
    let mut bench = asked("AT+MQTTPUB=1,\"t\",1,0,5");
    give(&mut bench, b"hel");
    bench.expect(&["> hel", "Asks { request: Some(RequestId(1)), end: After(2), until: Timestamp(36021) }"]);
    give(&mut bench, b"lo");
    bench.expect(&["> lo", "AsksNoMore"]);
    give(&mut bench, b"!");
    bench.expect(&[]).receive(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1", "> AT+CSQ\\r"]);
}

#[test]
fn a_command_whose_data_is_asked_for_has_the_time_that_was_told() {
    for line in ["AT+ASK", "AT+MQTTPUB=1,\"t\",1,0,5", "AT+CMGS=\"+4179\""] {
        let mut bench = asked(line);
        bench.wait(34_900).expect(&[]).wait(200);
        assert_eq!(bench.diary[0], "failed 1: timed out waiting for Final", "{line}");
    }
}

#[test]
fn data_has_its_time_from_when_the_last_of_it_has_left() {
    let mut bench = Bench::new();
    let file = vec![b'x'; 500_000];
    bench.submit_with(1, "AT+GTSSLFILE=\"TRUSTFILE\",500000", Some(&file)).receive(b"> ").wait(20);
    bench.diary.clear();
    bench.wait(43_403 + 34_000).expect(&[]).receive(b"\r\nOK\r\n").expect(&["done 1"]);
    bench.submit_with(2, "AT+GTSSLFILE=\"TRUSTFILE\",500000", Some(&file)).receive(b"> ").wait(20);
    bench.diary.clear();
    bench.wait(43_403 + 35_000).expect(&["failed 2: timed out waiting for Upload", "Resynchronising"]);
}

#[test]
fn a_question_is_over_once_the_reply_goes_on() {
    let mut bench = asked("AT+ASK");
    bench.receive(b"+ASK: progress\r\n").expect(&["AsksNoMore"]);
    give(&mut bench, b"hello");
    bench.expect(&[]).receive(b"OK\r\n").expect(&["done 1 [+ASK: progress]", "> AT+CSQ\\r"]);
}
