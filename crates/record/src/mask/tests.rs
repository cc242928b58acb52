//! What is remembered of lines saves time and changes nothing: sessions in which lines come again, with other digits and other words.

use std::collections::BTreeMap;

use fibocom_at::Role;
use proptest::prelude::*;

use super::memo::forgetful;
use super::{Kind, Live, Look, Plan, Secrets};
use crate::line::{Direction, Entry, Line};

const WAYS: [Direction<'static>; 4] =
    [Direction::Command, Direction::Data, Direction::Received(Role::Response), Direction::Received(Role::Unsolicited)];

type Lines = Vec<(usize, Vec<u8>)>;

/// Pieces of lines: frames that are known, signs, secrets in several notations, and what only looks like one.
const PIECES: &[&str] = &[
    "AT+",
    "MQTTUSER=1,",
    "MQTTPUB=1,",
    "CPIN=",
    "FOO=",
    "+MQTTMSG: 1,0,",
    "+CSQ: ",
    "+CMT: ",
    "+CGSN: ",
    "1",
    ",",
    ",",
    ",",
    "\"",
    "\"",
    "\"",
    ":",
    ": ",
    "=",
    "@",
    "://",
    "\\22",
    "\\22",
    "\\\"",
    "%22",
    "\\31",
    "\\x31",
    "\\u0031",
    "{",
    "}",
    "password",
    "pin",
    "token",
    "hunter2",
    "68756e74657232",
    "hunte",
    "r2",
    "aHVudGVyMg",
    "MTIzNDU2Nzg",
    "3132333435363738",
    "860000000000017",
    "12345678",
    "12,34",
    "12 34 56 78 ",
    "gateway-",
    "-----BEGIN PRIVATE KEY-----",
    "⟨password 1⟩",
    "\0",
    "\r\n",
    " ",
    "-",
    ".",
    "a/b",
    "ghp_",
    "Bearer ",
    "⟨",
    "é",
    "OK",
    "31",
    "3",
    "0x31",
];

/// Secrets that somebody gave: words, numbers, one with a quote, one that reaches over arguments.
fn secrets() -> impl Strategy<Value = Secrets> {
    const ANY: &[&str] = &[
        "hunter2",
        "12345678",
        "87654321",
        "1\",\"hunter2",
        "me,you",
        "a/b",
        "pass 12",
        "22,99",
        "0017",
        "hype",
        "hype",
        "1883",
        "1883",
    ];
    let value = prop_oneof![
        proptest::sample::select(ANY).prop_map(str::to_owned),
        "[0-9]{4,10}",
        "[a-c0-2]{4,6}",
        "[,:][0-9]{3}[,\\-][a-c]{0,2}",
        "[!-~]{4,8}",
    ];
    let kind = proptest::sample::select(vec![Kind::Password, Kind::Imei, Kind::Token, Kind::User]);
    proptest::collection::vec((kind, value), 0..5).prop_map(|values| {
        let mut secrets = Secrets::new();
        values.iter().for_each(|(kind, value)| secrets.give(*kind, value.as_bytes()));
        secrets
    })
}

/// A line in which numbers and words stand for themselves or for others.
fn line() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let piece = || {
        prop_oneof![
            6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
            2 => "[0-9]{1,5}",
            1 => "[0-9]{6,16}",
            1 => "[a-z0-9-]{1,12}",
        ]
    };
    let trouble =
        (0..WAYS.len(), proptest::collection::vec(piece(), 0..12)).prop_map(|(way, pieces)| (way, pieces.concat()));
    let argument = || {
        prop_oneof![
            "[0-9]{0,3}".prop_map(|number| number),
            proptest::collection::vec(piece(), 0..3).prop_map(|pieces| format!("\"{}\"", pieces.concat())),
            "\"[a-z0-9/_.-]{0,18}\"",
        ]
    };
    let name = proptest::sample::select(&["MQTTUSER", "MQTTPUB", "CGAUTH", "CPIN", "FOO", "MQTTAUTHCFG"][..]);
    let command = (name, proptest::collection::vec(argument(), 0..5))
        .prop_map(|(name, arguments)| (0, format!("AT+{name}={}\r", arguments.join(","))));
    let member = (
        proptest::sample::select(&["n", "ts", "t", "pin", "state", "token"][..]),
        prop_oneof!["[0-9]{1,3}", "[0-9]{8}", "[0-9]{13}", "-[0-9]{1,2}\\.[0-9]{1,2}", "\"[a-z0-9]{1,8}\""],
    );
    let message = (proptest::collection::vec(member, 1..5), any::<bool>()).prop_map(|(members, is_publish)| {
        let members: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let text = format!("{{{}}}", members.join(","));
        if is_publish {
            (0, format!("AT+MQTTPUB=1,\"plant/7/press\",0,0,\"{}\"\r", text.replace('"', "\\22")))
        } else {
            (3, format!("+MQTTMSG: 1,0,\"plant/7/press\",\"{text}\"\r\n"))
        }
    });
    prop_oneof![2 => trouble, 2 => command, 2 => message].prop_map(|(way, text)| (way, text.into_bytes()))
}

