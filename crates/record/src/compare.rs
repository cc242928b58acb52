//! Two sessions beside each other: which steps one has and the other lacks, and which ended in another way.

use std::time::Duration;

use fibocom_at::commands::Typed;
use fibocom_at::{Form, Role};

use crate::exchange::{Exchanges, Origin};
use crate::line::Direction;
use crate::record::Record;

/// How many steps of a session are compared: what is between them grows with the square.
pub const STEPS_MAX: usize = 2_000;

/// What takes so many times as long as in the other session is worth a look, once it takes as long as this at all.
const LONGER: u64 = 4;
const WORTH: Duration = Duration::from_millis(500);

/// A command of a session, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The number of the command's line.
    pub line: u64,
    /// The command line, without its end.
    pub command: String,
    /// The lines of its end: the final result, and the status where there is one. Empty where it was not answered.
    pub ends: Vec<String>,
    /// How long that took.
    pub took: Option<Duration>,
    key: (String, Option<Form>),
}

/// How two steps that belong together differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Another argument was given.
    Command,
    /// It ended in another way.
    End,
    /// It took much longer in one of them.
    Time,
}

/// A step of one session beside that of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// Both have it. What differs is empty where nothing does.
    Both(Box<(Step, Step)>, Vec<Difference>),
    /// The first session alone has it.
    First(Box<Step>),
    /// The second session alone has it.
    Second(Box<Step>),
}

/// Puts the first [`STEPS_MAX`] steps of two sessions beside each other, in their order. Steps belong together by the name and the form of their
/// command.
#[must_use]
pub fn compare(first: &Record, second: &Record) -> Vec<Beside> {
    let (first, second) = (steps(first), steps(second));
    let table = common(&first, &second);
    let at = |one: usize, other: usize| table.get(one * (second.len() + 1) + other).copied().unwrap_or_default();
    let (mut one, mut other, mut rows) = (0, 0, Vec::new());
    loop {
        match (first.get(one), second.get(other)) {
            (Some(left), Some(right)) if left.key == right.key => {
                rows.push(Beside::Both(Box::new((left.clone(), right.clone())), differences(left, right)));
                (one, other) = (one + 1, other + 1);
            }
            (Some(left), Some(_)) if at(one + 1, other) >= at(one, other + 1) => {
                rows.push(Beside::First(Box::new(left.clone())));
                one += 1;
            }
            (Some(left), None) => {
                rows.push(Beside::First(Box::new(left.clone())));
                one += 1;
            }
            (_, Some(right)) => {
                rows.push(Beside::Second(Box::new(right.clone())));
                other += 1;
            }
            (None, None) => return rows,
        }
    }
}

/// For each place of both, how many steps behind it belong together at most.
fn common(first: &[Step], second: &[Step]) -> Vec<u16> {
    let width = second.len() + 1;
    let mut table = vec![0_u16; (first.len() + 1) * width];
    for (one, left) in first.iter().enumerate().rev() {
        for (other, right) in second.iter().enumerate().rev() {
            let at = |one: usize, other: usize| table.get(one * width + other).copied().unwrap_or_default();
            let most = if left.key == right.key {
                at(one + 1, other + 1) + 1
            } else {
                at(one + 1, other).max(at(one, other + 1))
            };
            if let Some(cell) = table.get_mut(one * width + other) {
                *cell = most;
            }
        }
    }
    table
}

fn differences(one: &Step, other: &Step) -> Vec<Difference> {
    let mut differences = Vec::new();
    if one.command != other.command {
        differences.push(Difference::Command);
    }
    if one.ends != other.ends {
        differences.push(Difference::End);
    }
    let is_longer = |long: Duration, short: Duration| {
        long >= WORTH && long.as_millis() > short.as_millis().saturating_mul(u128::from(LONGER))
    };
    if let (Some(one), Some(other)) = (one.took, other.took)
        && (is_longer(one, other) || is_longer(other, one))
    {
        differences.push(Difference::Time);
    }
    differences
}

