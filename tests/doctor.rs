//! The log doctor on logs that programs make on the virtual module: every scenario in every style, and none where all is well.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and prints its figures")]

#[path = "doctor/program.rs"]
mod program;
#[path = "doctor/writing.rs"]
mod writing;

use std::collections::BTreeMap;

use fibocom_sim::Scenario;
use program::{Piece, Transport, run};
use workbench_doctor::diagnose;
use writing::STYLES;

/// What may be found first in a scenario. A scenario that is not here joins the table of figures, and nothing is asked of it.
const FIRST: &[(&str, &[&str])] = &[
    ("healthy", &[]),
    ("no-echo", &[]),
    ("double-echo", &[]),
    ("pieces", &[]),
];

const SERIES: &[&str] = &["L610", "MC66x", "MA510", "NL66x"];

fn traffic(series: &str, seed: u64, scenario: Scenario) -> Vec<Piece> {
    let transport = if scenario.name().contains("clock") { Transport::Tls } else { Transport::Plain };
    run(series, seed, scenario, transport)
}

#[test]
fn figures() {
    let mut table: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for scenario in Scenario::ALL {
        for (series, seed) in SERIES.iter().zip(1..) {
            let pieces = traffic(series, seed, *scenario);
            for (style, write) in STYLES {
                let log = write(&pieces);
                let found = diagnose(&log);
                let first = found.findings.first().map_or("none", |finding| finding.rule.id);
                *table.entry((scenario.name(), first)).or_default() += 1;
                if std::env::var("DUMP").is_ok_and(|dump| dump == format!("{}/{series}/{style}", scenario.name())) {
                    println!("{}", String::from_utf8_lossy(&log));
                    for finding in &found.findings {
                        println!("{} {:?} {}", finding.rule.id, finding.lines, finding.count);
                    }
                }
                if std::env::var("EACH").is_ok_and(|each| each == scenario.name()) {
                    println!("{} {series} {style} {:?} {:?}", scenario.name(), found.style, found.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>());
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
    println!();
    let _ = FIRST;
}
