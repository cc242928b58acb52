//! The findings as a file to send: as text, and as JSON. Neither has a line of the log in it, so there is no secret to hide.

use serde::Serialize;
use workbench_doctor::{Diagnosis, Severity};

use crate::t;
use crate::words::{LogFinding, log_finding};

/// A finding in the file.
#[derive(Debug, Serialize)]
struct Told {
    rule: &'static str,
    severity: &'static str,
    lines: Vec<u64>,
    count: u64,
    finding: String,
    cause: String,
    next: String,
    refuted: String,
}

/// The file.
#[derive(Debug, Serialize)]
struct File {
    format: &'static str,
    version: u32,
    lines: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'static str>,
    findings: Vec<Told>,
}

/// The findings as JSON.
pub(super) fn json(found: &Diagnosis) -> String {
    let findings = found.findings.iter().map(|finding| {
        let LogFinding { title, cause, next, refuted } = log_finding(finding);
        let severity = match finding.rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (rule, lines, count) = (finding.rule.id, finding.lines.clone(), finding.count);
        Told { rule, severity, lines, count, finding: title, cause, next, refuted }
    });
    let file = File {
        format: "module-workbench-findings",
        version: 1,
        lines: found.lines,
        style: found.style.map(|(style, _)| style.name()),
        series: found.series,
        findings: findings.collect(),
    };
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// The findings as text.
pub(super) fn text(found: &Diagnosis) -> String {
    let mut out = t!("doctor-screen-file-head", lines = found.lines, count = found.findings.len());
    out.push('\n');
    for (place, finding) in found.findings.iter().enumerate() {
        let LogFinding { title, cause, next, refuted } = log_finding(finding);
        let lines: Vec<String> = finding.lines.iter().map(u64::to_string).collect();
        out += &format!(
            "\n{}. {title}\n   {}\n   {}: {cause}\n   {}: {next}\n   {}: {refuted}\n",
            place + 1,
            t!("doctor-screen-file-lines", lines = lines.join(", ")),
            t!("doctor-screen-cause"),
            t!("doctor-screen-next"),
            t!("doctor-screen-refuted")
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use workbench_doctor::diagnose;

    use super::*;

    const LOG: &str = "> AT+MQTTUSER=1,\"u\",\"hunter2\",\"i\"\n< OK\n> AT+MQTTOPEN=1,\"broker.example\",1883,1,60\n< OK\n< +MQTTOPEN: 1,0\n> AT+MQTTPUB=1,\"t\",0,0,\"x\"\n< ERROR\n";

    #[test]
    fn the_file_has_every_finding_with_its_lines_and_nothing_of_the_log() {
        let found = diagnose(LOG.as_bytes());
        let (json, text) = (json(&found), text(&found));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["findings"][0]["rule"], "status-zero");
        assert_eq!(read["findings"][0]["lines"], serde_json::json!([5, 6]));
        assert!(text.contains("1. ") && text.contains("5, 6"), "{text}");
        for file in [json, text] {
            assert!(!file.contains("hunter2") && !file.contains("broker.example"), "{file}");
        }
    }
}
