//! The findings as a text to keep or to send: no IMEI, no password.

use std::collections::HashMap;

use super::model::check_now;
use super::text;
use crate::link::procedure::{CHECKS, CheckName, Verdict};
use crate::state::Facts;
use crate::t;
use crate::ui::outside;
use crate::words;

/// When a report is made: for people, and to judge the module's clock by.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub text: String,
    /// Since 1970.
    pub unix_seconds: i64,
}

pub(super) fn text(facts: &Facts, lines: &HashMap<CheckName, Vec<String>>, now: &Moment) -> String {
    let mut report = vec![t!("network-report-title"), t!("network-report-when", when = now.text.as_str())];
    if let Some(module) = &facts.module {
        let mut name = format!("{} {}", module.identity.manufacturer, module.identity.model);
        if module.is_virtual {
            name = format!("{name} {}", t!("network-report-virtual"));
        }
        report.push(t!("network-report-module", module = name));
        report.push(t!("network-report-firmware", firmware = module.identity.revision.as_str()));
    }
    for (at, name) in CHECKS.iter().enumerate() {
        let title = format!("{}. {}", at + 1, text::title(*name));
        let Some(check) = check_now(facts, *name) else {
            report.push(format!("\n{title}: {}", t!("network-report-none")));
            continue;
        };
        let verdict = match check.verdict() {
            Verdict::Pass => t!("network-report-pass"),
            Verdict::Warn => t!("network-report-warn"),
            Verdict::Fail => t!("network-report-fail"),
            Verdict::Skipped => t!("network-report-none"),
        };
        report.push(format!("\n{title}: {verdict}"));
        report.push(format!("   {}", words::found(&check, now.unix_seconds)));
        report.push(format!("   > {}", name.commands().join(", ")));
        report.extend(lines.get(name).into_iter().flatten().map(|line| format!("   < {}", outside(line))));
    }
    report.join("\n") + "\n"
}

/// Where a link finds the text.
pub(super) fn address(text: &str) -> String {
    format!("data:text/plain;charset=utf-8,{}", String::from(js_sys::encode_uri_component(text)))
}

#[cfg(test)]
mod tests {
    use fibocom_at::commands::Signal;

    use super::*;
    use crate::link::procedure::{Check, CheckResult, Identity};
    use crate::state::ModuleFacts;

    #[test]
    fn a_report_tells_the_findings_and_no_imei() {
        let identity = Identity {
            manufacturer: "Fibocom".into(),
            model: "L610-CN-00".into(),
            revision: "16000.1000".into(),
            imei: "866123050000017".into(),
        };
        let facts = Facts {
            module: Some(ModuleFacts { identity, is_virtual: true }),
            checks: vec![Check { name: CheckName::Signal, result: CheckResult::Signal(Signal { rssi: 9, ber: 99 }) }],
            ..Facts::default()
        };
        let lines = HashMap::from([(CheckName::Signal, vec!["+CSQ: 9,99".to_owned(), "OK".to_owned()])]);
        let report = text(&facts, &lines, &Moment { text: "2026-11-21T00:00:00Z".into(), unix_seconds: 1_795_219_200 });
        for part in [
            "Fibocom L610-CN-00 (virtual)",
            "3. Signal: warning",
            "   > AT+CSQ",
            "   < +CSQ: 9,99",
            "4. Registration: not checked",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
        assert!(!report.contains("866123050000017"));
    }
}
