//! A comparison as a table for spreadsheets (RFC 4180), without what is secret in either session.

use super::step::{self, Outcome, Step};
use super::{Comparison, Pair};
use crate::export::cell;
use crate::line::Line;
use crate::mask::{Plan, Secrets};
use crate::record::Record;

/// What the columns are called. The time is in seconds since the first line of its session, and so is how long a step took.
const HEAD: &str = "step,time,side,line,answer,took,differs\r\n";

/// The steps of both sessions in their order: a row for the first session's, and a row for the second one's. What differs is said in both, as the
/// sessions are: two passwords are other values, though a stand-in is all that the table has of each.
#[must_use]
pub fn table(left: &Record, right: &Record, secrets: &Secrets) -> Vec<u8> {
    // One plan for both: the same value has the same stand-in in each.
    let plan = Plan::of(left.entries().chain(right.entries()), secrets, 0);
    let mut lefts = step::steps(&without_secrets(left, &plan)).0.into_iter();
    let mut rights = step::steps(&without_secrets(right, &plan)).0.into_iter();
    let mut out = HEAD.as_bytes().to_vec();
    for (number, pair) in (1_u64..).zip(Comparison::of(left, right).pairs) {
        let differs = match &pair {
            Pair::Both { differs, .. } => {
                let all = [(differs.words, "values"), (differs.outcome, "answer"), (differs.time, "time")];
                let said: Vec<_> = all.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
                said.join(" ")
            }
            Pair::Left(_) | Pair::Right(_) => "only here".to_owned(),
        };
        if !matches!(pair, Pair::Right(_)) {
            lefts.next().iter().for_each(|step| row(&mut out, number, "first", step, &differs));
        }
        if !matches!(pair, Pair::Left(_)) {
            rights.next().iter().for_each(|step| row(&mut out, number, "second", step, &differs));
        }
    }
    out
}

/// The same lines, with what stands in for their secrets.
fn without_secrets(record: &Record, plan: &Plan) -> Record {
    let mut masked = Record::with_budget(usize::MAX);
    for (entry, raw) in plan.lines(record.entries()) {
        masked.write(Line { raw: &raw, ..entry.line });
    }
    masked
}

fn row(out: &mut Vec<u8>, number: u64, side: &str, step: &Step, differs: &str) {
    let seconds = |millis: u64| format!("{}.{:03}", millis / 1_000, millis % 1_000);
    out.extend_from_slice(format!("{number},{},{side},", seconds(step.at)).as_bytes());
    cell(out, &step.command);
    out.push(b',');
    if let Outcome::Ended(line) = &step.outcome {
        cell(out, line);
    }
    let took = step.took.map(seconds).unwrap_or_default();
    out.extend_from_slice(format!(",{took},{differs}\r\n").as_bytes());
}

#[cfg(test)]
mod tests {
    use super::super::tests::session;
    use super::*;

    #[test]
    fn each_step_has_a_row_a_side_and_no_secret_is_in_it() {
        let open = ("AT+MQTTOPEN=1,\"b.example\",1883,1,60", "OK|+MQTTOPEN: 1,1", 1_500);
        let left = session(&[
            ("AT+MQTTUSER=1,\"u\",\"tigerpaw-77\"", "OK", 20),
            open,
            ("AT+MQTTPUB=1,\"t\",0,0,\"my tigerpaw-77\"", "OK|+MQTTPUB: 1,1", 80),
        ]);
        let right = session(&[("AT+MQTTUSER=1,\"u\",\"lionmane-88\"", "OK", 20), ("AT+CSQ", "", 10), open]);
        let text = String::from_utf8(table(&left, &right, &Secrets::new())).unwrap();
        let rows: Vec<_> = text.split_terminator("\r\n").collect();
        assert_eq!(rows[0], "step,time,side,line,answer,took,differs");
        assert_eq!(rows.len(), 7, "{text}");
        for secret in ["tigerpaw", "lionmane"] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(
            rows[1].starts_with("1,0.000,first,\"AT+MQTTUSER=1,") && rows[1].ends_with(",OK,0.020,values"),
            "{text}"
        );
        assert!(rows[2].starts_with("1,0.000,second,") && rows[2].ends_with(",values"), "{text}");
        // The stand-ins are not the same, as the passwords are not.
        assert_ne!(rows[1].replace("first", ""), rows[2].replace("second", ""));
        assert_eq!(rows[3], "2,0.120,second,AT+CSQ,,,only here", "{text}");
        assert_eq!(rows[4].split(',').next_back(), Some(""), "{text}");
        // Nothing that a module said is taken for a formula.
        assert!(rows[4].contains(",\"'+MQTTOPEN: 1,1\",1.500,"), "{text}");
        assert!(rows[6].starts_with("4,") && rows[6].ends_with(",only here"), "{text}");
    }

    #[test]
    fn sessions_without_a_command_are_a_table_without_a_row() {
        assert_eq!(table(&session(&[]), &session(&[]), &Secrets::new()), HEAD.as_bytes());
    }
}
