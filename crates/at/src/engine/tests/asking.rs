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
    let asks = |until: &str| format!("Asks {{ request: Some(RequestId(1)), end: Unknown, until: {until} }}");
    bench.expect(&["> hello", &asks("None")]).wait(1_000).input(Input::Answered(Answer::Escape));
    bench.expect(&["> \\x1b", &asks("Some(Timestamp(37021))")]).wait(1_000).input(Input::Answered(Answer::ControlZ));
    bench.expect(&["> \\x1a", &asks("Some(Timestamp(38021))")]);
    bench.receive(b"\r\nOK\r\n").expect(&["AsksNoMore", "done 1", "> AT+CSQ\\r"]);
}

/// A line, the data that is there for it, what a person gives, and how the data ends.
type Row = (&'static str, Option<&'static [u8]>, &'static [u8], &'static str);

/// What a module may wait for as long as it likes.
const WITHOUT_LIMIT: [Row; 6] = [
    ("AT+ASK", None, b"", "Unknown"),
    ("AT+ASK", None, b"hello", "Unknown"),
    ("AT+ASK", Some(b"hello"), b"", "Unknown"),
    ("AT+CMGS=\"+4179\"", None, b"", "AtControlZ"),
    ("AT+CMGS=\"+4179\"", None, b"hello", "AtControlZ"),
    ("AT+CMGS=\"+4179\"", Some(b"hello"), b"", "AtControlZ"),
];

/// Such a command, as far as its time-out, with the sign or without it.
fn timed_out_without_limit(row: usize, has_sign: bool) -> Bench {
    let (line, data, given, _) = WITHOUT_LIMIT[row];
    let mut bench = Bench::new();
    bench.submit_with(1, line, data);
    if has_sign {
        bench.receive(b"\r\n> ").wait(20);
        give(&mut bench, given);
    }
    bench.wait(40_000);
    assert!(bench.diary.iter().any(|line| line.starts_with("failed 1: timed out")), "{:?}", bench.diary);
    bench
}

#[test]
fn nothing_is_typed_into_data_without_a_time_of_its_own_however_many_time_outs_pass() {
    for (row, (line, data, _, end)) in WITHOUT_LIMIT.into_iter().enumerate() {
        for has_sign in [true, false] {
            if !has_sign && data.is_none() && end == "Unknown" {
                // Nobody knows that it asks.
                continue;
            }
            let mut bench = timed_out_without_limit(row, has_sign);
            let asks = format!("Asks {{ request: None, end: {end}, until: None }}");
            assert!(bench.diary.contains(&asks), "{line} {has_sign}: {:?}", bench.diary);
            bench.diary.clear();
            for id in 2..12 {
                // A sign that comes late, or once more, changes nothing.
                bench.submit(id, "AT+CSQ").wait(310_000).receive(b"\r\n> ").wait(20);
                bench.expect(&[&format!("failed {id}: timed out waiting for Queue")]);
            }
            bench.submit(20, "AT+CSQ").receive(b"\r\nERROR\r\n").wait(1_000);
            bench.expect(&["Late ERROR", "AsksNoMore", "> AT\\r"]);
            bench.receive(b"\r\nOK\r\n").wait(1_500).expect(&["Resynchronised", "> AT+CSQ\\r"]);
        }
    }
}

#[test]
fn data_that_a_person_has_ended_has_its_time_and_no_more() {
    for (row, (line, ..)) in WITHOUT_LIMIT.into_iter().enumerate() {
        for way_out in [Answer::Escape, Answer::ControlZ, Answer::Data(b"x\x1A".into())] {
            let mut bench = timed_out_without_limit(row, true);
            bench.input(Input::Answered(way_out));
            bench.diary.clear();
            bench.wait(34_900);
            assert!(!bench.diary.contains(&"> AT\\r".to_owned()), "{line}: {:?}", bench.diary);
            bench.wait(200);
            assert!(bench.diary.contains(&"> AT\\r".to_owned()), "{line}: {:?}", bench.diary);
        }
    }
}

#[test]
fn data_that_was_ended_before_its_time_out_is_waited_for_once_more() {
    let mut bench = asked("AT+ASK");
    bench.input(Input::Answered(Answer::Escape)).wait(69_900);
    assert!(!bench.diary.contains(&"> AT\\r".to_owned()), "{:?}", bench.diary);
    bench.wait(200);
    assert!(bench.diary.contains(&"> AT\\r".to_owned()), "{:?}", bench.diary);
}

#[test]
fn a_command_called_off_whose_module_waits_without_limit_can_be_ended() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CMGS=\"+4179\"").cancel(1).receive(b"\r\n> ").wait(600_000).expect(&[
        "> AT+CMGS=\\\"+4179\\\"\\r",
        "failed 1: cancelled",
        "Resynchronising",
        "Asks { request: None, end: AtControlZ, until: None }",
    ]);
    bench.input(Input::Answered(Answer::Escape)).expect(&["> \\x1b", "AsksNoMore"]);
    bench.receive(b"\r\nOK\r\n").wait(1_000).expect(&["Late OK", "> AT\\r"]);
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
        "Asks { request: None, end: Unknown, until: None }",
        "failed 1: timed out waiting for Upload",
        "Resynchronising",
    ]);
    bench.input(Input::Answered(Answer::Escape)).receive(b"ERROR\r\n");
    bench.expect(&[
        "> \\x1b",
        "Asks { request: None, end: Unknown, until: Some(Timestamp(72021)) }",
        "Late ERROR",
        "AsksNoMore",
    ]);
}

#[test]
fn part_of_the_data_is_followed_by_the_question_for_the_rest() {
    let mut bench = asked("AT+MQTTPUB=1,\"t\",1,0,5");
    give(&mut bench, b"hel");
    bench.expect(&["> hel", "Asks { request: Some(RequestId(1)), end: After(2), until: Some(Timestamp(36021)) }"]);
    give(&mut bench, b"lo");
    bench.expect(&["> lo", "AsksNoMore"]);
    give(&mut bench, b"!");
    bench.expect(&[]).receive(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1", "> AT+CSQ\\r"]);
}

#[test]
fn a_command_whose_data_nobody_gives_ends_in_its_own_time_and_its_question_stays_open() {
    for line in ["AT+ASK", "AT+MQTTPUB=1,\"t\",1,0,5", "AT+CMGS=\"+4179\""] {
        let mut bench = asked(line);
        bench.wait(9_900).expect(&[]).wait(200);
        let failed = "failed 1: timed out waiting for Final".to_owned();
        assert!(bench.diary.contains(&failed), "{line}: {:?}", bench.diary);
        bench.diary.clear();
        bench.wait(10_000).expect(&[]);
        give(&mut bench, b"hello");
        assert_eq!(bench.diary[0], "> hello", "{line}");
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
