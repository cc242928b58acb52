//! What is sent in which order, and what is done about a prompt that nobody has data for.

use super::*;

#[test]
fn bytes_that_came_before_a_command_was_sent_do_not_answer_it() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+CGATT=1").submit(2, "AT+CSQ");
    bench.receive(b"\r\nOK\r\n\r\nOK\r\n").wait(0);
    bench.expect(&["> AT+CGATT=1\\r", "done 1", "Late OK", "> AT+CSQ\\r"]);
    bench.receive(b"+CSQ: 20,99\r\nOK\r\n").expect(&["done 2 [+CSQ: 20,99]"]);

    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n").submit(2, "AT+CSQ");
    bench.receive(b"+MQTTOPEN: 1,0\r\n\r\n+CME ERROR: 703\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
    bench.expect(&[
        "> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r",
        "> AT+CSQ\\r",
        "failed 1: failed with status 0",
        "Late +CME ERROR: 703",
        "done 2 [+CSQ: 20,99]",
    ]);
    bench.nothing_is_lost();
}

#[test]
fn a_command_that_waits_for_its_status_is_passed_but_not_by_those_of_its_client() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n");
    bench.submit(2, "AT+MQTTSUB=1,\"t\",0").submit(3, "AT+MQTTCLOSE=2").submit(4, "AT+CSQ");
    bench.expect(&["> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r", "> AT+MQTTCLOSE=2\\r"]);
    bench.receive(b"OK\r\n").expect(&["> AT+CSQ\\r"]);
    bench.receive(b"+CSQ: 20,99\r\nOK\r\n").expect(&["done 4 [+CSQ: 20,99]"]);
    bench.receive(b"+MQTTOPEN: 1,1\r\n").expect(&["done 1 status 1", "> AT+MQTTSUB=1,\\\"t\\\",0\\r"]);
}

#[test]
fn publications_of_one_client_keep_their_order() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTPUB=1,\"t\",1,0,\"a\"").receive(b"OK\r\n");
    bench.submit(2, "AT+MQTTPUB=1,\"t\",1,0,\"b\"").submit(3, "AT+MQTTCLOSE=1").wait(1_000);
    bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,\\\"a\\\"\\r"]);
    bench.receive(b"+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1", "> AT+MQTTPUB=1,\\\"t\\\",1,0,\\\"b\\\"\\r"]);
    bench.receive(b"OK\r\n").expect(&["> AT+MQTTCLOSE=1\\r"]);
}

/// Publishes by length, without the data, up to the prompt.
fn asked() -> Bench {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTPUB=1,\"t\",1,0,5").submit(2, "AT+CSQ").receive(b"\r\n> ").wait(20);
    bench.expect(&[
        "> AT+MQTTPUB=1,\\\"t\\\",1,0,5\\r",
        "Asks { request: Some(RequestId(1)), end: After(5), until: Some(Timestamp(36020)) }",
    ]);
    bench
}

#[test]
fn a_person_may_give_the_data_that_a_prompt_asks_for() {
    let mut bench = asked();
    bench.input(Input::Answered(Answer::Data(b"hello".to_vec()))).expect(&["> hello", "AsksNoMore"]);
    bench.receive(b"\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n").expect(&["done 1 status 1", "> AT+CSQ\\r"]);
}

#[test]
fn a_person_may_call_the_data_off() {
    let mut bench = asked();
    let rest = "Asks { request: Some(RequestId(1)), end: After(4), until: Some(Timestamp(36021)) }";
    bench.input(Input::Answered(Answer::Escape)).expect(&["> \\x1b", rest]);
    bench.receive(b"\r\nERROR\r\n").expect(&["AsksNoMore", "failed 1: rejected: Plain", "Resynchronising"]);
}

#[test]
fn a_link_that_is_lost_says_nothing_of_what_the_module_waits_for() {
    let mut bench = asked();
    bench.input(Input::Lost).expect(&["failed 1: the link is lost", "failed 2: the link is lost"]);
}

#[test]
fn nothing_is_typed_into_a_prompt_until_its_time_is_over() {
    let mut bench = asked();
    bench.wait(9_980).expect(&["failed 1: timed out waiting for Final", "Resynchronising"]);
    bench.wait(24_900).expect(&[]);
    bench.wait(200).expect(&["AsksNoMore", "> AT\\r"]);
}

