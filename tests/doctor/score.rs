//! What the doctor said of many logs, held against what it should have said.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test prints its figures, and stops where its own table is wrong"
)]

use std::collections::BTreeMap;

use fibocom_sim::Scenario;
use workbench_doctor::Diagnosis;

use crate::table::TABLE;

/// Counts, and what went wrong.
#[derive(Debug, Default)]
pub(crate) struct Score {
    logs: u64,
    /// Logs whose first finding is that of the scenario.
    right: u64,
    /// Logs with a fault, and those of them in which it was found.
    ill: u64,
    found: u64,
    /// Findings, and those of them that are true.
    told: u64,
    truths: u64,
    matrix: BTreeMap<(&'static str, &'static str), u64>,
    wrong: Vec<String>,
}

impl Score {
    /// Takes what was said of a log.
    pub(crate) fn take(&mut self, scenario: Scenario, style: &str, said: &Diagnosis) {
        let name = scenario.name();
        let row = TABLE.iter().find(|row| row.scenario == name);
        let row =
            row.unwrap_or_else(|| panic!("what should a doctor say of {name}? tests/doctor/table.rs does not say"));
        let ids: Vec<&str> = said.findings.iter().map(|finding| finding.rule.id).collect();
        let first = ids.first().copied().unwrap_or("none");
        *self.matrix.entry((name, first)).or_default() += 1;
        self.logs += 1;
        let is_right = row.first.contains(&first);
        self.right += u64::from(is_right);
        if row.first != ["none"] {
            self.ill += 1;
            self.found += u64::from(row.first.iter().any(|id| ids.contains(id)));
        }
        let is_true = |id: &&&str| row.first.contains(*id) || row.also.contains(*id);
        self.told += ids.len() as u64;
        self.truths += ids.iter().filter(is_true).count() as u64;
        if !is_right || ids.iter().any(|id| !is_true(&id)) {
            self.wrong.push(format!("{name} in {style}: {}", ids.join(", ")));
        }
    }

    fn add(&mut self, other: Self) {
        self.logs += other.logs;
        self.right += other.right;
        self.ill += other.ill;
        self.found += other.found;
        self.told += other.told;
        self.truths += other.truths;
        self.matrix.extend(other.matrix);
        self.wrong.extend(other.wrong);
    }

    /// Prints the matrix, scenario against first finding, and what went wrong.
    pub(crate) fn print(&self, what: &str) {
        println!("\nlogs {what}: scenario | first finding, and how often");
        for row in TABLE {
            let cells = self.matrix.iter().filter(|((scenario, _), _)| *scenario == row.scenario);
            let cells: Vec<_> = cells.map(|((_, first), count)| format!("{first} {count}")).collect();
            println!("{:21}| {}", row.scenario, cells.join(", "));
        }
        println!("{}", self.wrong.join("\n"));
        let Self { logs, right, ill, found, told, truths, .. } = self;
        println!(
            "{right} of {logs} logs have the right finding first ({} %), {found} of {ill} with a fault have it at all (recall {} %), \
             {truths} of {told} findings are true (precision {} %)",
            percent(*right, *logs),
            percent(*found, *ill),
            percent(*truths, *told)
        );
    }

    /// Holds the counts to what is wanted, in a hundred.
    pub(crate) fn assert(&self, diagonal: u64, recall: u64, precision: u64) {
        assert!(self.logs >= 200, "{} logs", self.logs);
        assert!(self.right * 100 >= self.logs * diagonal, "{} of {} logs", self.right, self.logs);
        assert!(self.found * 100 >= self.ill * recall, "{} of {} faults", self.found, self.ill);
        assert!(self.truths * 100 >= self.told * precision, "{} of {} findings", self.truths, self.told);
    }
}

fn percent(part: u64, whole: u64) -> String {
    let tenths = (part * 1_000).checked_div(whole).unwrap_or(1_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Does something with each scenario, with a thread for each processor.
pub(crate) fn everywhere(each: impl Fn(Scenario, &mut Score) + Sync) -> Score {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut score = Score::default();
    std::thread::scope(|scope| {
        let each = &each;
        let shares = Scenario::ALL.chunks(Scenario::ALL.len().div_ceil(threads)).map(|share| {
            scope.spawn(move || {
                let mut score = Score::default();
                share.iter().for_each(|scenario| each(*scenario, &mut score));
                score
            })
        });
        for thread in shares.collect::<Vec<_>>() {
            score.add(thread.join().unwrap());
        }
    });
    score
}