fn steps(record: &Record) -> Vec<Step> {
    let mut exchanges = Exchanges::default();
    exchanges.grow(record);
    let all = (exchanges.first()..exchanges.end()).filter_map(|place| exchanges.at(place));
    let commands = all.filter(|exchange| exchange.origin() == Origin::Command);
    let steps = commands.filter_map(|exchange| {
        let command = String::from_utf8_lossy(exchange.command(record)?.trim_ascii()).into_owned();
        let typed = Typed::of(command.as_bytes());
        let ends = exchange
            .entries(record)
            .filter(|entry| matches!(entry.line.direction, Direction::Received(Role::Final | Role::Status)))
            .map(|entry| String::from_utf8_lossy(entry.line.raw.trim_ascii()).into_owned());
        Some(Step {
            line: exchange.number(),
            key: typed.map_or_else(|| (command.clone(), None), |typed| (typed.name, Some(typed.form))),
            ends: ends.collect(),
            took: exchange.duration(record).map(Duration::from_millis),
            command,
        })
    });
    steps.take(STEPS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use fibocom_at::RequestId;

    use super::*;
    use crate::line::Line;

    /// A session of commands, each with how long it took and the lines of its end.
    fn session(steps: &[(&str, u64, &[&str])]) -> Record {
        let (mut record, mut at) = (Record::with_budget(1 << 20), 0);
        for (number, (command, took, ends)) in (1..).zip(steps) {
            let request = Some(RequestId(number));
            record.write(Line::new(at, Direction::Command, format!("{command}\r").as_bytes()).of(request));
            at += took;
            for end in *ends {
                let role = if end.starts_with('+') { Role::Status } else { Role::Final };
                record.write(Line::new(at, Direction::Received(role), format!("{end}\r\n").as_bytes()).of(request));
            }
            at += 10;
        }
        record
    }

    /// What is told of two sessions, a letter and a command a row.
    fn told(first: &[(&str, u64, &[&str])], second: &[(&str, u64, &[&str])]) -> Vec<String> {
        let rows = compare(&session(first), &session(second));
        rows.iter()
            .map(|row| match row {
                Beside::Both(steps, differences) => format!("= {} {differences:?}", steps.0.command),
                Beside::First(step) => format!("< {}", step.command),
                Beside::Second(step) => format!("> {}", step.command),
            })
            .collect()
    }

    #[test]
    fn a_session_is_like_itself() {
        let steps = [("AT", 5, &["OK"][..]), ("AT+CSQ", 5, &["OK"]), ("AT+NO", 5, &[]), ("what", 5, &["ERROR"])];
        assert_eq!(told(&steps, &steps), ["= AT []", "= AT+CSQ []", "= AT+NO []", "= what []"]);
        assert_eq!(told(&[], &[]), Vec::<String>::new());
    }

    #[test]
    fn steps_that_one_lacks_stand_alone_and_the_others_stay_beside_each_other() {
        let first = [("AT", 5, &["OK"][..]), ("AT+CSQ", 5, &["OK"]), ("AT+MQTTOPEN=1,\"h\",1883,1,60", 5, &["OK"])];
        let second = [
            ("AT", 5, &["OK"][..]),
            ("AT+MQTTUSER=1,\"u\",\"p\"", 5, &["OK"]),
            ("AT+MQTTOPEN=1,\"h\",1883,1,60", 5, &["OK"]),
            ("AT", 5, &["OK"]),
        ];
        let rows = told(&first, &second);
        assert_eq!(
            rows,
            ["= AT []", "< AT+CSQ", "> AT+MQTTUSER=1,\"u\",\"p\"", "= AT+MQTTOPEN=1,\"h\",1883,1,60 []", "> AT"]
        );
        assert_eq!(told(&first, &[]).len(), 3);
    }

    #[test]
    fn what_ended_in_another_way_had_other_arguments_or_took_much_longer_is_told() {
        let open = "AT+MQTTOPEN=1,\"h\",1883,1,60";
        for (second, expected) in [
            ((open, 1_000, &["OK", "+MQTTOPEN: 1,0"][..]), "[End]"),
            (("AT+MQTTOPEN=1,\"h\",8883,1,60", 1_000, &["OK", "+MQTTOPEN: 1,1"]), "[Command]"),
            ((open, 9_000, &["OK", "+MQTTOPEN: 1,1"]), "[Time]"),
            ((open, 2_000, &["OK", "+MQTTOPEN: 1,1"]), "[]"),
            ((open, 1_000, &[]), "[End]"),
        ] {
            let rows = told(&[(open, 1_000, &["OK", "+MQTTOPEN: 1,1"])], &[second]);
            assert_eq!(rows, [format!("= {open} {expected}")]);
        }
    }
}
