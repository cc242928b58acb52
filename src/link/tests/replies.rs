//! What is kept of a reply: the lines that the engine made it of, and no code that came between question and answer.

use super::*;

/// What a command was answered, by the engine's reply, and the roles of the lines in the record.
fn replied(command: &'static str, said: &'static [&'static str]) -> (Vec<String>, Vec<String>, Vec<(Role, String)>) {
    let clock = TestClock::default();
    clock.run(|spawner| {
        let (mut module, events) = transport::events();
        let record = new_record();
        let link = Link { transport: Rc::new(StoppedLine), events };
        let (handle, driving) = start(link, Rc::new(clock.clone()), Rc::clone(&record));
        spawner.spawn_local(driving).unwrap();
        async move {
            let mut heard = handle.listen(|event| matches!(event, DriverEvent::TakenBack(_)));
            let dialogue = Dialogue::default();
            let pending = handle.keeping(&dialogue).submit(fibocom_at::Request::raw(command, None).unwrap());
            for piece in said {
                handle.sleep(Duration::from_millis(100)).await;
                module.send(LinkEvent::Received(piece.as_bytes().to_vec())).await.unwrap();
            }
            let (lines, _) = match pending.await {
                Ok(reply) => dialogue.answer(&reply),
                Err(_) => (dialogue.before_refusal(), 0),
            };
            handle.close().await;
            let told = std::iter::from_fn(|| heard.next().now_or_never().flatten());
            let record = record.borrow();
            let line = |number| String::from_utf8_lossy(record.get(number).unwrap().line.raw.trim_ascii()).into_owned();
            let taken_back = told.map(|event| match event {
                DriverEvent::TakenBack(number) => line(number),
                other => panic!("{other:?}"),
            });
            let roles = record.entries().filter_map(|entry| match entry.line.direction {
                Direction::Received(role) if role != Role::Blank => Some((role, line(entry.number))),
                _ => None,
            });
            (lines, taken_back.collect(), roles.collect())
        }
    })
}

#[test]
fn a_code_between_question_and_answer_is_no_line_of_the_reply() {
    for (command, said, code, answer) in [
        (
            "AT+MIPCALL?",
            &["\r\n+MIPCALL: 0\r\n", "\r\n+MIPCALL: 1,192.0.2.17\r\n\r\nOK\r\n"][..],
            "+MIPCALL: 0",
            "+MIPCALL: 1,192.0.2.17",
        ),
        ("AT+CPIN?", &["\r\n+CPIN: NOT READY\r\n\r\n+CPIN: READY\r\n\r\nOK\r\n"], "+CPIN: NOT READY", "+CPIN: READY"),
    ] {
        let (lines, taken_back, roles) = replied(command, said);
        assert_eq!((lines.as_slice(), taken_back.as_slice()), (&[answer.to_owned()][..], &[code.to_owned()][..]));
        let expected = [(Role::Unsolicited, code), (Role::Response, answer), (Role::Final, "OK")];
        assert_eq!(roles, expected.map(|(role, line)| (role, line.to_owned())));
    }
}

#[test]
fn the_lines_of_a_reply_have_neither_junk_nor_the_echo_nor_are_they_lost_with_a_refusal() {
    for (command, said, expected) in [
        ("AT+CSQ", "\0+CSQ: 20,99\0\r\n\r\nOK\r\n", &["+CSQ: 20,99"][..]),
        ("AT+CSQ", "AT+CSQ+CSQ: 20,99\r\n\r\nOK\r\n", &["+CSQ: 20,99"]),
        ("AT+MQTTREAD=1", "+MQTTREAD: 1,0,1,2,\"t\",\"ab\"\r\n\r\nOK\r\n", &["+MQTTREAD: 1,0,1,2,\"t\",\"ab\""]),
        ("AT+CPIN?", "+CPIN: NOT READY\r\n+CPIN: SIM PIN\0\r\nERROR\r\n", &["+CPIN: SIM PIN"]),
        (
            "AT+MQTTSUB=1,\"a\",0;+MQTTSUB=2,\"a\",0",
            "OK\r\n+MQTTSUB: 1,1\0\r\n+MQTTSUB: 2,1\r\n",
            &["+MQTTSUB: 1,1", "+MQTTSUB: 2,1"],
        ),
    ] {
        assert_eq!(replied(command, Vec::leak(vec![said])).0, expected, "{command}");
    }
}
