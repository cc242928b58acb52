//! Whole logs as arrows, pictures and text.

use super::*;
use crate::Doctor;

fn sequence(log: &str) -> Sequence {
    let (mut doctor, mut sequence) = (Doctor::default(), Sequence::default());
    doctor.feed(log.as_bytes(), |seen| sequence.see(seen));
    let _ = doctor.end(|seen| sequence.see(seen));
    sequence
}

fn shown(arrow: &Arrow) -> String {
    let text = match &arrow.label {
        Label::Line(text) => text.clone(),
        Label::Said(said) => format!("({said})"),
    };
    format!("{} {}>{} {text}", arrow.line, arrow.from.id(), arrow.to.id())
}

const LOG: &str = "> AT\n< OK\n> AT+MIPCALL=1,\"cmnet\"\n< OK\n< +MIPCALL: 10.32.97.58\n> AT+MQTTUSER=1,\"u\",\"secret-7\",\"i\"\n< OK\n\
                   > AT+MQTTOPEN=1,\"h\",1883,1,60\n< OK\n< +MQTTOPEN: 1,1\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< OK\n< +MQTTPUB: 1,1\n\
                   < +MQTTBREAK: 1,2\n> AT+MQTTPUB=1,\"t\",1,0,\"x\"\n< +CME ERROR: 767\n";

#[test]
fn a_session_is_told_with_what_follows_from_its_lines() {
    let arrows = sequence(LOG).around(0, 100).unwrap();
    let expected = [
        "3 host>module AT+MIPCALL=1,…",
        "3 module>network (asks-address)",
        "4 module>host OK",
        "5 network>module (address)",
        "5 module>host +MIPCALL: …",
        "6 host>module AT+MQTTUSER=1,…",
        "7 module>host OK",
        "8 host>module AT+MQTTOPEN=1,…",
        "10 module>broker (connects)",
        "10 broker>module (accepts)",
        "10 module>host +MQTTOPEN: 1,1",
        "11 host>module AT+MQTTPUB=1,…",
        "13 module>broker (publishes)",
        "13 broker>module (confirms)",
        "13 module>host +MQTTPUB: 1,1",
        "14 network>module (address-lost)",
        "14 module>host +MQTTBREAK: 1,2",
        "15 host>module AT+MQTTPUB=1,…",
        "16 module>host +CME ERROR: 767",
    ];
    assert_eq!(arrows.iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn a_part_of_a_long_log_is_shown_with_the_line_that_is_asked_for() {
    let log = LOG.repeat(300);
    let sequence = sequence(&log);
    for line in [1, 16 * 150] {
        assert_eq!(sequence.around(line, 40), None, "{line}: its arrows are gone");
    }
    for line in [16 * 250, 16 * 300, u64::MAX] {
        let arrows = sequence.around(line, 40).unwrap();
        assert_eq!(arrows.len(), 40);
    }
    let arrows = sequence.around(16 * 280 + 10, 40).unwrap();
    assert!(arrows.iter().any(|arrow| arrow.line == 16 * 280 + 10), "{arrows:?}");
}

#[test]
fn pictures_and_texts_hold_no_secret_and_nothing_that_means_something_there() {
    let arrows = sequence(LOG).around(0, 100).unwrap();
    let word = |who: Who| format!("<{}> & \"co\";", who.id());
    let says = |label: &Label| match label {
        Label::Line(text) => format!("{text}<script>'"),
        Label::Said(said) => format!("#{said}\n;"),
    };
    let picture = svg(&arrows, "a <b>", word, says);
    assert!(
        !picture.contains("<script") && !picture.contains("<b>") && picture.contains("&lt;script&gt;&#39;"),
        "{picture}"
    );
    assert_eq!(picture.matches("<svg").count(), 1);
    let text = mermaid(&arrows, word, says);
    // Every line is one that was meant.
    assert_eq!(text.lines().count(), 1 + 4 + arrows.len());
    assert!(text.starts_with("sequenceDiagram\n    participant host as #60;host#62; & #34;co#34;#59;\n"), "{text}");
    for out in [&picture, &text] {
        assert!(!out.contains("secret-7") && !out.contains("10.32.97.58"), "{out}");
    }
}

#[test]
fn every_arrow_says_what_has_a_name() {
    let logs = [
        LOG,
        "> AT+MIPCALL=1,\"x\"\n< OK\n< +MIPCALL: 0\n",
        "< +MQTTBREAK: 1,3\n< +MQTTBREAK: 1,1\n< AT command ready\n",
    ];
    for arrow in logs.iter().flat_map(|log| sequence(log).around(0, 100).unwrap()) {
        if let Label::Said(said) = arrow.label {
            assert!(SAID.contains(&said), "{said}");
        }
    }
}