/// Some lines, each of which comes again and again: as it is, and with other digits.
fn session() -> impl Strategy<Value = Lines> {
    let again = (any::<prop::sample::Index>(), prop_oneof![2 => Just(None), 5 => "[0-9]{40}".prop_map(Some)]);
    (proptest::collection::vec(line(), 1..5), proptest::collection::vec(again, 2..24)).prop_map(|(lines, again)| {
        let again = again.iter().map(|(which, digits)| {
            let (way, line) = which.get(&lines);
            let mut others = digits.iter().flat_map(|digits| digits.bytes().cycle().take(line.len()));
            let other = |byte: &u8| if byte.is_ascii_digit() { others.next().unwrap_or(*byte) } else { *byte };
            (*way, line.iter().map(other).collect())
        });
        again.collect()
    })
}

/// Lines of a few forms, with numbers that often are, or mean, what was given as a secret.
fn numbers() -> impl Strategy<Value = (Lines, Vec<&'static str>)> {
    const FORMS: &[(usize, &str)] = &[
        (3, "+MQTTMSG: 1,0,\"a\",\"{\"n\":#,\"t\":#}\"\r\n"),
        (3, "+MQTTMSG: 1,0,#\r\n"),
        (3, "+X: #,\"#\",#\r\n"),
        (2, "+CSQ: #,#\r\n"),
        (2, "AT+CLCK=#,#,#\r\n"),
        (0, "AT+MQTTPUB=1,\"a\",0,0,\"{\\22n\\22:#,\\22t\\22:#}\"\r"),
        (0, "AT+MQTTPUB=1,\"a\",0,0,\"{\\\"n\\\": #, \\\"t\\\":[#,#]}\"\r"),
        (0, "AT+FOO=#,\"n: #\"\r"),
    ];
    const NUMBERS: &[&str] =
        &["22", "99", "1883", "68797065", "12345678", "7061746368", "70617463", "860000000017", "168797065"];
    const GIVEN: &[&str] = &[
        "22,99",
        "1883",
        "1883",
        "12345678",
        "hype",
        "patch",
        "patchhype",
        "n\":22",
        "a\",\"{\"n\":99",
        ",0,1883",
        "99\r\n+CSQ: ",
        "22+X:",
        "\":68",
        "99}",
        "22, ",
    ];
    let form = (proptest::sample::select(FORMS), proptest::collection::vec(proptest::sample::select(NUMBERS), 3));
    let line =
        (0..2_usize, proptest::collection::vec(prop_oneof![1 => Just(None), 2 => "[0-9]{12}".prop_map(Some)], 3));
    let lines = proptest::collection::vec(line, 4..24);
    let given = proptest::collection::vec(proptest::sample::select(GIVEN), 0..4);
    (proptest::collection::vec(form, 2), lines, given).prop_map(|(forms, lines, given)| {
        let lines = lines.into_iter().map(|(form, others)| {
            let ((way, form), numbers) = &forms[form];
            let text = numbers.iter().zip(&others).fold((*form).to_owned(), |text, (number, others)| {
                let others = others.as_ref().map(|others| &others[..number.len()]);
                text.replacen('#', others.unwrap_or(number), 1)
            });
            (*way, text.into_bytes())
        });
        (lines.collect(), given)
    })
}

