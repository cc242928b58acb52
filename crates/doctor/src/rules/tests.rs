//! Holds each rule to its logs: what it must find, and what it must not.

use std::collections::BTreeSet;

use super::RULES;
use crate::{Finding, diagnose};

/// The finding of a rule in a log, each line of which may be indented.
pub(in crate::rules) fn finding(rule: &str, log: &str) -> Option<Finding> {
    let log: String = log.trim_start_matches('\n').lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let found = diagnose(log.as_bytes()).findings;
    found.into_iter().find(|finding| finding.rule.id == rule)
}

/// Three logs in which the rule finds something, with its first line, and three in which it finds nothing.
#[track_caller]
pub(in crate::rules) fn check(rule: &str, truths: [(&str, u64); 3], misses: [&str; 3]) {
    for (log, line) in truths {
        let found = finding(rule, log);
        assert!(found.is_some(), "{rule} finds nothing in\n{log}\n{:#?}", said(log));
        assert_eq!(found.and_then(|found| found.lines.first().copied()), Some(line), "{rule} in\n{log}");
    }
    for log in misses {
        let found = finding(rule, log);
        assert!(found.is_none(), "{rule} finds {found:?} in\n{log}");
    }
}

/// Logs, each with the first line of what the rule finds in it, or nothing.
#[track_caller]
pub(in crate::rules) fn finds(rule: &str, cases: &[(&str, Option<u64>)]) {
    for (log, line) in cases {
        let found = finding(rule, log);
        let first = found.as_ref().and_then(|found| found.lines.first().copied());
        assert_eq!((found.is_some(), first), (line.is_some(), *line), "{rule} in\n{log}\n{:#?}", said(log));
    }
}

fn said(log: &str) -> Vec<String> {
    let log: String = log.trim_start_matches('\n').lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let mut doctor = crate::Doctor::default();
    let mut said = Vec::new();
    doctor.feed(log.as_bytes(), |seen| said.push(format!("{seen:?}")));
    let diagnosis = doctor.end(|seen| said.push(format!("{seen:?}")));
    said.extend(diagnosis.findings.iter().map(|finding| format!("{} {:?}", finding.rule.id, finding.lines)));
    said
}

#[test]
fn every_rule_has_a_name_of_its_own_and_explains_others_that_there_are() {
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.id);
        for other in rule.explains {
            assert!(names.contains(other) && *other != rule.id, "{} explains {other}", rule.id);
        }
    }
}

#[test]
fn a_healthy_log_has_no_finding() {
    let log = "\
        0.000 > AT
        0.010 < OK
        0.020 > AT+CPIN?
        0.030 < +CPIN: READY
        0.031 < OK
        0.040 > AT+CSQ
        0.050 < +CSQ: 21,99
        0.051 < OK
        0.060 > AT+CEREG?
        0.070 < +CEREG: 0,1
        0.071 < OK
        0.080 > AT+MIPCALL=1,\"cmnet\"
        0.100 < OK
        1.100 < +MIPCALL: 10.32.97.58
        1.200 > AT+MQTTUSER=1,\"u\",\"p\",\"id\"
        1.210 < OK
        1.300 > AT+MQTTOPEN=1,\"mqtt.example.org\",1883,1,60
        1.310 < OK
        2.310 < +MQTTOPEN: 1,1
        2.400 > AT+MQTTSUB=1,\"a/#\",1
        2.410 < OK
        2.510 < +MQTTSUB: 1,1
        2.600 > AT+MQTTPUB=1,\"a/b\",1,0,5
        2.610 < >
        2.620 > hello
        2.640 < OK
        2.740 < +MQTTPUB: 1,1
        2.800 > AT+MQTTCLOSE=1
        2.810 < OK
        2.910 < +MQTTCLOSE: 1,1
        ";
    let log: String = log.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    assert_eq!(diagnose(log.as_bytes()).findings, [], "{:#?}", said(&log));
}
