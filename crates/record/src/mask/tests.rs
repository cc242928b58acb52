//! What is remembered of lines saves time and changes nothing: sessions in which lines come again, with other digits and other words.

use std::collections::BTreeMap;

use fibocom_at::Role;
use proptest::prelude::*;

use super::memo::forgetful;
use super::{Kind, Live, Look, Plan, Secrets};
use crate::line::{Direction, Entry, Line};

const WAYS: [Direction<'static>; 4] =
    [Direction::Command, Direction::Data, Direction::Received(Role::Response), Direction::Received(Role::Unsolicited)];

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
    const ANY: &[&str] =
        &["hunter2", "12345678", "87654321", "1\",\"hunter2", "me,you", "a/b", "pass 12", "22,99", "0017"];
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
fn session() -> impl Strategy<Value = Vec<(usize, Vec<u8>)>> {
    let again = (any::<prop::sample::Index>(), prop_oneof![3 => Just(None), 5 => "[0-9]{40}".prop_map(Some)]);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_remembered_changes_nothing(lines in session(), given in secrets(), more in secrets()) {
        let entries = entries(&lines);
        let all: Vec<_> = lines.iter().map(|(_, line)| shown(line)).collect();
        let slow = forgetful::all(|| looked(&entries, &given));
        let fast = looked(&entries, &given);
        prop_assert_eq!(found(&fast), found(&slow), "{:?}", all);
        let (mut counted, mut slowly_counted) = (fast, slow);
        let expected = forgetful::all(|| {
            slowly_counted.count(entries.iter().copied());
            written(&slowly_counted, &entries)
        });
        counted.count(entries.iter().copied());
        prop_assert_eq!(found(&counted), found(&slowly_counted), "{:?}", all);
        prop_assert_eq!(written(&counted, &entries), expected, "{:?}", all);
        let expected = forgetful::all(|| live(&given, &more, &entries));
        prop_assert_eq!(live(&given, &more, &entries), expected, "{:?}", all);
    }
}
