//! What the log doctor found, in sentences, and the styles of logs.

use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;
use workbench_doctor::finder::Style;
use workbench_doctor::{Fact, Finding, Severity};

use crate::i18n;
use crate::t;

/// What is said of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFinding {
    /// What is wrong.
    pub title: String,
    /// The likely cause.
    pub cause: String,
    /// What to do.
    pub next: String,
    /// What would show that it is not so.
    pub refuted: String,
}

/// What is said of a finding of the log doctor.
#[must_use]
pub fn log_finding(finding: &Finding) -> LogFinding {
    let mut args = FluentArgs::with_capacity(finding.facts.len());
    for (name, fact) in &finding.facts {
        args.set(
            *name,
            match fact {
                Fact::Number(number) => FluentValue::from(*number),
                Fact::Name(text) => FluentValue::from(text.as_str()),
            },
        );
    }
    let id = format!("doctor-{}", finding.rule.id);
    let part = |part: &str| i18n::text(&format!("{id}{part}"), &args);
    LogFinding { title: part(""), cause: part(".cause"), next: part(".next"), refuted: part(".refute") }
}

/// A finding as it is told outside the page: in a file, and to scripts. `public/workbench.d.ts` says what each part is.
#[derive(Debug, Serialize)]
pub struct ToldFinding {
    rule: &'static str,
    severity: &'static str,
    lines: Vec<u64>,
    count: u64,
    finding: String,
    cause: String,
    next: String,
    refuted: String,
    screen: &'static str,
}

/// A finding of the log doctor as it is told outside the page.
#[must_use]
pub fn told_finding(finding: &Finding) -> ToldFinding {
    let LogFinding { title, cause, next, refuted } = log_finding(finding);
    let severity = match finding.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warn",
    };
    let (rule, lines, count) = (finding.rule.id, finding.lines.clone(), finding.count);
    let screen = finding.rule.screen.id();
    ToldFinding { rule, severity, lines, count, finding: title, cause, next, refuted, screen }
}

/// The name of a style in which logs are written. Programs keep their own names.
#[must_use]
pub fn log_style(style: Style) -> String {
    let program = match style {
        Style::OwnText => return t!("doctor-screen-style-own-text"),
        Style::OwnJson => return t!("doctor-screen-style-own-json"),
        Style::ParticleLog => return t!("doctor-screen-style-particle"),
        Style::ParticleParser => return t!("doctor-screen-style-particle-old"),
        Style::HexDump => return t!("doctor-screen-style-hex"),
        Style::Stamped => return t!("doctor-screen-style-stamped"),
        Style::Bare => return t!("doctor-screen-style-bare"),
        Style::EspIdf => "ESP-IDF",
        Style::Zephyr => "Zephyr",
        Style::RtThread => "RT-Thread at_client",
        Style::Ros => "ROS",
        Style::ModemManager => "ModemManager",
        Style::Gammu => "gammu",
        Style::RealTerm => "RealTerm",
        Style::Sscom => "SSCOM",
        Style::Logcat => "logcat",
    };
    program.to_owned()
}

#[cfg(test)]
mod tests {
    use workbench_doctor::rules::RULES;

    use super::*;

    #[test]
    fn every_rule_has_its_four_sentences() {
        for rule in RULES {
            let said = log_finding(&Finding { rule, lines: vec![1], count: 1, facts: Vec::new() });
            for text in [said.title, said.cause, said.next, said.refuted] {
                assert!(!text.is_empty() && !text.starts_with('['), "{}: {text}", rule.id);
            }
        }
        let ids: Vec<String> = RULES.iter().map(|rule| format!("doctor-{}", rule.id)).collect();
        let entries = i18n::catalogue::entries();
        let left: Vec<_> =
            entries.iter().filter(|entry| entry.file == "doctor" && !ids.contains(&entry.id.to_owned())).collect();
        assert!(left.is_empty(), "{:?}", left.iter().map(|entry| entry.id).collect::<Vec<_>>());
    }
}
