//! What two sessions have in common, and what one of them lacks.

use fibocom_at::{RequestId, Role};
use proptest::prelude::*;

use super::*;
use crate::line::{Direction, Line};

/// A session: commands with what they ended with and how long that took; nothing where they have no end.
pub(super) fn session(steps: &[(&str, &str, u64)]) -> Record {
    let mut record = Record::with_budget(1 << 20);
    let mut at = 1_000;
    for (request, (command, end, took)) in (1..).zip(steps) {
        let mut write = |at: u64, direction: Direction<'_>, line: &str| {
            record.write(Line::new(at, direction, line.as_bytes()).of(Some(RequestId(request))));
        };
        write(at, Direction::Command, &format!("{command}\r"));
        for line in end.split('|').filter(|line| !line.is_empty()) {
            let role = if line.starts_with("+MQTT") { Role::Status } else { Role::Final };
            write(at + took, Direction::Received(role), &format!("\r\n{line}\r\n"));
        }
        at += took + 100;
    }
    record
}

/// Each row in a few signs: `=` both and the same, `w`, `o`, `t` what is other, `<` and `>` one of them alone.
fn drawn(left: &[(&str, &str, u64)], right: &[(&str, &str, u64)]) -> String {
    let compared = Comparison::of(&session(left), &session(right));
    let row = |pair: &Pair| match pair {
        Pair::Left(_) => "<".to_owned(),
        Pair::Right(_) => ">".to_owned(),
        Pair::Both { differs, .. } if !differs.is_any() => "=".to_owned(),
        Pair::Both { differs, .. } => [(differs.words, "w"), (differs.outcome, "o"), (differs.time, "t")]
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, sign)| *sign)
            .collect(),
    };
    let rows: Vec<String> = compared.pairs.iter().map(row).collect();
    rows.join(" ")
}

const GOOD: &[(&str, &str, u64)] = &[
    ("AT", "OK", 10),
    ("AT+CSQ", "OK", 10),
    ("AT+MIPCALL=1,\"cmnet\"", "OK", 900),
    ("AT+MQTTUSER=1,\"u\",\"⟨password 1⟩\"", "OK", 20),
    ("AT+MQTTOPEN=1,\"b.example\",1883,1,60", "OK|+MQTTOPEN: 1,1", 1_500),
    ("AT+MQTTPUB=1,\"t\",0,0,\"1\"", "OK|+MQTTPUB: 1,1", 80),
];

#[test]
fn a_session_against_itself_is_the_same_at_every_step() {
    assert_eq!(drawn(GOOD, GOOD), "= = = = = =");
    assert_eq!(drawn(&[], &[]), "");
    assert_eq!(drawn(GOOD, &[]), "< < < < < <");
}

#[test]
fn what_is_other_and_what_one_lacks_is_told_at_its_place() {
    let bad = [
        ("AT", "OK", 10),
        ("AT", "OK", 10),
        ("AT+CSQ", "OK", 300),
        ("AT+MIPCALL=1,\"iot.1\"", "OK", 5_000),
        ("AT+MQTTOPEN=1,\"b.example\",1883,1,60", "OK|+MQTTOPEN: 1,0", 1_400),
        ("AT+MQTTPUB=1,\"t\",0,0,\"1\"", "", 0),
    ];
    assert_eq!(drawn(GOOD, &bad), "= > = wt < o o");
    let compared = Comparison::of(&session(GOOD), &session(&bad));
    assert_eq!(compared.differences().collect::<Vec<_>>(), [1, 3, 4, 5, 6]);
}

#[test]
fn stand_ins_of_two_files_are_no_difference_and_another_client_is_another_step() {
    let masked = [("AT+MQTTUSER=1,\"u\",\"⟨password 9⟩\"", "OK", 20)];
    assert_eq!(drawn(&GOOD[3..4], &masked), "=");
    let other = [("AT+MQTTUSER=2,\"u\",\"⟨password 1⟩\"", "OK", 20)];
    assert_eq!(drawn(&GOOD[3..4], &other), "< >");
}

#[test]
fn more_commands_than_are_looked_at_are_counted() {
    let many = vec![("AT", "OK", 1); STEPS_MAX + 7];
    let compared = Comparison::of(&session(&many), &session(GOOD));
    assert_eq!((compared.left_out, compared.right_out), (7, 0));
    assert_eq!(compared.pairs.len(), STEPS_MAX + GOOD.len() - 1);
}

proptest! {
    #[test]
    fn every_step_of_both_is_there_once_and_in_its_order(
        left in proptest::collection::vec(0_usize..GOOD.len(), 0..12),
        right in proptest::collection::vec(0_usize..GOOD.len(), 0..12),
    ) {
        let pick = |places: &[usize]| places.iter().map(|place| GOOD[*place]).collect::<Vec<_>>();
        let (left, right) = (session(&pick(&left)), session(&pick(&right)));
        let compared = Comparison::of(&left, &right);
        let lefts = compared.pairs.iter().filter_map(|pair| match pair {
            Pair::Both { left, .. } | Pair::Left(left) => Some(left.line),
            Pair::Right(_) => None,
        });
        prop_assert_eq!(lefts.collect::<Vec<_>>(), step::steps(&left).0.iter().map(|step| step.line).collect::<Vec<_>>());
        let rights = compared.pairs.iter().filter_map(|pair| match pair {
            Pair::Both { right, .. } | Pair::Right(right) => Some(right.line),
            Pair::Left(_) => None,
        });
        prop_assert_eq!(rights.collect::<Vec<_>>(), step::steps(&right).0.iter().map(|step| step.line).collect::<Vec<_>>());
    }
}
