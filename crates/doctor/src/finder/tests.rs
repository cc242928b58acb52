//! Whole logs: what is found in them, in which order, and which way it went.

use super::*;

fn found(text: &[u8], slice: usize) -> Vec<(u64, What, String)> {
    let mut finder = Finder::default();
    let mut all = Vec::new();
    for chunk in text.chunks(slice) {
        finder.feed(chunk);
        all.extend(std::iter::from_fn(|| finder.poll()));
    }
    finder.end();
    all.extend(std::iter::from_fn(|| finder.poll()));
    all.into_iter().map(|found| (found.line, found.what, found.bytes.escape_ascii().to_string())).collect()
}

#[test]
fn a_terminal_s_capture_has_no_marks_and_its_echo_may_be_doubled() {
    let log = b"AT+CSQ\r\nAT+CSQ\r\n\r\n+CSQ: 20,99\r\n\r\nOK\r\nAT+CGMM\r\nL610-CN\r\nOK\r\nthe pump runs\r\n";
    let expected = [
        (1, What::Sent, "AT+CSQ\\r"),
        (2, What::Received, "AT+CSQ\\r\\n"),
        (4, What::Received, "+CSQ: 20,99\\r\\n"),
        (6, What::Received, "OK\\r\\n"),
        (7, What::Sent, "AT+CGMM\\r"),
        (8, What::Received, "L610-CN\\r\\n"),
        (9, What::Received, "OK\\r\\n"),
        (10, What::Host, "the pump runs"),
    ];
    for slice in [1, 7, 1_000] {
        let found = found(log, slice);
        assert_eq!(
            found.iter().map(|(line, what, bytes)| (*line, *what, bytes.as_str())).collect::<Vec<_>>(),
            expected
        );
    }
}

#[test]
fn lines_of_a_program_stand_between_those_of_the_module() {
    let log = "I (10) at: TX AT+MQTTPUB=1,\"t\",1,0,5\nI (20) at: RX >\nI (25) at: TX hello\nW (30) heap: free 81232\nI (31) at: RX OK\n\
               I (32) mqtt: connected\n";
    let expected = [
        (1, What::Sent, "AT+MQTTPUB=1,\\\"t\\\",1,0,5\\r"),
        (2, What::Received, "\\r\\n> "),
        (3, What::Data, "hello"),
        (4, What::Host, "W (30) heap: free 81232"),
        (5, What::Received, "\\r\\nOK\\r\\n"),
        (6, What::Host, "I (32) mqtt: connected"),
    ];
    let found = found(log.as_bytes(), 10);
    assert_eq!(found.iter().map(|(line, what, bytes)| (*line, *what, bytes.as_str())).collect::<Vec<_>>(), expected);
}

#[test]
fn a_wrapped_command_is_one_command() {
    let log = "AT+MQTTUSER=1,\"a-long-user\",\"a-pass\nword-over-two-lines\",\"id\"\nOK\n";
    let found = found(log.as_bytes(), 10);
    assert_eq!(found[0].2, "AT+MQTTUSER=1,\\\"a-long-user\\\",\\\"a-password-over-two-lines\\\",\\\"id\\\"\\r");
    assert_eq!(found.len(), 2);
}

#[test]
fn a_line_that_is_as_wide_as_a_window_swallows_no_other() {
    for width in [79, 80, 100, 120, 132] {
        for head in ["{\"number\":1,\"text\":\"", "12:00:01 --> 'AT+X="] {
            let wide = format!("{head}{}", "a".repeat(width - head.len()));
            let log = format!("{wide}\n> AT+CSQ\n< +CSQ: 20,99\n< OK\n");
            let found: Vec<_> = found(log.as_bytes(), 7).into_iter().filter(|(line, ..)| *line > 1).collect();
            let expected = [(2, What::Sent), (3, What::Received), (4, What::Received)];
            assert_eq!(found.iter().map(|(line, what, _)| (*line, *what)).collect::<Vec<_>>(), expected, "{wide}");
        }
    }
    // A line with a new beginning continues no other line. A long run of lines of full width ends at a limit.
    let wide = format!("--> 'AT+X={}", "a".repeat(70));
    let log = format!("{wide}\n--> 'AT+CSQ'\n{wide}\n{}> AT+CGMM\n", format!("{}\n", "b".repeat(80)).repeat(20));
    let sent: Vec<_> = found(log.as_bytes(), 7).into_iter().filter(|(_, what, _)| *what == What::Sent).collect();
    assert!(sent.iter().any(|(line, _, text)| *line == 2 && text.contains("AT+CSQ")), "{sent:?}");
    assert!(sent.iter().any(|(line, _, text)| *line == 24 && text.contains("AT+CGMM")), "{sent:?}");
}

