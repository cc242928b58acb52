//! Roles, echoes and the list of meanings. What each line is worded as is tested where the words are.

use super::*;

#[test]
fn ids_are_unique_and_every_advice_named_exists_and_is_used() {
    let mut seen = std::collections::HashSet::new();
    for known in all() {
        assert!(seen.insert(known.id), "{} is declared a second time", known.id);
        assert!(known.id.starts_with("meaning-"), "{}", known.id);
        assert!(known.advice.is_none_or(|id| ADVICE.contains(&id)), "{}", known.id);
    }
    for id in ADVICE {
        assert!(all().any(|known| known.advice == Some(id)), "no meaning names {id}");
    }
}

#[test]
fn only_blank_lines_mean_nothing() {
    for role in &Role::ALL {
        assert_eq!(of_line(b"\r\n", *role, None).is_none(), *role != Role::Fragment, "{role:?}");
        assert_eq!(of_line(b"+CSQ: 9,99\r\n", *role, None).is_none(), *role == Role::Blank, "{role:?}");
    }
}

#[test]
fn a_line_behind_a_glued_echo_keeps_its_meaning() {
    let glued = of_line(b"AT+CSQ+CSQ: 9,99\r\n", Role::Response, Some(b"AT+CSQ"));
    assert_eq!(glued, of_line(b"+CSQ: 9,99\r\n", Role::Response, Some(b"AT+CSQ")));
    assert_eq!(glued.map(|meaning| meaning.id), Some("meaning-signal-weak"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic_and_every_meaning_is_listed(
        raw in proptest::collection::vec(proptest::num::u8::ANY, 0..80),
        head in proptest::sample::select(vec!["", "+MQTTREAD: ", "+MQTTMSG: 1,", "+MQTTOPEN: ", "+CSQ: ", "+CGREG: 0,", "+CME ERROR: "]),
        at in 0..Role::ALL.len(),
        command in "(AT)?[+]?[A-Z]{0,9}[=?]{0,2}[0-9,\"a-z]{0,12}",
    ) {
        let mut line = head.as_bytes().to_vec();
        line.extend(raw);
        let meanings = [of_line(&line, Role::ALL[at], Some(command.as_bytes())), of_command(&line), of_command(command.as_bytes())];
        for meaning in meanings.into_iter().flatten() {
            let known = all().find(|known| known.id == meaning.id).expect("listed");
            let names: Vec<_> = meaning.args.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, known.args);
        }
    }
}

#[test]
fn esc_calls_data_off_unless_a_length_makes_it_data() {
    for (command, data, calls) in [
        (&b"AT+ASK"[..], &b"\x1B"[..], true),
        (b"AT+CMGS=\"1\"", b"\x1B", true),
        (b"AT+CMGS=\"1\"", b"a\x1B", false),
        (b"AT+MQTTPUB=1,\"t\",0,0,1", b"\x1B", false),
    ] {
        assert_eq!(calls_off(data, Some(command)), calls, "{}", command.escape_ascii());
    }
}

#[test]
fn a_question_without_an_answer_has_no_value() {
    for (command, id) in [
        ("AT+GSN", "meaning-ok-no-value"),
        ("AT+XYZ?", "meaning-ok-no-value"),
        ("AT+XYZ=?", "meaning-ok-reply-end"),
        ("AT+XYZ=1", "meaning-ok"),
    ] {
        let command = command.as_bytes();
        let end = of_line(b"OK\r\n", Role::Final, Some(command)).unwrap();
        assert_eq!(without_lines(end, Some(command)).id, id);
    }
}
