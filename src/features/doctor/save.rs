//! The findings as a file to send: as text, and as JSON. Neither has a line of the log in it, so there is no secret to hide.

use serde::Serialize;
use workbench_doctor::Diagnosis;

use crate::t;
use crate::words::{LogFinding, ToldFinding, log_finding, told_finding};

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
    findings: Vec<ToldFinding>,
}

/// The findings as JSON.
pub(super) fn json(found: &Diagnosis) -> String {
    let file = File {
        format: "module-workbench-findings",
        version: 1,
        lines: found.lines,
        style: found.style.map(|(style, _)| style.name()),
        series: found.series,
        findings: found.findings.iter().map(told_finding).collect(),
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

    /// A log with an error, and one with a warning.
    const SEVERITIES: [(&str, &str); 2] =
        [("> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n", "warn"), (LOG, "error")];

    #[test]
    fn a_severity_is_called_as_scripts_know_it() {
        for (log, expected) in SEVERITIES {
            let json = json(&diagnose(log.as_bytes()));
            let read: serde_json::Value = serde_json::from_str(&json).unwrap();
            let all: Vec<_> = read["findings"].as_array().unwrap().iter().map(|one| one["severity"].clone()).collect();
            assert!(all.contains(&expected.into()), "{json}");
            assert!(all.iter().all(|one| *one == "warn" || *one == "error"), "{json}");
        }
    }

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
