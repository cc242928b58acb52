//! Which entry of the reference a line belongs to: its command, or the code that came unasked.

use fibocom_at::commands::{Spec, recognise};
use fibocom_at::frame::Line;
use fibocom_at::urc::Code;
use workbench_record::{Exchange, Record};

use crate::address::{reference, reference_code};

/// An entry of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LookUp {
    pub(super) name: String,
    pub(super) link: String,
}

/// The entry of a command as it was sent.
pub(super) fn of_command(line: &[u8]) -> Option<LookUp> {
    let spec = recognise(&String::from_utf8_lossy(line)).spec?;
    Some(LookUp { name: spec.shown_name(), link: reference(spec) })
}

/// The entry of an exchange: of its command, or of the first line that came unasked.
pub(super) fn of_exchange(exchange: &Exchange, record: &Record) -> Option<LookUp> {
    let asked = exchange.command(record).and_then(of_command);
    asked.or_else(|| exchange.entries(record).find_map(|entry| of_unasked(entry.line.raw)))
}

/// The entry of a line that came unasked: of the code, or of the command whose late result it is.
pub(super) fn of_unasked(raw: &[u8]) -> Option<LookUp> {
    let line = Line::of(raw);
    if let Some(code) = Code::of_line(&line) {
        return Some(LookUp { name: code.shown_name(), link: reference_code(code) });
    }
    let spec = Spec::named(line.tag()?)?;
    Some(LookUp { name: spec.shown_name(), link: reference(spec) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leads_to_its_command_or_its_code() {
        for (line, expected) in [
            ("AT+CSQ\r", Some("#/reference/+CSQ")),
            ("at+mqttpub=1,\"t\",0,0,\"x\"", Some("#/reference/+MQTTPUB")),
            ("AT+NOSUCH", None),
        ] {
            assert_eq!(of_command(line.as_bytes()).map(|found| found.link).as_deref(), expected, "{line}");
        }
        for (line, expected) in [
            ("+MQTTBREAK: 1,2\r\n", Some("#/reference/+MQTTBREAK%3A")),
            ("+MIPCALL: 10.0.0.1\r\n", Some("#/reference/+MIPCALL%3A")),
            ("AT command ready\r\n", Some("#/reference/AT%20command%20ready")),
            ("+MQTTOPEN: 1,1\r\n", Some("#/reference/+MQTTOPEN")),
            ("+NEWCODE: 7\r\n", None),
        ] {
            assert_eq!(of_unasked(line.as_bytes()).map(|found| found.link).as_deref(), expected, "{line}");
        }
    }
}
