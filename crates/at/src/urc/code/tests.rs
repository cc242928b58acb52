//! The list of unsolicited codes holds every code that is read, and each line finds its own entry.

use super::*;
use crate::codes::{BreakCause, Registration, TuyaEvent};
use crate::commands::Kind;
use crate::urc::{cloud, connection, registration};

fn line(text: &str) -> Line<'_> {
    Line::of(text.as_bytes())
}

#[test]
fn every_example_is_a_code_and_its_own() {
    for code in CODES {
        assert_eq!(Code::of_line(&line(code.example)).map(|found| found.id), Some(code.id), "{}", code.example);
        let parsed = Urc::parse(&line(code.example));
        let is_message = code.names.contains(&"+MQTTMSG");
        assert!(is_message || !matches!(parsed, None | Some(Urc::Unlisted(_))), "{}: {parsed:?}", code.example);
        assert!(code.syntax.starts_with(code.names.first().unwrap()), "{}", code.syntax);
        assert_eq!(CODES.iter().filter(|other| other.shown_name() == code.shown_name()).count(), 1);
    }
}

#[test]
fn every_name_of_a_code_leads_to_it() {
    for code in CODES {
        for name in code.names.iter().chain(&code.bare_name) {
            let text = format!("{name}: 1");
            assert_eq!(Code::of_line(&line(&text)), Some(*code), "{name}");
        }
    }
    for (text, id) in [
        ("AT READY", Some("code-started")),
        ("+SIM: Inserted", Some("code-sim")),
        ("+MIPCALL: 0", Some("code-address")),
        ("MQTTAUTHEVENT: 4,5", Some("code-cloud-event")),
        ("TMSG: 1,0,\"t\",\"p\"", Some("code-message")),
        ("+NEWCODE: 7", None),
        ("hello", None),
    ] {
        assert_eq!(Code::of_line(&line(text)).map(|code| code.id), id, "{text}");
    }
}

#[test]
fn the_values_are_those_of_the_code_tables() {
    let numbers = |parameter: &Parameter| match parameter.kind {
        Kind::Choice(values) => values.iter().map(|value| value.number).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(
        numbers(&registration::STATE),
        Registration::LISTED.iter().map(|one| u32::from(one.number())).collect::<Vec<_>>()
    );
    assert_eq!(
        numbers(&connection::CAUSE),
        BreakCause::LISTED.iter().map(|one| u32::from(one.number())).collect::<Vec<_>>()
    );
    assert_eq!(
        numbers(&cloud::TUYA_EVENT),
        TuyaEvent::LISTED.iter().map(|one| u32::from(one.number())).collect::<Vec<_>>()
    );
}