#[test]
fn an_answer_that_nobody_asked_for_is_not_sent() {
    let mut bench = Bench::new();
    for answer in [Answer::Data(b"x".to_vec()), Answer::Escape, Answer::ControlZ, Answer::CommandMode] {
        bench.input(Input::Answered(answer)).expect(&[]);
    }
}

#[test]
fn data_mode_holds_every_command_back_until_it_is_left() {
    let mut bench = Bench::new();
    bench.submit(1, "ATD*99#").receive(b"CONNECT 115200\r\n").submit(2, "AT+CSQ").wait(60_000);
    bench.expect(&["> ATD*99#\\r", "done 1", "DataModeEntered"]);
    bench.input(Input::Answered(Answer::CommandMode)).expect(&["> +++"]);
    bench.receive(b"\r\nOK\r\n").wait(0).expect(&["Late OK", "DataModeLeft", "> AT+CSQ\\r"]);
}

/// A client with a subscription whose messages are printed, and an upload that is guarded.
fn printing() -> Bench {
    let mut bench = Bench::new();
    bench.engine.configure(Config { pause_after_urc: Duration::ZERO, uploads: Uploads::Guarded, ..Config::default() });
    bench.submit(1, "AT+MQTTSUB=1,\"t\",0").receive(b"OK\r\n+MQTTSUB: 1,1\r\n");
    bench.submit_with(2, "AT+MQTTPUB=1,\"t\",1,0,1", Some(b"x"));
    bench.expect(&["> AT+MQTTSUB=1,\\\"t\\\",0\\r", "done 1 status 1", "> AT+MQTTCONF=1\\r"]);
    bench
}

#[test]
fn an_upload_has_messages_announced_meanwhile_and_printed_again_afterwards() {
    let mut bench = printing();
    bench.receive(b"OK\r\n").expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,1\\r"]);
    bench.receive(b">").wait(20).expect(&["> x"]);
    bench.receive(b"OK\r\n+MQTTPUB: 1,1\r\n").expect(&["done 2 status 1", "> AT+MQTTCONF=0\\r"]);
    bench.receive(b"OK\r\n").wait(60_000).expect(&[]).nothing_is_lost();
}

#[test]
fn an_upload_that_cannot_be_made_safe_is_not_sent() {
    let mut bench = printing();
    bench.receive(b"ERROR\r\n").wait(60_000);
    bench.expect(&["failed 2: an upload is not safe while messages are printed directly"]);
}

#[test]
fn cancelling_frees_the_caller_and_keeps_the_order() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+COPS=?").submit(2, "AT+CSQ").submit(3, "AT").cancel(3).cancel(1);
    bench.expect(&["> AT+COPS=?\\r", "failed 3: cancelled", "failed 1: cancelled"]);
    bench.receive(b"+COPS: (1)\r\nOK\r\n").expect(&["> AT+CSQ\\r"]);
}

#[test]
fn a_command_that_is_called_off_gives_the_line_back_though_its_module_goes_on_with_it() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+COPS?").wait(5_000).cancel(1).submit(2, "AT+CSQ").wait(1_299);
    bench.expect(&["> AT+COPS?\\r", "failed 1: cancelled", "Resynchronising"]);
    bench.wait(1).expect(&["> AT\\r"]).receive(b"OK\r\n").wait(1_500).expect(&["Resynchronised", "> AT+CSQ\\r"]);
    bench.receive(b"+CSQ: 20,99\r\nOK\r\n").expect(&["done 2 [+CSQ: 20,99]"]);
    bench.receive(b"+COPS: 0\r\nOK\r\n").expect(&["urc Unlisted(\"+COPS: 0\")", "Late OK"]).nothing_is_lost();
}

#[test]
fn a_command_that_is_not_known_gives_the_line_back_too_unless_it_has_asked_for_data() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+XYZ=1").wait(5_000).cancel(1).submit(2, "AT+CSQ").wait(1_300);
    bench.expect(&["> AT+XYZ=1\\r", "failed 1: cancelled", "Resynchronising", "> AT\\r"]);
    let mut bench = Bench::new();
    bench.submit(1, "AT+XYZ=1").receive(b"\r\n> ").wait(5_000).cancel(1).submit(2, "AT+CSQ").wait(600_000);
    assert!(!bench.diary.iter().any(|line| line == "> AT\\r" || line == "> AT+CSQ\\r"), "{:?}", bench.diary);
}