#[test]
fn a_line_that_is_wrapped_twice_is_one_line() {
    let line = format!("--> 'AT+MQTTPUB=1,\"t\",0,0,\"{}\"'", "a".repeat(160));
    let wrapped = line.as_bytes().chunks(80).collect::<Vec<_>>().join(&b'\n');
    let found = found(&[&wrapped, &b"\n<-- 'OK'\n"[..]].concat(), 9);
    assert_eq!(
        found.iter().map(|(line, what, _)| (*line, *what)).collect::<Vec<_>>(),
        [(1, What::Sent), (4, What::Received)]
    );
    assert!(found[0].2.contains(&"a".repeat(160)), "{found:?}");
}

#[test]
fn frames_and_dumps_are_joined_to_lines() {
    let gammu = "SENDING frametype 0x00/length 0x07/7\n41A|54T|2B+|43C|53S|51Q|0D                 AT+CSQ.\n\
                 RECEIVED frametype 0x00/length 0x06/6\n0D |0A |4FO|4BK|0D |0A                    ..OK..\n";
    let marked: Vec<_> = found(gammu.as_bytes(), 9).into_iter().filter(|(_, what, _)| *what != What::Host).collect();
    assert_eq!(marked, [(2, What::Sent, "AT+CSQ\\r".to_owned()), (4, What::Received, "\\r\\nOK\\r\\n".to_owned())]);
    let dump = "00000000: 4154 2b43 5351 0d0d 0a2b 4353 513a 2032  AT+CSQ...+CSQ: 2\n00000010: 302c 3939 0d0a 0d0a 4f4b 0d0a            0,99....OK..\n";
    let lines: Vec<_> = found(dump.as_bytes(), 9).into_iter().map(|(_, what, bytes)| (what, bytes)).collect();
    let expected = [
        (What::Sent, "AT+CSQ\\r".to_owned()),
        (What::Received, "+CSQ: 20,99\\r\\n".to_owned()),
        (What::Received, "OK\\r\\n".to_owned()),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_style_can_be_forced() {
    let log = "I (10) at: TX AT+CSQ\n> AT+CGMM\n";
    let mut finder = Finder::new(Some(Style::Bare));
    finder.feed(log.as_bytes());
    finder.end();
    let what: Vec<_> = std::iter::from_fn(|| finder.poll()).map(|found| found.what).collect();
    assert_eq!(what, [What::Host, What::Sent]);
    assert_eq!(finder.style(), Some((Style::Bare, 100)));
}

#[test]
fn each_style_has_the_line_in_which_it_was_seen_first() {
    let mut finder = Finder::default();
    finder.feed(b"boot\nI (1) at: TX AT+CSQ\nI (9) at: RX OK\n11-27 06:43:19.123  1234  1250 D RILC    : AT> AT\nI (20) at: TX AT\n");
    finder.end();
    assert_eq!(finder.styles().collect::<Vec<_>>(), [(Style::EspIdf, 2), (Style::Logcat, 4)]);
}

#[test]
fn letters_that_are_as_many_as_were_announced_are_no_line_end() {
    for (size, expected) in [(9, "hello\\\\r\\\\n"), (7, "hello\\r\\n")] {
        let log = format!("> AT+CSQ;+MQTTPUB=1,\"t\",1,0,{size}\n< >\n> hello\\r\\n\n< OK\n");
        let data: Vec<_> = found(log.as_bytes(), 64).into_iter().filter(|(_, what, _)| *what == What::Data).collect();
        assert_eq!(data, [(3, What::Data, expected.to_owned())], "{log}");
    }
    for (size, expected) in [(5, "hello"), (7, "[hello]")] {
        let log = format!("D (1) M: --> [AT+MQTTPUB=1,\"t\",1,0,{size}]\nD (2) M: <-- [> ]\nD (3) M: --> [hello]\n");
        let data: Vec<_> = found(log.as_bytes(), 64).into_iter().filter(|(_, what, _)| *what == What::Data).collect();
        assert_eq!(data, [(3, What::Data, expected.to_owned())], "{log}");
    }
}

#[test]
fn what_a_shell_of_python_and_lists_of_json_show_is_found_with_its_way() {
    let shell =
        ">>> ser.write(b'AT+CGMM\\r')\n8\n>>> ser.read_all()\nb'\\r\\nL610-CN\\r\\n\\r\\nOK\\r\\n'\n>>> ser.close()\n";
    let list =
        "[{\"d\":\"tx\",\"data\":\"AT+CGMM\\r\"},{\"d\":\"rx\",\"data\":\"\\r\\nL610-CN\\r\\n\\r\\nOK\\r\\n\"}]\n";
    let several =
        list.replace("[{", "[\n{\n").replace("},{", "\n},\n{\n").replace("}]", "\n}\n]").replace(",\"", ",\n\"");
    for log in [shell, list, &several] {
        let all = found(log.as_bytes(), 7).into_iter().filter(|(_, what, _)| *what != What::Host);
        let all: Vec<_> = all.map(|(_, what, bytes)| (what, bytes.replace("\\r\\n", " ").trim().to_owned())).collect();
        let expected = [(What::Sent, "AT+CGMM\\r".to_owned()), (What::Received, "L610-CN  OK".to_owned())];
        assert_eq!(all, expected, "{log}");
    }
}
