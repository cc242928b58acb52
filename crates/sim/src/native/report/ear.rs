//! What went over the line in a scenario: written down, read by the log doctor, and kept as a session file where that is wanted.

use std::fs;
use std::io;
use std::path::Path;

use workbench_doctor::{Diagnosis, diagnose_record};
use workbench_record::export::{FirstLine, Jsonl, masked};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Direction, Overhearing, Piece, Record, Zero};

use crate::native::junit::Found;
use crate::time::Timestamp;

/// How much is kept of a scenario, in bytes of memory: the oldest lines go first.
const BUDGET: usize = 16 << 20;

/// How much of a line is shown as a proof, in characters.
const SHOWN: usize = 120;

/// Any number: it tells the stand-ins of this program's files from those of others.
const SALT: u64 = 7;

/// Hears both directions of the line.
pub(super) struct Ear {
    hearing: Overhearing,
}

impl Ear {
    pub(super) fn new() -> Self {
        Self { hearing: Overhearing::new(BUDGET) }
    }

    pub(super) fn sent(&mut self, now: Timestamp, bytes: &[u8]) {
        self.hearing.hear(now.as_millis(), Piece::Sent(bytes));
    }

    pub(super) fn received(&mut self, now: Timestamp, bytes: &[u8]) {
        self.hearing.hear(now.as_millis(), Piece::Received(bytes));
    }

    /// What was heard, once the scenario is over.
    pub(super) fn end(self) -> Heard {
        let record = self.hearing.end();
        let mut secrets = Secrets::new();
        let commands = record.entries().filter(|entry| entry.line.direction == Direction::Command);
        commands.for_each(|entry| secrets.learn(entry.line.raw));
        let plan = Plan::of(record.entries(), &secrets, SALT);
        Heard { record, plan }
    }
}

/// What went over the line, with what hides its secrets.
pub(super) struct Heard {
    record: Record,
    plan: Plan,
}

impl Heard {
    /// What the log doctor finds, most serious first, each with the first line that proves it.
    pub(super) fn findings(&self) -> Vec<Found> {
        let Diagnosis { findings, .. } = diagnose_record(&self.record);
        let found = findings.into_iter().map(|finding| {
            let line = finding.lines.first().copied().unwrap_or_default();
            Found { rule: finding.rule.id, count: finding.count, line, text: self.text(line) }
        });
        found.collect()
    }

    /// A line as it is shown: in one line, cut where it is long, and with stand-ins for its secrets.
    fn text(&self, number: u64) -> String {
        let mut lines = self.plan.lines(self.record.entries());
        let raw = lines.find(|(entry, _)| entry.number == number).map(|(_, raw)| raw.into_owned()).unwrap_or_default();
        let text = String::from_utf8_lossy(&raw).trim().replace(['\r', '\n'], " ");
        let cut: String = text.chars().take(SHOWN).collect();
        if cut.len() < text.len() { cut + "…" } else { cut }
    }

    /// Keeps it as a session file of this name, which the page opens, replays and diagnoses.
    pub(super) fn keep(&self, folder: &Path, name: &str, zero: Zero) -> io::Result<()> {
        let about = Header { masking: Some(self.plan.masking()), ..Header::new("", zero) };
        let file = masked(&self.record, &self.plan, &about, &mut Jsonl::new(FirstLine::Header));
        fs::create_dir_all(folder)?;
        fs::write(folder.join(format!("{name}.jsonl")), file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_the_line_that_proves_it_without_its_secrets() {
        let mut ear = Ear::new();
        let at = Timestamp::from_millis;
        ear.sent(at(10), b"AT+MQTTUSER=1,\"plant\",\"correct-horse\"\r");
        ear.received(at(20), b"\r\nOK\r\n");
        ear.sent(at(30), b"AT+MQTTOPEN=1,\"b.example\",1883,1,60\r");
        ear.received(at(40), b"\r\nOK\r\n");
        ear.received(at(900), b"\r\n+MQTTOPEN: 1,0\r\n");
        ear.sent(at(1_000), b"AT+MQTTPUB=1,\"t\",0,0,\"1\"\r");
        ear.received(at(1_010), b"\r\nERROR\r\n");
        let heard = ear.end();
        let findings = heard.findings();
        let first = findings.first().unwrap();
        assert_eq!((first.rule, first.text.as_str()), ("status-zero", "+MQTTOPEN: 1,0"), "{findings:?}");
        let user = heard.text(0);
        assert!(user.starts_with("AT+MQTTUSER=1") && !user.contains("correct-horse"), "{user}");
    }
}
