//! The log doctor on logs that programs make on the virtual module: every scenario in every style, none where all is well, and the same
//! findings once a record is masked.

#![expect(clippy::indexing_slicing, reason = "the tests know their tables")]

#[path = "doctor/program.rs"]
mod program;
#[path = "doctor/writing.rs"]
mod writing;

use std::collections::BTreeMap;

use fibocom_sim::Scenario;
use program::{Piece, Transport, run};
use workbench_doctor::{Diagnosis, diagnose};
use workbench_record::export::{FirstLine, Jsonl, masked, whole};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Direction, Zero};
use writing::{STYLES, record};

/// What may be found first in a scenario; of a log without times or without the bytes themselves, less can be said. A scenario that is not
/// here is in the printed table alone: somebody has to say first what a doctor should say of it.
const FIRST: &[(&str, &[&str])] = &[
    ("healthy", &["none"]),
    ("no-echo", &["none"]),
    ("double-echo", &["none"]),
    ("pieces", &["none"]),
    ("endless-codes", &["none"]),
    ("refuses", &["open-refused", "login-refused"]),
    ("wrong-password", &["open-refused", "login-refused"]),
    ("unreachable", &["unreachable", "open-refused"]),
    ("drops", &["kicked-off"]),
    ("wrong-apn", &["no-address"]),
    ("wrong-baud", &["baud", "no-answer"]),
    ("noise", &["baud", "no-answer"]),
    ("lost-bytes", &["damaged"]),
    ("doubled-bytes", &["damaged"]),
    ("disturbed-bytes", &["damaged"]),
    ("late", &["short-wait", "no-answer"]),
    ("hang", &["no-answer"]),
    ("slow-boot", &["no-answer"]),
    ("open-prompt", &["no-answer"]),
    ("stuck-upload", &["short-wait", "no-answer"]),
    ("restart", &["restart-unnoticed"]),
    ("restarts-twice", &["restart-unnoticed"]),
    ("usb-restart", &["restart-unnoticed"]),
    ("silent-restart", &["session-gone"]),
    ("slow-registration", &["not-registered"]),
    ("silent", &["no-answer", "only-echo"]),
    ("echo-only", &["only-echo", "no-answer"]),
    ("nmea", &["wrong-port"]),
    ("weak-signal", &["weak-signal"]),
    ("no-sim", &["sim-missing"]),
    ("locked-sim", &["sim-locked"]),
    ("clock-ahead", &["tls-clock"]),
];

/// Each scenario is played on two of them.
const SERIES: &[&str] = &["L610", "MC66x", "MA510", "NL66x", "LE"];

/// How many logs in a hundred may have another finding first than the one that their scenario is known by.
const OFF_MAX: u64 = 10;

/// The seed hangs on the scenario alone: a new one beside it changes no log of the others.
fn traffic(turn: usize, scenario: Scenario) -> Vec<Piece> {
    let place = scenario.name().bytes().map(usize::from).sum::<usize>();
    let transport = if scenario.name().contains("clock") { Transport::Tls } else { Transport::Plain };
    let series = SERIES[(place + turn * 2) % SERIES.len()];
    run(series, (place * 2 + turn) as u64, scenario, transport)
}

fn first(found: &Diagnosis) -> &'static str {
    found.findings.first().map_or("none", |finding| finding.rule.id)
}

#[test]
fn the_first_finding_is_that_of_the_scenario_in_every_style() {
    let mut table: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let (mut logs, mut right, mut false_alarms, mut healthy) = (0, 0, Vec::new(), 0);
    let (mut found_any, mut ill) = (0, 0);
    for scenario in Scenario::ALL {
        let expected = FIRST.iter().find(|(name, _)| *name == scenario.name()).map(|(_, rules)| *rules);
        for turn in 0..2 {
            let pieces = traffic(turn, *scenario);
            // Every other style, so that each scenario is read in all of them.
            for (style, write) in STYLES.iter().skip(turn).step_by(2) {
                let found = diagnose(&write(&pieces));
                let first = first(&found);
                *table.entry((scenario.name(), first)).or_default() += 1;
                let Some(expected) = expected else { continue };
                logs += 1;
                right += u64::from(expected.contains(&first));
                if *expected == ["none"] {
                    healthy += 1;
                    if first != "none" {
                        false_alarms.push(format!("{} turn {turn} {style}: {first}", scenario.name()));
                    }
                } else {
                    ill += 1;
                    found_any += u64::from(
                        expected.iter().any(|id| found.findings.iter().any(|finding| finding.rule.id == *id)),
                    );
                }
            }
        }
    }
    let mut last = "";
    for ((scenario, first), count) in &table {
        if *scenario != last {
            print!("\n{scenario:18}");
            last = scenario;
        }
        print!(" {first} {count}");
    }
    println!("\n\n{right} of {logs} logs have the expected finding first; {found_any} of {ill} have it at all");
    println!("{} of {healthy} logs without a fault of their own have a finding: {false_alarms:#?}", false_alarms.len());
    assert!(logs > 200, "{logs}");
    assert!((logs - right) * 100 <= logs * OFF_MAX, "{right} of {logs}");
}

#[test]
fn a_healthy_log_has_no_finding_in_any_style() {
    for (turn, series) in SERIES.iter().enumerate() {
        let pieces = run(series, turn as u64 + 40, Scenario::HEALTHY, Transport::Plain);
        for (style, write) in STYLES {
            let log = write(&pieces);
            let found = diagnose(&log);
            let said: Vec<_> = found.findings.iter().map(|finding| (finding.rule.id, &finding.lines)).collect();
            assert!(said.is_empty(), "{series} {style}: {said:?}\n{}", String::from_utf8_lossy(&log));
        }
    }
}

#[test]
fn the_findings_of_a_masked_record_are_those_of_the_original() {
    // A command of which bytes were lost is one that nobody knows: masking replaces all that stands behind it, and with it what was damaged.
    for scenario in Scenario::ALL.iter().filter(|scenario| !scenario.name().ends_with("-bytes")) {
        let record = record(&traffic(0, *scenario));
        let mut secrets = Secrets::new();
        let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
        commands.for_each(|entry| secrets.learn(entry.line.raw));
        let plan = Plan::of(record.entries(), &secrets, 7);
        let about = Header::new("0.1.0", Zero(1_790_000_000_000));
        let original = diagnose(&whole(&record, &about, &mut Jsonl::new(FirstLine::Header)));
        let masked = diagnose(&masked(&record, &plan, &about, &mut Jsonl::new(FirstLine::Header)));
        assert_eq!(masked.findings, original.findings, "{}", scenario.name());
    }
}
