//! What lines from the module mean, in the exact words of `lines.txt`.

use fibocom_at::Role;
use fibocom_at::codes::{BreakCause, CmeError, MqttError, Registration};
use fibocom_at::meaning::Severity;

use super::{commands, *};

/// A row of the table.
struct LineRow {
    command: Option<&'static str>,
    role: Role,
    line: &'static str,
    severity: Severity,
    advice: Option<&'static str>,
    sentence: &'static str,
}

impl LineRow {
    fn meaning(&self) -> Meaning {
        at::of_line(self.line.as_bytes(), self.role, self.command.map(str::as_bytes)).expect("a meaning")
    }
}

fn rows() -> Vec<LineRow> {
    let mut rows = Vec::new();
    let (mut command, mut received) = (None, None);
    for line in include_str!("lines.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.split_at(2), received) {
            (("> ", sent), None) => command = Some(sent),
            (("< ", text), None) => received = text.split_once(' '),
            (("= ", text), Some((role, came))) => {
                let mut parts = text.splitn(3, ' ');
                let mut part = || parts.next().expect("severity, advice and sentence");
                rows.push(LineRow {
                    command: command.take(),
                    role: role_named(role),
                    line: came,
                    severity: severity_named(part()),
                    advice: Some(part()).filter(|id| *id != "-"),
                    sentence: part(),
                });
                received = None;
            }
            _ => panic!("out of place: {line}"),
        }
    }
    rows
}

fn role_named(name: &str) -> Role {
    match name {
        "echo" => Role::Echo,
        "response" => Role::Response,
        "final" => Role::Final,
        "status" => Role::Status,
        "prompt" => Role::Prompt,
        "unsolicited" => Role::Unsolicited,
        "continuation" => Role::Continuation,
        "late" => Role::Late,
        "unrecognised" => Role::Unrecognised,
        "fragment" => Role::Fragment,
        other => panic!("no role is called {other}"),
    }
}

fn severity_named(name: &str) -> Severity {
    match name {
        "info" => Severity::Info,
        "ok" => Severity::Ok,
        "warn" => Severity::Warn,
        "error" => Severity::Error,
        other => panic!("no severity is called {other}"),
    }
}

#[test]
fn each_line_reads_as_the_table_says() {
    for row in rows() {
        let found = row.meaning();
        assert_eq!(meaning(&found), row.sentence, "{:?} {}", row.command, row.line);
        assert_eq!((found.severity, found.advice), (row.severity, row.advice), "{:?} {}", row.command, row.line);
        assert!(!format!("{found:?}").contains("secret"), "{}", row.line);
    }
}

#[test]
fn the_tables_hold_every_meaning() {
    let mut shown: BTreeSet<_> = rows().iter().map(|row| row.meaning().id).collect();
    shown.extend(
        commands::rows().iter().filter_map(|(command, _)| at::of_command(command.as_bytes())).map(|found| found.id),
    );
    let binary = at::of_line(&[0x80; 16], Role::Blank, None);
    let bare = at::of_line(b"OK", Role::Final, Some(b"AT+CSQ")).map(|found| at::without_lines(found, Some(b"AT+CSQ")));
    let data = [at::of_data(b"x", 1, None), at::of_data(b"\x1B", 1, None), at::of_called_off()];
    shown.extend(data.into_iter().chain(binary).chain(bare).map(|found| found.id));
    let missing: Vec<_> = at::all().map(|known| known.id).filter(|id| !shown.contains(id)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_table_holds_every_listed_code() {
    let lines: BTreeSet<_> = rows().iter().map(|row| row.line).collect();
    let held = |line: String| assert!(lines.contains(line.as_str()), "{line}");
    for code in MqttError::LISTED {
        held(format!("ERROR: {}", code.number()));
    }
    for code in CmeError::LISTED {
        held(format!("+CME ERROR: {}", code.number()));
    }
    for code in BreakCause::LISTED {
        held(format!("+MQTTBREAK: 1,{}", code.number()));
    }
    for code in Registration::LISTED {
        let number = code.number();
        let of = |name: &str| lines.contains(format!("+{name}: 0,{number}").as_str());
        assert!(["CREG", "CGREG", "CEREG"].into_iter().any(of), "registration {number}");
    }
}