#[test]
fn a_module_that_is_told_to_answer_in_numbers_or_not_at_all_is_asked_for_words_again() {
    for (line, answer) in [("ATV0", &b"0\r"[..]), ("atq1", b""), ("ATE0Q1", b""), ("AT V", b"\r\nOK\r\n")] {
        let mut bench = Bench::new();
        bench.submit(1, line).receive(answer).submit(2, "AT+CSQ").wait(1_300);
        assert!(bench.diary.contains(&"> ATQ0V1\\r".to_owned()), "{line}: {:?}", bench.diary);
        assert!(!bench.diary.contains(&"> AT+CSQ\\r".to_owned()), "{line}: {:?}", bench.diary);
        bench.receive(b"\r\nOK\r\n").wait(1_500).receive(b"\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
        assert_eq!(bench.diary.last().map(String::as_str), Some("done 2 [+CSQ: 20,99]"), "{line}");
    }
    for line in ["ATV1", "ATQ0", "ATV0V1", "ATE0", "ATDV0Q1", "AT+CSQ"] {
        let mut bench = Bench::new();
        bench.submit(1, line).receive(b"\r\nOK\r\n").wait(5_000);
        assert!(!bench.diary.contains(&"> ATQ0V1\\r".to_owned()), "{line}: {:?}", bench.diary);
    }
}

#[test]
fn a_command_that_may_ask_for_data_is_not_left_when_it_is_called_off() {
    for (line, data) in [
        ("AT+MQTTPUB=1,\"t\",1,0,5", Some(&b"hello"[..])),
        ("AT+MQTTPUB=1,\"t\",1,0,5", None),
        ("AT+CMGS=\"+4179\"", None),
    ] {
        let mut bench = Bench::new();
        bench.submit_with(1, line, data).wait(1_000).cancel(1).submit(2, "AT+CSQ").wait(1_900);
        assert_eq!(bench.diary.len(), 2, "only the line and its end: {:?}", bench.diary);
    }
}

#[test]
fn a_client_is_opened_again_once_the_reason_of_its_failed_open_came_or_can_no_longer_come() {
    let open = "AT+MQTTOPEN=1,\"h\",1883,1,60";
    let sent = "> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r";
    let mut bench = Bench::new();
    bench.submit(1, open).receive(b"OK\r\n+MQTTOPEN: 1,0\r\n").submit(2, open).wait(900);
    bench.expect(&[sent, "failed 1: failed with status 0"]);
    bench.submit(3, "AT+CSQ").receive(b"+CSQ: 20,99\r\nOK\r\n").expect(&["> AT+CSQ\\r", "done 3 [+CSQ: 20,99]"]);
    bench.wait(100).expect(&[sent]);
    bench.receive(b"OK\r\n+MQTTOPEN: 1,0\r\n").submit(4, open).wait(100);
    bench.expect(&["failed 2: failed with status 0"]);
    bench.receive(b"+CME ERROR: 703\r\n").expect(&["Late +CME ERROR: 703", sent]);
    bench.receive(b"+CME ERROR: 703\r\n");
    bench.expect(&["failed 4: rejected: Cme(Code(703))"]);
    bench.nothing_is_lost();
}

#[test]
fn a_call_that_ends_is_nobodys_answer_and_refuses_no_upload() {
    for word in ["NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE"] {
        let (word, late) = (format!("{word}\r\n"), format!("Late {word}"));
        let mut bench = Bench::new();
        bench
            .submit_with(1, "AT+MQTTPUB=1,\"t\",1,0,5", Some(b"hello"))
            .receive(word.as_bytes())
            .receive(b"\r\n>")
            .wait(20);
        bench.expect(&["> AT+MQTTPUB=1,\\\"t\\\",1,0,5\\r", &late, "> hello"]);
        bench.receive(word.as_bytes()).receive(b"OK\r\n").receive(word.as_bytes()).receive(b"+MQTTPUB: 1,1\r\n");
        bench.expect(&[&late, &late, "done 1 status 1"]);
        bench.submit(2, "ATD1;").receive(word.as_bytes());
        assert!(bench.diary.last().is_some_and(|told| told.starts_with("failed 2: rejected")), "{:?}", bench.diary);
        bench.nothing_is_lost();
    }
}

#[test]
fn data_mode_ends_with_ok_only_where_that_was_asked_for() {
    let mut bench = Bench::new();
    bench.submit(1, "ATD*99#").receive(b"CONNECT\r\n").submit(2, "AT+CSQ").receive(b"OK\r\nERROR\r\nBUSY\r\n");
    let lines = ["Unrecognised OK", "Unrecognised ERROR", "Unrecognised BUSY"];
    bench.expect(&[&["> ATD*99#\\r", "done 1", "DataModeEntered"], lines.as_slice()].concat());
    bench.input(Input::Answered(Answer::CommandMode)).receive(b"OK\r\n");
    bench.expect(&["> +++", "Late OK", "DataModeLeft", "> AT+CSQ\\r"]);
    bench.nothing_is_lost();
}

#[test]
fn with_the_echo_off_no_answer_is_taken_for_the_end_of_an_echo() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+XMODEL").receive(b"MODEL\r\nOK\r\n").expect(&["> AT+XMODEL\\r", "done 1"]);
    bench.submit(2, "ATE0").receive(b"ATE0\r\nOK\r\n").expect(&["> ATE0\\r", "done 2"]);
    bench.submit(3, "AT+XMODEL").receive(b"MODEL\r\nOK\r\n").expect(&["> AT+XMODEL\\r", "done 3 [MODEL]"]);
    bench.submit(4, "AT+XMODEL;E1").receive(b"MODEL\r\nOK\r\n").expect(&["> AT+XMODEL;E1\\r", "done 4 [MODEL]"]);
    bench.submit(5, "AT+XMODEL").receive(b"MODEL\r\nOK\r\n").expect(&["> AT+XMODEL\\r", "done 5"]);
    bench.nothing_is_lost();
}

