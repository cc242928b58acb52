//! The log doctor on logs that programs make on the virtual module: every scenario in every style, whole and damaged, none where all is
//! well, and the same findings once a record is masked.

#![expect(clippy::indexing_slicing, reason = "the tests know their tables")]

#[path = "doctor/damage.rs"]
mod damage;
#[path = "doctor/others.rs"]
mod others;
#[path = "doctor/program.rs"]
mod program;
#[path = "doctor/score.rs"]
mod score;
#[path = "doctor/table.rs"]
mod table;
#[path = "doctor/writing.rs"]
mod writing;

use damage::DAMAGES;
use fibocom_sim::{Place, Scenario};
use others::OTHERS;
use program::{Piece, Transport, run};
use score::everywhere;
use workbench_doctor::diagnose;
use workbench_record::Direction;
use workbench_record::Zero;
use workbench_record::export::{FirstLine, Jsonl, masked, whole};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use writing::{STYLES, record};

/// Series and seeds that the rules were made with.
const SERIES: &[&str] = &["L610", "MC66x", "MA510", "NL66x", "LE"];

/// Series that were not used while the rules were made.
const OTHER_SERIES: &[&str] = &["MC615", "M910", "FG132", "NL668-AM", "MA511"];

/// The same, of those that have TLS.
const OTHER_SERIES_WITH_TLS: &[&str] = &["MG66x", "L61x", "MC61x"];

/// How many of a hundred logs have the finding of their scenario first.
const DIAGONAL: u64 = 95;

/// The same for logs that were damaged: what proves it may be gone.
const DIAGONAL_DAMAGED: u64 = 95;

/// How many of a hundred logs with a fault have its finding at all.
const RECALL: u64 = 95;

/// How many of a hundred findings are true.
const PRECISION: u64 = 98;

/// The same for damaged logs: what damage leaves may look like another fault.
const PRECISION_DAMAGED: u64 = 95;

/// The seed hangs on the scenario alone: a new one beside it changes no log of the others.
fn traffic(series: &[&str], turn: usize, seed: usize, scenario: Scenario) -> Vec<Piece> {
    let place = scenario.name().bytes().map(usize::from).sum::<usize>();
    let transport = match scenario.name() {
        "clock-ahead" => Transport::TlsWithoutClock,
        "wrong-ca" => Transport::Tls,
        "wrong-key" => Transport::Mutual,
        _ => Transport::Plain,
    };
    run(series[(place + turn * 2) % series.len()], (place * 2 + turn + seed) as u64, scenario, transport)
}

#[test]
fn the_first_finding_is_that_of_the_scenario_in_every_style() {
    let score = everywhere(|scenario, score| {
        for turn in 0..2 {
            let pieces = traffic(SERIES, turn, 0, scenario);
            // Every other style, so that each scenario is read in all of them.
            for (style, write) in STYLES.iter().skip(turn).step_by(2) {
                score.take(scenario, style, &diagnose(&write(&pieces)));
            }
        }
    });
    score.print("whole");
    score.assert(DIAGONAL, RECALL, PRECISION);
}

#[test]
fn damage_takes_little_from_it() {
    let score = everywhere(|scenario, score| {
        let pieces = traffic(SERIES, 1, 5, scenario);
        let place = scenario.name().len();
        for (turn, (damage, spoil)) in DAMAGES.iter().enumerate() {
            let (style, write) = STYLES[(place + turn * 5) % STYLES.len()];
            let log = String::from_utf8_lossy(&write(&pieces)).into_owned();
            score.take(scenario, &format!("{style}, {damage}"), &diagnose(spoil(&log).as_bytes()));
        }
    });
    score.print("damaged");
    score.assert(DIAGONAL_DAMAGED, RECALL, PRECISION_DAMAGED);
}

#[test]
fn seeds_series_and_styles_that_no_rule_was_made_with_are_read_as_well() {
    let score = everywhere(|scenario, score| {
        for turn in 0..2 {
            let is_tls = scenario.place() == Some(Place::Tls);
            let series = if is_tls { OTHER_SERIES_WITH_TLS } else { OTHER_SERIES };
            let pieces = traffic(series, turn, 1_000, scenario);
            for (style, write) in OTHERS.iter().skip(turn).step_by(2) {
                score.take(scenario, style, &diagnose(&write(&pieces)));
            }
        }
    });
    score.print("never seen before");
    score.assert(DIAGONAL, RECALL, PRECISION);
}

#[test]
fn a_healthy_log_has_no_finding_in_any_style() {
    for (turn, series) in SERIES.iter().enumerate() {
        let pieces = run(series, turn as u64 + 40, Scenario::HEALTHY, Transport::Plain);
        for (style, write) in STYLES.iter().chain(OTHERS) {
            let log = write(&pieces);
            let found = diagnose(&log);
            let said: Vec<_> = found.findings.iter().map(|finding| (finding.rule.id, &finding.lines)).collect();
            assert!(said.is_empty(), "{series} {style}: {said:?}\n{}", String::from_utf8_lossy(&log));
        }
    }
}

/// Damage that is done to whole lines, and so the same to a file and to its masked one.
const OF_LINES: &[&str] = &[
    "cut-at-the-head",
    "cut-at-the-end",
    "line-ends-of-windows",
    "blank-lines-between",
    "a-program-s-own-lines-between",
    "quoted-in-a-mail",
];

#[test]
fn the_findings_of_a_masked_record_are_those_of_the_original() {
    everywhere(|scenario, _| {
        // A command of which bytes were lost is one that nobody knows: masking replaces all that stands behind it, and with it what was damaged.
        if scenario.name().ends_with("-bytes") {
            return;
        }
        let is_tls = scenario.place() == Some(Place::Tls);
        let others = if is_tls { OTHER_SERIES_WITH_TLS } else { OTHER_SERIES };
        for (series, turn, seed) in [(SERIES, 0, 0), (SERIES, 1, 3), (others, 0, 2_000), (others, 1, 3_000)] {
            let record = record(&traffic(series, turn, seed, scenario));
            let mut secrets = Secrets::new();
            let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
            commands.for_each(|entry| secrets.learn(entry.line.raw));
            let plan = Plan::of(record.entries(), &secrets, 7);
            let about = Header::new("0.1.0", Zero(1_790_000_000_000));
            let original = whole(&record, &about, &mut Jsonl::new(FirstLine::Header));
            let masked = masked(&record, &plan, &about, &mut Jsonl::new(FirstLine::Header));
            let what = format!("{} {turn} {seed}", scenario.name());
            assert_eq!(diagnose(&masked).findings, diagnose(&original).findings, "{what}");
            for (damage, spoil) in DAMAGES.iter().filter(|(damage, _)| turn == 0 && OF_LINES.contains(damage)) {
                let found = [&masked, &original]
                    .map(|file| diagnose(spoil(&String::from_utf8_lossy(file)).as_bytes()).findings);
                assert_eq!(found[0], found[1], "{what}, {damage}");
            }
        }
    });
    assert!(OF_LINES.iter().all(|name| DAMAGES.iter().any(|(damage, _)| damage == name)), "a damage has another name");
}
