//! Lines as a text to paste somewhere else, without what is secret.

use workbench_payload::visible::escaped;
use workbench_record::export::{Comments, Export, Text};
use workbench_record::mask::{Plan, Secrets};
use workbench_record::session::Header;
use workbench_record::{Entry, Line, Zero};

/// The lines as text, in the form of a transcript.
pub(super) fn text_of(entries: &[Entry<'_>], secrets: &Secrets, zero: Zero) -> String {
    let plan = Plan::of(entries.iter().copied(), secrets, 0);
    let (mut text, mut out) = (Text::new(Comments::LeftOut).showing(escaped), Vec::new());
    text.begin(&mut out, &Header { zero, ..Header::default() });
    for (entry, raw) in plan.lines(entries.iter().copied()) {
        text.entry(&mut out, &Entry { line: Line { raw: &raw, ..entry.line }, ..entry });
    }
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use workbench_record::{Direction, Record};

    use super::*;

    #[test]
    fn what_is_copied_holds_no_secret() {
        let mut record = Record::with_budget(1 << 20);
        record.write(Line::new(1_500, Direction::Command, b"AT+MQTTUSER=1,\"user\",\"hunter2\"\r"));
        let entries: Vec<_> = record.entries().collect();
        let text = text_of(&entries, &Secrets::new(), Zero(0));
        assert_eq!(text, "1970-01-01T00:00:01.500Z >  AT+MQTTUSER=1,\"user\",\"⟨password 1⟩\"\\r\n");
    }
}