fn entries(lines: &[(usize, Vec<u8>)]) -> Vec<Entry<'_>> {
    let lines = lines.iter().zip(0..);
    lines.map(|((way, raw), number)| Entry { number, line: Line::new(0, WAYS[*way], raw) }).collect()
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn looked(entries: &[Entry<'_>], secrets: &Secrets) -> Plan {
    let mut look = Look::new(secrets);
    entries.iter().for_each(|entry| look.take(*entry));
    look.plan(7)
}

fn found(plan: &Plan) -> BTreeMap<String, (String, u64)> {
    plan.found().map(|found| (shown(&found.value), (found.stand_in.clone(), found.count))).collect()
}

fn written(plan: &Plan, entries: &[Entry<'_>]) -> Vec<String> {
    plan.lines(entries.iter().copied()).map(|(_, line)| shown(&line)).collect()
}

fn live(secrets: &Secrets, more: &Secrets, entries: &[Entry<'_>]) -> Vec<String> {
    let mut live = Live::showing(&[Kind::Imei]);
    let half = entries.len() / 2;
    let lines = entries.iter().enumerate().map(|(at, entry)| {
        let secrets = if at < half { secrets } else { more };
        shown(&live.line(secrets, &entry.line))
    });
    lines.collect()
}

/// Holds what is found in lines to what is found while nothing is remembered.
fn check(lines: &Lines, given: &Secrets, more: &Secrets) -> Result<(), TestCaseError> {
    let entries = entries(lines);
    let all: Vec<_> = lines.iter().map(|(_, line)| shown(line)).collect();
    let mut expected = forgetful::all(|| looked(&entries, given));
    let mut plan = looked(&entries, given);
    prop_assert_eq!(found(&plan), found(&expected), "{:?}", all);
    let bytes = forgetful::all(|| {
        expected.count(entries.iter().copied());
        written(&expected, &entries)
    });
    plan.count(entries.iter().copied());
    prop_assert_eq!(found(&plan), found(&expected), "{:?}", all);
    prop_assert_eq!(written(&plan, &entries), bytes, "{:?}", all);
    let bytes = forgetful::all(|| live(given, more, &entries));
    prop_assert_eq!(live(given, more, &entries), bytes, "{:?}", all);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_remembered_changes_nothing(lines in session(), given in secrets(), more in secrets()) {
        check(&lines, &given, &more)?;
    }

    #[test]
    fn other_numbers_are_looked_at_as_far_as_they_may_tell_something((lines, given) in numbers()) {
        let mut secrets = Secrets::new();
        given.iter().for_each(|value| secrets.give(Kind::Password, value.as_bytes()));
        check(&lines, &secrets, &secrets)?;
    }
}

#[test]
fn a_value_that_begins_in_a_number_is_found_where_it_goes_on_in_the_next_line() {
    let mut secrets = Secrets::new();
    secrets.give(Kind::Password, b"2277+CREG: x");
    let texts = ["+CSQ: 12,3456\r\n"; 3].into_iter().chain(["+CSQ: 12,2277\r\n", "+CREG: x\r\n"]);
    let lines: Lines = texts.map(|text| (2, text.as_bytes().to_vec())).collect();
    let entries = entries(&lines);
    let expected = ["+CSQ: 12,⟨password 1⟩\r\n", "⟨password 1⟩\r\n"];
    assert_eq!(written(&looked(&entries, &secrets), &entries)[3..], expected);
    assert_eq!(live(&secrets, &secrets, &entries)[3..], expected.map(|line| line.replace(" 1⟩", "⟩")));
}