#[test]
fn a_caller_who_chooses_how_messages_come_is_not_overruled() {
    let mut bench = printing();
    bench.receive(b"OK\r\n").receive(b">").wait(20).submit(3, "AT+MQTTCONF=1");
    bench.receive(b"OK\r\n+MQTTPUB: 1,1\r\n").receive(b"OK\r\n").wait(60_000);
    let sent = ["> AT+MQTTPUB=1,\\\"t\\\",1,0,1\\r", "> x", "done 2 status 1", "> AT+MQTTCONF=1\\r", "done 3"];
    bench.expect(&sent);
}

#[test]
fn a_start_in_data_mode_ends_it_though_messages_are_printed() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSUB=1,\"t\",0").receive(b"OK\r\n+MQTTSUB: 1,1\r\n");
    bench.submit(2, "ATD*99#").receive(b"CONNECT\r\n");
    bench.diary.clear();
    bench.receive(b"\r\nAT command ready\r\n").submit(3, "AT+CSQ").wait(0);
    bench.expect(&["urc Started", "DataModeLeft", "Rebooted", "> AT+CSQ\\r"]);

    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSUB=1,\"t\",0").receive(b"OK\r\n+MQTTSUB: 1,1\r\n");
    bench.submit(2, "ATD*99#").receive(b"\r\nAT command ready\r\n").receive(b"CONNECT\r\n");
    bench.diary.clear();
    bench.wait(5_000).receive(b"\r\nAT command ready\r\n");
    bench.expect(&["urc Started", "DataModeLeft", "Rebooted"]);
}

#[test]
fn a_module_that_did_not_answer_may_start_anew_in_doubt_again() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTSUB=1,\"t\",0").receive(b"OK\r\n+MQTTSUB: 1,1\r\n");
    bench.submit(2, "AT+CSQ").receive(b"\r\nAT command ready\r\n").wait(120_000);
    bench.diary.clear();
    bench.receive(b"\r\nAT command ready\r\n").wait(0).expect(&["Resynchronising", "> AT\\r"]);
}

#[test]
fn a_command_without_a_client_does_not_wait_for_one_whatever_it_begins_with() {
    for line in ["AT+CGATT=1", "AT+MIPCALL=1", "AT+CREG=1", "AT+XYZ=1"] {
        let mut bench = Bench::new();
        bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n").submit(2, line);
        bench.expect(&["> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r", &format!("> {line}\\r")]);
    }
}

#[test]
fn a_line_of_an_unknown_name_stands_behind_no_client() {
    let mut bench = Bench::new();
    bench.submit(1, "AT+MQTTOPEN=1,\"h\",1883,1,60").receive(b"OK\r\n");
    bench.submit(2, "AT+MQTTSUB=1,\"t\",0").submit(3, "AT+CGATT=1").submit(4, "AT+MQTTSUB=2,\"t\",0");
    bench.expect(&["> AT+MQTTOPEN=1,\\\"h\\\",1883,1,60\\r", "> AT+CGATT=1\\r"]);
    bench.receive(b"OK\r\n").expect(&["done 3", "> AT+MQTTSUB=2,\\\"t\\\",0\\r"]);
}
